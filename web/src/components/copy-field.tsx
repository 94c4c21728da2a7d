import { useId, useRef, useState } from 'react';
import { useLanguage } from '../i18n/language.js';

/** A value to take along. Where the clipboard is closed to us, it is at least selected. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useLanguage();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      document.execCommand('copy');
    }
    setCopied(true);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-field">
        <input
          id={id}
          ref={input}
          className="input code"
          readOnly
          value={value}
          onFocus={({ target }) => target.select()}
        />
        <button type="button" className="button" onClick={() => void copy()}>
          {isCopied ? t('action.copied') : t('action.copy')}
        </button>
      </div>
      <span className="visually-hidden" role="status">
        {isCopied ? t('action.copied') : ''}
      </span>
    </div>
  );
}
