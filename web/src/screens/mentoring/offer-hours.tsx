import { type FormEvent, useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { useAnnouncer } from '../../components/announcer.js';
import { fieldErrors, SelectField, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useMentoringChange } from './mentoring-queries.js';
import { todayIn } from './slot-time.js';

const LENGTHS = ['10', '15', '20', '30', '45', '60'] as const;

/** A mentor opens office hours: a day, from when until when, in slots of one length. */
export function OfferHours({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <OfferForm event={event} onDone={() => setOpen(false)} />;
  return (
    <p>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('offer.open')}
      </button>
    </p>
  );
}

function OfferForm({ event, onDone }: { event: EventView; onDone: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const [date, setDate] = useState(todayIn(event.timeZone));
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [minutes, setMinutes] = useState<(typeof LENGTHS)[number]>('20');
  const [kind, setKind] = useState<'room' | 'remote'>('room');
  const [place, setPlace] = useState('');
  const offer = useMentoringChange(event.slug, async () => {
    const { items } = await answer(
      api.POST('/api/v1/events/{slug}/office-hours', {
        params: { path: { slug: event.slug } },
        body: { dates: [date], from, until, minutes: Number(minutes), kind, place },
      }),
    );
    toast(t('offer.done', { n: items.length }));
    onDone();
  });
  const errors = fieldErrors(offer.error);
  const submit = (send: FormEvent) => {
    send.preventDefault();
    if (!offer.isPending) offer.mutate(undefined);
  };
  return (
    <form className="form card" onSubmit={submit}>
      <TextField
        label={t('offer.day')}
        hint={t('field.zone', { zone: event.timeZone })}
        type="date"
        required
        value={date}
        onChange={setDate}
        error={errors.dates}
      />
      <div className="form-pair">
        <TextField
          label={t('offer.from')}
          type="time"
          required
          value={from}
          onChange={setFrom}
          error={errors.from}
        />
        <TextField
          label={t('offer.until')}
          type="time"
          required
          value={until}
          onChange={setUntil}
          error={errors.until}
        />
      </div>
      <div className="form-pair">
        <SelectField
          label={t('offer.minutes')}
          value={minutes}
          onChange={setMinutes}
          options={LENGTHS.map((value) => ({ value, label: t('time.minutes', { n: value }) }))}
        />
        <SelectField
          label={t('offer.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'room', label: t('offer.room') },
            { value: 'remote', label: t('slots.remote') },
          ]}
        />
      </div>
      <TextField
        label={kind === 'room' ? t('offer.place') : t('offer.address')}
        hint={kind === 'remote' ? t('offer.addressHint') : undefined}
        type={kind === 'remote' ? 'url' : 'text'}
        required
        maxLength={300}
        value={place}
        onChange={setPlace}
        error={errors.place}
      />
      <SubmitRow
        label={t('offer.send')}
        isPending={offer.isPending}
        error={Object.keys(errors).length === 0 && <ActionError error={offer.error} />}
      >
        <button type="button" className="button" onClick={onDone}>
          {t('action.cancel')}
        </button>
      </SubmitRow>
    </form>
  );
}
