import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { problemFrom } from '../../api/problem.js';
import { keys } from '../../api/queries.js';
import { meKey } from '../../api/session.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Confirm } from '../../components/confirm.js';
import { useLanguage } from '../../i18n/language.js';
import type { AppliedRole } from './application-queries.js';

/** Leaves the event, or the waiting list of it. */
export function GiveUpPlace({ event, role }: { event: EventView; role: AppliedRole }) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { slug } = event;
  const isMember = event.myRole === role;
  const leave = useMutation({
    mutationFn: async () => {
      if (!isMember) {
        const path = { params: { path: { slug, role } } };
        await answer(api.POST('/api/v1/events/{slug}/my-applications/{role}/withdraw', path));
        return;
      }
      // However somebody came in, this takes them out; an application of theirs is withdrawn with it.
      const { response, error } = await api.DELETE('/api/v1/events/{slug}/members/me', {
        params: { path: { slug } },
      });
      if (!response.ok) throw problemFrom(response.status, error);
    },
    onSuccess: () => {
      setAsking(false);
      toast(t(isMember ? 'consents.left' : 'apply.withdrawn'));
      void queries.invalidateQueries({ queryKey: keys.event(slug) });
      void queries.invalidateQueries({ queryKey: meKey });
    },
  });
  const label = t(isMember ? 'apply.giveUp' : 'apply.withdraw');
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {label}
      </button>
      {isAsking && (
        <Confirm
          title={label}
          label={label}
          isDangerous
          isPending={leave.isPending}
          error={leave.error}
          onConfirm={() => leave.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{t('apply.withdrawHint')}</p>
        </Confirm>
      )}
    </>
  );
}
