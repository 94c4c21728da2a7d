import { errorKind } from '../../platform/http/domain-error.js';

export const ALREADY_IN_TEAM = errorKind('ALREADY_IN_TEAM', 409, {
  en: 'You are in a team of this event already. Leave it first if you want to change.',
  ko: '이미 이 행사의 팀에 속해 있어요. 팀을 바꾸려면 먼저 지금 팀에서 나와 주세요.',
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
