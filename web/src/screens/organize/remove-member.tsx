import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { useLanguage } from '../../i18n/language.js';
import { Reasoned } from './reasoned.js';

/** Takes one person out of the event. */
export function RemoveMember({ slug, accountId, name }: { slug: string; accountId: string; name: string }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: async (reason: string) => {
      const { response, error } = await api.POST('/api/v1/events/{slug}/members/{accountId}/removal', {
        params: { path: { slug, accountId } },
        body: { reason },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      toast(t('organize.removed', { name }));
      setAsking(false);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(slug) }),
  });
  return (
    <>
      <button
        type="button"
        className="button button-quiet"
        aria-label={t('organize.removeOf', { name })}
        onClick={() => setAsking(true)}
      >
        {t('organize.remove')}
      </button>
      {isAsking && (
        <Reasoned
          title={t('organize.removeOf', { name })}
          lead={t('organize.removeLead', { name })}
          label={t('organize.remove')}
          reasonHint={t('organize.removeReasonHint')}
          isDangerous
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={(reason) => remove.mutate(reason)}
          onClose={() => {
            setAsking(false);
            remove.reset();
          }}
        />
      )}
    </>
  );
}
