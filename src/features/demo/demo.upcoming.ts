import { Temporal } from 'temporal-polyfill';
import type { Language } from '../../platform/i18n/language.js';
import type { Background } from '../accounts/profile.js';
import type { ApplicationFormRequest } from '../applications/application-forms.dto.js';
import type { EventRequest } from '../events/events.dto.js';

export const UPCOMING_SLUG = 'winter-clinical-datathon';
const ZONE = 'Asia/Seoul';

/** Applications have been open for two weeks and close in nine days; the event begins in a month. */
export function upcomingTimes(now: Date) {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(ZONE).startOfDay();
  const at = (day: number, hour: number) =>
    new Date(today.add({ days: day }).with({ hour }).epochMilliseconds).toISOString();
  return { at, opensAt: at(-14, 9), closesAt: at(9, 18), startsAt: at(30, 9), endsAt: at(32, 17) };
}

export function upcomingEvent(now: Date): EventRequest {
  const { opensAt, closesAt, startsAt, endsAt } = upcomingTimes(now);
  return {
    slug: UPCOMING_SLUG,
    name: {
      ko: '겨울 임상 데이터톤 (데모, 신청 중)',
      en: 'Winter Clinical Datathon (demo, applications open)',
    },
    summary: {
      ko: '응급실과 중환자실의 자료로 사흘 동안 함께 일합니다. 임상의와 데이터 과학자, 엔지니어, 학생의 자리를 나누어 신청을 받습니다.\n\n신청과 대기자, 수락을 둘러볼 수 있도록 만든 예시입니다. 사람은 모두 지어낸 것입니다.',
      en: 'Three days of work on data of emergency and intensive care. Clinicians, data scientists, engineers and students apply for places of their own.\n\nThis event is an example for looking at applications, the waiting list and decisions. Its people are made up.',
    },
    place: { ko: '부산, 해운대 컨벤션홀', en: 'Busan, Haeundae Convention Hall' },
    timeZone: ZONE,
    startsAt,
    endsAt,
    applicationsOpenAt: opensAt,
    applicationsCloseAt: closesAt,
    status: 'published',
    joining: 'application',
    maxTeamSize: 6,
  };
}

/** Fewer places than people, and none left for clinicians. */
export const UPCOMING_FORM: ApplicationFormRequest = {
  version: 0,
  isOpen: true,
  capacity: 24,
  backgroundCapacity: { clinician: 6, data_scientist: 8, engineer: 5, student: 4 },
  promotion: 'applied',
  questions: [
    {
      kind: 'long',
      label: { ko: '왜 참가하고 싶으세요?', en: 'Why do you want to take part?' },
      isRequired: true,
      maxLength: 1_000,
    },
    {
      kind: 'choice',
      label: { ko: '사흘 모두 함께할 수 있나요?', en: 'Can you be there on all three days?' },
      isRequired: true,
      options: [
        { label: { ko: '네, 사흘 모두', en: 'Yes, all three' } },
        { label: { ko: '이틀만', en: 'Two of them' } },
      ],
    },
    {
      kind: 'short',
      label: { ko: '해 본 일을 볼 수 있는 주소', en: 'Where we can see something that you made' },
      isRequired: false,
    },
    {
      kind: 'consent',
      label: { ko: '행사 사진에 나올 수 있음에 동의해요', en: 'I may be seen in photos of the event' },
      isRequired: true,
    },
  ],
};

/** What people write; each background has its own reasons. */
export const REASONS: Record<Background, Record<Language, string[]>> = {
  clinician: {
    ko: [
      '매일 보는 알람이 환자에게 정말 도움이 되는지 데이터로 확인해 보고 싶어요.',
      '임상에서 느낀 질문을 분석할 줄 아는 분들과 함께 다듬고 싶습니다.',
      '당직 때마다 놓칠까 걱정되는 환자가 있어요. 미리 알아볼 방법을 찾고 싶어요.',
    ],
    en: [
      'I see the alarms every day and would like to know which of them help a patient.',
      'I bring questions from the ward and want to learn how to ask them of data.',
    ],
  },
  data_scientist: {
    ko: [
      '공개 데이터로만 연습했는데, 임상의와 이야기하며 변수의 뜻을 제대로 배우고 싶어요.',
      '모델이 모를 때 모른다고 말하게 하는 방법에 관심이 많습니다.',
    ],
    en: [
      'I work on missing data and would like to see how it comes about in intensive care.',
      'I want to build something that a clinician can argue with.',
    ],
  },
  engineer: {
    ko: ['병원마다 다른 자료를 한 모양으로 옮기는 일을 해 왔어요. 팀의 시간을 줄여 드릴 수 있어요.'],
    en: ['I move hospital data between systems for a living and can save a team its first day.'],
  },
  student: {
    ko: [
      '수업에서 배운 것을 실제 질문에 써 보고 싶어요.',
      '의료 AI를 진로로 생각하고 있어서 현장의 이야기를 듣고 싶어요.',
    ],
    en: ['I would like to use what I have learned on a question that somebody really has.'],
  },
  other: {
    ko: ['환자의 눈으로 질문을 함께 고르고 싶어요.'],
    en: ['I write about health policy and would like to see how such work is done.'],
  },
};
