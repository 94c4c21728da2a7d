import type { Facts } from '../facts/facts.js';
import { type Step, step } from './step.js';

export function organizerSteps({ slug, event, organizer }: Facts, now: Date): Step[] {
  if (!organizer || event.endsAt <= now) return [];
  const here = `/events/${slug}`;
  // For organizers nothing is too late: they may still do it.
  const ahead = (at: Date | null) => (at !== null && at > now ? at : null);
  const waitingFor = (code: 'DECIDE_APPLICATIONS' | 'DECIDE_PROPOSALS', count: number, where: string) =>
    count > 0 ? [step(code, 'todo', where, { params: { count } })] : [];
  return [
    step('CREATE_TASK', organizer.tasks > 0 ? 'done' : 'todo', `${here}/tasks/new`),
    step('PUBLISH_EVENT', event.status === 'published' ? 'done' : 'todo', `${here}/set-up`, {
      dueAt: ahead(event.startsAt),
    }),
    ...(event.joining === 'application' && !event.takesApplications && event.startsAt > now
      ? [step('OPEN_APPLICATIONS', 'todo', `${here}/set-up?part=applications`)]
      : []),
    ...waitingFor('DECIDE_APPLICATIONS', organizer.undecidedApplications, `${here}/people`),
    ...waitingFor('DECIDE_PROPOSALS', organizer.undecidedProposals, `${here}/problems`),
    ...(organizer.peopleWithoutTeam > 0
      ? [
          step('FILL_TEAMS', 'todo', `${here}/attention`, {
            dueAt: ahead(event.teamsFreezeAt),
            params: { count: organizer.peopleWithoutTeam },
          }),
        ]
      : []),
    ...(organizer.mentors > 0 && organizer.teamsWithoutMentor > 0
      ? [
          step('ASSIGN_MENTORS', 'todo', `${here}/mentoring`, {
            dueAt: ahead(event.startsAt),
            params: { count: organizer.teamsWithoutMentor },
          }),
        ]
      : []),
    step('WATCH', 'todo', `${here}/attention`),
  ];
}
