import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, type EventView } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import { useAnnouncer } from '../../components/announcer.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { type AppliedRole, peopleCountsQuery } from './application-queries.js';

/** How many have not agreed to what the form asks now; who, and a mail to them. */
export function ConsentsMissing({
  event,
  role,
  onSee,
}: {
  event: EventView;
  role: AppliedRole;
  onSee: (state: 'due' | 'refused') => void;
}) {
  const { t } = useLanguage();
  const { toast } = useAnnouncer();
  const queries = useQueryClient();
  const counts = useQuery(peopleCountsQuery(event.slug));
  const remind = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/events/{slug}/consent-reminders', {
          params: { path: { slug: event.slug } },
          body: { role },
        }),
      ),
    onSuccess: ({ reminded }) =>
      toast(t(reminded > 0 ? 'consents.reminded' : 'consents.remindedNone', { n: reminded })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.event(event.slug) }),
  });
  const consents = counts.data?.applications.find((one) => one.role === role)?.consents;
  if (!consents || consents.due + consents.refused === 0) return null;
  const { due, refused } = consents;
  return (
    <div className="notice notice-warn row">
      <p>{t('consents.dueCount', { n: due + refused, due, refused, role: t(`events.role.${role}`) })}</p>
      <button type="button" className="button" onClick={() => onSee(due > 0 ? 'due' : 'refused')}>
        {t('consents.see')}
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={remind.isPending}
        onClick={() => !remind.isPending && remind.mutate()}
      >
        {t('consents.remind')}
      </button>
      <ActionError error={remind.error} />
    </div>
  );
}
