import { useQuery } from '@tanstack/react-query';
import type { EventView, Task } from '../../api/client.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { OpenRescoring } from './open-rescoring.js';
import { PastRescorings } from './past-rescorings.js';
import { isOpen, rescoringsQuery } from './rescoring-queries.js';
import { StartRescoring } from './start-rescoring.js';

/** Corrected labels or other metrics once there are entries: both boards are compared before anything counts. */
export function RescoringPanel({ event, task }: { event: EventView; task: Task }) {
  const { t } = useLanguage();
  const rescorings = useQuery(rescoringsQuery(task.id));
  return (
    <Loaded query={rescorings} lines={4}>
      {({ items }) => {
        const open = items.find(isOpen);
        return (
          <div className="stack">
            <p className="soft">{t('rescoring.lead')}</p>
            {open ? (
              <OpenRescoring key={open.id} event={event} task={task} rescoring={open} />
            ) : (
              <StartRescoring task={task} />
            )}
            <PastRescorings event={event} task={task} rescorings={items.filter((one) => !isOpen(one))} />
          </div>
        );
      }}
    </Loaded>
  );
}
