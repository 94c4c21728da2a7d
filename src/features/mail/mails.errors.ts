import { errorKind } from '../../platform/http/domain-error.js';

export const UNSUBSCRIBE_LINK_UNKNOWN = errorKind('UNSUBSCRIBE_LINK_UNKNOWN', 404, {
  en: 'This link ends no mails: it is incomplete, or the account is gone. You can choose your mails on your account page.',
  ko: '이 링크로는 메일을 끊을 수 없어요. 주소가 잘렸거나 계정이 없어졌을 수 있어요. 내 계정에서 받을 메일을 고를 수 있어요.',
});
export const MAIL_NOT_FAILED = errorKind('MAIL_NOT_FAILED', 409, {
  en: 'Only a mail that has failed can be sent again.',
  ko: '보내지 못한 메일만 다시 보낼 수 있어요.',
});
export const MAIL_TEXT_ERASED = errorKind('MAIL_TEXT_ERASED', 409, {
  en: 'The text of this security mail has been erased after a day. Let the person ask for a new one.',
  ko: '이 보안 메일의 내용은 하루가 지나 지워졌어요. 받는 분이 새로 요청하도록 안내해 주세요.',
});
