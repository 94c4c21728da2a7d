import { BACKGROUNDS, type Background } from '../accounts/profile.js';

/** What a team of an event must be made of. The most that it may have is the event's `maxTeamSize`. */
export interface TeamRules {
  minSize: number;
  /** How many of each background at least; what is not named is not asked for. */
  required: Partial<Record<Background, number>>;
}

export const NO_TEAM_RULES: TeamRules = { minSize: 1, required: {} };

/** One thing that a team lacks: `count` more people, or `count` more of one background. */
export interface Missing {
  kind: 'people' | 'background';
  background: Background | null;
  count: number;
}

/** What a team with these members still lacks; an empty list where it is complete. */
export function missing(rules: TeamRules, members: { background: Background | null }[]): Missing[] {
  const lacks = BACKGROUNDS.flatMap((background): Missing[] => {
    const wanted = rules.required[background] ?? 0;
    const there = members.filter((member) => member.background === background).length;
    return wanted > there ? [{ kind: 'background', background, count: wanted - there }] : [];
  });
  const people = rules.minSize - members.length;
  return people > 0 ? [{ kind: 'people', background: null, count: people }, ...lacks] : lacks;
}

/** Fields whose rules no team could meet: more people asked for than a team may have. */
export function wrongRules(rules: TeamRules, maxTeamSize: number): string[] {
  const required = Object.values(rules.required).reduce((sum, count) => sum + count, 0);
  return [
    ...(rules.minSize > maxTeamSize ? ['teamRules.minSize'] : []),
    ...(required > maxTeamSize ? ['teamRules.required'] : []),
  ];
}
