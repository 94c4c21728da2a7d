import type { EventView } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';
import { fromField, toField } from '../../lib/zoned.js';
import { TimeField } from './time-field.js';

const BACKGROUNDS = ['clinician', 'data_scientist', 'engineer', 'student', 'other'] as const;

export interface TeamRulesForm {
  minSize: string;
  required: Record<(typeof BACKGROUNDS)[number], string>;
  freezeAt: string;
}

export function teamRulesFields(event: EventView | undefined, zone: string): TeamRulesForm {
  const required = event?.teamRules.required ?? {};
  return {
    minSize: String(event?.teamRules.minSize ?? 1),
    required: Object.fromEntries(
      BACKGROUNDS.map((background) => [background, String(required[background] ?? 0)]),
    ) as TeamRulesForm['required'],
    freezeAt: toField(event?.teamsFreezeAt, zone),
  };
}

export function teamRulesRequest(
  form: TeamRulesForm,
  zone: string,
  event: EventView | undefined,
): Pick<components['schemas']['EventRequest'], 'teamRules' | 'teamsFreezeAt'> {
  return {
    teamRules: {
      minSize: Number(form.minSize),
      required: Object.fromEntries(
        Object.entries(form.required).map(([background, count]) => [background, Number(count)]),
      ),
    },
    teamsFreezeAt: fromField(form.freezeAt, zone, event?.teamsFreezeAt),
  };
}

/** What a team must be made of, and until when people change teams by themselves. */
export function TeamRulesFields({
  value,
  onChange,
  errors,
  zone,
}: {
  value: TeamRulesForm;
  onChange: (value: TeamRulesForm) => void;
  errors: Record<string, string>;
  zone: string;
}) {
  const { t } = useLanguage();
  return (
    <fieldset className="stack">
      <legend className="strong">{t('teamRules.title')}</legend>
      <p className="soft small">{t('teamRules.lead')}</p>
      <div className="form-pair">
        <TextField
          label={t('teamRules.minSize')}
          error={errors['teamRules.minSize']}
          type="number"
          min={1}
          max={50}
          required
          value={value.minSize}
          onChange={(minSize) => onChange({ ...value, minSize })}
        />
        {BACKGROUNDS.map((background, index) => (
          <TextField
            key={background}
            label={t('teamRules.atLeast', { background: t(`background.${background}`) })}
            error={index === 0 ? errors['teamRules.required'] : undefined}
            type="number"
            min={0}
            max={50}
            required
            value={value.required[background]}
            onChange={(count) => onChange({ ...value, required: { ...value.required, [background]: count } })}
          />
        ))}
      </div>
      <TimeField
        label={t('teamRules.freeze')}
        hint={t('teamRules.freezeHint')}
        error={errors.teamsFreezeAt}
        zone={zone}
        value={value.freezeAt}
        onChange={(freezeAt) => onChange({ ...value, freezeAt })}
      />
    </fieldset>
  );
}
