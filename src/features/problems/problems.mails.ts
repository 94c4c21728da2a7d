import { mailKind } from '../mail/mail-kind.js';

export const PROBLEM_SHORTLISTED = mailKind('problem.shortlisted', 'decisions', {
  en: {
    subject: '{event}: your problem is on the short list',
    body: 'Your proposal “{title}” is on the short list. The organizers will decide soon.\n\n{message}\n\n{url}',
  },
  ko: {
    subject: '{event}: 제안한 연구 질문이 후보에 올랐어요',
    body: '제안한 “{title}”이(가) 후보에 올랐어요. 운영자가 곧 결정할 거예요.\n\n{message}\n\n{url}',
  },
});
export const PROBLEM_SELECTED = mailKind('problem.selected', 'decisions', {
  en: {
    subject: '{event}: teams can work on your problem',
    body: 'Your proposal “{title}” was selected. Every member of the event can read it now.\n\n{message}\n\n{url}',
  },
  ko: {
    subject: '{event}: 제안한 연구 질문이 선정됐어요',
    body: '제안한 “{title}”이(가) 선정됐어요. 이제 모든 참가자가 읽을 수 있어요.\n\n{message}\n\n{url}',
  },
});
export const PROBLEM_DECLINED = mailKind('problem.declined', 'decisions', {
  en: {
    subject: '{event}: about the problem you proposed',
    body: 'Thank you for proposing “{title}”. It was not selected for this event.\n\n{message}\n\n{url}',
  },
  ko: {
    subject: '{event}: 제안한 연구 질문 결과',
    body: '“{title}”을(를) 제안해 주셔서 고마워요. 아쉽지만 이번 행사에는 선정되지 않았어요.\n\n{message}\n\n{url}',
  },
});
export const PROBLEM_ASSIGNED = mailKind('problem.assigned', 'decisions', {
  en: {
    subject: '{event}: your team works on “{title}”',
    body: 'An organizer has assigned “{title}” to your team {team}.\n\nReason: {reason}\n\n{url}',
  },
  ko: {
    subject: '{event}: 우리 팀의 연구 질문이 정해졌어요',
    body: '운영자가 {team} 팀에 “{title}”을(를) 배정했어요.\n\n이유: {reason}\n\n{url}',
  },
});
export const PROBLEM_TAKEN_BACK = mailKind('problem.taken_back', 'decisions', {
  en: {
    subject: '{event}: your team needs another problem',
    body: '“{title}” is no longer what your team {team} works on.\n\nReason: {reason}\n\nSee what can be chosen: {url}',
  },
  ko: {
    subject: '{event}: 연구 질문을 다시 골라야 해요',
    body: '{team} 팀은 이제 “{title}”을(를) 연구하지 않게 됐어요.\n\n이유: {reason}\n\n고를 수 있는 질문 보기: {url}',
  },
});
