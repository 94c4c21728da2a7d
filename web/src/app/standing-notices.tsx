import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Me } from '../api/client.js';
import { problemFrom } from '../api/problem.js';
import { meKey, useMe } from '../api/session.js';
import { Dialog } from '../components/dialog.js';
import { ActionError, Skeleton } from '../components/states.js';
import { useExact } from '../components/time.js';
import { useLanguage } from '../i18n/language.js';
import { readerZone } from '../lib/time.js';

/** What somebody who is signed in has yet to do for the account itself, on every screen until it is done. */
export function StandingNotices() {
  const me = useMe();
  if (!me) return null;
  return (
    <>
      {me.consentNeeded !== null && <ChangedConsent version={me.consentNeeded} />}
      {me.recovery !== null && <VouchedFor recovery={me.recovery} />}
      {me.emailVerifiedAt === null && <Unverified me={me} />}
    </>
  );
}

/** Somebody else said where this account's mail goes from now on: its owner hears of it wherever they are signed in. */
function VouchedFor({ recovery }: { recovery: NonNullable<Me['recovery']> }) {
  const { t, read } = useLanguage();
  const exact = useExact(readerZone());
  const queries = useQueryClient();
  const refuse = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.DELETE('/api/v1/me/recovery');
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: meKey }),
  });
  const { isDone, address, reason, organizerName: organizer } = recovery;
  const event = read(recovery.event.name);
  return (
    <aside className="standing-notice">
      <p>
        {isDone
          ? t('vouched.done', { organizer, event, address, reason })
          : t('vouched.waiting', { organizer, event, address, reason, from: exact(recovery.from) })}
      </p>
      {!isDone && (
        <button
          type="button"
          className="button button-small"
          onClick={() => !refuse.isPending && refuse.mutate()}
        >
          {t('keep.submit')}
        </button>
      )}
      <ActionError error={refuse.error} />
    </aside>
  );
}

function Unverified({ me }: { me: Me }) {
  const { t } = useLanguage();
  const again = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.POST('/api/v1/me/verification');
      if (!response.ok) throw problemFrom(response.status, error);
    },
  });
  return (
    <aside className="standing-notice">
      <p>{t('verify.banner', { email: me.email })}</p>
      {again.isSuccess ? (
        <p role="status">{t('verify.resent')}</p>
      ) : (
        <button
          type="button"
          className="button button-small"
          onClick={() => !again.isPending && again.mutate()}
        >
          {t('verify.resend')}
        </button>
      )}
      <ActionError error={again.error} />
    </aside>
  );
}

function ChangedConsent({ version }: { version: string }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [isLater, setLater] = useState(false);
  const notice = useQuery({ queryKey: ['consent'], queryFn: () => answer(api.GET('/api/v1/auth/consent')) });
  const agree = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/me/consents', { body: { version } })),
    onSuccess: (me) => queries.setQueryData(meKey, me),
  });
  if (isLater) return null;
  return (
    <Dialog title={t('consent.changedTitle')} isAlert onClose={() => setLater(true)}>
      <p>{t('consent.changedLead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className="consent-text" tabIndex={0} role="document">
        {notice.data ? (
          notice.data.text[language].split('\n\n').map((part) => <p key={part}>{part}</p>)
        ) : (
          <Skeleton lines={8} />
        )}
      </div>
      <ActionError error={agree.error} />
      <div className="form-actions">
        <button
          type="button"
          className="button button-primary"
          aria-disabled={agree.isPending || !notice.data}
          onClick={() => notice.data && !agree.isPending && agree.mutate()}
        >
          {t('consent.agree')}
        </button>
        <button type="button" className="button" onClick={() => setLater(true)}>
          {t('consent.later')}
        </button>
      </div>
    </Dialog>
  );
}
