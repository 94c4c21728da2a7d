import { useState } from 'react';
import { TextField } from '../../components/field.js';

/** Several short texts in one field, parted by commas. */
export function ListField({
  label,
  hint,
  error,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  error?: string;
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const [text, setText] = useState(value.join(', '));
  return (
    <TextField
      label={label}
      hint={hint}
      error={error}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange([...new Set(next.split(',').map((one) => one.trim()))].filter(Boolean));
      }}
    />
  );
}
