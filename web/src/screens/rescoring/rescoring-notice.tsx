import { useQuery } from '@tanstack/react-query';
import type { EventView, Task } from '../../api/client.js';
import { useExact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import { rescoringsQuery } from './rescoring-queries.js';

/** Under a board whose scores were computed anew: when and why. */
export function RescoringNotice({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  const exact = useExact(event.timeZone);
  const { data } = useQuery(rescoringsQuery(task.id));
  const applied = data?.items.filter(({ status }) => status === 'applied') ?? [];
  return applied.map(({ id, decidedAt, requestedAt, reason }) => (
    <p key={id} className="small soft">
      {t('rescoring.notice', { when: exact(decidedAt ?? requestedAt), reason })}
    </p>
  ));
}
