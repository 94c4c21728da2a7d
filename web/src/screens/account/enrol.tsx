import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client.js';
import { CopyField } from '../../components/copy-field.js';
import { Dialog } from '../../components/dialog.js';
import { SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { useProof } from './proof-fields.js';
import { QrCode } from './qr-code.js';
import { RecoveryCodes } from './recovery-codes.js';

/** Who it is, then the app, then the codes to keep. */
export function Enrol({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  const { proof, fields } = useProof();
  const [code, setCode] = useState('');
  const [failures, setFailures] = useState(0);
  const enrol = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/me/second-factor', { body: proof })),
  });
  const confirm = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/me/second-factor/confirm', { body: { code } })),
    onError: () => {
      setCode('');
      setFailures((before) => before + 1);
    },
  });

  if (confirm.data) {
    return (
      <Dialog title={t('factor.codesTitle')} isAlert onClose={onClose}>
        <RecoveryCodes codes={confirm.data.codes} onClose={onClose} />
      </Dialog>
    );
  }
  const step = enrol.data ? confirm : enrol;
  return (
    <Dialog title={t('factor.setUpTitle')} isAlert onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!step.isPending) step.mutate();
        }}
      >
        {enrol.data ? (
          <>
            <p>{t('factor.scan')}</p>
            <QrCode text={enrol.data.uri} label={t('factor.qr')} />
            <CopyField label={t('factor.secret')} value={enrol.data.secret} />
            <TextField
              label={t('factor.confirmCode')}
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              maxLength={12}
              focusOn={failures}
              value={code}
              onChange={setCode}
            />
          </>
        ) : (
          <>
            <p>{t('factor.lead')}</p>
            {fields}
          </>
        )}
        <SubmitRow
          label={enrol.data ? t('factor.confirm') : t('factor.next')}
          isPending={step.isPending}
          error={<ActionError error={step.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
