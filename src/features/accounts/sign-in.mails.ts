import { mailKind } from '../mail/mail-kind.js';

export const SECOND_FACTOR_TURNED_ON = mailKind('account.second_factor_on', 'security', {
  en: {
    subject: 'A second factor protects your account now',
    body: 'Signing in to your account now needs a code from your authenticator app.\n\nIf it was not you who did this, tell whoever runs this platform at once.\n\n{url}',
  },
  ko: {
    subject: '계정에 2단계 인증을 켰어요',
    body: '이제 로그인할 때 인증 앱의 코드가 필요해요.\n\n직접 하신 일이 아니라면 바로 플랫폼 관리자에게 알려 주세요.\n\n{url}',
  },
});
export const SECOND_FACTOR_TURNED_OFF = mailKind('account.second_factor_off', 'security', {
  en: {
    subject: 'Your account no longer has a second factor',
    body: 'The second factor of your account was turned off; signing in no longer asks for a code.\n\nIf it was not you who did this, change your password and tell whoever runs this platform.\n\n{url}',
  },
  ko: {
    subject: '계정의 2단계 인증을 껐어요',
    body: '2단계 인증을 껐고, 이제 로그인할 때 코드를 묻지 않아요.\n\n직접 하신 일이 아니라면 비밀번호를 바꾸고 플랫폼 관리자에게 알려 주세요.\n\n{url}',
  },
});
export const SECOND_FACTOR_WAS_RESET = mailKind('account.second_factor_reset', 'security', {
  en: {
    subject: 'The operator removed the second factor of your account',
    body: 'Whoever runs this platform removed the second factor of your account and signed out all your browsers. Sign in and set up a new one.\n\nIf you did not ask for this, tell them.\n\n{url}',
  },
  ko: {
    subject: '관리자가 계정의 2단계 인증을 초기화했어요',
    body: '플랫폼 관리자가 2단계 인증을 초기화하고 모든 브라우저에서 로그아웃했어요. 로그인해서 새로 설정해 주세요.\n\n요청하지 않으셨다면 관리자에게 알려 주세요.\n\n{url}',
  },
});
export const RECOVERY_CODES_MADE = mailKind('account.recovery_codes_made', 'security', {
  en: {
    subject: 'You have new recovery codes',
    body: 'New recovery codes were made for your account; the old ones no longer work.\n\nIf it was not you who did this, change your password and tell whoever runs this platform.\n\n{url}',
  },
  ko: {
    subject: '복구 코드를 새로 만들었어요',
    body: '계정의 복구 코드를 새로 만들었고, 예전 코드는 이제 쓸 수 없어요.\n\n직접 하신 일이 아니라면 비밀번호를 바꾸고 플랫폼 관리자에게 알려 주세요.\n\n{url}',
  },
});
export const RECOVERY_CODE_WAS_USED = mailKind('account.recovery_code_used', 'security', {
  en: {
    subject: 'A recovery code was used for your account',
    body: 'Somebody used one of your recovery codes. {left} are left.\n\nIf it was not you, change your password and tell whoever runs this platform.\n\n{url}',
  },
  ko: {
    subject: '계정의 복구 코드를 사용했어요',
    body: '복구 코드 하나를 사용했어요. {left}개가 남았어요.\n\n직접 하신 일이 아니라면 비밀번호를 바꾸고 플랫폼 관리자에게 알려 주세요.\n\n{url}',
  },
});
export const CODES_GUESSED = mailKind('account.codes_guessed', 'security', {
  en: {
    subject: 'Somebody entered wrong codes for your account',
    body: 'Somebody knew your password, or got past your other way of signing in, and then entered several wrong codes. Nobody was let in.\n\nIf it was not you, change your password now.\n\n{url}',
  },
  ko: {
    subject: '누군가 계정의 코드를 여러 번 틀렸어요',
    body: '누군가 비밀번호 등 첫 단계를 통과한 뒤 코드를 여러 번 잘못 입력했어요. 로그인되지는 않았어요.\n\n본인이 아니라면 지금 비밀번호를 바꿔 주세요.\n\n{url}',
  },
});
export const IDENTITY_LINKED = mailKind('account.identity_linked', 'security', {
  en: {
    subject: 'Your account can now be opened with {provider}',
    body: 'From now on you can sign in with {provider} too.\n\nIf it was not you who added this, remove it on your account page, change your password and tell whoever runs this platform.\n\n{url}',
  },
  ko: {
    subject: '이제 {provider} 로그인도 쓸 수 있어요',
    body: '이제 {provider}에서도 로그인할 수 있어요.\n\n직접 추가하신 것이 아니라면 계정 페이지에서 삭제하고 비밀번호를 바꾼 다음 플랫폼 관리자에게 알려 주세요.\n\n{url}',
  },
});
export const IDENTITY_UNLINKED = mailKind('account.identity_unlinked', 'security', {
  en: {
    subject: 'Your account can no longer be opened with {provider}',
    body: '{provider} no longer signs you in here.\n\nIf it was not you who removed this, change your password and tell whoever runs this platform.\n\n{url}',
  },
  ko: {
    subject: '{provider} 로그인을 삭제했어요',
    body: '이제 {provider}에서는 로그인할 수 없어요.\n\n직접 하신 일이 아니라면 비밀번호를 바꾸고 플랫폼 관리자에게 알려 주세요.\n\n{url}',
  },
});
