import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { meKey } from '../../api/session.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useLinkToken } from './link-token.js';

/** Opening the link is all that a person has to do. */
export function VerifyEmailScreen() {
  const { t } = useLanguage();
  const token = useLinkToken();
  const queries = useQueryClient();
  const { mutate, isSuccess, error } = useMutation({
    mutationFn: async (given: string) => {
      const { response, error } = await api.POST('/api/v1/auth/verify-email', { body: { token: given } });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: meKey }),
  });
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (token && asked.current !== token) mutate(token);
    asked.current = token;
  }, [token, mutate]);
  return (
    <div className="narrow stack">
      <PageHeader title={t('verify.title')} />
      {token === null && <p className="notice notice-bad">{t('verify.noToken')}</p>}
      <ActionError error={error} />
      {isSuccess && (
        <>
          <p className="notice" role="status">
            {t('verify.done')}
          </p>
          <Link className="button button-primary" to="/">
            {t('verify.next')}
          </Link>
        </>
      )}
    </div>
  );
}

/** Here a press is asked for: a mail program that looks at links beforehand must not decide. */
export function KeepAddressScreen() {
  const { t } = useLanguage();
  const texts = {
    title: t('keep.title'),
    lead: t('keep.lead'),
    submit: t('keep.submit'),
    done: t('keep.done'),
  };
  return <PressedLink path="/api/v1/auth/keep-address" {...texts} />;
}

export function UndoAddressScreen() {
  const { t } = useLanguage();
  const texts = {
    title: t('undo.title'),
    lead: t('undo.lead'),
    submit: t('undo.submit'),
    done: t('undo.done'),
  };
  return <PressedLink path="/api/v1/auth/undo-address" {...texts} />;
}

function PressedLink({
  path,
  title,
  lead,
  submit,
  done,
}: {
  path: '/api/v1/auth/keep-address' | '/api/v1/auth/undo-address';
  title: string;
  lead: string;
  submit: string;
  done: string;
}) {
  const { t } = useLanguage();
  const token = useLinkToken();
  const queries = useQueryClient();
  const press = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.POST(path, { body: { token: token ?? '' } });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: meKey }),
  });
  return (
    <div className="narrow stack">
      <PageHeader title={title} lead={lead} />
      {token === null && !press.isSuccess && <p className="notice notice-bad">{t('verify.noToken')}</p>}
      <ActionError error={press.error} />
      {press.isSuccess ? (
        <p className="notice" role="status">
          {done}
        </p>
      ) : (
        <p>
          <button
            type="button"
            className="button button-primary"
            aria-disabled={token === null || press.isPending}
            onClick={() => token && !press.isPending && press.mutate()}
          >
            {submit}
          </button>
        </p>
      )}
    </div>
  );
}
