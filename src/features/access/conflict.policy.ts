/** Why a mentor must not look after a team. */
export const CONFLICT_REASONS = ['own_institution', 'declared_institution', 'declared_person'] as const;
export type ConflictReason = (typeof CONFLICT_REASONS)[number];

/** An affiliation, read for comparing. */
export interface Institution {
  whole: string;
  /** What stands between commas and the like. */
  parts: readonly string[];
  /** Those of the parts that name an institution and not a department, a city or a country. */
  named: readonly string[];
}

export interface Insider {
  accountId: string;
  /** Of now, and of before where that still counts. */
  institutions: readonly Institution[];
}

export interface DeclaredConflict {
  accountId: string | null;
  institution: Institution | null;
}

const BETWEEN_PARTS = /[,;/|·()[\]\n，；／、]+/u;
const NAMES_AN_INSTITUTION =
  /university|hospital|college|instituteof|institute$|medicalcent|clinic$|대학교|대학$|병원|의료원|연구원|연구소|센터$/u;

/** Short forms that are no names of their own. */
const IN_FULL: [RegExp, string][] = [
  [/\bunivs?\b/g, 'university'],
  [/\bhosp\b/g, 'hospital'],
  [/\b(cent(er|re)|ctr)\b/g, 'center'],
  [/\b(institute|inst)\b/g, 'institute'],
  [/\bthe\b/g, ''],
  [/&/g, ' and '],
];

/**
 * Letters and digits alone: people write the same name in wide or narrow letters, in capitals, with and without spaces,
 * with "Univ." for "University".
 */
const keyOf = (text: string): string =>
  IN_FULL.reduce(
    (written, [short, full]) => written.replace(short, full),
    text.normalize('NFKC').toLowerCase(),
  ).replace(/[^\p{L}\p{N}]/gu, '');

export function readInstitution(text: string): Institution {
  const parts = text.normalize('NFKC').split(BETWEEN_PARTS).map(keyOf).filter(Boolean);
  return { whole: keyOf(text), parts, named: parts.filter((part) => NAMES_AN_INSTITUTION.test(part)) };
}

/**
 * Whether two people write of the same institution: the same text, or one of them all that the other writes among more,
 * or the same university, hospital or institute among both. Other names of one institution ("SNUH", another language,
 * a parent organisation) are not known here; they are declared.
 */
export function sameInstitution(one: Institution, other: Institution): boolean {
  if (one.whole === '' || other.whole === '') return false;
  return (
    one.whole === other.whole ||
    one.parts.includes(other.whole) ||
    other.parts.includes(one.whole) ||
    one.named.some((part) => other.named.includes(part))
  );
}

/** Every reason why this mentor is in conflict with these people; none: they may meet. */
export function conflictReasons(
  mentor: Insider,
  members: readonly Insider[],
  declared: readonly DeclaredConflict[],
): ConflictReason[] {
  const isOf = (institution: Institution, { institutions }: Insider) =>
    institutions.some((one) => sameInstitution(institution, one));
  const isWith = {
    own_institution: (member: Insider) => mentor.institutions.some((own) => isOf(own, member)),
    declared_institution: (member: Insider) =>
      declared.some(({ institution }) => institution && isOf(institution, member)),
    declared_person: (member: Insider) => declared.some(({ accountId }) => accountId === member.accountId),
  };
  return CONFLICT_REASONS.filter((reason) => members.some(isWith[reason]));
}
