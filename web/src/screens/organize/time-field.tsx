import { TextField } from '../../components/field.js';
import { useLanguage } from '../../i18n/language.js';

/** A date and time on the event's clock. The device's own picker: on a phone nothing is better. */
export function TimeField({
  label,
  hint,
  error,
  zone,
  value,
  onChange,
  required,
}: {
  label: string;
  hint?: string;
  error?: string;
  zone: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
}) {
  const { t } = useLanguage();
  const clock = t('field.zone', { zone });
  return (
    <TextField
      label={label}
      hint={hint ? `${hint} ${clock}` : clock}
      error={error}
      type="datetime-local"
      required={required}
      value={value}
      onChange={onChange}
    />
  );
}
