import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useSessionChange } from '../../api/session.js';
import { SubmitRow, TextField } from '../../components/field.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { nextAddress } from './sign-in-screen.js';

/** The code, after the password or the provider. */
export function SecondStepScreen() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const sessionChanged = useSessionChange();
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const [failures, setFailures] = useState(0);
  const finish = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/auth/second-factor', { body: { code } })),
    onSuccess: (me) => {
      sessionChanged(me);
      void navigate(nextAddress(search), { replace: true });
    },
    onError: () => {
      setCode('');
      setFailures((before) => before + 1);
    },
  });
  const isOver = finish.error instanceof Problem && finish.error.code === 'STEP_OVER';
  return (
    <div className="narrow">
      <PageHeader title={t('secondStep.title')} lead={t('secondStep.lead')} />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!finish.isPending) finish.mutate();
        }}
      >
        {isRecovery ? (
          <TextField
            label={t('secondStep.recovery')}
            hint={t('secondStep.recoveryHint')}
            autoComplete="off"
            required
            maxLength={60}
            focusOn={failures}
            value={code}
            onChange={setCode}
          />
        ) : (
          <TextField
            label={t('secondStep.code')}
            hint={t('secondStep.codeHint')}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            maxLength={12}
            focusOn={failures}
            value={code}
            onChange={setCode}
          />
        )}
        <SubmitRow
          label={t('signIn.submit')}
          isPending={finish.isPending}
          error={<ActionError error={finish.error} />}
        >
          {isOver && (
            <Link className="button" to={`/sign-in?${search}`}>
              {t('secondStep.again')}
            </Link>
          )}
        </SubmitRow>
        <p>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              setRecovery(!isRecovery);
              setCode('');
            }}
          >
            {isRecovery ? t('secondStep.useApp') : t('secondStep.useRecovery')}
          </button>
        </p>
      </form>
    </div>
  );
}
