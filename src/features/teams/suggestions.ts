import { nameKey } from '../../platform/http/name-key.js';
import type { Background } from '../accounts/profile.js';
import type { Missing } from '../events/team-rules.js';

/** Why a team and a person fit. */
export type Why =
  | { code: 'fills' | 'wanted'; background: Background }
  | { code: 'wantedSkill' | 'newSkill' | 'sharedSkill'; skill: string }
  | { code: 'language'; language: string };

export interface Seeker {
  background: Background | null;
  skills: string[];
  languages: string[];
}

export interface SeekingTeam {
  missing: Missing[];
  /** What the team itself says that it looks for. */
  wanted: { backgrounds: Background[]; skills: string[]; languages: string[] };
  members: Seeker[];
}

/** A background that the rules ask for decides more than a wish, and a wish more than a common skill. */
const WEIGHTS: Record<Why['code'], number> = {
  fills: 8,
  wanted: 5,
  wantedSkill: 4,
  language: 2,
  newSkill: 1,
  sharedSkill: 1,
};
/** Common skills are pleasant, and without an end would outweigh what is needed. */
const MOST_OF_A_KIND = 3;

/** Reasons for a person and a team, the weightiest first, and their sum; without a reason they are no suggestion. */
export function match(person: Seeker, team: SeekingTeam): { why: Why[]; weight: number } {
  const { background } = person;
  const reasons: Why[] = [
    ...(background && team.missing.some((one) => one.background === background)
      ? [{ code: 'fills' as const, background }]
      : background && team.wanted.backgrounds.includes(background)
        ? [{ code: 'wanted' as const, background }]
        : []),
    ...skills(person, team),
    ...languages(person, team),
  ];
  const why = reasons.sort((a, b) => WEIGHTS[b.code] - WEIGHTS[a.code]);
  return { why, weight: why.reduce((sum, { code }) => sum + WEIGHTS[code], 0) };
}

function skills(person: Seeker, team: SeekingTeam): Why[] {
  const wanted = new Set(team.wanted.skills.map(nameKey));
  const there = new Set(team.members.flatMap((member) => member.skills).map(nameKey));
  const found: { code: 'wantedSkill' | 'newSkill' | 'sharedSkill'; skill: string }[] = person.skills.map(
    (skill) => {
      const key = nameKey(skill);
      const code = wanted.has(key) ? 'wantedSkill' : there.has(key) ? 'sharedSkill' : 'newSkill';
      return { code, skill };
    },
  );
  // A skill that nobody asked for says something only where the team has told of its own.
  const telling = there.size > 0 ? found : found.filter(({ code }) => code === 'wantedSkill');
  return (['wantedSkill', 'sharedSkill', 'newSkill'] as const).flatMap((code) =>
    telling.filter((one) => one.code === code).slice(0, MOST_OF_A_KIND),
  );
}

/** One language in common is enough to work together; the one that the team asks for is named first. */
function languages(person: Seeker, team: SeekingTeam): Why[] {
  const asked = team.wanted.languages.filter((language) => person.languages.includes(language));
  if (asked[0]) return [{ code: 'language', language: asked[0] }];
  const speaking = team.members.filter((member) => member.languages.length > 0);
  const common = person.languages.find(
    (language) => speaking.length > 0 && speaking.every((member) => member.languages.includes(language)),
  );
  return common ? [{ code: 'language', language: common }] : [];
}
