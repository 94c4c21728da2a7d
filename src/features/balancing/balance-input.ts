import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { MatchGroup, MatchPerson, MatchProblem, Wish } from '../../matching/problem.js';
import { PRESETS } from '../../matching/weights.js';
import { affiliationsOf } from '../access/affiliations.js';
import { conflictReasons, readInstitution } from '../access/conflict.policy.js';
import type { Background } from '../accounts/profile.js';
import { comparable } from './comparable.js';
import { type TeamSetting, teamSetting } from './event-setting.js';
import type { ProposalSettings } from './team-proposal.entity.js';

export interface Participant {
  accountId: string;
  name: string;
  background: Background | null;
  affiliation: string;
  /** Those that make conflicts of interest: also given up ones. */
  affiliations: string[];
  skills: string[];
  languages: string[];
  teamId: string | null;
}

export interface EventTeam {
  id: string;
  name: string;
  /** Whether its members let others come in. */
  open: boolean;
}

/** Everything of an event that decides about balanced teams, as it is at one moment. */
export interface BalanceInput {
  setting: TeamSetting;
  participants: Participant[];
  teams: EventTeam[];
  wishes: Wish[];
  /** Of each team; one's own institution is a conflict of interest without being declared. */
  mentors: { teamId: string; mentorId: string; affiliations: string[] }[];
  /** As declared. */
  conflicts: { mentorId: string; accountId: string | null; institution: string | null }[];
}

export async function loadInput(manager: EntityManager, eventId: string): Promise<BalanceInput> {
  const setting = await teamSetting(manager, eventId);
  const participants: Participant[] = await manager.query(
    `SELECT a.id AS "accountId", a.name, a.background, a.affiliation, a.skills, a.languages, t.team_id AS "teamId",
       ${affiliationsOf('a', 'm.event_id')} AS affiliations
     FROM event_member m JOIN account a ON a.id = m.account_id
     LEFT JOIN team_member t ON t.event_id = m.event_id AND t.account_id = m.account_id
     WHERE m.event_id = $1 AND m.role = 'participant' ORDER BY a.id`,
    [eventId],
  );
  const teams: EventTeam[] = await manager.query(
    'SELECT g.id, g.name, g.open FROM team g WHERE g.event_id = $1 AND g.dissolved_at IS NULL ORDER BY g.id',
    [eventId],
  );
  const wishes: Wish[] = await manager.query(
    `SELECT w.from_id AS "from", w.to_id AS "to", w.kind FROM team_wish w
     WHERE w.event_id = $1 ORDER BY w.from_id, w.to_id`,
    [eventId],
  );
  const mentors: BalanceInput['mentors'] = await manager.query(
    `SELECT s.team_id AS "teamId", s.mentor_id AS "mentorId",
       ${affiliationsOf('a', 's.event_id')} AS affiliations
     FROM mentor_assignment s JOIN account a ON a.id = s.mentor_id WHERE s.event_id = $1`,
    [eventId],
  );
  const conflicts: BalanceInput['conflicts'] = await manager.query(
    'SELECT mentor_id AS "mentorId", account_id AS "accountId", institution FROM mentor_conflict WHERE event_id = $1',
    [eventId],
  );
  return { setting, participants, teams, wishes, mentors, conflicts };
}

export const withoutTeam = (input: BalanceInput): Participant[] =>
  input.participants.filter(({ teamId }) => teamId === null);

/** Teams with at least one member and a free place that let others come in. */
export function teamsToFill(input: BalanceInput): EventTeam[] {
  const sizes = sizesOf(input);
  return input.teams.filter(({ id, open }) => {
    const size = sizes.get(id) ?? 0;
    return open && size > 0 && size < input.setting.maxSize;
  });
}

export function sizesOf(input: BalanceInput): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { teamId } of input.participants) if (teamId) sizes.set(teamId, (sizes.get(teamId) ?? 0) + 1);
  return sizes;
}

/** The question for the solver: these people, these teams. Whoever is in a team by now is no longer asked about. */
export function problemFrom(
  input: BalanceInput,
  settings: ProposalSettings,
  people: ReadonlySet<string>,
  teamIds: ReadonlySet<string>,
  kept: MatchGroup[] = [],
): MatchProblem {
  const asked = withoutTeam(input).filter(({ accountId }) => people.has(accountId));
  const teams = input.teams.filter(({ id }) => teamIds.has(id));
  const { minSize, maxSize, required } = input.setting;
  return {
    people: asked.map(matchPerson),
    teams: teams.map(({ id }) => ({
      id,
      members: input.participants.filter(({ teamId }) => teamId === id).map(matchPerson),
      barred: barredFrom(input, id),
    })),
    wishes: input.wishes,
    rules: { minSize, maxSize, required: required as Record<string, number> },
    targetSize: settings.targetSize,
    weights: PRESETS[settings.preset],
    kept,
  };
}

const matchPerson = (one: Participant): MatchPerson => ({
  id: one.accountId,
  background: one.background,
  languages: one.languages.map(comparable),
  skills: one.skills.map(comparable),
  affiliation: readInstitution(one.affiliation).whole,
});

function barredFrom({ participants, mentors, conflicts }: BalanceInput, team: string): string[] {
  const books = mentors
    .filter(({ teamId }) => teamId === team)
    .map(({ mentorId, affiliations }) => ({
      mentor: { accountId: mentorId, institutions: affiliations.map(readInstitution) },
      declared: conflicts
        .filter((one) => one.mentorId === mentorId)
        .map(({ accountId, institution }) => ({
          accountId,
          institution: institution === null ? null : readInstitution(institution),
        })),
    }));
  if (books.length === 0) return [];
  return participants
    .filter(({ accountId, affiliations }) => {
      const person = { accountId, institutions: affiliations.map(readInstitution) };
      return books.some(({ mentor, declared }) => conflictReasons(mentor, [person], declared).length > 0);
    })
    .map(({ accountId }) => accountId);
}

/** Equal where the solver was asked the same. */
export const inputHash = (problem: MatchProblem): string =>
  createHash('sha256').update(JSON.stringify(problem)).digest('hex');
