import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { Badge } from '../../components/pieces.js';
import { ActionError } from '../../components/states.js';
import { Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { CONSENT_TONES, type EventConsent, myConsentsQuery } from './application-queries.js';
import { GiveUpPlace } from './give-up-place.js';

/** One consent: the text as it is now, the one before it, and yes or no. */
export function OneConsent({
  event,
  consent,
  isRoleSaid,
}: {
  event: EventView;
  consent: EventConsent;
  isRoleSaid: boolean;
}) {
  const { t, read } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [isRefusing, setRefusing] = useState(false);
  const { role, questionId, version, state, before, isRequired } = consent;
  const say = useMutation({
    mutationFn: (isAgreed: boolean) =>
      answer(
        api.POST('/api/v1/events/{slug}/my-consents/{role}', {
          params: { path: { slug: event.slug, role } },
          body: { version, answers: { [questionId]: isAgreed } },
        }),
      ),
    onSuccess: (list, isAgreed) => {
      setRefusing(false);
      queries.setQueryData(myConsentsQuery(event.slug).queryKey, list);
      toast(t(isAgreed ? 'consents.agreed' : 'consents.refused'));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(event.slug) }),
  });
  // Of what need not be agreed to, a no counts as an answer; it is told from a yes by what was said.
  const isYes = consent.isAgreed === true;
  const refuse = () => (isRequired ? setRefusing(true) : say.mutate(false));
  return (
    <article className="card stack" aria-label={read(consent.label)}>
      <p className="row">
        {state === 'due' ? (
          <Badge tone="busy">{t(before ? 'consents.changed' : 'consents.new')}</Badge>
        ) : (
          <Badge tone={isYes ? 'good' : CONSENT_TONES[state]}>
            {t(isYes ? 'consents.state.agreed' : 'consents.state.refused')}
          </Badge>
        )}
        {isRoleSaid && (
          <span className="soft">{t('consents.forRole', { role: t(`events.role.${role}`) })}</span>
        )}
        {consent.answeredAt && (
          <span className="soft small">
            {t('consents.answered')}: <Exact at={consent.answeredAt} zone={event.timeZone} />
          </span>
        )}
      </p>
      <div>
        {before && <h3>{t('consents.now')}</h3>}
        <Wording label={read(consent.label)} hint={read(consent.hint)} />
        {before && (
          <p className="soft small">
            {t('consents.since')}: <Exact at={consent.since} zone={event.timeZone} />
          </p>
        )}
      </div>
      {before && (
        <div className="consent-before">
          <h3>{t('consents.before')}</h3>
          <Wording label={read(before.label)} hint={read(before.hint)} />
          <p className="soft small">
            {t(before.isAgreed ? 'consents.beforeAgreed' : 'consents.beforeRefused')}:{' '}
            <Exact at={before.at} zone={event.timeZone} />
          </p>
        </div>
      )}
      {!isRequired && <p className="soft">{t('consents.optional')}</p>}
      {state === 'refused' && <p className="notice notice-warn">{t('consents.refusedHint')}</p>}
      <div className="form-actions">
        {!isYes && (
          <button
            type="button"
            className="button button-primary"
            aria-disabled={say.isPending}
            onClick={() => !say.isPending && say.mutate(true)}
          >
            {t('consents.agree')}
          </button>
        )}
        {(state === 'due' || isYes) && (
          <button
            type="button"
            className={isYes ? 'button button-quiet' : 'button'}
            aria-disabled={say.isPending}
            onClick={() => !say.isPending && refuse()}
          >
            {t(isYes ? 'consents.takeBack' : 'consents.refuse')}
          </button>
        )}
        {state === 'refused' && <GiveUpPlace event={event} role={role} />}
      </div>
      {!isRefusing && <ActionError error={say.error} />}
      {isRefusing && (
        <Confirm
          title={t(isYes ? 'consents.takeBack' : 'consents.refuse')}
          label={t(isYes ? 'consents.takeBack' : 'consents.refuse')}
          isPending={say.isPending}
          error={say.error}
          onConfirm={() => say.mutate(false)}
          onClose={() => setRefusing(false)}
        >
          <p>{t('consents.refuseLead')}</p>
        </Confirm>
      )}
    </article>
  );
}

function Wording({ label, hint }: { label: string; hint: string }) {
  return (
    <>
      <p className="wording">{label}</p>
      {hint && <p className="wording soft">{hint}</p>}
    </>
  );
}
