import type { EventView, Task } from '../../api/client.js';
import { useExact } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';
import type { Rescoring } from './rescoring-queries.js';
import { rulesInWords } from './rules-in-words.js';

export function PastRescorings({
  event,
  task,
  rescorings,
}: {
  event: EventView;
  task: Task;
  rescorings: Rescoring[];
}) {
  const { t } = useLanguage();
  const exact = useExact(event.timeZone);
  if (rescorings.length === 0) return null;
  return (
    <ul className="plain stack-small">
      {rescorings.map((one) => (
        <li key={one.id}>
          {t(`rescoring.status.${one.status as 'applied' | 'discarded'}`, {
            when: exact(one.decidedAt ?? one.requestedAt),
          })}
          {': '}
          {one.reason}
          <br />
          <span className="small soft">{rulesInWords(one.after, t, task.schema)}</span>
        </li>
      ))}
    </ul>
  );
}
