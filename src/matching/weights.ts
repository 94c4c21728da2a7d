import type { SoftWeights } from './problem.js';

/*
 * Hard rules come first: of two proposals the one with fewer units of these is better, whatever the rest.
 * Between them a unit weighs as follows. A conflict of interest weighs most, because it can always be avoided.
 */
export const HARD_WEIGHTS = {
  /** A person more than a team may have. */
  tooLarge: 20,
  /** A person in a team whose mentor has a conflict of interest with them. */
  conflict: 10,
  /** A person less than a team needs. */
  tooSmall: 5,
  /** A pair of which one asked not to be with the other. */
  notWith: 5,
  /** A person who does not speak the language that most of the team share. */
  language: 3,
  /** A person of a required background that is missing. */
  required: 2,
} as const;

/**
 * The presets that organizers choose from. One point each for: a wish that is not met (with), a pair of the same
 * background, institution or team more than an even spread has, and a team without a skill that it could have.
 */
export const PRESETS = {
  balanced: { with: 6, backgrounds: 3, skills: 2, affiliations: 2, sizes: 3 },
  wishes: { with: 24, backgrounds: 2, skills: 1, affiliations: 1, sizes: 3 },
  skills: { with: 3, backgrounds: 6, skills: 6, affiliations: 1, sizes: 3 },
  mixing: { with: 2, backgrounds: 4, skills: 2, affiliations: 8, sizes: 3 },
} as const satisfies Record<string, SoftWeights>;

export type Preset = keyof typeof PRESETS;
