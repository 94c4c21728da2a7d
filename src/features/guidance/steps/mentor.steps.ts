import type { Facts } from '../facts/facts.js';
import { profileStep } from './profile.step.js';
import { type Step, step } from './step.js';

export function mentorSteps(facts: Facts, now: Date): Step[] {
  const { slug, event, mentor } = facts;
  if (event.endsAt <= now) return [];
  const where = `/events/${slug}/mentoring`;
  return [
    ...profileStep(facts),
    ...(mentor.openHelp > 0
      ? [step('ANSWER_HELP', 'todo', where, { params: { count: mentor.openHelp } })]
      : []),
    step('MEET_TEAMS', mentor.teams > 0 ? 'todo' : 'waiting', where, {
      dueAt: mentor.nextHourAt,
      params: { count: mentor.teams },
    }),
  ];
}
