import { errorKind } from './domain-error.js';

export const INTERNAL = errorKind('INTERNAL', 500, {
  en: 'Something went wrong on our side. Nothing you sent was lost. Please try again; if it happens again, tell an organizer the number {requestId}.',
  ko: '저희 쪽에 문제가 생겼어요. 보내신 내용은 사라지지 않았어요. 다시 시도해 보시고, 반복되면 운영자에게 번호 {requestId}를 알려 주세요.',
});
export const TRY_AGAIN = errorKind('TRY_AGAIN', 503, {
  en: 'The platform is catching its breath. Please try again in a few seconds.',
  ko: '잠시 연결이 고르지 않아요. 몇 초 뒤에 다시 시도해 주세요.',
});
export const NOT_FOUND = errorKind('NOT_FOUND', 404, {
  en: 'This does not exist, or it is not yours to see.',
  ko: '없거나 볼 수 없는 항목이에요.',
});
export const METHOD_NOT_ALLOWED = errorKind('METHOD_NOT_ALLOWED', 405, {
  en: 'This address does not take requests of this kind.',
  ko: '이 주소에서는 받지 않는 종류의 요청이에요.',
});
export const VALIDATION_FAILED = errorKind('VALIDATION_FAILED', 422, {
  en: 'Some fields need mending: {fields}.',
  ko: '고쳐야 할 칸이 있어요: {fields}.',
});
export const BAD_REQUEST = errorKind('BAD_REQUEST', 400, {
  en: 'The request could not be read. Check that it is what the documentation describes.',
  ko: '요청을 읽을 수 없어요. 문서에 나온 형식인지 확인해 주세요.',
});
export const BAD_CURSOR = errorKind('BAD_CURSOR', 400, {
  en: 'The list cannot go on from this cursor. Begin again without one.',
  ko: '이 커서에서 목록을 이어 갈 수 없어요. 커서 없이 처음부터 불러와 주세요.',
});
export const UNSUPPORTED_MEDIA_TYPE = errorKind('UNSUPPORTED_MEDIA_TYPE', 415, {
  en: 'This address does not take content of this type. Send JSON, or a file as multipart/form-data where a file is expected.',
  ko: '이 형식의 내용은 받을 수 없어요. JSON으로, 파일은 multipart/form-data로 보내 주세요.',
});
export const BODY_TOO_LARGE = errorKind('BODY_TOO_LARGE', 413, {
  en: 'This is larger than what can be taken here.',
  ko: '받을 수 있는 크기를 넘었어요.',
});
export const UNAUTHENTICATED = errorKind('UNAUTHENTICATED', 401, {
  en: 'Please sign in first.',
  ko: '먼저 로그인해 주세요.',
});
export const FORBIDDEN = errorKind('FORBIDDEN', 403, {
  en: 'You may not do this.',
  ko: '이 작업을 할 권한이 없어요.',
});
export const SCOPE_MISSING = errorKind('SCOPE_MISSING', 403, {
  en: 'This access token lacks the scope "{scope}". Create a token that has it, or sign in on the page.',
  ko: '이 액세스 토큰에는 "{scope}" 권한이 없어요. 그 권한이 있는 토큰을 새로 만들거나 페이지에서 로그인해 주세요.',
});
export const SECOND_FACTOR_REQUIRED = errorKind('SECOND_FACTOR_REQUIRED', 403, {
  en: 'Your role here needs a second factor, and your account has none yet. Sign in on the page and set one up under “Second factor” of your account; then everything opens again.',
  ko: '이 역할에는 2단계 인증이 필요한데 아직 설정하지 않았어요. 페이지에 로그인해서 계정의 ‘2단계 인증’을 설정하면 다시 쓸 수 있어요.',
});
export const CROSS_SITE = errorKind('CROSS_SITE', 403, {
  en: 'This request came from another site and was refused to protect you.',
  ko: '다른 사이트에서 온 요청이라 안전을 위해 거절했어요.',
});
export const TOO_MANY_REQUESTS = errorKind('TOO_MANY_REQUESTS', 429, {
  en: 'Too many attempts. Please wait {seconds} seconds and try again.',
  ko: '시도가 너무 많았어요. {seconds}초 뒤에 다시 시도해 주세요.',
});
