import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { useSessionChange } from '../../api/session.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useLinkToken } from './link-token.js';

export function ResetPasswordScreen() {
  const { t } = useLanguage();
  const token = useLinkToken();
  const sessionChanged = useSessionChange();
  const [next, setNext] = useState('');
  const reset = useMutation({
    mutationFn: async () => {
      const body = { token: token ?? '', next };
      const { response, error } = await api.POST('/api/v1/auth/reset-password', { body });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => sessionChanged(null),
  });
  return (
    <div className="narrow stack">
      <PageHeader title={t('reset.title')} />
      {reset.isSuccess && (
        <>
          <p className="notice" role="status">
            {t('reset.done')}
          </p>
          <Link className="button button-primary" to="/sign-in">
            {t('signIn.submit')}
          </Link>
        </>
      )}
      {!reset.isSuccess && token === null && <p className="notice notice-bad">{t('verify.noToken')}</p>}
      {!reset.isSuccess && token !== null && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!reset.isPending) reset.mutate();
          }}
        >
          <TextField
            label={t('account.passwordNew')}
            hint={t('signUp.passwordHint')}
            error={fieldErrors(reset.error).next}
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            maxLength={200}
            value={next}
            onChange={setNext}
          />
          <SubmitRow
            label={t('reset.submit')}
            isPending={reset.isPending}
            error={<ActionError error={reset.error} />}
          />
        </form>
      )}
      {!reset.isSuccess && (
        <p className="soft">
          <Link to="/forgot-password">{t('reset.again')}</Link>
        </p>
      )}
    </div>
  );
}
