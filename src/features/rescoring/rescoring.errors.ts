import { errorKind } from '../../platform/http/domain-error.js';

export const RESCORING_OPEN = errorKind('RESCORING_OPEN', 409, {
  en: 'A rescoring of this task is under way. Apply or discard it first.',
  ko: '이 과제는 이미 재채점 중이에요. 먼저 적용하거나 취소해 주세요.',
});
export const RESCORING_NOT_READY = errorKind('RESCORING_NOT_READY', 409, {
  en: 'Not every entry has its new score yet: {missing} left. Wait a moment, then apply it.',
  ko: '아직 새 점수가 나오지 않은 제출이 {missing}개 있어요. 잠시 뒤에 적용해 주세요.',
});
export const RESCORING_OVER = errorKind('RESCORING_OVER', 409, {
  en: 'This rescoring was already decided.',
  ko: '이 재채점은 이미 처리됐어요.',
});
export const RESCORING_REFUSED_ENTRIES = errorKind('RESCORING_REFUSED_ENTRIES', 409, {
  en: '{count} entries cannot be scored by the new rules. Keep their rows in the truth (in a truth with a split column, "ignored" leaves a row unscored), or withdraw the entries.',
  ko: '새 기준으로 채점할 수 없는 제출이 {count}개 있어요. 정답 파일에서 해당 행을 지우지 말거나(분할 열이 있는 정답이라면 값을 "ignored"로 두면 채점하지 않아요), 그 제출을 철회해 주세요.',
});
export const NO_SUCH_TRUTH = errorKind('NO_SUCH_TRUTH', 422, {
  en: 'There is no such version of this task’s truth.',
  ko: '이 과제에 그런 정답 버전이 없어요.',
});
export const TRUTH_SPLITS_ANEW = errorKind('TRUTH_SPLITS_ANEW', 422, {
  en: 'This version of the truth divides its rows in another way than the one in force: rows that teams have seen scored would decide the final rank. Upload the labels as a correction of the version in force.',
  ko: '이 정답 버전은 지금 쓰는 버전과 공개·최종 분할이 달라요. 이미 점수로 드러난 행이 최종 순위를 정하게 되니, 지금 버전의 수정본으로 다시 올려 주세요.',
});
export const NOTHING_TO_RESCORE = errorKind('NOTHING_TO_RESCORE', 409, {
  en: 'No entry of this task has been scored yet; change its settings directly.',
  ko: '이 과제에는 아직 채점된 제출이 없어요. 설정을 바로 바꿀 수 있어요.',
});
export const METRIC_OF_FROZEN_BOARD = errorKind('METRIC_OF_FROZEN_BOARD', 409, {
  en: 'The board is frozen: participants see it as it stood, by the metric it had. Another metric can rank once it is live again or the final board is published.',
  ko: '순위표가 고정되어 있어요. 고정을 풀거나 최종 순위를 공개한 뒤에 순위 지표를 바꿀 수 있어요.',
});
