import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { SelectField, TextField } from '../../components/field.js';
import { EmptyState } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { type Slot, useMentoringChange } from './mentoring-queries.js';
import { SlotPlace, SlotTimes } from './slot-list.js';
import { dayIn, timesIn } from './slot-time.js';

/** Free office hours by day; one press asks, a second books, or moves what is booked already. */
export function BookMentor({ event, free, booked }: { event: EventView; free: Slot[]; booked: Slot[] }) {
  const { t, language } = useLanguage();
  const [chosen, setChosen] = useState<Slot | null>(null);
  if (free.length === 0) return <EmptyState title={t('slots.none')} hint={t('slots.noneHint')} />;
  const dayOf = ({ startsAt }: Slot) => dayIn(startsAt, event.timeZone, language);
  return (
    <div className="stack">
      {[...new Set(free.map(dayOf))].map((day) => (
        <div key={day} className="stack">
          <h3>{day}</h3>
          <ul className="plain-list">
            {free
              .filter((slot) => dayOf(slot) === day)
              .map((slot) => (
                <li key={slot.id} className="slot-row">
                  <div>
                    <p>
                      <SlotTimes event={event} slot={slot} />
                    </p>
                    <p className="small">
                      {slot.mentor.name} · <SlotPlace slot={slot} />
                    </p>
                  </div>
                  <button
                    type="button"
                    className="button button-quiet"
                    aria-label={`${t('slots.choose')}: ${timesIn(slot, event.timeZone, language)} ${slot.mentor.name}`}
                    onClick={() => setChosen(slot)}
                  >
                    {t('slots.choose')}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {chosen && <Book event={event} slot={chosen} booked={booked} onClose={() => setChosen(null)} />}
    </div>
  );
}

function Book({
  event,
  slot,
  booked,
  onClose,
}: {
  event: EventView;
  slot: Slot;
  booked: Slot[];
  onClose: () => void;
}) {
  const { t, language } = useLanguage();
  const { toast } = useAnnouncer();
  const [topic, setTopic] = useState('');
  const [instead, setInstead] = useState('');
  const book = useMentoringChange(event.slug, async () => {
    if (instead) {
      const call = { params: { path: { id: instead } }, body: { to: slot.id } };
      await answer(api.POST('/api/v1/office-hours/{id}/move', call));
    } else {
      const call = { params: { path: { id: slot.id } }, body: { topic } };
      await answer(api.POST('/api/v1/office-hours/{id}/book', call));
    }
    toast(instead ? t('slots.moved') : t('slots.booked'));
    onClose();
  });
  const whenOf = (one: Slot) =>
    `${dayIn(one.startsAt, event.timeZone, language)} ${timesIn(one, event.timeZone, language)}`;
  return (
    <Confirm
      title={t('slots.bookTitle', { name: slot.mentor.name, when: whenOf(slot) })}
      label={instead ? t('slots.move') : t('slots.bookNow')}
      isPending={book.isPending}
      error={book.error}
      onConfirm={() => book.mutate(undefined)}
      onClose={onClose}
    >
      {booked.length > 0 && (
        <SelectField
          label={t('slots.instead')}
          value={instead}
          onChange={setInstead}
          options={[
            { value: '', label: t('slots.additional') },
            ...booked.map((one) => ({
              value: one.id,
              label: t('slots.insteadOf', { name: one.mentor.name, when: whenOf(one) }),
            })),
          ]}
        />
      )}
      {!instead && (
        <TextField
          label={t('slots.topic')}
          hint={t('slots.topicHint')}
          optional
          maxLength={500}
          value={topic}
          onChange={setTopic}
        />
      )}
    </Confirm>
  );
}
