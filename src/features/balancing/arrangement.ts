import type { MatchGroup } from '../../matching/problem.js';
import { reportOn } from '../../matching/report.js';
import { nameKey } from '../../platform/http/name-key.js';
import { createGenerator, nextBelow } from '../../scoring/random.js';
import { type BalanceInput, problemFrom } from './balance-input.js';
import type { ProposalSettings, ProposedGroup, StoredReport } from './team-proposal.entity.js';

const CAPTAINS = 3;

/** Reads in both languages, since a team's name is one text. */
const newName = (number: number): string => `Team ${number} · ${number}팀`;

/**
 * The solver's groups with names and captains. Groups that were kept keep theirs; other captains are drawn by the seed,
 * since nobody is asked beforehand and the role can be handed over.
 */
export function namedGroups(
  groups: MatchGroup[],
  input: BalanceInput,
  seed: number,
  kept: readonly ProposedGroup[],
): ProposedGroup[] {
  const taken = new Set([...input.teams, ...kept].map(({ name }) => nameKey(name)));
  const keptNew = kept.filter(({ teamId }) => teamId === null);
  const firstNew = groups.findIndex(({ teamId }) => teamId === null);
  let number = input.teams.length;
  const freeName = () => {
    do number++;
    while (taken.has(nameKey(newName(number))));
    return newName(number);
  };
  return groups.map(({ teamId, people }, k) => {
    const before = teamId === null ? keptNew[k - firstNew] : kept.find((one) => one.teamId === teamId);
    const members = teamId === null ? [] : membersOf(input, teamId);
    const locked = (before?.locked ?? []).filter((id) => people.includes(id));
    if (teamId !== null) {
      const name = input.teams.find(({ id }) => id === teamId)?.name ?? '';
      return { teamId, name, captainId: null, people, locked, members };
    }
    const drawn = people[nextBelow(createGenerator(seed, CAPTAINS, k), Math.max(1, people.length))] ?? null;
    const captainId = before?.captainId && people.includes(before.captainId) ? before.captainId : drawn;
    return { teamId, name: before?.name ?? freeName(), captainId, people, locked, members };
  });
}

export const membersOf = (input: BalanceInput, teamId: string): string[] =>
  input.participants.filter((one) => one.teamId === teamId).map(({ accountId }) => accountId);

export function evaluated(input: BalanceInput, settings: ProposalSettings, groups: readonly ProposedGroup[]) {
  const people = new Set(groups.flatMap((group) => group.people));
  const teamIds = new Set(groups.flatMap(({ teamId }) => teamId ?? []));
  return reportOn(problemFrom(input, settings, people, teamIds), groups);
}

export function summaryOf({ hard, soft, rules }: StoredReport): StoredReport {
  return { hard, soft, rules };
}

/** What is no longer as it was when the groups were made. Nothing of it may be applied. */
export type Change =
  | { kind: 'joinedTeam'; accountId: string; teamName: string }
  | { kind: 'leftEvent'; accountId: string }
  | { kind: 'teamGone' | 'teamChanged'; teamId: string; teamName: string };

export function changesSince(
  input: BalanceInput,
  groups: readonly ProposedGroup[],
  leftOut: readonly string[],
): Change[] {
  const known = new Map(input.participants.map((one) => [one.accountId, one]));
  const teams = new Map(input.teams.map((one) => [one.id, one]));
  const people = [...groups.flatMap((group) => group.people), ...leftOut].flatMap((accountId): Change[] => {
    const person = known.get(accountId);
    if (!person) return [{ kind: 'leftEvent', accountId }];
    if (person.teamId === null) return [];
    return [{ kind: 'joinedTeam', accountId, teamName: teams.get(person.teamId)?.name ?? '' }];
  });
  const changed = groups.flatMap(({ teamId, name, members }): Change[] => {
    if (teamId === null) return [];
    const now = membersOf(input, teamId);
    const team = teams.get(teamId);
    if (!team || now.length === 0) return [{ kind: 'teamGone', teamId, teamName: name }];
    const isSame = now.length === members.length && now.every((id) => members.includes(id));
    return isSame ? [] : [{ kind: 'teamChanged', teamId, teamName: team.name }];
  });
  return [...people, ...changed];
}

/** Takes out who is no longer there, and adds whoever came to those who are left out, so that nobody is forgotten. */
export function refreshed(input: BalanceInput, groups: readonly ProposedGroup[], leftOut: readonly string[]) {
  const free = new Set(input.participants.flatMap((one) => (one.teamId === null ? one.accountId : [])));
  const gone = new Set(
    changesSince(input, groups, []).flatMap((one) => (one.kind === 'teamGone' ? one.teamId : [])),
  );
  const stays = (id: string) => free.has(id);
  const next = groups
    .filter(({ teamId }) => teamId === null || !gone.has(teamId))
    .map((group): ProposedGroup => {
      const people = group.people.filter(stays);
      const captainId =
        group.captainId && people.includes(group.captainId) ? group.captainId : (people[0] ?? null);
      return {
        teamId: group.teamId,
        name: input.teams.find(({ id }) => id === group.teamId)?.name ?? group.name,
        captainId: group.teamId === null ? captainId : null,
        people,
        locked: group.locked.filter(stays),
        members: group.teamId === null ? [] : membersOf(input, group.teamId),
      };
    });
  const placed = new Set(next.flatMap(({ people }) => people));
  const before = leftOut.filter(stays);
  const others = [...free].filter((id) => !placed.has(id) && !before.includes(id));
  return { groups: next, leftOut: [...before, ...others] };
}

export interface GivenGroup {
  teamId: string | null;
  name: string;
  captainId: string | null;
  people: string[];
  locked: string[];
}

/** The groups that an organizer made of a proposal; null where somebody is missing, doubled or a stranger to it. */
export function rearranged(
  before: readonly ProposedGroup[],
  leftOutBefore: readonly string[],
  given: readonly GivenGroup[],
  leftOut: readonly string[],
): ProposedGroup[] | null {
  const expected = [...before.flatMap(({ people }) => people), ...leftOutBefore].sort();
  const placed = [...given.flatMap(({ people }) => people), ...leftOut].sort();
  if (expected.length !== placed.length || expected.some((id, k) => id !== placed[k])) return null;
  const filled = before.flatMap(({ teamId }) => teamId ?? []).sort();
  const named = given.flatMap(({ teamId }) => teamId ?? []).sort();
  if (filled.length !== named.length || filled.some((id, k) => id !== named[k])) return null;
  const fits = given.every(
    ({ people, locked, captainId }) =>
      locked.every((id) => people.includes(id)) && (captainId === null || people.includes(captainId)),
  );
  if (!fits) return null;
  return given.map(({ teamId, name, captainId, people, locked }) => {
    const team = before.find((one) => teamId !== null && one.teamId === teamId);
    if (team) return { ...team, people, locked, captainId: null };
    return { teamId: null, name, captainId: captainId ?? people[0] ?? null, people, locked, members: [] };
  });
}
