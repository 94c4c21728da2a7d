import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useSessionChange } from '../../api/session.js';
import { SubmitRow, TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { ProviderButtons } from './provider-buttons.js';
import { SignInProblem } from './sign-in-problem.js';

/** Where to go after signing in: an address of this page only. */
export function nextAddress(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}

const needsCode = (error: unknown) => error instanceof Problem && error.code === 'SECOND_FACTOR_NEEDED';

export function SignInScreen() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const sessionChanged = useSessionChange();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/auth/sign-in', { body: { email, password } })),
    onSuccess: (me) => {
      sessionChanged(me);
      void navigate(nextAddress(search), { replace: true });
    },
    onError: (error) => {
      if (needsCode(error)) void navigate(`/sign-in/code?${search}`);
    },
  });
  return (
    <div className="narrow">
      <PageHeader title={t('signIn.title')} />
      <SignInProblem />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!signIn.isPending) signIn.mutate();
        }}
      >
        <TextField
          label={t('signUp.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('signUp.password')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
        />
        <SubmitRow
          label={t('signIn.submit')}
          isPending={signIn.isPending}
          error={<ActionError error={needsCode(signIn.error) ? null : signIn.error} />}
        />
        <p className="soft">
          <Link to="/forgot-password">{t('forgot.link')}</Link>
        </p>
        <p className="soft">
          {t('signIn.new')} <Link to={`/sign-up?${search}`}>{t('signIn.toSignUp')}</Link>
        </p>
      </form>
      <ProviderButtons />
    </div>
  );
}
