import type { Facts } from './facts/facts.js';
import { accountSteps } from './steps/account.steps.js';
import { consentStep } from './steps/consent.step.js';
import { mentorSteps } from './steps/mentor.steps.js';
import { organizerSteps } from './steps/organizer.steps.js';
import { participantSteps } from './steps/participant.steps.js';
import { placeStep } from './steps/place.step.js';
import type { Step, StepCode } from './steps/step.js';
import { visitorSteps } from './steps/visitor.steps.js';

/** What a person has done and does next in an event, in the order in which it is done. Pure: facts and time in, steps out. */
export function nextSteps(facts: Facts, now: Date): Step[] {
  return [
    ...consentStep(facts, now),
    ...accountSteps(facts),
    ...placeStep(facts, now),
    ...roleSteps(facts, now),
  ];
}

function roleSteps(facts: Facts, now: Date): Step[] {
  switch (facts.role) {
    case 'participant':
      return participantSteps(facts, now);
    case 'mentor':
      return mentorSteps(facts, now);
    case 'organizer':
      return organizerSteps(facts, now);
    default:
      return visitorSteps(facts, now);
  }
}

/** Good to do at any time, and never what the day waits for. */
const AT_ANY_TIME: readonly StepCode[] = [
  'AGREE_AGAIN',
  'VERIFY_EMAIL',
  'COMPLETE_PROFILE',
  'MEET_TEAMS',
  'WATCH',
];

/** The one to show above all: what can be done now, else what is late, else what is waited for. */
export function currentStep(steps: Step[]): Step | null {
  const isPressing = ({ code }: Step) => !AT_ANY_TIME.includes(code);
  return (
    steps.find((step) => step.state === 'todo' && isPressing(step)) ??
    steps.find(({ state }) => state === 'todo') ??
    steps.find(({ state }) => state === 'late') ??
    steps.find(({ state }) => state === 'waiting') ??
    null
  );
}
