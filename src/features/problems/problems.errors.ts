import { errorKind } from '../../platform/http/domain-error.js';

export const MAY_NOT_PROPOSE = errorKind('MAY_NOT_PROPOSE', 403, {
  en: 'At this event, problems are proposed by others. Check the background in your profile, or ask an organizer.',
  ko: '이 행사에서는 정해진 분들만 연구 질문을 제안할 수 있어요. 프로필의 전문 분야를 확인하거나 운영자에게 문의해 주세요.',
});
export const PROPOSALS_CLOSED = errorKind('PROPOSALS_CLOSED', 409, {
  en: 'Proposals closed on {closesAt}. Your text was not kept: ask an organizer to add it.',
  ko: '제안 접수가 {closesAt}에 끝났어요. 지금 쓴 글은 저장되지 않았으니 운영자에게 추가를 부탁해 주세요.',
});
export const TOO_MANY_PROPOSALS = errorKind('TOO_MANY_PROPOSALS', 409, {
  en: 'You have {limit} open proposals already. Withdraw one first.',
  ko: '이미 {limit}개를 제안했어요. 하나를 먼저 거두어 주세요.',
});
export const PROBLEM_LANGUAGE_MISSING = errorKind('PROBLEM_LANGUAGE_MISSING', 422, {
  en: 'Title and question are needed in the same language, Korean or English. The other language may stay empty.',
  ko: '제목과 질문을 한국어나 영어 중 한 언어로는 모두 적어 주세요. 다른 언어는 비워도 돼요.',
});
export const PROBLEM_DECIDED = errorKind('PROBLEM_DECIDED', 409, {
  en: 'This proposal can no longer be changed by its author: organizers have begun to judge it, or it was withdrawn.',
  ko: '운영자가 검토를 시작했거나 거둔 제안이라 더 바꿀 수 없어요.',
});
export const PROBLEM_WITHDRAWN = errorKind('PROBLEM_WITHDRAWN', 409, {
  en: 'The author has withdrawn this proposal.',
  ko: '제안자가 거둔 제안이에요.',
});
export const PROBLEM_CAPACITY_TAKEN = errorKind('PROBLEM_CAPACITY_TAKEN', 409, {
  en: '{count} teams work on this problem already. Move some of them first, or allow at least as many.',
  ko: '이미 {count}팀이 이 질문을 골랐어요. 먼저 팀을 옮기거나 그 이상으로 정해 주세요.',
});
export const PROBLEM_NOT_SELECTED = errorKind('PROBLEM_NOT_SELECTED', 409, {
  en: 'This problem is not among those that teams can work on.',
  ko: '지금은 고를 수 없는 질문이에요.',
});
export const PROBLEM_FULL = errorKind('PROBLEM_FULL', 409, {
  en: 'Other teams were faster: this problem has as many teams as it can take ({capacity}). Choose another one.',
  ko: '다른 팀이 먼저 골라 자리가 다 찼어요(최대 {capacity}팀). 다른 질문을 골라 주세요.',
});
export const CAPTAIN_CHOOSES = errorKind('CAPTAIN_CHOOSES', 403, {
  en: 'The captain of the team chooses its problem.',
  ko: '연구 질문은 팀장이 골라요.',
});
export const ORGANIZERS_ASSIGN = errorKind('ORGANIZERS_ASSIGN', 403, {
  en: 'At this event, organizers assign the problems.',
  ko: '이 행사에서는 운영자가 연구 질문을 배정해요.',
});
export const CHOICE_FROZEN = errorKind('CHOICE_FROZEN', 409, {
  en: 'Choices were frozen on {frozenAt}. Ask an organizer if your team has to change.',
  ko: '{frozenAt}에 선택이 마감됐어요. 꼭 바꿔야 하면 운영자에게 문의해 주세요.',
});
export const PROBLEM_REASON_NEEDED = errorKind('PROBLEM_REASON_NEEDED', 422, {
  en: 'Give a reason: it is kept in the record, and the team reads it.',
  ko: '이유를 적어 주세요. 기록에 남고 팀에도 보여요.',
});
export const NOVELTY_OUTDATED = errorKind('NOVELTY_OUTDATED', 409, {
  en: 'The statement has changed meanwhile. Read it once more before you declare.',
  ko: '그사이 선언문이 바뀌었어요. 다시 읽고 선언해 주세요.',
});
