import type { EntityManager } from 'typeorm';
import type { Standing } from '../../access/access.js';
import { accountFacts } from './account.facts.js';
import { applicationFacts } from './application.facts.js';
import { consentFacts } from './consent.facts.js';
import { eventFacts } from './event.facts.js';
import type { Facts } from './facts.js';
import { mentorFacts } from './mentor.facts.js';
import { organizerFacts } from './organizer.facts.js';
import { problemFacts } from './problem.facts.js';
import { taskFacts } from './task.facts.js';
import { teamFacts } from './team.facts.js';

/** Everything that decides what a person does next in an event. A new fact is a file beside this one and a line here. */
export async function loadFacts(
  manager: EntityManager,
  accountId: string,
  slug: string,
  { eventId, role, teamId }: Standing,
): Promise<Facts> {
  const [event, account, application, consents, team, problems, tasks, mentor, organizer] = await Promise.all(
    [
      eventFacts(manager, eventId),
      accountFacts(manager, accountId),
      applicationFacts(manager, eventId, accountId),
      consentFacts(manager, eventId, accountId),
      teamFacts(manager, teamId, accountId),
      problemFacts(manager, eventId, teamId),
      taskFacts(manager, eventId, teamId),
      mentorFacts(manager, eventId, accountId),
      role === 'organizer' ? organizerFacts(manager, eventId) : null,
    ],
  );
  return { slug, role, event, account, application, consents, team, problems, tasks, mentor, organizer };
}
