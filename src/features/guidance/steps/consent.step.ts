import type { Facts } from '../facts/facts.js';
import { type Step, step } from './step.js';

/** What the event asks to agree to, because it is new or was worded anew. A no waits for what the person does with it. */
export function consentStep({ slug, event, consents }: Facts, now: Date): Step[] {
  const { due, refused } = consents;
  if (event.endsAt <= now || due + refused === 0) return [];
  return [
    step('AGREE_CONSENTS', due > 0 ? 'todo' : 'waiting', `/events/${slug}/consents`, {
      params: { count: due || refused },
    }),
  ];
}
