import { useMemo } from 'react';
import { useLanguage } from '../i18n/language.js';
import { languageName, languageOptions } from '../lib/languages.js';
import { TagPicker } from './tag-picker.js';

/** Languages that somebody speaks, by their names in the reader's language; kept as codes. */
export function LanguagesField({
  label,
  hint,
  error,
  optional,
  most,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  most?: number;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const { language } = useLanguage();
  const options = useMemo(() => languageOptions(language), [language]);
  return (
    <TagPicker
      {...{ label, hint, error, optional, most, options, value, onChange }}
      nameOf={(code) => languageName(code, language)}
    />
  );
}
