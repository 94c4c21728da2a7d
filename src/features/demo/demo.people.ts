import type { Language } from '../../platform/i18n/language.js';
import { demoApplicants } from './demo.applicants.js';
import { OWN_TEAM, TEAMS } from './demo.teams.js';

export interface DemoPerson {
  email: string;
  name: string;
  locale: Language;
  isAdmin?: boolean;
  canCreateEvents?: boolean;
  isSteward?: boolean;
  /** Role in the demo event; without one they only have an account. */
  role?: 'participant' | 'mentor' | 'organizer';
  team?: string;
}

export const ORGANIZER = 'organizer@demo.local';
export const MENTOR = 'mentor@demo.local';
export const PARTICIPANT = 'participant@demo.local';

/** Who signs in to look at the platform from each side. The data steward is one of the installation, not of the event. */
const SIGN_INS: readonly DemoPerson[] = [
  { email: PARTICIPANT, name: '김하늘', locale: 'ko', role: 'participant', team: OWN_TEAM },
  { email: MENTOR, name: 'Daniel Okafor', locale: 'en', role: 'mentor' },
  { email: ORGANIZER, name: '박서진', locale: 'ko', role: 'organizer', canCreateEvents: true },
  { email: 'steward@demo.local', name: '이정훈', locale: 'ko', isSteward: true },
  { email: 'admin@demo.local', name: '최유나', locale: 'ko', isAdmin: true },
];

const FURTHER: readonly [name: string, role: 'mentor' | 'organizer'][] = [
  ['Elena Rossi', 'mentor'],
  ['Hannah Weiss', 'mentor'],
  ['정민호', 'mentor'],
  ['윤가람', 'mentor'],
  ['한도윤', 'organizer'],
];

const SURNAMES = [
  '김',
  '이',
  '박',
  '최',
  '정',
  '강',
  '조',
  '윤',
  '장',
  '임',
  '한',
  '오',
  '서',
  '신',
  '권',
  '황',
];
const GIVEN =
  '서연 민준 지우 하준 수빈 도현 예린 시우 은서 준혁 다은 태윤 소율 현우 나래 건우 지안 승민 유진 재원 채원 동현 가은'.split(
    ' ',
  );
const ABROAD = [
  'Maya Patel',
  'Lucas Meyer',
  'Aiko Tanaka',
  'Omar Haddad',
  'Grace Lin',
  'Noah Williams',
  'Ingrid Larsen',
  'Samuel Boateng',
  'Chloe Martin',
  'Tomas Novak',
  'Priya Nair',
  'Mateo Rivera',
];

/** Everyone of the demo, captains before the rest of their teams. */
export function demoPeople(): DemoPerson[] {
  const people: DemoPerson[] = [...SIGN_INS];
  FURTHER.forEach(([name, role], k) => {
    const locale = /[a-z]/.test(name) ? ('en' as const) : ('ko' as const);
    people.push({ email: `${role}${k + 2}@demo.local`, name, locale, role });
  });
  let made = 0;
  TEAMS.forEach((team, t) => {
    const there = team.name === OWN_TEAM ? 1 : 0;
    for (let k = there; k < team.size; k++) {
      const abroad = k === team.size - 1;
      const name = abroad ? ABROAD[t]! : koreanName(made++);
      people.push({
        email: `team${String(t + 1).padStart(2, '0')}.${k + 1}@demo.local`,
        name,
        locale: abroad ? 'en' : 'ko',
        role: 'participant',
        team: team.name,
      });
    }
  });
  for (const { email, name, locale } of demoApplicants()) people.push({ email, name, locale });
  return people;
}

/** Both lists are walked with steps that share no factor with their lengths, so that no name comes twice. */
const koreanName = (k: number): string =>
  `${SURNAMES[(k * 5) % SURNAMES.length]}${GIVEN[(k * 7) % GIVEN.length]}`;
