import { errorKind } from '../../platform/http/domain-error.js';

export const STILL_NEEDED = errorKind('STILL_NEEDED', 409, {
  en: 'You are the only organizer of: {events}. Make somebody else an organizer there first, then delete your account. Nothing was deleted.',
  ko: '다음 행사의 운영자가 본인뿐이에요: {events}. 먼저 다른 사람을 운영자로 지정한 뒤 계정을 삭제해 주세요. 아무것도 삭제되지 않았어요.',
});
export const LAST_ADMIN = errorKind('LAST_ADMIN', 409, {
  en: 'You are the only administrator of this installation. Name another one first; nothing was deleted.',
  ko: '이 플랫폼의 관리자가 본인뿐이에요. 먼저 다른 관리자를 지정해 주세요. 아무것도 삭제되지 않았어요.',
});
export const ANOTHER_ADDRESS = errorKind('ANOTHER_ADDRESS', 422, {
  en: 'This is not the e-mail address of your account. Type it as it stands on this page to confirm.',
  ko: '내 계정의 이메일이 아니에요. 확인을 위해 이 페이지에 보이는 이메일을 그대로 입력해 주세요.',
});
