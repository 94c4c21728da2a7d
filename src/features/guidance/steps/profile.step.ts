import type { Facts } from '../facts/facts.js';
import { type Step, step } from './step.js';

/** Rules of teams and suggestions count what people bring; who has said nothing counts as nobody. */
export function profileStep({ account }: Facts): Step[] {
  const isDone = account.background !== null && account.languages.length > 0;
  return [step('COMPLETE_PROFILE', isDone ? 'done' : 'todo', '/account')];
}
