import { errorKind } from '../../platform/http/domain-error.js';

export const ALREADY_IN_TEAM = errorKind('ALREADY_IN_TEAM', 409, {
  en: 'You are in a team of this event already. Leave it first if you want to change.',
  ko: '이미 이 행사의 팀에 속해 있어요. 팀을 바꾸려면 먼저 지금 팀에서 나와 주세요.',
});
export const PERSON_IN_TEAM = errorKind('PERSON_IN_TEAM', 409, {
  en: '{person} is in a team already. Move them out of it first.',
  ko: '{person} 님은 이미 팀에 있어요. 먼저 그 팀에서 빼 주세요.',
});
export const ROLE_JOINS_NO_TEAM = errorKind('ROLE_JOINS_NO_TEAM', 403, {
  en: 'Organizers and mentors are in no team, so that they can be fair to all of them.',
  ko: '운영자와 멘토는 모든 팀을 공평하게 도와야 해서 팀에 들어갈 수 없어요.',
});
export const TEAM_NAME_TAKEN = errorKind('TEAM_NAME_TAKEN', 409, {
  en: 'Another team of this event is called "{name}", or so that it looks the same. Choose another name.',
  ko: '이 행사에 "{name}" 팀이나 똑같아 보이는 이름의 팀이 이미 있어요. 다른 이름을 골라 주세요.',
});
export const TEAM_FULL = errorKind('TEAM_FULL', 409, {
  en: 'This team has {limit} members, which is the most that this event allows.',
  ko: '팀이 이미 최대 인원({limit}명)이에요.',
});
export const TOO_MANY_INVITATIONS = errorKind('TOO_MANY_INVITATIONS', 409, {
  en: 'The team has {limit} open invitations. Revoke one that is no longer needed first.',
  ko: '열려 있는 초대가 이미 {limit}개예요. 필요 없는 초대를 먼저 취소해 주세요.',
});
export const INVITATION_NOT_FOUND = errorKind('INVITATION_NOT_FOUND', 404, {
  en: 'This invitation does not work: it has expired, was used or revoked, or is for another account. Ask the team for a new one.',
  ko: '쓸 수 없는 초대예요. 기한이 지났거나, 이미 쓰였거나, 취소되었거나, 다른 계정의 초대예요. 팀에 새 초대를 부탁해 주세요.',
});
export const CONFIRM_ADDRESS_FIRST = errorKind('CONFIRM_ADDRESS_FIRST', 403, {
  en: 'This invitation is for your e-mail address. Confirm the address first, with the link in our mail or on your account’s page; the invitation waits.',
  ko: '이메일 주소 앞으로 온 초대예요. 메일의 링크나 계정 페이지에서 주소를 먼저 확인해 주세요. 초대는 그대로 남아 있어요.',
});
export const TEAMS_FROZEN = errorKind('TEAMS_FROZEN', 409, {
  en: 'Teams are fixed since {frozenAt}. If something has to change, ask an organizer of the event: they can still move people, with a reason.',
  ko: '{frozenAt}에 팀이 확정됐어요. 꼭 바꿔야 하면 운영자에게 말해 주세요. 운영자는 사유를 적고 팀을 바꿀 수 있어요.',
});
export const TEAM_DISSOLVED = errorKind('TEAM_DISSOLVED', 409, {
  en: 'This team has ended, so nobody can join or change it.',
  ko: '이미 끝난 팀이라 들어가거나 바꿀 수 없어요.',
});
export const TEAM_IS_CLOSED = errorKind('TEAM_IS_CLOSED', 409, {
  en: 'This team decides who comes in. Ask to join it.',
  ko: '팀에서 받아들여야 들어갈 수 있어요. 참여를 요청해 주세요.',
});
export const BRINGS_USED_ENTRIES = errorKind('BRINGS_USED_ENTRIES', 409, {
  en: '{entries} used entries from earlier teams would come along and count for this team too. The team has to agree to that: ask to join, and they see the number before they decide.',
  ko: '이전 팀에서 쓴 제출 {entries}개가 따라와 이 팀의 제출 횟수에 더해져요. 팀이 동의해야 하니 참여를 요청해 주세요. 팀은 이 숫자를 보고 결정해요.',
});
export const BROUGHT_ENTRIES_CHANGED = errorKind('BROUGHT_ENTRIES_CHANGED', 409, {
  en: 'This person brings {entries} used entries along, which is more than was shown. Look again before you accept.',
  ko: '이 사람이 가져오는 사용한 제출이 {entries}개로, 보여 드린 수보다 많아졌어요. 다시 확인하고 수락해 주세요.',
});
export const CAPTAIN_NEEDED = errorKind('CAPTAIN_NEEDED', 403, {
  en: 'Only the captain of the team may do this.',
  ko: '팀장만 할 수 있어요.',
});
export const NOT_IN_TEAM = errorKind('NOT_IN_TEAM', 409, {
  en: 'This person is not a member of the team.',
  ko: '이 팀의 팀원이 아니에요.',
});
export const REASON_NEEDED = errorKind('REASON_NEEDED', 422, {
  en: 'Give a reason. The team reads it, and it stands in the record.',
  ko: '사유를 적어 주세요. 팀에 전해지고 기록에 남아요.',
});
export const CLAIM_TOO_EARLY = errorKind('CLAIM_TOO_EARLY', 409, {
  en: 'The captain has been asked. If they do not object by {possibleAt}, you can take over.',
  ko: '팀장에게 알렸어요. {possibleAt}까지 답이 없으면 팀장을 넘겨받을 수 있어요.',
});
export const CLAIM_PENDING = errorKind('CLAIM_PENDING', 409, {
  en: 'Another member has asked for the role of captain already.',
  ko: '다른 팀원이 이미 팀장을 넘겨 달라고 요청했어요.',
});
export const REQUEST_NOT_OPEN = errorKind('REQUEST_NOT_OPEN', 409, {
  en: 'This request is no longer open: it was decided, taken back, or has expired.',
  ko: '더는 열려 있지 않은 요청이에요. 이미 결정되었거나, 취소되었거나, 기한이 지났어요.',
});
export const ALREADY_ASKED = errorKind('ALREADY_ASKED', 409, {
  en: 'You have asked this team already. Wait for its answer, or take the request back.',
  ko: '이미 이 팀에 참여를 요청했어요. 답을 기다리거나 요청을 취소해 주세요.',
});
export const TOO_MANY_REQUESTS_TO_JOIN = errorKind('TOO_MANY_REQUESTS_TO_JOIN', 409, {
  en: 'You have {limit} open requests. Take one back first.',
  ko: '열려 있는 참여 요청이 이미 {limit}개예요. 하나를 먼저 취소해 주세요.',
});
