import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { Dialog } from '../../components/dialog.js';
import { fieldErrors, TextField } from '../../components/field.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { type AppliedRole, peopleCountsQuery } from './application-queries.js';

/** Fills free places from the waiting list, in the order that the organizers have chosen. */
export function PromoteWaiting({ event, role }: { event: EventView; role: AppliedRole }) {
  const { t } = useLanguage();
  const counts = useQuery(peopleCountsQuery(event.slug));
  const [isAsking, setAsking] = useState(false);
  const places = counts.data?.applications.find((one) => one.role === role);
  if (!places?.waitlisted) return null;
  const free = places.capacity === null ? null : places.capacity - places.members;
  if (free !== null && free <= 0) return null;
  const most = Math.min(places.waitlisted, free ?? places.waitlisted, 500);
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t('promotion.action')}
      </button>
      {isAsking && (
        <PromotionDialog event={event} role={role} free={free} most={most} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

function PromotionDialog({
  event,
  role,
  free,
  most,
  onClose,
}: {
  event: EventView;
  role: AppliedRole;
  free: number | null;
  most: number;
  onClose: () => void;
}) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const [count, setCount] = useState(String(most));
  const promote = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/events/{slug}/applications/promotions', {
          params: { path: { slug: event.slug } },
          body: { role, count: Number(count) },
        }),
      ),
    onSuccess: ({ accepted }) => {
      toast(t(accepted.length > 0 ? 'promotion.done' : 'promotion.none', { n: accepted.length }));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(event.slug) }),
  });
  return (
    <Dialog title={t('promotion.action')} onClose={onClose}>
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!promote.isPending) promote.mutate();
        }}
      >
        <p>{free === null ? t('promotion.leadUnlimited') : t('promotion.lead', { n: free })}</p>
        <TextField
          label={t('promotion.count')}
          type="number"
          min={1}
          max={most}
          required
          error={fieldErrors(promote.error).count}
          value={count}
          onChange={setCount}
        />
        <ActionError error={promote.error} />
        <div className="form-actions">
          <button type="submit" className="button button-primary" aria-disabled={promote.isPending}>
            {t('promotion.submit')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
