import { mailKind } from '../mail/mail-kind.js';

export const VERIFY_ADDRESS = mailKind('account.verify_address', 'security', {
  en: {
    subject: 'Please confirm your e-mail address',
    body: 'Welcome. Confirm that this address is yours: open the link within three days.\n\n{url}\n\nIf you did not make an account, ignore this mail.',
  },
  ko: {
    subject: '이메일 주소를 확인해 주세요',
    body: '반가워요. 이 주소가 본인 것인지 확인해 주세요. 사흘 안에 아래 링크를 열면 돼요.\n\n{url}\n\n계정을 만든 적이 없다면 이 메일은 무시해 주세요.',
  },
});
export const PASSWORD_RESET = mailKind('account.password_reset', 'security', {
  en: {
    subject: 'Set a new password',
    body: 'Somebody asked for a new password for your account. If it was you, open the link within {hours} hours.\n\n{url}\n\nIf it was not you, ignore this mail: your password stays as it is.',
  },
  ko: {
    subject: '새 비밀번호를 정해 주세요',
    body: '계정의 새 비밀번호를 요청하는 신청이 있었어요. 본인이라면 {hours}시간 안에 아래 링크를 열어 주세요.\n\n{url}\n\n본인이 아니라면 무시해 주세요. 비밀번호는 그대로예요.',
  },
});
export const PASSWORD_WAS_CHANGED = mailKind('account.password_changed', 'security', {
  en: {
    subject: 'Your password was changed',
    body: 'The password of your account was changed, and other browsers were signed out.\n\nIf it was not you, set a new one at once with “Forgot your password?” on the sign-in page.\n\n{url}',
  },
  ko: {
    subject: '비밀번호가 바뀌었어요',
    body: '계정의 비밀번호가 바뀌었고, 다른 브라우저에서는 로그아웃됐어요.\n\n본인이 아니라면 로그인 화면의 “비밀번호를 잊으셨나요?”에서 바로 새로 정해 주세요.\n\n{url}',
  },
});
export const ADDRESS_NEW = mailKind('account.address_new', 'security', {
  en: {
    subject: 'Confirm your new e-mail address',
    body: 'Open the link within a day, and your account uses this address from then on.\n\n{url}\n\nIf you did not ask for this, ignore this mail.',
  },
  ko: {
    subject: '새 이메일 주소를 확인해 주세요',
    body: '하루 안에 아래 링크를 열면 그때부터 이 주소를 계정에 써요.\n\n{url}\n\n요청한 적이 없다면 이 메일은 무시해 주세요.',
  },
});
export const ADDRESS_CHANGED = mailKind('account.address_changed', 'security', {
  en: {
    subject: 'Your account has another e-mail address now',
    body: 'This address no longer belongs to your account; a new one was confirmed, and all browsers were signed out.\n\nIf it was not you, tell the organizers of your event or whoever runs this platform at once.\n\n{url}',
  },
  ko: {
    subject: '계정의 이메일 주소가 바뀌었어요',
    body: '새 주소가 확인되어 이 주소는 더 이상 계정에 쓰이지 않고, 모든 브라우저에서 로그아웃됐어요.\n\n본인이 아니라면 행사 운영자나 플랫폼 관리자에게 바로 알려 주세요.\n\n{url}',
  },
});
export const ADDRESS_CHANGED_UNDO = mailKind('account.address_undo', 'security', {
  en: {
    subject: 'Your account has another e-mail address now',
    body: 'This address no longer belongs to your account; a new one was confirmed, and all browsers were signed out.\n\nIf it was not you, take your account back on this page within {days} days. Everybody is signed out then, and access tokens end.\n\n{url}',
  },
  ko: {
    subject: '계정의 이메일 주소가 바뀌었어요',
    body: '새 주소가 확인되어 이 주소는 더 이상 계정에 쓰이지 않고, 모든 브라우저에서 로그아웃됐어요.\n\n본인이 아니라면 {days}일 안에 아래 페이지에서 계정을 되찾아 주세요. 그러면 모두 로그아웃되고 액세스 토큰도 끊겨요.\n\n{url}',
  },
});
export const ADDRESS_RECOVERY = mailKind('account.recovery', 'security', {
  en: {
    subject: 'The way back into your account',
    body: 'An organizer has vouched that this is your new address. Open the link in {hours} hours or later, within a week: until then the old address may object. Then set a new password.\n\n{url}',
  },
  ko: {
    subject: '계정으로 다시 들어오는 방법이에요',
    body: '운영자가 이 주소가 새 주소라고 확인해 주었어요. 이전 주소에서 이의를 제기할 수 있도록 {hours}시간이 지난 뒤부터, 일주일 안에 아래 링크를 열어 주세요. 그런 다음 새 비밀번호를 정하면 돼요.\n\n{url}',
  },
});
export const ADDRESS_RECOVERY_NOTICE = mailKind('account.recovery_notice', 'security', {
  en: {
    subject: 'Somebody wants to move your account to another address',
    body: '{organizer}, who organizes your event, says that you lost this address and want to use another one. It takes effect in {hours} hours at the earliest.\n\nIf you can read this and did not ask for it, stop it with this link:\n\n{url}',
  },
  ko: {
    subject: '계정을 다른 주소로 옮기려는 요청이 있어요',
    body: '행사 운영자 {organizer} 님이, 본인이 이 주소를 잃어버려 다른 주소를 쓰려 한다고 알렸어요. 빨라도 {hours}시간 뒤에 바뀌어요.\n\n이 메일을 읽을 수 있고 요청한 적이 없다면 아래 링크로 멈춰 주세요.\n\n{url}',
  },
});
