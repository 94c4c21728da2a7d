import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, SubmitRow, TextArea, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

/** For an organizer who stands before somebody that cannot read their mail any more. */
export function RecoverAccess({ slug, accountId, name }: { slug: string; accountId: string; name: string }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        aria-label={`${t('recovery.action')}: ${name}`}
        onClick={() => setOpen(true)}
      >
        {t('recovery.action')}
      </button>
      {isOpen && <NewAddress slug={slug} accountId={accountId} name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

function NewAddress({
  slug,
  accountId,
  name,
  onClose,
}: {
  slug: string;
  accountId: string;
  name: string;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const [email, setEmail] = useState('');
  const [reason, setReason] = useState('');
  const recover = useMutation({
    mutationFn: async () => {
      const { response, error } = await api.POST('/api/v1/events/{slug}/members/{accountId}/recovery', {
        params: { path: { slug, accountId } },
        body: { email, reason },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      toast(t('recovery.done'));
      onClose();
    },
  });
  const errors = fieldErrors(recover.error);
  return (
    <Dialog title={t('recovery.title', { name })} onClose={onClose}>
      <p>{t('recovery.lead')}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!recover.isPending) recover.mutate();
        }}
      >
        <TextField
          label={t('recovery.email')}
          error={errors.email}
          type="email"
          autoComplete="off"
          required
          value={email}
          onChange={setEmail}
        />
        <TextArea
          label={t('recovery.reason')}
          error={errors.reason}
          required
          maxLength={500}
          rows={2}
          value={reason}
          onChange={setReason}
        />
        <SubmitRow
          label={t('recovery.submit')}
          isPending={recover.isPending}
          error={<ActionError error={recover.error} />}
        >
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </SubmitRow>
      </form>
    </Dialog>
  );
}
