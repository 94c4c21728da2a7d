import { useState } from 'react';
import type { EventView } from '../../api/client.js';
import { newKey } from '../../api/upload.js';
import { BilingualField, fieldErrors, SubmitRow } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { fromField, toField } from '../../lib/zoned.js';
import { TimeField } from './time-field.js';
import { useEventChange } from './use-event-change.js';

export function PhasesForm({ event }: { event: EventView }) {
  const { t } = useLanguage();
  const zone = event.timeZone;
  const change = useEventChange(event.slug);
  const [phases, setPhases] = useState(() =>
    event.phases.map((phase) => ({
      key: newKey(),
      name: phase.name,
      startsAt: toField(phase.startsAt, zone),
      endsAt: toField(phase.endsAt, zone),
    })),
  );
  const errors = fieldErrors(change.error);
  const set = (index: number, part: Partial<(typeof phases)[number]>) =>
    setPhases(phases.map((phase, at) => (at === index ? { ...phase, ...part } : phase)));
  const add = () =>
    setPhases([
      ...phases,
      {
        key: newKey(),
        name: { ko: '', en: '' },
        startsAt: phases.at(-1)?.endsAt ?? toField(event.startsAt, zone),
        endsAt: toField(event.endsAt, zone),
      },
    ]);

  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (change.isPending) return;
        change.mutate({
          phases: phases.map(({ name, startsAt, endsAt }) => ({
            name,
            startsAt: fromField(startsAt, zone) ?? '',
            endsAt: fromField(endsAt, zone) ?? '',
          })),
        });
      }}
    >
      <p className="soft">{t('organize.phasesLead')}</p>
      {phases.map((phase, index) => (
        <fieldset key={phase.key} className="card">
          <legend className="visually-hidden">{t('organize.phase', { n: index + 1 })}</legend>
          <BilingualField
            label={t('organize.phaseName')}
            value={phase.name}
            onChange={(name) => set(index, { name })}
            error={errors[`phases.${index}.name`]}
            required
          />
          <div className="form-pair">
            <TimeField
              label={t('organize.starts')}
              error={errors[`phases.${index}.startsAt`]}
              zone={zone}
              required
              value={phase.startsAt}
              onChange={(startsAt) => set(index, { startsAt })}
            />
            <TimeField
              label={t('organize.ends')}
              error={errors[`phases.${index}.endsAt`]}
              zone={zone}
              required
              value={phase.endsAt}
              onChange={(endsAt) => set(index, { endsAt })}
            />
          </div>
          <p>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => setPhases(phases.filter((_, at) => at !== index))}
            >
              {t('organize.phaseRemove', { n: index + 1 })}
            </button>
          </p>
        </fieldset>
      ))}
      <p>
        <button type="button" className="button" onClick={add}>
          {t('organize.phaseAdd')}
        </button>
      </p>
      <SubmitRow
        label={t('action.save')}
        isPending={change.isPending}
        isSaved={change.isSuccess}
        error={<ActionError error={change.error} />}
      />
    </form>
  );
}
