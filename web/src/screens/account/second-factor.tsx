import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Dialog } from '../../components/dialog.js';
import { SubmitRow } from '../../components/field.js';
import { Badge, Definitions } from '../../components/pieces.js';
import { ActionError, Loaded } from '../../components/states.js';
import { Exact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { useProof } from './proof-fields.js';
import { secondFactorQuery } from './providers.js';
import { RecoveryCodes } from './recovery-codes.js';

const Enrol = lazy(async () => ({ default: (await import('./enrol.js')).Enrol }));

/** Whether the account has a second factor, and what can be done about it. */
export function SecondFactor() {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const factor = useQuery(secondFactorQuery());
  const [doing, setDoing] = useState<'enrol' | 'renew' | 'off' | null>(null);
  const close = () => {
    setDoing(null);
    // What was closed until now may be open, and the other way round.
    void queries.invalidateQueries();
  };
  return (
    <div className="stack">
      <Loaded query={factor} lines={4}>
        {({ isOn, isRequired, since, recoveryCodesLeft }) =>
          isOn ? (
            <>
              <p>
                <Badge tone="good">{t('factor.on')}</Badge> {isRequired && t('factor.requiredOn')}
              </p>
              <Definitions
                items={[
                  { term: t('factor.since'), text: since && <Exact at={since} /> },
                  { term: t('factor.codesLeft'), text: recoveryCodesLeft },
                ]}
              />
              <div className="row">
                <button type="button" className="button" onClick={() => setDoing('renew')}>
                  {t('factor.renew')}
                </button>
                <button type="button" className="button button-danger" onClick={() => setDoing('off')}>
                  {t('factor.turnOff')}
                </button>
              </div>
            </>
          ) : (
            <>
              <p>
                <Badge tone={isRequired ? 'warn' : 'quiet'}>{t('factor.off')}</Badge> {t('factor.lead')}
              </p>
              {isRequired && <p className="notice notice-warn">{t('factor.required')}</p>}
              <p>
                <button type="button" className="button button-primary" onClick={() => setDoing('enrol')}>
                  {t('factor.setUp')}
                </button>
              </p>
            </>
          )
        }
      </Loaded>
      {doing === 'enrol' && (
        <Suspense>
          <Enrol onClose={close} />
        </Suspense>
      )}
      {doing === 'renew' && <Renew onClose={close} />}
      {doing === 'off' && <TurnOff isRequired={factor.data?.isRequired ?? false} onClose={close} />}
    </div>
  );
}

function Renew({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  const { proof, fields, forgetCode } = useProof();
  const renew = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/me/second-factor/recovery-codes', { body: proof })),
    onError: forgetCode,
  });
  return (
    <Dialog title={renew.data ? t('factor.codesTitle') : t('factor.renew')} isAlert onClose={onClose}>
      {renew.data ? (
        <RecoveryCodes codes={renew.data.codes} onClose={onClose} />
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!renew.isPending) renew.mutate();
          }}
        >
          <p>{t('factor.renewLead')}</p>
          {fields}
          <SubmitRow
            label={t('factor.renew')}
            isPending={renew.isPending}
            error={<ActionError error={renew.error} />}
          >
            <button type="button" className="button" onClick={onClose}>
              {t('action.cancel')}
            </button>
          </SubmitRow>
        </form>
      )}
    </Dialog>
  );
}

function TurnOff({ isRequired, onClose }: { isRequired: boolean; onClose: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const { proof, fields, forgetCode } = useProof();
  const off = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.POST('/api/v1/me/second-factor/off', { body: proof });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      toast(t('factor.turnedOff'));
      onClose();
    },
    onError: forgetCode,
  });
  return (
    <Dialog title={t('factor.turnOffTitle')} isAlert onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!off.isPending) off.mutate();
        }}
      >
        <p>{isRequired ? t('factor.turnOffRequired') : t('factor.turnOffText')}</p>
        {fields}
        <SubmitRow
          label={t('factor.turnOff')}
          isPending={off.isPending}
          error={<ActionError error={off.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
