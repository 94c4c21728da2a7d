import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, type EventView } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { Ago } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { type FormerAffiliation, formerAffiliationsQuery, useMentoringChange } from './mentoring-queries.js';

/** What people wrote as their affiliation before: it still counts, until organizers say otherwise. */
export function FormerAffiliations({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const { items } = useQuery(formerAffiliationsQuery(event.slug)).data ?? { items: [] };
  const isOrganizer = event.myRole === 'organizer';
  if (items.length === 0) return null;
  return (
    <div className="stack">
      <div>
        <h3>{t('affiliations.title')}</h3>
        <p className="soft">{t(isOrganizer ? 'affiliations.leadOrganizer' : 'affiliations.lead')}</p>
      </div>
      <ul className="plain-list">
        {items.map((one) => (
          <li key={one.id} className="stack">
            <p>
              {isOrganizer && `${one.person.name} (${t(`events.role.${one.role ?? 'participant'}`)}): `}
              <span className="strong">{one.affiliation}</span>
              <span className="soft small">
                {' · '}
                {one.current === ''
                  ? t('affiliations.nowNone')
                  : t('affiliations.now', { name: one.current })}
                {' · '}
                <Ago at={one.givenUpAt} zone={event.timeZone} />
              </span>
            </p>
            {one.liftedAt !== null ? (
              <p className="soft small">
                {t('affiliations.lifted')}
                {one.liftReason && ` ${one.liftReason}`}
              </p>
            ) : (
              isOrganizer && <Lift event={event} one={one} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Lift({ event, one }: { event: EventView; one: FormerAffiliation }) {
  const { t } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const lift = useMentoringChange(event.slug, async () => {
    const { response, error } = await api.POST(
      '/api/v1/events/{slug}/mentoring/former-affiliations/{id}/lift',
      { params: { path: { slug: event.slug, id: one.id } }, body: { reason } },
    );
    if (!response.ok) throw problemFrom(response.status, error);
  });
  const submit = (send: FormEvent) => {
    send.preventDefault();
    if (!lift.isPending) lift.mutate(undefined);
  };
  if (!isOpen) {
    return (
      <button
        type="button"
        className="link-button"
        aria-label={`${t('affiliations.lift')}: ${one.person.name}, ${one.affiliation}`}
        onClick={() => setIsOpen(true)}
      >
        {t('affiliations.lift')}
      </button>
    );
  }
  const errors = fieldErrors(lift.error);
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('affiliations.reason')}
        hint={t('affiliations.reasonHint')}
        required
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={errors.reason}
      />
      <SubmitRow
        label={t('affiliations.lift')}
        isPending={lift.isPending}
        error={Object.keys(errors).length === 0 && <ActionError error={lift.error} />}
      />
    </form>
  );
}
