import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { type ProblemSettings, problemKeys } from '../../api/problems.js';
import { Check, fieldErrors, SelectField, SubmitRow } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { fromField, toField } from '../../lib/zoned.js';
import { TimeField } from '../organize/time-field.js';

const PROPOSERS = ['staff', 'clinicians', 'members'] as const;
const CHOOSERS = ['teams', 'organizers'] as const;

/** Who may propose and choose, and until when. */
export function ProblemRules({ event, settings }: { event: EventView; settings: ProblemSettings }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const zone = event.timeZone;
  const [form, setForm] = useState(() => ({
    proposers: settings.proposers,
    choosers: settings.choosers,
    closes: settings.hasOwnDeadline ? toField(settings.proposalsCloseAt, zone) : '',
    freezes: settings.hasOwnFreeze ? toField(settings.choiceFreezesAt, zone) : '',
    noveltyRequired: settings.noveltyRequired,
  }));
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/events/{slug}/problem-settings', {
          params: { path: { slug: event.slug } },
          body: {
            proposers: form.proposers,
            choosers: form.choosers,
            proposalsCloseAt: form.closes ? fromField(form.closes, zone, settings.proposalsCloseAt) : null,
            choiceFreezesAt: form.freezes ? fromField(form.freezes, zone, settings.choiceFreezesAt) : null,
            noveltyRequired: form.noveltyRequired,
          },
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: problemKeys.all(event.slug) }),
  });
  const errors = fieldErrors(save.error);
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <div className="form-pair">
        <SelectField<(typeof PROPOSERS)[number]>
          label={t('problem.proposers')}
          value={form.proposers}
          onChange={(proposers) => set({ proposers })}
          options={PROPOSERS.map((value) => ({ value, label: t(`problem.proposers.${value}`) }))}
        />
        <SelectField<(typeof CHOOSERS)[number]>
          label={t('problem.choosers')}
          value={form.choosers}
          onChange={(choosers) => set({ choosers })}
          options={CHOOSERS.map((value) => ({ value, label: t(`problem.choosers.${value}`) }))}
        />
      </div>
      <div className="form-pair">
        <TimeField
          label={t('problem.closes')}
          hint={t('problem.closesHint')}
          error={errors.proposalsCloseAt}
          zone={zone}
          value={form.closes}
          onChange={(closes) => set({ closes })}
        />
        <TimeField
          label={t('problem.freezes')}
          hint={t('problem.freezesHint')}
          error={errors.choiceFreezesAt}
          zone={zone}
          value={form.freezes}
          onChange={(freezes) => set({ freezes })}
        />
      </div>
      <Check
        label={t('problem.noveltyRequired')}
        checked={form.noveltyRequired}
        onChange={(noveltyRequired) => set({ noveltyRequired })}
      />
      <SubmitRow
        label={t('action.save')}
        isPending={save.isPending}
        isSaved={save.isSuccess}
        error={<ActionError error={save.error} />}
      />
    </form>
  );
}
