import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SelectField, SubmitRow, TextArea, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { fromField } from '../../lib/zoned.js';
import { TimeField } from '../organize/time-field.js';
import { type Budget, useTeamChange } from './team-queries.js';

/** More entries or more time for one team in one task, with a reason. */
export function GiveMore({
  event,
  team,
  budgets,
  onClose,
}: {
  event: EventView;
  team: { id: string; name: string };
  budgets: Budget[];
  onClose: () => void;
}) {
  const { t, read } = useLanguage();
  const [taskId, setTaskId] = useState(budgets[0]?.task.id ?? '');
  const [total, setTotal] = useState('0');
  const [today, setToday] = useState('0');
  const [closesAt, setClosesAt] = useState('');
  const [reason, setReason] = useState('');
  const give = useTeamChange(
    event.slug,
    () =>
      answer(
        api.POST('/api/v1/teams/{id}/allowances', {
          params: { path: { id: team.id } },
          body: {
            taskId,
            extraTotal: Number(total),
            extraToday: Number(today),
            closesAt: fromField(closesAt, event.timeZone),
            reason,
          },
        }),
      ),
    t('teams.given', { team: team.name }),
  );
  const errors = fieldErrors(give.error);
  return (
    <Dialog title={t('teams.giveTitle', { team: team.name })} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!give.isPending) give.mutate(undefined, { onSuccess: onClose });
        }}
      >
        <SelectField
          label={t('teams.task')}
          value={taskId}
          onChange={setTaskId}
          options={budgets.map(({ task }) => ({ value: task.id, label: read(task.name) }))}
        />
        <div className="form-pair">
          <TextField
            label={t('teams.extraTotal')}
            error={errors.extraTotal}
            type="number"
            min={0}
            max={1000}
            value={total}
            onChange={setTotal}
          />
          <TextField
            label={t('teams.extraToday')}
            error={errors.extraToday}
            type="number"
            min={0}
            max={1000}
            value={today}
            onChange={setToday}
          />
        </div>
        <TimeField
          label={t('teams.extraTime')}
          error={errors.closesAt}
          zone={event.timeZone}
          value={closesAt}
          onChange={setClosesAt}
        />
        <TextArea
          label={t('teams.reason')}
          hint={t('teams.reasonHint')}
          error={errors.reason}
          required
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
        <SubmitRow
          label={t('teams.give')}
          isPending={give.isPending}
          error={<ActionError error={give.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
