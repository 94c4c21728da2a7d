import { errorKind } from '../../platform/http/domain-error.js';

export const CONSENT_REQUIRED = errorKind('CONSENT_REQUIRED', 422, {
  en: 'Please read and agree to the current notice on personal data (version {version}) first.',
  ko: '먼저 현재 개인정보 처리 안내({version} 버전)를 읽고 동의해 주세요.',
});
export const EMAIL_TAKEN = errorKind('EMAIL_TAKEN', 409, {
  en: 'There is already an account with this e-mail address. Sign in instead.',
  ko: '이 이메일로 만든 계정이 이미 있어요. 로그인해 주세요.',
});
export const WRONG_CREDENTIALS = errorKind('WRONG_CREDENTIALS', 401, {
  en: 'The e-mail address or the password is not right. Please check both and try again.',
  ko: '이메일이나 비밀번호가 맞지 않아요. 확인하고 다시 입력해 주세요.',
});
export const WRONG_PASSWORD = errorKind('WRONG_PASSWORD', 403, {
  en: 'The current password is not right. Nothing was changed.',
  ko: '현재 비밀번호가 맞지 않아요. 아무것도 바뀌지 않았어요.',
});
export const TOO_MANY_TOKENS = errorKind('TOO_MANY_TOKENS', 409, {
  en: 'You have {limit} access tokens that work. Revoke one that you no longer use first.',
  ko: '쓸 수 있는 액세스 토큰이 이미 {limit}개 있어요. 쓰지 않는 토큰을 먼저 폐기해 주세요.',
});
export const NOT_AN_ADMIN = errorKind('NOT_AN_ADMIN', 403, {
  en: 'Only administrators of this installation may do this.',
  ko: '이 플랫폼의 관리자만 할 수 있어요.',
});
export const ADDRESS_NOT_CONFIRMED = errorKind('ADDRESS_NOT_CONFIRMED', 409, {
  en: 'This person has not confirmed their e-mail address yet, so it might be somebody else’s. Rights are given after that.',
  ko: '아직 이메일 주소를 확인하지 않은 계정이라, 다른 사람의 주소일 수도 있어요. 주소를 확인한 뒤에 권한을 줄 수 있어요.',
});
export const LINK_NOT_GOOD = errorKind('LINK_NOT_GOOD', 404, {
  en: 'This link is not good any more: it was used, it ran out, or a newer one was sent. Ask for a new one.',
  ko: '더 이상 쓸 수 없는 링크예요. 이미 사용했거나, 기한이 지났거나, 더 새로운 링크가 있어요. 다시 요청해 주세요.',
});
export const LINK_TOO_EARLY = errorKind('LINK_TOO_EARLY', 409, {
  en: 'The old address may still object. Open the link again from {notBefore} on.',
  ko: '아직 이전 주소에서 이의를 제기할 수 있는 시간이에요. {notBefore}부터 링크를 다시 열어 주세요.',
});
export const NOT_RECOVERABLE = errorKind('NOT_RECOVERABLE', 409, {
  en: 'This account is more than a participant’s, has a second factor, takes part in an event that you do not organize, or its owner has said no. Only whoever runs this platform can change its address.',
  ko: '참가자 이상의 권한이 있거나, 2단계 인증을 쓰거나, 내가 운영하지 않는 행사에도 참가하거나, 본인이 거절한 계정이에요. 플랫폼을 운영하는 사람만 주소를 바꿀 수 있어요.',
});
