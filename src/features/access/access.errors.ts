import { errorKind } from '../../platform/http/domain-error.js';

export const NOT_A_MEMBER = errorKind('NOT_A_MEMBER', 403, {
  en: 'This is for members of the event. Join the event first.',
  ko: '행사 참가자만 볼 수 있어요. 먼저 행사에 참가해 주세요.',
});
export const NOT_AN_ORGANIZER = errorKind('NOT_AN_ORGANIZER', 403, {
  en: 'Only organizers of this event may do this.',
  ko: '이 행사의 운영자만 할 수 있어요.',
});
export const TEAM_NEEDED = errorKind('TEAM_NEEDED', 403, {
  en: 'You need to be in the team to do this. Create a team, or accept an invitation to one.',
  ko: '팀에 속해 있어야 할 수 있어요. 팀을 만들거나 초대를 수락해 주세요.',
});
export const NOT_A_MENTOR = errorKind('NOT_A_MENTOR', 403, {
  en: 'Only mentors of this event may do this.',
  ko: '이 행사의 멘토만 할 수 있어요.',
});
export const NOT_MENTOR_OF_TEAM = errorKind('NOT_MENTOR_OF_TEAM', 403, {
  en: 'This is for the mentors of the team and for organizers.',
  ko: '이 팀의 멘토와 운영자만 볼 수 있어요.',
});
