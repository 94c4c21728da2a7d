import { errorKind } from '../../platform/http/domain-error.js';

export const TASK_SLUG_TAKEN = errorKind('TASK_SLUG_TAKEN', 409, {
  en: 'This event already has a task with the address "{slug}". Choose another.',
  ko: '이 행사에 주소가 "{slug}"인 과제가 이미 있어요. 다른 주소를 골라 주세요.',
});
export const TASK_HAS_ENTRIES = errorKind('TASK_HAS_ENTRIES', 409, {
  en: 'Teams have already submitted to this task, so {fields} can no longer change: scores would not be comparable.',
  ko: '이미 제출한 팀이 있어서 {fields} 값은 바꿀 수 없어요. 점수를 서로 비교할 수 없게 되기 때문이에요.',
});
export const MORE_ARE_SELECTED = errorKind('MORE_ARE_SELECTED', 409, {
  en: 'A team has selected {count} entries already, so at least {count} must stay allowed: fewer would leave the choice to chance.',
  ko: '이미 {count}개를 선택한 팀이 있어서, 선택할 수 있는 개수를 {count}개보다 줄일 수 없어요.',
});
export const TRUTH_MISSING = errorKind('TRUTH_MISSING', 409, {
  en: 'The organizers have not uploaded the truth of this task yet, so nothing can be scored.',
  ko: '아직 운영자가 이 과제의 정답을 올리지 않아 채점할 수 없어요.',
});
export const BAD_FILE = errorKind('BAD_FILE', 422, {
  en: 'The file cannot be scored as it is, so nothing was counted. Mend what is listed and send it again.',
  ko: '이 파일은 그대로 채점할 수 없어 제출 횟수에 넣지 않았어요. 아래 내용을 고쳐 다시 올려 주세요.',
});
export const BAD_TRUTH = errorKind('BAD_TRUTH', 422, {
  en: 'The truth file cannot be used as it is. Mend what is listed and upload it again.',
  ko: '이 정답 파일은 그대로 쓸 수 없어요. 아래 내용을 고쳐 다시 올려 주세요.',
});
export const BAD_SPLIT_SETTINGS = errorKind('BAD_SPLIT_SETTINGS', 422, {
  en: 'A split by column needs the name of the split column; a split by patient needs the patient column.',
  ko: '열로 나누려면 분할 열 이름이, 환자별로 나누려면 환자 열 이름이 필요해요.',
});
export const BAD_TASK_TIMES = errorKind('BAD_TASK_TIMES', 422, {
  en: 'A task must close after it opens.',
  ko: '과제 마감은 시작보다 뒤여야 해요.',
});
export const METRIC_NEEDS_PROBABILITIES = errorKind('METRIC_NEEDS_PROBABILITIES', 422, {
  en: 'The metric {metric} needs probabilities: set the allowed range within 0 to 1.',
  ko: '{metric} 지표에는 확률이 필요해요. 허용 범위를 0과 1 사이로 정해 주세요.',
});
export const METRIC_NEEDS_COLUMN = errorKind('METRIC_NEEDS_COLUMN', 422, {
  en: 'The metric {metric} needs a column that this task does not ask for. Add the column, or choose another metric.',
  ko: '{metric} 지표에는 이 과제가 받지 않는 열이 필요해요. 열을 더하거나 다른 지표를 골라 주세요.',
});
export const METRIC_OF_OTHER_KIND = errorKind('METRIC_OF_OTHER_KIND', 422, {
  en: 'The metric {metric} does not fit what this task predicts ({kind}). Choose one that does.',
  ko: '{metric} 지표는 이 과제의 예측 종류({kind})에 맞지 않아요. 맞는 지표를 골라 주세요.',
});
export const FILE_NAME_TAKEN = errorKind('FILE_NAME_TAKEN', 409, {
  en: 'This task already has a file named "{name}". Remove it first, or give another name.',
  ko: '이 과제에 이름이 "{name}"인 파일이 이미 있어요. 먼저 지우거나 다른 이름을 써 주세요.',
});
export const RANGE_NOT_SATISFIABLE = errorKind('RANGE_NOT_SATISFIABLE', 416, {
  en: 'The file has {size} bytes; the requested range lies outside.',
  ko: '파일 크기는 {size}바이트인데 요청한 범위가 그 밖에 있어요.',
});
export const LOOKS_LIKE_TRUTH = errorKind('LOOKS_LIKE_TRUTH', 409, {
  en: 'This is byte for byte the truth of this task. Participants must not get it.',
  ko: '이 파일은 이 과제의 정답 파일과 똑같아요. 참가자에게 공개하면 안 돼요.',
});
export const LOOKS_LIKE_HIDDEN = errorKind('LOOKS_LIKE_HIDDEN', 409, {
  en: 'This is byte for byte a hidden file of this task. Participants must not get it.',
  ko: '이 파일은 이 과제의 숨긴 데이터와 똑같아요. 참가자에게 공개하면 안 돼요.',
});
export const TRUTH_AMONG_FILES = errorKind('TRUTH_AMONG_FILES', 409, {
  en: 'The file "{name}" for participants is byte for byte this truth. Remove it, and use other labels if it was downloaded.',
  ko: '참가자용 파일 "{name}"이(가) 이 정답과 똑같아요. 파일을 지우고, 이미 내려받은 사람이 있다면 다른 정답을 써 주세요.',
});
