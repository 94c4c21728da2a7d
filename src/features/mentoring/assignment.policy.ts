import { matchingTags, tagsSpokenOf } from './help.policy.js';

export interface MentorOffer {
  id: string;
  expertise: readonly string[];
  languages: readonly string[];
  /** Null: no limit of their own. */
  maxTeams: number | null;
  /** Teams that they have already. */
  load: number;
  /** Whether some of the times that they named lies ahead; null: they named none. */
  isThere: boolean | null;
}

export interface TeamNeed {
  id: string;
  /** Skills of its members and tags of its calls for help. */
  tags: readonly string[];
  /** Its description and the problem that it works on. */
  text: string;
  /** What each member speaks; a member who says nothing is left out. */
  languages: readonly (readonly string[])[];
  /** Mentors that it has already. */
  mentorIds: readonly string[];
}

export interface Proposal {
  teamId: string;
  /** Null: nobody may or can; `obstacle` says why. */
  mentorId: string | null;
  expertise: string[];
  /** Languages that the mentor shares with at least one member. */
  languages: string[];
  /** Teams that the mentor would have. */
  load: number;
  /** See MentorOffer. */
  isThere: boolean | null;
  obstacle: 'no_mentors' | 'all_in_conflict' | 'all_full' | null;
}

/** What the n-th team costs its mentor. Two more fitting tags are worth as much as one team less. */
const LOAD = 20;
const NO_TAG = 20;
const TAG = 10;
const MOST_TAGS = 3;
const NO_LANGUAGE = 60;
/** A mentor whose times are all over is proposed only where the others have three teams more. */
const NOT_THERE = 60;

/**
 * One more mentor for each of the teams, so that as many teams as possible get one and the sum of what speaks against
 * each pair is least: no shared language, no fitting expertise, no time ahead, a mentor's load (which weighs more with every team).
 * Solved exactly, as a flow of least cost (Jewell 1958; Busacker & Gowen 1960). Same input, same proposal.
 */
export function proposeAssignments(
  mentors: readonly MentorOffer[],
  teams: readonly TeamNeed[],
  isInConflict: (mentorId: string, teamId: string) => boolean,
): Proposal[] {
  const offers = sortedById(mentors);
  const needs = sortedById(teams);
  const fits = needs.map((team) => offers.map((mentor) => fitOf(mentor, team)));
  const costs = needs.map((team, t) =>
    offers.map((mentor, m) =>
      team.mentorIds.includes(mentor.id) || isInConflict(mentor.id, team.id)
        ? Number.POSITIVE_INFINITY
        : (fits[t]?.[m]?.cost ?? 0),
    ),
  );
  const chosen = leastCost(costs, offers);
  const load = offers.map(({ load }, m) => load + chosen.filter((one) => one === m).length);
  return needs.map((team, t) => {
    const m = chosen[t] ?? -1;
    const mentor = offers[m];
    if (!mentor) {
      const isFull = costs[t]?.some(Number.isFinite) ?? false;
      const obstacle = offers.length === 0 ? 'no_mentors' : isFull ? 'all_full' : 'all_in_conflict';
      return {
        teamId: team.id,
        mentorId: null,
        expertise: [],
        languages: [],
        load: 0,
        isThere: null,
        obstacle,
      };
    }
    const { expertise = [], languages = [] } = fits[t]?.[m] ?? {};
    return {
      teamId: team.id,
      mentorId: mentor.id,
      expertise,
      languages,
      load: load[m] ?? 0,
      isThere: mentor.isThere,
      obstacle: null,
    };
  });
}

const sortedById = <One extends { id: string }>(list: readonly One[]): One[] =>
  [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

function fitOf(mentor: MentorOffer, team: TeamNeed) {
  const expertise = [
    ...new Set([...matchingTags(mentor.expertise, team.tags), ...tagsSpokenOf(mentor.expertise, team.text)]),
  ];
  const languages = mentor.languages.filter((one) => team.languages.some((spoken) => spoken.includes(one)));
  const left = team.languages.filter(
    (spoken) => !spoken.some((one) => mentor.languages.includes(one)),
  ).length;
  const cost =
    (expertise.length === 0 ? NO_TAG : 0) +
    (mentor.isThere === false ? NOT_THERE : 0) +
    TAG * (MOST_TAGS - Math.min(MOST_TAGS, expertise.length)) +
    (team.languages.length === 0 ? 0 : Math.round((NO_LANGUAGE * left) / team.languages.length));
  return { expertise, languages, cost };
}

/** @returns for each team the index of its mentor; -1: none */
function leastCost(costs: number[][], offers: readonly MentorOffer[]): number[] {
  const chosen = costs.map(() => -1);
  const load = offers.map((mentor) => mentor.load);
  costs.forEach((_, team) => {
    const way = cheapestWay(team, costs, chosen, load, offers);
    for (const { team: moved, to } of way) chosen[moved] = to;
    const last = way.at(-1);
    if (last) load[last.to] = (load[last.to] ?? 0) + 1;
  });
  return chosen;
}

/** The moves that give the team a mentor at least cost: others may change theirs to make room. Bellman–Ford. */
function cheapestWay(
  team: number,
  costs: number[][],
  chosen: readonly number[],
  load: readonly number[],
  offers: readonly MentorOffer[],
): { team: number; to: number }[] {
  const reach = offers.map((_, m) => ({ cost: costs[team]?.[m] ?? Number.POSITIVE_INFINITY, via: -1, team }));
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    chosen.forEach((from, other) => {
      const start = reach[from];
      if (!start || !Number.isFinite(start.cost)) return;
      costs[other]?.forEach((cost, m) => {
        const there = reach[m];
        const total = start.cost + cost - (costs[other]?.[from] ?? 0);
        if (m === from || !there || !(total < there.cost)) return;
        reach[m] = { cost: total, via: from, team: other };
        isMoving = true;
      });
    });
  }
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  offers.forEach((mentor, m) => {
    const held = load[m] ?? 0;
    if (mentor.maxTeams !== null && held >= mentor.maxTeams) return;
    const total = (reach[m]?.cost ?? Number.POSITIVE_INFINITY) + LOAD * (held + 1);
    if (total < least) [best, least] = [m, total];
  });
  const way: { team: number; to: number }[] = [];
  for (let m = best; m >= 0; m = reach[m]?.via ?? -1) way.unshift({ team: reach[m]?.team ?? team, to: m });
  return way;
}
