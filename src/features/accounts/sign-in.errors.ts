import { errorKind } from '../../platform/http/domain-error.js';

export const OIDC_UNREACHABLE = errorKind('OIDC_UNREACHABLE', 503, {
  en: '{provider} cannot be reached right now. Try again in a few minutes, or sign in another way.',
  ko: '지금은 {provider}에 연결할 수 없어요. 몇 분 뒤에 다시 시도하거나 다른 방법으로 로그인해 주세요.',
});
export const OIDC_DENIED = errorKind('OIDC_DENIED', 403, {
  en: '{provider} did not sign you in, or you turned back. Nothing was changed.',
  ko: '{provider}에서 로그인하지 않았거나 중간에 취소했어요. 바뀐 것은 없어요.',
});
export const OIDC_REFUSED = errorKind('OIDC_REFUSED', 403, {
  en: 'What {provider} answered did not hold up to our checks, so nobody was signed in. Please begin again.',
  ko: '{provider}의 응답을 확인할 수 없어서 로그인하지 않았어요. 처음부터 다시 해 주세요.',
});
export const OIDC_EXPIRED = errorKind('OIDC_EXPIRED', 403, {
  en: 'This sign-in was begun in another browser, took too long, or is over already. Please begin again.',
  ko: '다른 브라우저에서 시작했거나, 시간이 지났거나, 이미 끝난 로그인이에요. 처음부터 다시 해 주세요.',
});
export const OIDC_ACCOUNT_EXISTS = errorKind('OIDC_ACCOUNT_EXISTS', 409, {
  en: 'There is already an account with the e-mail address that {provider} named. Sign in the way you did before, then add {provider} on your account page.',
  ko: '{provider}에서 알려 준 이메일로 만든 계정이 이미 있어요. 전에 쓰던 방법으로 로그인한 다음, 계정 페이지에서 {provider} 로그인을 추가해 주세요.',
});
export const IDENTITY_TAKEN = errorKind('IDENTITY_TAKEN', 409, {
  en: 'This sign-in belongs to another account here already. It was not added.',
  ko: '이미 다른 계정에 연결된 로그인이에요. 추가하지 않았어요.',
});
export const LAST_WAY_IN = errorKind('LAST_WAY_IN', 409, {
  en: 'This is the only way into your account. Add another one, or set a password, before you remove it.',
  ko: '이 계정에 로그인할 수 있는 유일한 방법이에요. 다른 방법을 추가하거나 비밀번호를 정한 다음 삭제해 주세요.',
});
export const NO_PASSWORD = errorKind('NO_PASSWORD', 409, {
  en: 'This account has no password yet. Set one with “Forgot your password?” on the sign-in page.',
  ko: '이 계정에는 아직 비밀번호가 없어요. 로그인 페이지의 ‘비밀번호를 잊으셨나요?’에서 정해 주세요.',
});
export const SIGN_IN_AGAIN = errorKind('SIGN_IN_AGAIN', 403, {
  en: 'To be sure that it is you, sign out, sign in again, and do this within {minutes} minutes.',
  ko: '본인인지 확인해야 해요. 로그아웃했다가 다시 로그인하고 {minutes}분 안에 해 주세요.',
});
export const SECOND_FACTOR_NEEDED = errorKind('SECOND_FACTOR_NEEDED', 401, {
  en: 'Your password is right. Now enter the code of your authenticator app, or one of your recovery codes.',
  ko: '비밀번호를 확인했어요. 이제 인증 앱의 코드나 복구 코드를 입력해 주세요.',
});
export const STEP_OVER = errorKind('STEP_OVER', 401, {
  en: 'This sign-in took too long, or had too many wrong codes. Please begin again.',
  ko: '시간이 지났거나 코드를 여러 번 잘못 입력했어요. 처음부터 다시 로그인해 주세요.',
});
export const WRONG_CODE = errorKind('WRONG_CODE', 403, {
  en: 'This code is not right. Use the newest one that your app shows, and check that your phone’s clock is right.',
  ko: '코드가 맞지 않아요. 앱에 지금 보이는 코드를 입력하고, 휴대폰 시계가 맞는지 확인해 주세요.',
});
export const CODE_USED = errorKind('CODE_USED', 403, {
  en: 'This code was used already. Each works once: wait for the next one.',
  ko: '이미 사용한 코드예요. 코드는 한 번만 쓸 수 있으니 다음 코드를 기다려 주세요.',
});
export const SECOND_FACTOR_ON = errorKind('SECOND_FACTOR_ON', 409, {
  en: 'A second factor is set up already. Turn it off first if you want to change the app.',
  ko: '2단계 인증이 이미 켜져 있어요. 앱을 바꾸려면 먼저 꺼 주세요.',
});
export const SECOND_FACTOR_OFF = errorKind('SECOND_FACTOR_OFF', 409, {
  en: 'There is no second factor to do this with. Set one up first.',
  ko: '아직 2단계 인증이 없어요. 먼저 설정해 주세요.',
});
