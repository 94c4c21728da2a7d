import type { ProblemRequest } from '../problems/problems.dto.js';
import { ORGANIZER } from './demo.people.js';

interface DemoProblem {
  /** Of the proposer. */
  email: string;
  texts: ProblemRequest;
  status: 'selected' | 'shortlisted' | 'proposed';
  capacity?: number;
}

/** What clinicians would like to know; the first is what the demo's own team works on. */
export const PROBLEMS: readonly DemoProblem[] = [
  {
    email: 'mentor@demo.local',
    status: 'selected',
    capacity: 4,
    texts: {
      title: {
        en: 'Who dies in intensive care although the first day looked calm?',
        ko: '첫날은 안정적이었는데 중환자실에서 사망하는 환자는 누구일까?',
      },
      question: {
        en: 'Among patients whose first 24 hours show no organ failure, which signals tell apart those who die later in the same stay?',
        ko: '입실 후 24시간 동안 장기부전이 없던 환자 가운데, 같은 입실 기간에 사망하는 환자를 미리 알려 주는 신호는 무엇일까요?',
      },
      importance: {
        en: 'Calm charts get fewer looks. A list of ten to see first would change a night shift.',
        ko: '안정적으로 보이면 덜 살피게 돼요. 먼저 볼 환자 열 명만 알아도 야간 근무가 달라져요.',
      },
      dataNeeded: {
        en: 'Vital signs, laboratory values, age, type of admission.',
        ko: '활력징후, 검사 결과, 나이, 입원 유형.',
      },
    },
  },
  {
    email: ORGANIZER,
    status: 'selected',
    texts: {
      title: { ko: '모델이 “모르겠다”고 말해야 하는 환자는 누구일까?' },
      question: {
        ko: '예측이 자주 틀리는 환자군을 미리 찾아 모델이 판단을 미루게 하면, 남은 예측은 얼마나 믿을 만해질까요?',
      },
      importance: { ko: '틀린 확신은 없는 예측보다 위험해요.' },
    },
  },
  {
    email: 'mentor2@demo.local',
    status: 'proposed',
    texts: {
      title: { en: 'Does the score treat older women worse?' },
      question: {
        en: 'Is mortality after 75 predicted as well for women as for men, and if not, since when in the stay?',
      },
    },
  },
];
