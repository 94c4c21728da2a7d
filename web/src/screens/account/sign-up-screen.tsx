import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { useSessionChange } from '../../api/session.js';
import { fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError } from '../../components/states.js';
import { type Language, useLanguage } from '../../i18n/language.js';
import { ConsentFields, useConsent } from './consent-fields.js';
import { ProviderButtons } from './provider-buttons.js';
import { nextAddress } from './sign-in-screen.js';

export function SignUpScreen() {
  const { t, language, choose } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const sessionChanged = useSessionChange();
  const consent = useConsent();
  const [form, setForm] = useState({ name: '', email: '', password: '' });
  const [agreed, setAgreed] = useState(false);
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value });
  const signUp = useMutation({
    mutationFn: (consentVersion: string) =>
      answer(api.POST('/api/v1/auth/sign-up', { body: { ...form, locale: language, consentVersion } })),
    onSuccess: (me) => {
      sessionChanged(me);
      void navigate(nextAddress(search), { replace: true });
    },
  });
  const errors = fieldErrors(signUp.error);

  return (
    <div className="narrow">
      <PageHeader title={t('signUp.title')} lead={t('signUp.lead')} />
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
          value={form.name}
          onChange={set('name')}
        />
        <TextField
          label={t('signUp.email')}
          error={errors.email}
          type="email"
          autoComplete="username"
          required
          value={form.email}
          onChange={set('email')}
        />
        <TextField
          label={t('signUp.password')}
          hint={t('signUp.passwordHint')}
          error={errors.password}
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
          value={form.password}
          onChange={set('password')}
        />
        <SelectField<Language>
          label={t('signUp.language')}
          value={language}
          onChange={choose}
          options={[
            { value: 'ko', label: t('language.ko') },
            { value: 'en', label: t('language.en') },
          ]}
        />
        <ConsentFields consent={consent} agreed={agreed} onChange={setAgreed} />
        <SubmitRow
          label={t('signUp.submit')}
          isPending={signUp.isPending}
          error={<ActionError error={signUp.error} />}
        />
        <p className="soft">
          {t('signUp.have')} <Link to={`/sign-in?${search}`}>{t('signIn.submit')}</Link>
        </p>
      </form>
      <ProviderButtons />
    </div>
  );
}
