import type { Facts } from '../facts/facts.js';
import { profileStep } from './profile.step.js';
import { type Step, step } from './step.js';

export function mentorSteps(facts: Facts, now: Date): Step[] {
  const { slug, event, mentor } = facts;
  if (event.endsAt <= now) return [];
  return [
    ...profileStep(facts),
    step('MEET_TEAMS', mentor.teams > 0 ? 'todo' : 'waiting', `/events/${slug}/mentoring`, {
      params: { count: mentor.teams },
    }),
  ];
}
