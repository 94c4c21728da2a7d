import type { Facts } from '../facts/facts.js';
import { type Step, step } from './step.js';

/** What an account needs whatever the role. Nothing is said of what is in order. */
export function accountSteps({ account }: Facts): Step[] {
  return [
    ...(account.isConsentCurrent ? [] : [step('AGREE_AGAIN', 'todo', '/account')]),
    ...(account.isVerified ? [] : [step('VERIFY_EMAIL', 'todo', '/account')]),
  ];
}
