import { useState } from 'react';
import { useLanguage } from '../i18n/language.js';
import { Dialog } from './dialog.js';
import { TextField } from './field.js';
import { ActionError } from './states.js';

/** All places are taken: asks why it is right all the same. The reason goes into the record. */
export function BeyondCapacity({
  title,
  error,
  isPending,
  onConfirm,
  onClose,
}: {
  title: string;
  error: unknown;
  isPending: boolean;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!isPending) onConfirm(reason);
        }}
      >
        <ActionError error={error} />
        <TextField
          label={t('capacity.reason')}
          hint={t('capacity.reasonHint')}
          required
          minLength={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <div className="form-actions">
          <button type="submit" className="button button-primary" aria-disabled={isPending}>
            {t('capacity.beyond')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
