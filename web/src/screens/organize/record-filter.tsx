import { useState } from 'react';
import type { EventView } from '../../api/client.js';
import { SelectField, TextField } from '../../components/field.js';
import { en } from '../../i18n/en.js';
import { useLanguage } from '../../i18n/language.js';
import { fromField } from '../../lib/zoned.js';
import { TimeField } from './time-field.js';

/** What the API is asked for; what is left out is not asked for. */
export interface RecordAsked {
  who?: string;
  what?: string;
  from?: string;
  to?: string;
}

const ACTIONS = Object.keys(en)
  .filter((key) => key.startsWith('record.'))
  .map((key) => key.replace('record.', ''));

/** Which lines of the record: by whom, what, and when on the clock of the event. */
export function RecordFilter({ event, onAsk }: { event: EventView; onAsk: (asked: RecordAsked) => void }) {
  const { t, language } = useLanguage();
  const [form, setForm] = useState({ who: '', what: '', from: '', to: '' });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const actions = ACTIONS.map((value) => ({
    value,
    label: t(`record.${value}` as 'record.event.created'),
  })).sort((a, b) => a.label.localeCompare(b.label, language));
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const given = {
          who: form.who.trim(),
          what: form.what,
          from: fromField(form.from, event.timeZone),
          to: fromField(form.to, event.timeZone),
        };
        onAsk(Object.fromEntries(Object.entries(given).filter(([, value]) => value)));
      }}
    >
      <div className="form-pair">
        <TextField
          label={t('organize.recordWho')}
          maxLength={100}
          value={form.who}
          onChange={(who) => set({ who })}
        />
        <SelectField
          label={t('organize.recordWhat')}
          value={form.what}
          onChange={(what) => set({ what })}
          options={[{ value: '', label: t('organize.recordAny') }, ...actions]}
        />
      </div>
      <div className="form-pair">
        <TimeField
          label={t('organize.recordFrom')}
          zone={event.timeZone}
          value={form.from}
          onChange={(from) => set({ from })}
        />
        <TimeField
          label={t('organize.recordTo')}
          zone={event.timeZone}
          value={form.to}
          onChange={(to) => set({ to })}
        />
      </div>
      <div className="form-actions">
        <button type="submit" className="button">
          {t('organize.recordShow')}
        </button>
      </div>
    </form>
  );
}
