import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

export function ForgotPasswordScreen() {
  const { t } = useLanguage();
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.POST('/api/v1/auth/forgot-password', { body: { email } });
      if (!response.ok) throw problemFrom(response.status, error);
    },
  });
  return (
    <div className="narrow stack">
      <PageHeader title={t('forgot.title')} lead={t('forgot.lead')} />
      {ask.isSuccess ? (
        <p className="notice" role="status">
          {t('forgot.sent')}
        </p>
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!ask.isPending) ask.mutate();
          }}
        >
          <TextField
            label={t('signUp.email')}
            error={fieldErrors(ask.error).email}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={setEmail}
          />
          <SubmitRow
            label={t('forgot.submit')}
            isPending={ask.isPending}
            error={<ActionError error={ask.error} />}
          />
        </form>
      )}
      <p className="soft">{t('forgot.lost')}</p>
    </div>
  );
}
