import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/client.js';
import { CopyField } from '../../components/copy-field.js';
import { Dialog } from '../../components/dialog.js';
import { Check, fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

const SCOPES = ['read', 'submit', 'organize'] as const;

export function NewToken({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  const [name, setName] = useState('');
  const [days, setDays] = useState('30');
  const [scopes, setScopes] = useState<(typeof SCOPES)[number][]>(['read', 'submit']);
  const create = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/me/tokens', { body: { name, scopes, expiresInDays: Number(days) } })),
  });
  const errors = fieldErrors(create.error);

  if (create.data) {
    return (
      <Dialog title={t('account.tokenNew')} onClose={onClose}>
        <p className="notice notice-warn">{t('account.tokenOnce')}</p>
        <CopyField label={t('account.tokenValue')} value={create.data.token} />
        <div className="form-actions">
          <button type="button" className="button button-primary" onClick={onClose}>
            {t('action.close')}
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('account.tokenNew')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isPending && scopes.length > 0) create.mutate();
        }}
      >
        <TextField
          label={t('account.tokenName')}
          hint={t('account.tokenNameHint')}
          error={errors.name}
          required
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <fieldset>
          <legend>{t('account.tokenScopes')}</legend>
          {SCOPES.map((scope) => (
            <Check
              key={scope}
              label={t(`account.scope.${scope}`)}
              checked={scopes.includes(scope)}
              onChange={(isOn) =>
                setScopes(isOn ? [...scopes, scope] : scopes.filter((other) => other !== scope))
              }
            />
          ))}
          {scopes.length === 0 && (
            <p className="field-error" role="alert">
              {t('account.tokenScopeNeeded')}
            </p>
          )}
        </fieldset>
        <TextField
          label={t('account.tokenDays')}
          error={errors.expiresInDays}
          type="number"
          min={1}
          max={365}
          required
          value={days}
          onChange={setDays}
        />
        <SubmitRow
          label={t('account.tokenNew')}
          isPending={create.isPending}
          error={<ActionError error={create.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
