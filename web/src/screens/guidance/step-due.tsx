import type { EventView } from '../../api/client.js';
import type { Step } from '../../api/guidance.js';
import { Moment } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';

/** What opens later, and what begins then; of all others `dueAt` is the end. */
const OPENS: readonly Step['code'][] = ['SUBMIT', 'APPLY'];
const BEGINS: readonly Step['code'][] = ['MEET_MENTOR', 'MEET_TEAMS'];

/** Until when, or from when: on the clock of the event and on the reader's. */
export function StepDue({ event, step }: { event: EventView; step: Step }) {
  const { t } = useLanguage();
  if (!step.dueAt || step.state === 'late') return null;
  const isBeginning =
    BEGINS.includes(step.code) ||
    (step.state === 'waiting' && OPENS.includes(step.code) && new Date(step.dueAt) > new Date());
  return (
    <span className="step-due">
      {isBeginning ? t('next.from') : t('next.until')}{' '}
      <Moment at={step.dueAt} zone={event.timeZone} deadline={!isBeginning} />
    </span>
  );
}
