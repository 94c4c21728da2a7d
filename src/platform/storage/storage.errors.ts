import { errorKind } from '../http/domain-error.js';

export const UPLOAD_TOO_LARGE = errorKind('UPLOAD_TOO_LARGE', 413, {
  en: 'The file is larger than {megabytes} MB, which is the limit here. Compress it with gzip, or ask the organizers.',
  ko: '파일이 여기서 받을 수 있는 {megabytes} MB보다 커요. gzip으로 압축하거나 운영자에게 문의해 주세요.',
});
export const UPLOAD_INTERRUPTED = errorKind('UPLOAD_INTERRUPTED', 400, {
  en: 'The upload broke off before the whole file had arrived. Nothing was counted; please send it again.',
  ko: '파일이 다 도착하기 전에 업로드가 끊겼어요. 횟수에 들어가지 않았으니 다시 올려 주세요.',
});
export const FILE_MISSING = errorKind('FILE_MISSING', 400, {
  en: 'Send exactly one file, in the multipart field "file".',
  ko: 'multipart의 "file" 칸에 파일을 하나만 넣어 보내 주세요.',
});
