import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api, type Me } from '../../api/client.js';
import { unreachable } from '../../api/problem.js';
import { useMe, useSessionChange } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { Section } from '../../components/pieces.js';
import { ActionError, ErrorState, Skeleton } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { ChangeEmail } from './change-email.js';
import { MailPreferences } from './mail-preferences.js';
import { needsSignIn } from './needs-sign-in.js';
import { Profile } from './profile.js';
import { identitiesQuery } from './providers.js';
import { SecondFactor } from './second-factor.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';
import { WaysIn } from './ways-in.js';
import { YourData } from './your-data.js';

export function AccountScreen() {
  const { t } = useLanguage();
  const me = useMe();
  if (me === undefined) return <Skeleton lines={12} />;
  if (me === null) return <ErrorState error={needsSignIn()} />;
  return (
    <>
      <PageHeader title={t('account.title')} lead={me.email} actions={<SignOut />} />
      <div className="stack-large">
        {me.needsSecondFactor ? (
          <Section title={t('factor.title')} id="second-factor">
            <SecondFactor />
          </Section>
        ) : (
          <Sections me={me} />
        )}
      </div>
    </>
  );
}

function Sections({ me }: { me: Me }) {
  const { t } = useLanguage();
  return (
    <>
      <Section title={t('account.profile')}>
        <Profile me={me} />
      </Section>
      <Section title={t('email.title')}>
        <ChangeEmail />
      </Section>
      <WaysIn />
      <Section title={t('account.password')}>
        <Password />
      </Section>
      <Section title={t('factor.title')} id="second-factor">
        <SecondFactor />
      </Section>
      <Section title={t('sessions.title')} id="sessions">
        <Sessions />
      </Section>
      <Section title={t('mail.choose')} id="mails">
        <MailPreferences />
      </Section>
      <Section title={t('account.tokens')}>
        <Tokens />
      </Section>
      <Section title={t('privacy.title')}>
        <YourData />
      </Section>
    </>
  );
}

function SignOut() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const sessionChanged = useSessionChange();
  const signOut = useMutation({
    mutationFn: async () => {
      const { response } = await api.POST('/api/v1/auth/sign-out');
      if (!response.ok) throw unreachable();
    },
    onSuccess: () => {
      sessionChanged(null);
      void navigate('/');
    },
  });
  return (
    <>
      <button type="button" className="button" onClick={() => signOut.mutate()}>
        {t('account.signOut')}
      </button>
      <ActionError error={signOut.error} />
    </>
  );
}

function Password() {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const ways = useQuery(identitiesQuery());
  const change = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/me/password', { body: { current, next } })),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast(t('account.passwordChanged'));
    },
  });
  if (ways.data && !ways.data.hasPassword) return <p className="soft">{t('ways.noPassword')}</p>;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) change.mutate();
      }}
    >
      <TextField
        label={t('account.passwordCurrent')}
        error={fieldErrors(change.error).current}
        type="password"
        autoComplete="current-password"
        required
        value={current}
        onChange={setCurrent}
      />
      <TextField
        label={t('account.passwordNew')}
        hint={t('signUp.passwordHint')}
        error={fieldErrors(change.error).next}
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
        value={next}
        onChange={setNext}
      />
      <SubmitRow
        label={t('account.passwordSave')}
        isPending={change.isPending}
        error={<ActionError error={change.error} />}
      />
    </form>
  );
}
