import { errorKind } from '../../platform/http/domain-error.js';

export const MAY_NOT_CREATE_EVENTS = errorKind('MAY_NOT_CREATE_EVENTS', 403, {
  en: 'Your account may not create events yet. Ask an administrator of this installation for it.',
  ko: '아직 행사를 만들 수 없는 계정이에요. 플랫폼 관리자에게 권한을 요청해 주세요.',
});
export const SLUG_TAKEN = errorKind('SLUG_TAKEN', 409, {
  en: 'The address "{slug}" is already taken. Choose another one.',
  ko: '"{slug}" 주소는 이미 쓰이고 있어요. 다른 주소를 골라 주세요.',
});
export const EVENT_TIMES_WRONG = errorKind('EVENT_TIMES_WRONG', 422, {
  en: 'The times do not fit together: an event and each of its phases must end after it starts, and a phase may start only when the one before has ended.',
  ko: '시각이 서로 맞지 않아요. 행사와 단계는 시작한 뒤에 끝나야 하고, 단계는 앞 단계가 끝난 뒤에 시작해야 해요.',
});
export const JOINING_CLOSED = errorKind('JOINING_CLOSED', 409, {
  en: 'Joining this event is closed. Ask its organizers.',
  ko: '이 행사는 지금 참가할 수 없어요. 운영자에게 문의해 주세요.',
});
export const EVENT_FULL = errorKind('EVENT_FULL', 409, {
  en: 'All places are taken. Ask the organizers whether one becomes free.',
  ko: '자리가 모두 찼어요. 자리가 나는지 운영자에게 문의해 주세요.',
});
export const ROLE_FULL = errorKind('ROLE_FULL', 409, {
  en: 'All places for this role are taken. You may go beyond the capacity with a reason, which the record keeps.',
  ko: '이 역할의 자리가 모두 찼어요. 꼭 필요하면 이유를 적고 정원을 넘길 수 있어요. 이유는 기록에 남아요.',
});
export const LAST_ORGANIZER = errorKind('LAST_ORGANIZER', 409, {
  en: 'An event needs at least one organizer. Make somebody else an organizer first.',
  ko: '행사에는 운영자가 적어도 한 명 있어야 해요. 먼저 다른 사람을 운영자로 정해 주세요.',
});
export const LEAVE_TEAM_FIRST = errorKind('LEAVE_TEAM_FIRST', 409, {
  en: 'This person is in a team of the event. They have to leave the team first.',
  ko: '아직 이 행사의 팀에 속해 있어요. 먼저 팀에서 나와야 해요.',
});
export const APPLICATION_NEEDED = errorKind('APPLICATION_NEEDED', 409, {
  en: 'This event takes applications. Apply on its page; the organizers decide.',
  ko: '신청을 받아 참가자를 정하는 행사예요. 행사 페이지에서 신청하면 운영자가 결정해요.',
});
export const TEAM_RULES_WRONG = errorKind('TEAM_RULES_WRONG', 422, {
  en: 'No team could meet these rules: they ask for more people than the {limit} that a team may have.',
  ko: '어떤 팀도 지킬 수 없는 규칙이에요. 팀 최대 인원({limit}명)보다 많은 인원을 요구하고 있어요.',
});
