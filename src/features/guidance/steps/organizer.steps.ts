import type { Facts } from '../facts/facts.js';
import { type Step, step, until } from './step.js';

export function organizerSteps({ slug, event, organizer }: Facts, now: Date): Step[] {
  if (!organizer || event.endsAt <= now) return [];
  const here = `/events/${slug}`;
  const waitingFor = (code: 'DECIDE_APPLICATIONS' | 'DECIDE_PROPOSALS', count: number, where: string) =>
    count > 0 ? [step(code, 'todo', where, { params: { count } })] : [];
  return [
    step('CREATE_TASK', organizer.tasks > 0 ? 'done' : 'todo', `${here}/tasks/new`),
    step('PUBLISH_EVENT', until(event.status === 'published', event.startsAt, now), `${here}/set-up`, {
      dueAt: event.startsAt,
    }),
    ...waitingFor('DECIDE_APPLICATIONS', organizer.undecidedApplications, `${here}/people`),
    ...waitingFor('DECIDE_PROPOSALS', organizer.undecidedProposals, `${here}/problems`),
    ...(organizer.peopleWithoutTeam > 0
      ? [
          step('FILL_TEAMS', until(false, event.teamsFreezeAt, now), `${here}/attention`, {
            dueAt: event.teamsFreezeAt,
            params: { count: organizer.peopleWithoutTeam },
          }),
        ]
      : []),
    ...(organizer.mentors > 0 && organizer.teamsWithoutMentor > 0
      ? [
          step('ASSIGN_MENTORS', until(false, event.startsAt, now), `${here}/attention`, {
            dueAt: event.startsAt,
            params: { count: organizer.teamsWithoutMentor },
          }),
        ]
      : []),
    step('WATCH', 'todo', `${here}/attention`),
  ];
}
