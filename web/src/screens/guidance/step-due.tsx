import type { EventView } from '../../api/client.js';
import type { Step } from '../../api/guidance.js';
import { Moment } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';

const BEGINNINGS: readonly Step['code'][] = ['SUBMIT', 'APPLY', 'MEET_MENTOR'];

/** Until when, or from when: on the clock of the event and on the reader's. */
export function StepDue({ event, step }: { event: EventView; step: Step }) {
  const { t } = useLanguage();
  if (!step.dueAt) return null;
  // What waits for others still has an end; what opens later has a beginning.
  const isBeginning =
    step.state === 'waiting' && BEGINNINGS.includes(step.code) && new Date(step.dueAt) > new Date();
  return (
    <span className="step-due">
      {isBeginning ? t('next.from') : t('next.until')}{' '}
      <Moment at={step.dueAt} zone={event.timeZone} deadline={!isBeginning} />
    </span>
  );
}
