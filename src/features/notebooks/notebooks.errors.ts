import { errorKind } from '../../platform/http/domain-error.js';

export const BAD_NOTEBOOK = errorKind('BAD_NOTEBOOK', 422, {
  en: 'This notebook cannot be run as it is, so nothing was kept. Mend what is listed and upload it again.',
  ko: '이 노트북은 그대로 실행할 수 없어 저장하지 않았어요. 아래 내용을 고쳐 다시 올려 주세요.',
});
export const NOTEBOOKS_NOT_TAKEN = errorKind('NOTEBOOKS_NOT_TAKEN', 409, {
  en: 'This task takes files of predictions, not notebooks.',
  ko: '이 과제는 노트북이 아니라 예측 파일을 받아요.',
});
export const NOTEBOOKS_NOT_READY = errorKind('NOTEBOOKS_NOT_READY', 409, {
  en: 'Notebooks of this task cannot run yet: the organizers have still to upload {files}.',
  ko: '아직 이 과제의 노트북을 실행할 수 없어요. 운영자가 {files} 파일을 올려야 해요.',
});
export const NOTEBOOK_RUNS_OPEN = errorKind('NOTEBOOK_RUNS_OPEN', 429, {
  en: 'Your team has {limit} open runs that wait or are under way. Wait for one to end, or cancel one.',
  ko: '우리 팀의 공개 실행 {limit}개가 대기 중이거나 진행 중이에요. 하나가 끝나기를 기다리거나 취소해 주세요.',
});
export const OPEN_RUN_FIRST = errorKind('OPEN_RUN_FIRST', 409, {
  en: 'Only a notebook whose open run has finished can be handed in. Run it on the open data first.',
  ko: '공개 실행을 끝까지 마친 노트북만 제출할 수 있어요. 먼저 공개 데이터로 실행해 주세요.',
});
export const NOTEBOOK_HANDED_IN = errorKind('NOTEBOOK_HANDED_IN', 409, {
  en: 'This notebook was handed in already. Its result would be the same; change it and upload it again.',
  ko: '이미 제출한 노트북이에요. 다시 내도 결과가 같으니 고쳐서 다시 올려 주세요.',
});
export const RUN_IS_OVER = errorKind('RUN_IS_OVER', 409, {
  en: 'This run has already ended.',
  ko: '이미 끝난 실행이에요.',
});
export const RUN_NOT_COMPARABLE = errorKind('RUN_NOT_COMPARABLE', 422, {
  en: 'Choose two open runs of the same team and task.',
  ko: '같은 팀, 같은 과제의 공개 실행 두 개를 골라 주세요.',
});
export const NO_SUCH_ENVIRONMENT = errorKind('NO_SUCH_ENVIRONMENT', 422, {
  en: 'There is no environment named "{name}" here.',
  ko: '"{name}"이라는 실행 환경이 없어요.',
});
export const NOT_REPEATABLE = errorKind('NOT_REPEATABLE', 409, {
  en: 'Only a scored entry that was made by a notebook can be run again, one repetition at a time.',
  ko: '노트북으로 만든, 채점이 끝난 제출만 다시 실행할 수 있어요. 한 번에 하나씩만 돼요.',
});
export const HIDDEN_IS_PUBLIC = errorKind('HIDDEN_IS_PUBLIC', 409, {
  en: 'The file "{name}" that participants can download is byte for byte this one. Hidden data must be others.',
  ko: '참가자가 내려받을 수 있는 "{name}" 파일과 똑같아요. 숨길 데이터는 다른 파일이어야 해요.',
});
export const HIDDEN_IS_TRUTH = errorKind('HIDDEN_IS_TRUTH', 409, {
  en: 'This is byte for byte the truth of this task. Notebooks must not get it: upload the features without the labels.',
  ko: '이 파일은 이 과제의 정답 파일과 똑같아요. 노트북이 읽으면 안 되니 정답을 뺀 특성만 올려 주세요.',
});
