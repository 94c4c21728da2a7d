import { errorKind } from '../../platform/http/domain-error.js';

export const BOARD_HIDDEN = errorKind('BOARD_HIDDEN', 403, {
  en: 'The organizers keep the board of this task hidden for now. Your own entries still show their scores.',
  ko: '운영자가 이 과제의 순위표를 공개하지 않았어요. 우리 팀의 점수는 제출 목록에서 볼 수 있어요.',
});
export const SCORES_WITHHELD = errorKind('SCORES_WITHHELD', 403, {
  en: 'Scores of {metric} would tell about single labels here, so they are shown when the final board is published.',
  ko: '이 과제에서는 {metric} 점수로 정답 하나하나를 짐작할 수 있어서, 최종 순위표를 공개할 때 함께 보여 드려요.',
});
export const FINAL_NOT_PUBLISHED = errorKind('FINAL_NOT_PUBLISHED', 403, {
  en: 'The final board is visible once the organizers publish it.',
  ko: '최종 순위표는 운영자가 공개하면 볼 수 있어요.',
});
export const ALREADY_PUBLISHED = errorKind('ALREADY_PUBLISHED', 409, {
  en: 'The final board is already published.',
  ko: '최종 순위표가 이미 공개됐어요.',
});
export const BOARD_HAS_MOVED = errorKind('BOARD_HAS_MOVED', 409, {
  en: 'The board has changed since you looked at the preview. Look at it again, then publish.',
  ko: '미리 본 뒤에 순위표가 바뀌었어요. 다시 확인한 다음 공개해 주세요.',
});
export const ENTRIES_UNFINISHED = errorKind('ENTRIES_UNFINISHED', 409, {
  en: '{count} entries are still waiting or being scored. Publish when they are done.',
  ko: '아직 채점이 끝나지 않은 제출이 {count}개 있어요. 끝난 뒤에 공개해 주세요.',
});
