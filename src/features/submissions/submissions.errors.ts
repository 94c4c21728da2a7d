import { errorKind } from '../../platform/http/domain-error.js';

export const REPORT_NOT_PUBLISHED = errorKind('REPORT_NOT_PUBLISHED', 403, {
  en: 'Reports rest on the hidden part of the labels. Yours opens when the final ranking is published.',
  ko: '리포트는 숨겨 둔 정답으로 만들어요. 최종 순위가 발표되면 볼 수 있어요.',
});
export const REPORT_KEPT = errorKind('REPORT_KEPT', 403, {
  en: 'This entry is no significant change from your best one, so the report of that one stands. Its own opens with the final ranking.',
  ko: '가장 좋은 제출과 유의한 차이가 없어서 그 제출의 리포트를 보여 드려요. 이 제출의 리포트는 최종 순위가 발표되면 볼 수 있어요.',
});
export const NOT_OPEN_YET = errorKind('NOT_OPEN_YET', 409, {
  en: 'This task takes entries from {opensAt} on.',
  ko: '이 과제는 {opensAt}부터 제출할 수 있어요.',
});
export const SUBMISSIONS_CLOSED = errorKind('SUBMISSIONS_CLOSED', 409, {
  en: 'This task has closed; it took entries until {closesAt}.',
  ko: '제출이 마감됐어요. {closesAt}까지 받았어요.',
});
export const FINAL_IS_PUBLISHED = errorKind('FINAL_IS_PUBLISHED', 409, {
  en: 'The final results are published, so entries and choices can no longer change.',
  ko: '최종 결과가 공개되어 제출과 선택을 더는 바꿀 수 없어요.',
});
export const DAILY_LIMIT_REACHED = errorKind('DAILY_LIMIT_REACHED', 429, {
  en: 'Your team has used its {limit} entries of today. The next day begins on {resetsAt}.',
  ko: '오늘 제출 가능한 {limit}번을 모두 썼어요. {resetsAt}에 새로 시작돼요.',
});
export const TOTAL_LIMIT_REACHED = errorKind('TOTAL_LIMIT_REACHED', 429, {
  en: 'Your team has used all of its {limit} entries for this task.',
  ko: '이 과제에 제출할 수 있는 {limit}번을 모두 썼어요.',
});
export const TOO_MANY_UPLOADS = errorKind('TOO_MANY_UPLOADS', 429, {
  en: 'Your team is sending {limit} files at this moment. Wait until one of them is through, then send this one again.',
  ko: '우리 팀이 지금 파일 {limit}개를 보내고 있어요. 하나가 끝나면 이 파일을 다시 보내 주세요.',
});
export const TEAM_NOT_IN_EVENT = errorKind('TEAM_NOT_IN_EVENT', 422, {
  en: 'The field teamId must name a team of this event.',
  ko: 'teamId에는 이 행사의 팀을 적어 주세요.',
});
export const TEAM_ID_IS_FOR_ORGANIZERS = errorKind('TEAM_ID_IS_FOR_ORGANIZERS', 403, {
  en: 'Only organizers submit for another team. Leave the field teamId out.',
  ko: '다른 팀 이름으로는 운영자만 제출할 수 있어요. teamId 칸을 빼 주세요.',
});
export const RESULTS_NOT_TAKEN = errorKind('RESULTS_NOT_TAKEN', 409, {
  en: 'This task takes notebooks, not files of predictions. Upload a notebook instead.',
  ko: '이 과제는 예측 파일 대신 노트북을 받아요. 노트북을 올려 주세요.',
});
export const NOT_QUEUED = errorKind('NOT_QUEUED', 409, {
  en: 'Only an entry that is still waiting can be cancelled; this one is {status}.',
  ko: '아직 대기 중인 제출만 취소할 수 있어요. 지금 상태: {status}.',
});
export const NOT_SELECTABLE = errorKind('NOT_SELECTABLE', 409, {
  en: 'Only a scored entry that was not withdrawn can be selected.',
  ko: '채점이 끝났고 철회되지 않은 제출만 선택할 수 있어요.',
});
export const SELECTION_FULL = errorKind('SELECTION_FULL', 409, {
  en: 'Your team has already selected {limit} entries. Take one back first.',
  ko: '이미 {limit}개를 선택했어요. 먼저 하나를 해제해 주세요.',
});
export const ALREADY_WITHDRAWN = errorKind('ALREADY_WITHDRAWN', 409, {
  en: 'This entry has already been withdrawn.',
  ko: '이미 철회된 제출이에요.',
});
export const NOT_FAILED = errorKind('NOT_FAILED', 409, {
  en: 'Only an entry that failed on our side can be scored again; this one is {status}.',
  ko: '저희 쪽 문제로 실패한 제출만 다시 채점할 수 있어요. 지금 상태: {status}.',
});
export const STILL_WORKING = errorKind('STILL_WORKING', 409, {
  en: 'This entry is waiting or being scored. Withdraw it once its score is there, or let the team cancel it.',
  ko: '대기 중이거나 채점 중인 제출이에요. 점수가 나온 뒤에 철회하거나 팀에서 취소해 주세요.',
});
export const BAD_IDEMPOTENCY_KEY = errorKind('BAD_IDEMPOTENCY_KEY', 400, {
  en: 'The Idempotency-Key must have 8 to 200 characters.',
  ko: 'Idempotency-Key는 8자 이상 200자 이하여야 해요.',
});
export const IDEMPOTENCY_MISMATCH = errorKind('IDEMPOTENCY_MISMATCH', 409, {
  en: 'This Idempotency-Key was used for another file. Use a new key for a new entry.',
  ko: '이 Idempotency-Key는 다른 파일에 쓰였어요. 새 제출에는 새 키를 써 주세요.',
});
export const NOTHING_GRANTED = errorKind('NOTHING_GRANTED', 422, {
  en: 'Say how many entries more, or until when.',
  ko: '제출을 몇 번 더 줄지, 언제까지 늘릴지 적어 주세요.',
});
export const MERGE_NOT_OPEN = errorKind('MERGE_NOT_OPEN', 409, {
  en: 'This proposal is no longer open: it was answered or taken back, has expired, or that team has another captain now. It can be made anew.',
  ko: '더는 열려 있지 않은 제안이에요. 이미 답했거나, 취소되었거나, 기한이 지났거나, 그 팀의 팀장이 바뀌었어요. 다시 제안할 수 있어요.',
});
export const MERGE_ALREADY_PROPOSED = errorKind('MERGE_ALREADY_PROPOSED', 409, {
  en: 'Your teams already talk about a merger: there is an open proposal between them.',
  ko: '두 팀 사이에 이미 열려 있는 합치기 제안이 있어요.',
});
export const MERGE_WITH_ITSELF = errorKind('MERGE_WITH_ITSELF', 422, {
  en: 'Choose another team of this event.',
  ko: '이 행사의 다른 팀을 골라 주세요.',
});
