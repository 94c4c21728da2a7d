import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { useAnnouncer } from '../../components/announcer.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

export function ChangeEmail() {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const change = useMutation({
    mutationFn: async () => {
      const proof = { ...(password ? { password } : {}), ...(code ? { code } : {}) };
      const { response, error } = await api.POST('/api/v1/me/email', { body: { email, ...proof } });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      setEmail('');
      setPassword('');
      setCode('');
      toast(t('email.sent'));
    },
  });
  const errors = fieldErrors(change.error);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) change.mutate();
      }}
    >
      <TextField
        label={t('email.new')}
        hint={t('email.hint')}
        error={errors.email}
        type="email"
        autoComplete="email"
        required
        value={email}
        onChange={setEmail}
      />
      <TextField
        label={t('account.passwordCurrent')}
        error={errors.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <TextField
        label={t('email.code')}
        error={errors.code}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <SubmitRow
        label={t('email.submit')}
        isPending={change.isPending}
        error={<ActionError error={change.error} />}
      />
    </form>
  );
}
