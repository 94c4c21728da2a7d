import { errorKind } from '../../platform/http/domain-error.js';

export const APPLICATIONS_NOT_OPEN = errorKind('APPLICATIONS_NOT_OPEN', 409, {
  en: 'This event does not take applications for this role now.',
  ko: '지금은 이 역할의 신청을 받지 않아요.',
});
export const APPLICATIONS_NOT_YET = errorKind('APPLICATIONS_NOT_YET', 409, {
  en: 'Applications open on {opensAt}.',
  ko: '신청은 {opensAt}에 열려요.',
});
export const APPLICATIONS_CLOSED = errorKind('APPLICATIONS_CLOSED', 409, {
  en: 'Applications closed on {closesAt}. What you wrote is kept; if you were late through no fault of yours, write to the organizers.',
  ko: '신청은 {closesAt}에 마감됐어요. 쓰신 내용은 남아 있어요. 부득이하게 늦었다면 운영자에게 연락해 주세요.',
});
export const ALREADY_A_MEMBER = errorKind('ALREADY_A_MEMBER', 409, {
  en: 'You belong to this event already, so there is nothing to apply for.',
  ko: '이미 이 행사에 참가하고 있어서 신청할 필요가 없어요.',
});
export const APPLICATION_DECIDED = errorKind('APPLICATION_DECIDED', 409, {
  en: 'The organizers have decided on this application, so it can no longer be changed. You may withdraw it.',
  ko: '운영자가 이미 결정한 신청이라 더는 고칠 수 없어요. 취소는 할 수 있어요.',
});
export const NOTHING_TO_WITHDRAW = errorKind('NOTHING_TO_WITHDRAW', 409, {
  en: 'There is no application of yours here that could be withdrawn.',
  ko: '취소할 수 있는 신청이 없어요.',
});
export const NOTHING_TO_CONFIRM = errorKind('NOTHING_TO_CONFIRM', 409, {
  en: 'There is no place of yours that waits to be confirmed. If you had one, it was given on when its time ran out.',
  ko: '확정을 기다리는 자리가 없어요. 자리가 있었다면 기한이 지나 다음 사람에게 넘어갔어요.',
});
export const PROFILE_INCOMPLETE = errorKind('PROFILE_INCOMPLETE', 422, {
  en: 'Please choose your background in your profile first; places are planned by it.',
  ko: '먼저 프로필에서 직군을 골라 주세요. 직군별로 자리를 나눠요.',
});
export const OFFER_INCOMPLETE = errorKind('OFFER_INCOMPLETE', 422, {
  en: 'Mentors are asked for at least one field of expertise and one language.',
  ko: '멘토는 전문 분야와 언어를 하나 이상 적어야 해요.',
});
export const QUESTION_CHANGED_KIND = errorKind('QUESTION_CHANGED_KIND', 409, {
  en: 'A question cannot become one of another kind, because there may be answers to it. Remove it and add a new one.',
  ko: '이미 받은 답이 있을 수 있어 질문의 종류는 바꿀 수 없어요. 지우고 새 질문을 추가해 주세요.',
});
export const FORM_CHANGED = errorKind('FORM_CHANGED', 409, {
  en: 'Somebody else changed this form in the meantime. Load it again, and then make your change.',
  ko: '그사이 다른 사람이 양식을 바꿨어요. 다시 불러온 뒤에 고쳐 주세요.',
});
export const NO_PLACES = errorKind('NO_PLACES', 409, {
  en: 'You want to accept {wanted}, and {free} places are free. Accept fewer, put the others on the waiting list, or go beyond the capacity with a reason.',
  ko: '{wanted}명을 수락하려 하지만 남은 자리는 {free}개예요. 수를 줄이거나 나머지를 대기 명단에 올리세요. 꼭 필요하면 이유를 적고 정원을 넘길 수 있어요.',
});
export const NO_PLACES_FOR_BACKGROUND = errorKind('NO_PLACES_FOR_BACKGROUND', 409, {
  en: 'You want to accept {wanted} people with the background “{name}”, and {free} of its places are free. Accept fewer, put the others on the waiting list, or go beyond the capacity with a reason.',
  ko: '직군이 ‘{name}’인 사람을 {wanted}명 수락하려 하지만 그 직군에 남은 자리는 {free}개예요. 수를 줄이거나 나머지를 대기 명단에 올리세요. 꼭 필요하면 이유를 적고 정원을 넘길 수 있어요.',
});
export const EVENT_INVITATION_NOT_FOUND = errorKind('EVENT_INVITATION_NOT_FOUND', 404, {
  en: 'This invitation does not work: it has expired, or was used or revoked. Ask the organizers for a new one.',
  ko: '쓸 수 없는 초대예요. 기한이 지났거나, 이미 쓰였거나, 취소됐어요. 운영자에게 새 초대를 부탁해 주세요.',
});
export const TOO_MANY_EVENT_INVITATIONS = errorKind('TOO_MANY_EVENT_INVITATIONS', 409, {
  en: 'The event has {limit} open invitations. Revoke one that is no longer needed first.',
  ko: '이 행사에 열려 있는 초대가 이미 {limit}개예요. 필요 없는 초대를 먼저 취소해 주세요.',
});
export const INVITED_ANOTHER_ADDRESS = errorKind('INVITED_ANOTHER_ADDRESS', 403, {
  en: 'This invitation was sent to {address}. Sign in with the account of that address, or ask the organizers to invite the address of this account.',
  ko: '이 초대는 {address} 주소로 보낸 거예요. 그 주소의 계정으로 로그인하거나, 지금 계정의 주소로 초대해 달라고 운영자에게 부탁해 주세요.',
});
export const INVITED_ADDRESS_UNCONFIRMED = errorKind('INVITED_ADDRESS_UNCONFIRMED', 403, {
  en: 'Please confirm your address {address} first: open the link in the mail that we sent you, then come back here.',
  ko: '먼저 {address} 주소를 확인해 주세요. 보내 드린 메일의 링크를 연 뒤 이 페이지로 돌아오면 돼요.',
});
export const CONSENT_NOT_ASKED = errorKind('CONSENT_NOT_ASKED', 409, {
  en: 'You hold no place in this role and wait for none, so there is nothing to agree to.',
  ko: '이 역할로 참가하거나 기다리고 있지 않아서 동의할 내용이 없어요.',
});
export const CONSENT_CHANGED = errorKind('CONSENT_CHANGED', 409, {
  en: 'The text was changed in the meantime. Load the page again and read it as it is now.',
  ko: '그사이 글이 바뀌었어요. 페이지를 다시 불러와 지금 글을 읽어 주세요.',
});
