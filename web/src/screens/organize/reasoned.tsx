import { useState } from 'react';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

/** Asks before something is done to somebody else, and why. */
export function Reasoned({
  title,
  lead,
  label,
  reasonHint,
  isDangerous,
  isPending,
  error,
  onConfirm,
  onClose,
}: {
  title: string;
  lead: string;
  label: string;
  reasonHint: string;
  isDangerous?: boolean;
  isPending: boolean;
  error: unknown;
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
        <p>{lead}</p>
        <TextField
          label={t('organize.roleReason')}
          hint={reasonHint}
          error={fieldErrors(error).reason}
          required
          minLength={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <SubmitRow
          label={label}
          isDangerous={isDangerous}
          isPending={isPending}
          error={<ActionError error={error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
