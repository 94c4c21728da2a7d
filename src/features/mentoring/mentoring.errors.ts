import { errorKind } from '../../platform/http/domain-error.js';

export const MENTOR_IN_CONFLICT = errorKind('MENTOR_IN_CONFLICT', 409, {
  en: '{mentor} has a conflict of interest with "{team}" and cannot look after it.',
  ko: '{mentor} 멘토는 "{team}" 팀과 이해 상충이 있어서 맡을 수 없어요.',
});
export const PERSON_NOT_IN_EVENT = errorKind('PERSON_NOT_IN_EVENT', 404, {
  en: 'This person does not take part in the event.',
  ko: '이 행사의 참가자가 아니에요.',
});
export const NO_SLOTS = errorKind('NO_SLOTS', 422, {
  en: 'These times hold no slot. The end must come after the start, and a slot must fit between them.',
  ko: '이 시간에는 만들 수 있는 상담 시간이 없어요. 끝을 시작보다 뒤로 하고, 한 번의 길이가 그 안에 들어가게 해 주세요.',
});
export const TOO_MANY_SLOTS = errorKind('TOO_MANY_SLOTS', 422, {
  en: 'That would be more than {limit} slots of yours. Offer fewer, or longer ones.',
  ko: '상담 시간이 {limit}개를 넘어요. 수를 줄이거나 한 번의 길이를 늘려 주세요.',
});
export const TIME_IS_SKIPPED = errorKind('TIME_IS_SKIPPED', 422, {
  en: 'On {date} the clock in {zone} goes forward and never shows {time}. Choose another time.',
  ko: '{date}에는 {zone} 시계가 앞당겨져서 {time}이 없어요. 다른 시각을 골라 주세요.',
});
export const SLOT_IN_THE_PAST = errorKind('SLOT_IN_THE_PAST', 422, {
  en: 'The slot that begins at {startsAt} is over already. Offer times that lie ahead.',
  ko: '{startsAt}에 시작하는 시간은 이미 지났어요. 앞으로 올 시간을 골라 주세요.',
});
export const SLOTS_OVERLAP = errorKind('SLOTS_OVERLAP', 409, {
  en: 'You have office hours at some of these times already. Nothing was added.',
  ko: '이미 상담 시간을 열어 둔 때와 겹쳐요. 아무것도 추가하지 않았어요.',
});
export const BAD_CALL_ADDRESS = errorKind('BAD_CALL_ADDRESS', 422, {
  en: 'For a remote office hour give the address of the call, beginning with https://.',
  ko: '원격 상담은 https://로 시작하는 화상 회의 주소를 적어 주세요.',
});
export const SLOT_TAKEN = errorKind('SLOT_TAKEN', 409, {
  en: 'Another team has just booked this time. Choose another one.',
  ko: '방금 다른 팀이 이 시간을 예약했어요. 다른 시간을 골라 주세요.',
});
export const SLOT_HAS_BEGUN = errorKind('SLOT_HAS_BEGUN', 409, {
  en: 'This office hour has begun already, at {startsAt}.',
  ko: '이 상담은 {startsAt}에 이미 시작했어요.',
});
export const TEAM_IS_ELSEWHERE = errorKind('TEAM_IS_ELSEWHERE', 409, {
  en: 'Your team has another office hour at this time.',
  ko: '같은 시간에 우리 팀의 다른 상담이 있어요.',
});
export const TOO_MANY_BOOKINGS = errorKind('TOO_MANY_BOOKINGS', 409, {
  en: 'Your team has {limit} office hours ahead, which is the most at a time. Cancel one, or wait until one is over.',
  ko: '앞으로 예정된 상담이 이미 {limit}개예요. 하나를 취소하거나 끝난 뒤에 예약해 주세요.',
});
export const NOT_BOOKED = errorKind('NOT_BOOKED', 409, {
  en: 'This office hour is booked by nobody any more.',
  ko: '이 상담은 이제 예약되어 있지 않아요.',
});
export const HELP_TAKEN = errorKind('HELP_TAKEN', 409, {
  en: '{mentor} has taken this request already.',
  ko: '{mentor} 멘토가 먼저 맡았어요.',
});
export const HELP_CLOSED = errorKind('HELP_CLOSED', 409, {
  en: 'This request is closed.',
  ko: '이미 끝난 요청이에요.',
});
export const HELP_NOT_YOURS = errorKind('HELP_NOT_YOURS', 409, {
  en: 'You do not have this request, so you cannot hand it back or close it.',
  ko: '맡고 있지 않은 요청이라 돌려주거나 끝낼 수 없어요.',
});
export const TOO_MANY_HELP_REQUESTS = errorKind('TOO_MANY_HELP_REQUESTS', 409, {
  en: 'Your team has {limit} requests that nobody has answered yet. Withdraw one first.',
  ko: '아직 답을 기다리는 요청이 {limit}개 있어요. 먼저 하나를 취소해 주세요.',
});
