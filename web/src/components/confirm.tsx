import { type ReactNode } from 'react';
import { useLanguage } from '../i18n/language.js';
import { Dialog } from './dialog.js';
import { ActionError } from './states.js';

/** Asks before what cannot be taken back, and says what it does. */
export function Confirm({
  title,
  children,
  label,
  isDangerous = false,
  isPending = false,
  error,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  label: string;
  isDangerous?: boolean;
  isPending?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  return (
    <Dialog title={title} isAlert onClose={onClose}>
      {children}
      <ActionError error={error} />
      <div className="form-actions">
        <button
          type="button"
          className={isDangerous ? 'button button-danger' : 'button button-primary'}
          aria-disabled={isPending}
          onClick={() => !isPending && onConfirm()}
        >
          {label}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('action.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
