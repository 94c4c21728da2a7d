import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { useSessionChange } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SubmitRow, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

/** A copy of all that is kept, and the end of it. */
export function YourData() {
  const { t } = useLanguage();
  const [isDeleting, setDeleting] = useState(false);
  return (
    <div className="stack">
      <p className="soft">{t('privacy.lead')}</p>
      <div className="row">
        <a className="button" href="/api/v1/me/data" download>
          {t('privacy.download')}
        </a>
        <button type="button" className="button button-danger" onClick={() => setDeleting(true)}>
          {t('privacy.delete')}
        </button>
      </div>
      {isDeleting && <DeleteAccount onClose={() => setDeleting(false)} />}
    </div>
  );
}

function DeleteAccount({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const navigate = useNavigate();
  const sessionChanged = useSessionChange();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const remove = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.POST('/api/v1/me/deletion', {
        body: { email, ...(password ? { password } : {}), ...(code ? { code } : {}) },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      sessionChanged(null);
      toast(t('privacy.deleted'));
      void navigate('/');
    },
  });
  return (
    <Dialog title={t('privacy.deleteTitle')} isAlert onClose={onClose}>
      <p>{t('privacy.deleteGoes')}</p>
      <p>{t('privacy.deleteStays')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!remove.isPending) remove.mutate();
        }}
      >
        <TextField
          label={t('privacy.deleteEmail')}
          error={fieldErrors(remove.error).email}
          type="email"
          autoComplete="off"
          required
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t('privacy.deletePassword')}
          hint={t('privacy.deletePasswordHint')}
          error={fieldErrors(remove.error).password}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <TextField
          label={t('email.code')}
          error={fieldErrors(remove.error).code}
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
        />
        <SubmitRow
          label={t('privacy.deleteNow')}
          isPending={remove.isPending}
          error={<ActionError error={remove.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
