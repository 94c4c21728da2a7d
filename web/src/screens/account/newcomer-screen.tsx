import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import type { components } from '../../api/schema.js';
import { useSessionChange } from '../../api/session.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError, EmptyState, ErrorState, Skeleton } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { ConsentFields, useConsent } from './consent-fields.js';
import { nextAddress } from './sign-in-screen.js';

/** Somebody whom a provider named and who has no account yet. */
export function NewcomerScreen() {
  const { t } = useLanguage();
  const newcomer = useQuery({
    queryKey: ['newcomer'],
    queryFn: () => answer(api.GET('/api/v1/auth/newcomer')),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [search] = useSearchParams();
  if (newcomer.data) return <NewcomerForm newcomer={newcomer.data} />;
  if (!newcomer.error) return <Skeleton lines={12} />;
  if (!(newcomer.error instanceof Problem) || newcomer.error.code !== 'OIDC_EXPIRED')
    return <ErrorState error={newcomer.error} onRetry={() => void newcomer.refetch()} />;
  return (
    <EmptyState
      title={t('signIn.problem.OIDC_EXPIRED')}
      action={
        <Link className="button button-primary" to={`/sign-in?${search}`}>
          {t('secondStep.again')}
        </Link>
      }
    />
  );
}

function NewcomerForm({ newcomer }: { newcomer: components['schemas']['NewcomerView'] }) {
  const { t, language } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const sessionChanged = useSessionChange();
  const consent = useConsent();
  const [name, setName] = useState(newcomer.name ?? '');
  const [email, setEmail] = useState(newcomer.email ?? '');
  const [agreed, setAgreed] = useState(false);
  const signUp = useMutation({
    mutationFn: (consentVersion: string) =>
      answer(api.POST('/api/v1/auth/newcomer', { body: { name, email, locale: language, consentVersion } })),
    onSuccess: (me) => {
      sessionChanged(me);
      void navigate(nextAddress(search), { replace: true });
    },
  });
  const errors = fieldErrors(signUp.error);
  return (
    <div className="narrow">
      <PageHeader
        title={t('newcomer.title')}
        lead={t('newcomer.lead', { provider: newcomer.provider.name })}
      />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (consent.data && !signUp.isPending) signUp.mutate(consent.data.version);
        }}
      >
        <TextField
          label={t('signUp.name')}
          hint={t('signUp.nameHint')}
          error={errors.name}
          autoComplete="name"
          required
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <TextField
          label={t('signUp.email')}
          hint={t('newcomer.emailHint')}
          error={errors.email}
          type="email"
          autoComplete="email"
          required
          value={email}
          onChange={setEmail}
        />
        <ConsentFields consent={consent} agreed={agreed} onChange={setAgreed} />
        <SubmitRow
          label={t('signUp.submit')}
          isPending={signUp.isPending}
          error={<ActionError error={signUp.error} />}
        />
      </form>
    </div>
  );
}
