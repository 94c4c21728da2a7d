import type { Task } from '../../api/client.js';
import { Check, SelectField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import type { TaskValues } from './task-values.js';

/** How much the public board tells: when a score is shown, how exactly, and which losses. */
export function BoardSafety({
  form,
  set,
  errors,
  isLocked,
}: {
  form: TaskValues;
  set: <Field extends keyof TaskValues>(field: Field) => (value: TaskValues[Field]) => void;
  errors: Record<string, string>;
  isLocked: boolean;
}) {
  const { t } = useLanguage();
  return (
    <>
      <div className="form-pair">
        <SelectField
          label={t('setup.ladder')}
          hint={t('setup.ladderHint')}
          error={errors.ladderSteps}
          disabled={isLocked}
          value={form.ladderSteps}
          onChange={set('ladderSteps')}
          options={(['usual', '2', '1', '0'] as const).map((value) => ({
            value,
            label: t(`setup.ladder.${value}`),
          }))}
        />
        <SelectField
          label={t('setup.decimals')}
          error={errors.decimals}
          disabled={isLocked}
          value={form.decimals}
          onChange={set('decimals')}
          options={(['2', '3', '4', '5', '6'] as const).map((value) => ({ value, label: value }))}
        />
        <SelectField
          label={t('setup.liveLosses')}
          hint={t('setup.liveLossesHint')}
          error={errors.liveLosses}
          value={form.liveLosses}
          onChange={set('liveLosses')}
          options={(['usual', 'yes', 'no'] as const).map((value) => ({
            value,
            label: t(`setup.liveLosses.${value}`),
          }))}
        />
      </div>
      {form.outcome.kind === 'binary' && (
        <Check
          label={
            <>
              {t('setup.liveReports')}
              <br />
              <span className="small soft">{t('setup.liveReportsHint')}</span>
            </>
          }
          checked={form.liveReports}
          onChange={set('liveReports')}
        />
      )}
    </>
  );
}

/** What the saved settings cost, and how much teams were told so far. */
export function BoardCost({ task }: { task: Task }) {
  const { t, read, language } = useLanguage();
  const { warnings = [], feedback = null } = task.setup ?? {};
  const number = new Intl.NumberFormat(language);
  return (
    <div className="stack">
      {warnings.map(({ code, message }) => (
        <p key={code} className="notice notice-warn">
          {read(message)}
        </p>
      ))}
      {feedback && (
        <p className="soft small">
          {t('setup.feedback', {
            bits: number.format(feedback.bits),
            entries: number.format(feedback.entries),
            released: number.format(feedback.released),
            labels: t(`setup.labels.${task.setup?.labelUnit ?? 'label'}`, {
              n: number.format(feedback.labels),
            }),
            largest: number.format(feedback.largestTeam),
          })}
        </p>
      )}
    </div>
  );
}
