import { Link } from 'react-router';
import type { EventView } from '../../api/client.js';
import type { Step } from '../../api/guidance.js';
import { useLanguage } from '../../i18n/language.js';
import { StepDue } from './step-due.js';
import { useStepWords } from './step-words.js';

/** The whole way through the event: what is done, what is to be done and by when, what is waited for. */
export function StepList({
  event,
  steps,
  current,
}: {
  event: EventView;
  steps: Step[];
  current: Step | null;
}) {
  const { t } = useLanguage();
  const words = useStepWords();
  const isCurrent = (step: Step) => step.code === current?.code && step.where === current.where;
  return (
    <ol className="way" aria-label={t('event.steps')}>
      {steps.map((step) => (
        <li
          key={`${step.code} ${step.where}`}
          data-state={step.state}
          aria-current={isCurrent(step) ? 'step' : undefined}
        >
          <span className="way-name">
            {step.state === 'done' || isCurrent(step) ? (
              words(step).short
            ) : (
              <Link to={step.where}>{words(step).short}</Link>
            )}
            <span className="way-state"> {t(`next.state.${step.state}`)}</span>
          </span>
          {step.state !== 'done' && !isCurrent(step) && <StepDue event={event} step={step} />}
        </li>
      ))}
    </ol>
  );
}
