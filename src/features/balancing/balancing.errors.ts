import { errorKind } from '../../platform/http/domain-error.js';

export const WISH_FOR_ONESELF = errorKind('WISH_FOR_ONESELF', 422, {
  en: 'A wish is about somebody else.',
  ko: '희망은 다른 사람에 대해서만 적을 수 있어요.',
});
export const WISH_NOT_A_PARTICIPANT = errorKind('WISH_NOT_A_PARTICIPANT', 422, {
  en: 'This person is not a participant of the event, so no wish can be about them.',
  ko: '이 행사의 참가자가 아니라서 희망을 적을 수 없어요.',
});
export const WISH_GIVEN_ALREADY = errorKind('WISH_GIVEN_ALREADY', 409, {
  en: 'You have given this wish already.',
  ko: '이미 적은 희망이에요.',
});
export const WISH_CONTRADICTS = errorKind('WISH_CONTRADICTS', 409, {
  en: 'You have said the opposite about this person. Take that wish back first.',
  ko: '이 사람에 대해 반대로 적은 희망이 있어요. 먼저 그 희망을 지워 주세요.',
});
export const TOO_MANY_WISHES = errorKind('TOO_MANY_WISHES', 409, {
  en: 'You have given {limit} wishes, which is the most. Take one back first.',
  ko: '희망은 {limit}개까지 적을 수 있어요. 먼저 하나를 지워 주세요.',
});
export const WISHES_CLOSED = errorKind('WISHES_CLOSED', 409, {
  en: 'Teams are settled, so wishes can no longer be changed. Ask an organizer.',
  ko: '팀 구성이 끝나서 희망을 바꿀 수 없어요. 운영자에게 문의해 주세요.',
});
export const ROLE_HAS_NO_WISHES = errorKind('ROLE_HAS_NO_WISHES', 403, {
  en: 'Only participants give wishes, because only they are in teams.',
  ko: '팀에 들어가는 참가자만 희망을 적을 수 있어요.',
});
export const NOBODY_TO_PLACE = errorKind('NOBODY_TO_PLACE', 409, {
  en: 'Every participant of the event is in a team, so there is nothing to propose.',
  ko: '모든 참가자가 팀에 속해 있어서 제안할 것이 없어요.',
});
export const TOO_MANY_TO_PLACE = errorKind('TOO_MANY_TO_PLACE', 409, {
  en: 'More than {limit} people are without a team, which is the most for one proposal.',
  ko: '팀이 없는 참가자가 {limit}명을 넘어서 한 번에 제안할 수 없어요.',
});
export const TARGET_SIZE_WRONG = errorKind('TARGET_SIZE_WRONG', 422, {
  en: 'The team size must be between {min} and {max}, as the rules of this event say.',
  ko: '팀 인원은 이 행사의 규칙에 따라 {min}명에서 {max}명 사이여야 해요.',
});
export const PROPOSAL_BEING_MADE = errorKind('PROPOSAL_BEING_MADE', 409, {
  en: 'A proposal for this event is being worked out. Wait for it, or discard it.',
  ko: '이 행사의 팀 구성안을 만들고 있어요. 끝나기를 기다리거나 폐기해 주세요.',
});
export const PROPOSAL_NOT_OPEN = errorKind('PROPOSAL_NOT_OPEN', 409, {
  en: 'This proposal is no draft (any more): it was applied or discarded, or is still being worked out.',
  ko: '이미 적용되었거나 폐기되었거나 아직 만들고 있는 구성안이라서 바꿀 수 없어요.',
});
export const PROPOSAL_CHANGED = errorKind('PROPOSAL_CHANGED', 409, {
  en: 'Somebody else has changed this proposal in the meantime. Look at it again; nothing of yours was saved.',
  ko: '그사이에 다른 운영자가 구성안을 바꿨어요. 다시 확인해 주세요. 방금 바꾼 내용은 저장되지 않았어요.',
});
export const PROPOSAL_PEOPLE_WRONG = errorKind('PROPOSAL_PEOPLE_WRONG', 422, {
  en: 'Everybody of the proposal must stand in exactly one team, or among those left out; a team that is filled must stay, and captains and locked people must be in their team.',
  ko: '구성안의 모든 사람은 한 팀에만, 또는 ‘배정하지 않음’에 있어야 해요. 채우는 팀은 남아 있어야 하고, 팀장과 고정한 사람은 그 팀에 있어야 해요.',
});
export const PROPOSAL_OUTDATED = errorKind('PROPOSAL_OUTDATED', 409, {
  en: 'People or teams have changed since this was proposed. Nothing was applied. Refresh the proposal, look at it, and apply it again.',
  ko: '구성안을 만든 뒤에 사람이나 팀이 바뀌어서 아무것도 적용하지 않았어요. 새로 고친 다음 확인하고 다시 적용해 주세요.',
});
export const PROPOSAL_TEAM_TOO_LARGE = errorKind('PROPOSAL_TEAM_TOO_LARGE', 409, {
  en: 'A team of this event has at most {limit} people. Move somebody out of: {teams}.',
  ko: '이 행사의 팀은 {limit}명까지예요. 다음 팀에서 사람을 옮겨 주세요: {teams}.',
});
export const PROPOSAL_IS_EMPTY = errorKind('PROPOSAL_IS_EMPTY', 409, {
  en: 'Nobody is in a team of this proposal, so there is nothing to apply.',
  ko: '팀에 배정된 사람이 없어서 적용할 것이 없어요.',
});
export const LATE_CHANGE_NEEDS_REASON = errorKind('LATE_CHANGE_NEEDS_REASON', 422, {
  en: 'Teams are frozen. Give a reason for this late change; it stands in the record.',
  ko: '팀 변경이 마감됐어요. 늦게 바꾸는 이유를 적어 주세요. 이유는 기록에 남아요.',
});
