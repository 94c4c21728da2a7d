import type { Arrangement, Group, Proposal } from './balance-queries.js';

/** In place of a group: those who are left out. */
export const LEFT_OUT = -1;

const placed = (group: Group) => group.members.filter(({ isMember }) => !isMember);

/** What the page shows, as the API takes it. */
export function arrangementOf(proposal: Proposal): Arrangement {
  return {
    version: proposal.version,
    leftOut: proposal.leftOut.map(({ accountId }) => accountId),
    groups: proposal.groups.map((group) => ({
      teamId: group.teamId,
      name: group.name,
      captainId: group.captainId,
      people: placed(group).map(({ accountId }) => accountId),
      locked: placed(group)
        .filter(({ isLocked }) => isLocked)
        .map(({ accountId }) => accountId),
    })),
  };
}

/** The same with one person in another group, and locked there or not. A team whose captain goes gets another one. */
export function moved(proposal: Proposal, accountId: string, to: number, isLocked = false): Arrangement {
  const { groups, leftOut, ...rest } = arrangementOf(proposal);
  const without = (ids: string[]) => ids.filter((id) => id !== accountId);
  return {
    ...rest,
    leftOut: to === LEFT_OUT ? [...without(leftOut), accountId] : without(leftOut),
    groups: groups.map((group, k) => {
      // Whoever stays keeps the place in the list.
      const stays = k === to && group.people.includes(accountId);
      const people = stays ? group.people : k === to ? [...group.people, accountId] : without(group.people);
      const locked = k === to && isLocked ? [...without(group.locked), accountId] : without(group.locked);
      const captainId = group.captainId && people.includes(group.captainId) ? group.captainId : null;
      return { ...group, people, locked, captainId };
    }),
  };
}

export function withCaptain(arrangement: Arrangement, group: number, captainId: string): Arrangement {
  return {
    ...arrangement,
    groups: arrangement.groups.map((one, k) => (k === group ? { ...one, captainId } : one)),
  };
}

export function renamed(proposal: Proposal, group: number, name: string): Arrangement {
  const before = arrangementOf(proposal);
  return { ...before, groups: before.groups.map((one, k) => (k === group ? { ...one, name } : one)) };
}

/** Things against the hard rules. */
export const brokenCount = (proposal: Proposal): number =>
  (proposal.report?.rules ?? []).reduce((sum, { hard, found }) => sum + (hard ? found : 0), 0);
