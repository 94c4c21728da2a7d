import { csvForSpreadsheets } from '../../platform/csv/csv.js';
import type { Language } from '../../platform/i18n/language.js';
import type { ApplicationRole } from './application-form.entity.js';
import type { ExportRow } from './application-reader.service.js';
import { BACKGROUND_NAMES } from './background-names.js';
import type { EventPersonView } from './people.dto.js';
import type { Question } from './question.js';

const HEADERS = {
  en: {
    name: 'Name',
    email: 'E-mail',
    background: 'Background',
    affiliation: 'Affiliation',
    skills: 'Skills',
    languages: 'Languages',
    status: 'Status',
    rank: 'Rank',
    submitted: 'Applied at',
    decided: 'Decided at',
    confirmed: 'Confirmed at',
    expertise: 'Expertise',
    times: 'Times',
    role: 'Role',
    team: 'Team',
    joined: 'Joined at',
    checkedIn: 'Checked in at',
    addressConfirmed: 'Address confirmed',
    consent: 'Consents',
  },
  ko: {
    name: '이름',
    email: '이메일',
    background: '직군',
    affiliation: '소속',
    skills: '기술',
    languages: '언어',
    status: '상태',
    rank: '순위',
    submitted: '신청 시각',
    decided: '결정 시각',
    confirmed: '확정 시각',
    expertise: '전문 분야',
    times: '가능한 시간',
    role: '역할',
    team: '팀',
    joined: '참가 시각',
    checkedIn: '체크인 시각',
    addressConfirmed: '이메일 확인',
    consent: '동의',
  },
} as const;

const backgrounds = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(BACKGROUND_NAMES).map(([name, texts]) => [name, texts[language]]));

const WORDS: Record<Language, Record<string, string>> = {
  en: {
    ...backgrounds('en'),
    submitted: 'To decide',
    accepted: 'Accepted',
    waitlisted: 'Waiting list',
    declined: 'Declined',
    withdrawn: 'Withdrawn',
    lapsed: 'Not confirmed',
    no_show: 'Did not come',
    participant: 'Participant',
    mentor: 'Mentor',
    organizer: 'Organizer',
    agreed: 'Agreed',
    due: 'Not answered',
    refused: 'Did not agree',
    yes: 'yes',
    no: 'no',
  },
  ko: {
    ...backgrounds('ko'),
    submitted: '결정 전',
    accepted: '수락',
    waitlisted: '대기',
    declined: '거절',
    withdrawn: '취소',
    lapsed: '미확정',
    no_show: '불참',
    participant: '참가자',
    mentor: '멘토',
    organizer: '운영자',
    agreed: '동의함',
    due: '답하지 않음',
    refused: '동의하지 않음',
    yes: '예',
    no: '아니요',
  },
};

const time = (at: Date | null): string => at?.toISOString() ?? '';

/** Applications with an answer to each question that was ever asked. */
export function applicationsCsv(
  rows: ExportRow[],
  questions: Question[],
  files: { applicationId: string; questionId: string; name: string }[],
  role: ApplicationRole,
  language: Language,
): string {
  const head = HEADERS[language];
  const word = (name: string | null) => (name === null ? '' : (WORDS[language][name] ?? name));
  const fileNames = new Map(files.map((file) => [`${file.applicationId} ${file.questionId}`, file.name]));
  const answer = (row: ExportRow, question: Question): string => {
    if (question.kind === 'file') return fileNames.get(`${row.id} ${question.id}`) ?? '';
    const given = row.answers?.[question.id];
    if (given === undefined) return '';
    if (typeof given === 'boolean') return word(given ? 'yes' : 'no');
    const label = (id: string) => question.options.find((option) => option.id === id)?.label[language] ?? id;
    if (Array.isArray(given)) return given.map(label).join('; ');
    return question.kind === 'choice' ? label(given) : given;
  };
  const isMentor = role === 'mentor';
  const header = [
    head.name,
    head.email,
    head.background,
    head.affiliation,
    head.skills,
    head.languages,
    head.status,
    head.rank,
    head.submitted,
    head.decided,
    head.confirmed,
    head.consent,
    ...(isMentor ? [head.expertise, head.times] : []),
    ...questions.map(({ label }) => label[language]),
  ];
  const lines = rows.map((row) => [
    row.name,
    row.email,
    word(row.background),
    row.affiliation,
    row.skills.join('; '),
    (isMentor ? (row.offer?.languages ?? []) : row.languages).join('; '),
    word(row.status),
    row.rank ?? '',
    time(row.submittedAt),
    time(row.decidedAt),
    time(row.confirmedAt),
    word(row.consent),
    ...(isMentor
      ? [
          (row.offer?.expertise ?? []).join('; '),
          (row.offer?.times ?? []).map(({ startsAt, endsAt }) => `${startsAt}/${endsAt}`).join('; '),
        ]
      : []),
    ...questions.map((question) => answer(row, question)),
  ]);
  return csvForSpreadsheets([header, ...lines]);
}

/** Members of the event. */
export function peopleCsv(rows: EventPersonView[], language: Language): string {
  const head = HEADERS[language];
  const word = (name: string | null) => (name === null ? '' : (WORDS[language][name] ?? name));
  const header = [
    head.name,
    head.email,
    head.role,
    head.background,
    head.affiliation,
    head.skills,
    head.languages,
    head.team,
    head.joined,
    head.checkedIn,
    head.addressConfirmed,
    head.consent,
  ];
  const lines = rows.map((row) => [
    row.name,
    row.email,
    word(row.role),
    word(row.background),
    row.affiliation,
    row.skills.join('; '),
    row.languages.join('; '),
    row.team?.name ?? '',
    time(row.joinedAt),
    time(row.checkedInAt),
    word(row.isAddressConfirmed ? 'yes' : 'no'),
    word(row.consent),
  ]);
  return csvForSpreadsheets([header, ...lines]);
}
