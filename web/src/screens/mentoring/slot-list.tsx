import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { TextField } from '../../components/field.js';
import { Badge } from '../../components/pieces.js';
import { useLanguage } from '../../i18n/language.js';
import { readerZone, sameClock } from '../../lib/time.js';
import { type Slot, useMentoringChange } from './mentoring-queries.js';
import { dayIn, timesIn } from './slot-time.js';

/** Office hours by day, for those who hold or have booked them. */
export function SlotList({ event, items }: { event: EventView; items: Slot[] }) {
  const { language } = useLanguage();
  const days = [...new Set(items.map(({ startsAt }) => dayIn(startsAt, event.timeZone, language)))];
  return (
    <div className="stack">
      {days.map((day) => (
        <div key={day} className="stack">
          <h3>{day}</h3>
          <ul className="plain-list">
            {items
              .filter(({ startsAt }) => dayIn(startsAt, event.timeZone, language) === day)
              .map((slot) => (
                <li key={slot.id}>
                  <SlotItem event={event} slot={slot} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

export function SlotTimes({ event, slot }: { event: EventView; slot: Slot }) {
  const { t, language } = useLanguage();
  const mine = readerZone();
  const start = new Date(slot.startsAt);
  return (
    <time dateTime={slot.startsAt} className="figures-text">
      <span className="strong">{timesIn(slot, event.timeZone, language)}</span>
      {!sameClock(start, event.timeZone, mine) && (
        <span className="soft small"> · {t('time.yours', { time: timesIn(slot, mine, language) })}</span>
      )}
    </time>
  );
}

export function SlotPlace({ slot }: { slot: Slot }) {
  const { t } = useLanguage();
  if (slot.kind === 'room') return <span>{slot.place}</span>;
  if (slot.place === null) return <span className="soft">{t('slots.remote')}</span>;
  return (
    <a href={slot.place} target="_blank" rel="noreferrer">
      {t('slots.openCall')}
    </a>
  );
}

function SlotItem({ event, slot }: { event: EventView; slot: Slot }) {
  const { t } = useLanguage();
  const [ending, setEnding] = useState<'cancel' | 'withdraw' | null>(null);
  const isTeams = event.myRole === 'participant';
  return (
    <div className="stack">
      <div>
        <p className="row">
          <SlotTimes event={event} slot={slot} />
          {slot.isFree ? (
            <Badge>{t('slots.free')}</Badge>
          ) : (
            <Badge tone="busy">{isTeams ? slot.mentor.name : slot.team?.name}</Badge>
          )}
          {event.myRole === 'organizer' && <span className="soft small">{slot.mentor.name}</span>}
          {slot.isInConflict && <Badge tone="bad">{t('mentoring.inConflict')}</Badge>}
        </p>
        <p className="small">
          <SlotPlace slot={slot} />
          {slot.topic && ` · ${slot.topic}`}
        </p>
      </div>
      <div className="row">
        {!slot.isFree && (
          <>
            <a className="button button-quiet" href={`/api/v1/office-hours/${slot.id}/calendar.ics`} download>
              {t('slots.calendar')}
            </a>
            <button type="button" className="button button-quiet" onClick={() => setEnding('cancel')}>
              {t('slots.cancel')}
            </button>
          </>
        )}
        {!isTeams && (
          <button type="button" className="button button-quiet" onClick={() => setEnding('withdraw')}>
            {t('slots.withdraw')}
          </button>
        )}
      </div>
      {ending && <End event={event} slot={slot} how={ending} onClose={() => setEnding(null)} />}
    </div>
  );
}

function End({
  event,
  slot,
  how,
  onClose,
}: {
  event: EventView;
  slot: Slot;
  how: 'cancel' | 'withdraw';
  onClose: () => void;
}) {
  const { t, language } = useLanguage();
  const { toast } = useAnnouncer();
  const [message, setMessage] = useState('');
  const end = useMentoringChange(event.slug, async () => {
    const call = { params: { path: { id: slot.id } }, body: { message } };
    if (how === 'cancel') await answer(api.POST('/api/v1/office-hours/{id}/cancel', call));
    else await answer(api.POST('/api/v1/office-hours/{id}/withdraw', call));
    toast(t(`slots.${how}Done`));
    onClose();
  });
  return (
    <Confirm
      title={t(`slots.${how}Title`, { when: timesIn(slot, event.timeZone, language) })}
      label={t(`slots.${how}`)}
      isDangerous
      isPending={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate(undefined)}
      onClose={onClose}
    >
      {slot.isFree ? (
        <p>{t('slots.withdrawFree')}</p>
      ) : (
        <TextField
          label={t('slots.message')}
          hint={t('slots.messageHint')}
          optional
          maxLength={500}
          value={message}
          onChange={setMessage}
        />
      )}
    </Confirm>
  );
}
