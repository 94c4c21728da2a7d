import { csvForSpreadsheets } from '../../platform/csv/csv.js';
import type { Language } from '../../platform/i18n/language.js';
import { BACKGROUNDS, type Background } from '../accounts/profile.js';
import { missing, type TeamRules } from '../events/team-rules.js';

export interface ExportedTeam {
  name: string;
  open: boolean;
  description: string;
  rules: TeamRules;
  createdAt: Date;
  /** The captain first. */
  members: { name: string; email: string; background: Background | null; isCaptain: boolean }[];
}

const WORDS = {
  en: {
    name: 'Team',
    members: 'Members',
    captain: 'Captain',
    others: 'Other members',
    emails: 'E-mail addresses',
    missing: 'Missing',
    complete: 'complete',
    people: 'people',
    unknown: 'Background unknown',
    open: 'Open',
    yes: 'yes',
    no: 'no',
    created: 'Made at',
    description: 'Description',
    clinician: 'Clinicians',
    data_scientist: 'Data scientists',
    engineer: 'Engineers',
    student: 'Students',
    other: 'Others',
  },
  ko: {
    name: '팀',
    members: '팀원 수',
    captain: '팀장',
    others: '다른 팀원',
    emails: '이메일',
    missing: '부족한 구성',
    complete: '충족',
    people: '인원',
    unknown: '배경 모름',
    open: '공개 여부',
    yes: '공개',
    no: '비공개',
    created: '만든 시각',
    description: '소개',
    clinician: '임상의',
    data_scientist: '데이터 과학자',
    engineer: '엔지니어',
    student: '학생',
    other: '기타',
  },
} as const;

/** A row for each team: its people, how many of which background, and what it lacks by the event's rules. */
export function teamsCsv(teams: ExportedTeam[], language: Language): string {
  const words = WORDS[language];
  const header = [
    words.name,
    words.members,
    ...BACKGROUNDS.map((one) => words[one]),
    words.unknown,
    words.missing,
    words.captain,
    words.others,
    words.emails,
    words.open,
    words.created,
    words.description,
  ];
  const rows = teams.map(({ name, open, description, rules, createdAt, members }) => {
    const lacks = missing(rules, members).map(
      ({ background, count }) => `${background ? words[background] : words.people} ${count}`,
    );
    const of = (background: Background | null) =>
      members.filter((member) => member.background === background).length;
    return [
      name,
      members.length,
      ...BACKGROUNDS.map(of),
      of(null),
      lacks.length === 0 ? words.complete : lacks.join('; '),
      members.find(({ isCaptain }) => isCaptain)?.name ?? '',
      members
        .filter(({ isCaptain }) => !isCaptain)
        .map((member) => member.name)
        .join('; '),
      members.map(({ email }) => email).join('; '),
      open ? words.yes : words.no,
      createdAt.toISOString(),
      description,
    ];
  });
  return csvForSpreadsheets([header, ...rows]);
}
