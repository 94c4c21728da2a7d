/** What the solver knows of a person. Texts are compared as they are given, so the caller brings them into one form. */
export interface MatchPerson {
  id: string;
  /** Null: not given. */
  background: string | null;
  /** Empty: not given; such a person is left out of the rule of the common language. */
  languages: readonly string[];
  skills: readonly string[];
  /** Empty: not given. */
  affiliation: string;
}

/** A team that exists and is to be filled. Its members stay. */
export interface MatchTeam {
  id: string;
  members: readonly MatchPerson[];
  /** Whom one of the team's mentors has a conflict of interest with. */
  barred: readonly string[];
}

export interface Wish {
  from: string;
  to: string;
  kind: 'with' | 'not_with';
}

export interface MatchRules {
  minSize: number;
  maxSize: number;
  /** How many of a background every team needs. */
  required: Readonly<Record<string, number>>;
}

/** Points that each unit of a soft rule costs; see weights.ts. */
export interface SoftWeights {
  with: number;
  backgrounds: number;
  skills: number;
  affiliations: number;
  sizes: number;
}

export interface MatchGroup {
  /** The team that is filled; null: a new one. */
  teamId: string | null;
  /** Who is put here; members that the team has already are not named. */
  people: string[];
}

export interface MatchProblem {
  people: readonly MatchPerson[];
  teams: readonly MatchTeam[];
  wishes: readonly Wish[];
  rules: MatchRules;
  /** What new teams should be like, between the smallest and the largest size. */
  targetSize: number;
  weights: SoftWeights;
  /** People whom the search leaves where they are. */
  kept: readonly MatchGroup[];
}
