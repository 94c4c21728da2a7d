import { mailKind } from '../mail/mail-kind.js';

export const MENTOR_ASSIGNED = mailKind('mentoring.mentor_assigned', 'announcements', {
  en: {
    subject: '{event}: you look after {teams}',
    body: 'You have been assigned as mentor: {teams}.\n\nYou see their members, their description and the runs that they share with you: {url}\n\nIf you have a conflict of interest with somebody in a team, declare it there.',
  },
  ko: {
    subject: '{event}: {teams} 팀을 맡게 됐어요',
    body: '멘토로 배정된 팀이에요: {teams}.\n\n팀원과 소개, 팀이 공유한 결과를 여기에서 볼 수 있어요: {url}\n\n팀에 이해 상충이 있는 사람이 있으면 그 페이지에서 알려 주세요.',
  },
});
export const TEAM_GOT_MENTOR = mailKind('mentoring.team_assigned', 'announcements', {
  en: {
    subject: '{event}: {mentor} is a mentor of “{team}”',
    body: '{mentor} looks after your team now. Mentors see who is in the team and the runs that you share with them, and nothing else of your entries.\n\nBook an office hour or ask for help: {url}',
  },
  ko: {
    subject: '{event}: {mentor} 멘토가 “{team}” 팀을 맡아요',
    body: '이제 {mentor} 멘토가 우리 팀을 도와요. 멘토는 팀원과 여러분이 공유한 결과만 볼 수 있어요.\n\n상담을 예약하거나 도움을 청해 보세요: {url}',
  },
});
export const MENTOR_UNASSIGNED = mailKind('mentoring.mentor_unassigned', 'announcements', {
  en: {
    subject: '{event}: “{team}” is no longer yours to look after',
    body: 'An organizer has changed the mentors of “{team}”. You no longer see its members, its notes and its runs.\n\nYour day: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀 배정이 끝났어요',
    body: '운영자가 “{team}” 팀의 멘토를 바꿨어요. 이제 이 팀의 팀원, 메모, 결과는 볼 수 없어요.\n\n멘토 페이지: {url}',
  },
});
export const MENTORED_TEAM_ENDED = mailKind('mentoring.team_ended', 'announcements', {
  en: {
    subject: '{event}: the team “{team}” has ended',
    body: '“{team}” has been dissolved, or everybody has left it. Its office hours are free again, its open requests for help are closed, and nobody waits for you there.\n\nYour day: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀이 해체됐어요',
    body: '“{team}” 팀이 해체됐거나 팀원이 모두 나갔어요. 예약된 상담은 다시 비었고, 열려 있던 도움 요청은 닫혔어요. 더 해 주실 일은 없어요.\n\n멘토 페이지: {url}',
  },
});
export const MENTORED_TEAM_MERGED = mailKind('mentoring.team_merged', 'announcements', {
  en: {
    subject: '{event}: “{team}” has become part of “{into}”',
    body: '“{team}” has become part of “{into}”. {what}\n\nYour day: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀이 “{into}” 팀과 합쳐졌어요',
    body: '“{team}” 팀이 “{into}” 팀과 합쳐졌어요. {what}\n\n멘토 페이지: {url}',
  },
});
export const ASSIGNMENT_IN_CONFLICT = mailKind('mentoring.assignment_in_conflict', 'announcements', {
  en: {
    subject: '{event}: {mentor} now has a conflict of interest with “{team}”',
    body: 'Since {mentor} was assigned to “{team}”, somebody has joined or something was declared that puts them in conflict. The team is closed to {mentor} already. Choose another mentor: {url}',
  },
  ko: {
    subject: '{event}: {mentor} 멘토와 “{team}” 팀 사이에 이해 상충이 생겼어요',
    body: '배정한 뒤에 팀원이 바뀌었거나 새로 신고된 내용이 있어서 {mentor} 멘토와 “{team}” 팀이 이해 상충 관계가 됐어요. 이 멘토는 이미 팀을 볼 수 없어요. 다른 멘토를 배정해 주세요: {url}',
  },
});
export const OFFICE_BOOKED = mailKind('mentoring.office_booked', 'announcements', {
  en: {
    subject: '{event}: office hour of {mentor} and “{team}” at {startsAt}',
    body: 'Booked: {startsAt} to {endsAt}, {mentor} and “{team}”.\nTopic: {topic}\n\nWhere it is, and how to move or cancel it: {url}',
  },
  ko: {
    subject: '{event}: {mentor} 멘토와 “{team}” 팀의 상담: {startsAt}',
    body: '예약됐어요: {startsAt}부터 {endsAt}까지, {mentor} 멘토와 “{team}” 팀.\n주제: {topic}\n\n장소를 보거나 옮기고 취소하려면: {url}',
  },
});
export const OFFICE_MOVED = mailKind('mentoring.office_moved', 'announcements', {
  en: {
    subject: '{event}: office hour of {mentor} and “{team}” moved to {startsAt}',
    body: 'The office hour at {before} was moved. It is now {startsAt} to {endsAt}, {mentor} and “{team}”.\n\nWhere it is: {url}',
  },
  ko: {
    subject: '{event}: {mentor} 멘토와 “{team}” 팀의 상담을 {startsAt}로 옮겼어요',
    body: '{before} 상담을 옮겼어요. 이제 {startsAt}부터 {endsAt}까지, {mentor} 멘토와 “{team}” 팀이 만나요.\n\n장소 보기: {url}',
  },
});
export const OFFICE_GOES_ON = mailKind('mentoring.office_goes_on', 'announcements', {
  en: {
    subject: '{event}: office hour of {mentor} at {startsAt}: now with “{team}”',
    body: '“{before}” has become part of “{team}”, which keeps the office hour: {startsAt} to {endsAt}, {mentor} and “{team}”.\n\nWhere it is, and how to move or cancel it: {url}',
  },
  ko: {
    subject: '{event}: {mentor} 멘토의 상담({startsAt})은 이제 “{team}” 팀과 해요',
    body: '“{before}” 팀이 “{team}” 팀과 합쳐졌어요. 상담은 그대로 이어져요: {startsAt}부터 {endsAt}까지, {mentor} 멘토와 “{team}” 팀.\n\n장소를 보거나 옮기고 취소하려면: {url}',
  },
});
export const OFFICE_CANCELLED = mailKind('mentoring.office_cancelled', 'announcements', {
  en: {
    subject: '{event}: office hour of {mentor} and “{team}” at {startsAt} is cancelled',
    body: 'The office hour of {mentor} and “{team}” at {startsAt} does not take place.\nMessage: {message}\n\nFind another time: {url}',
  },
  ko: {
    subject: '{event}: {startsAt} {mentor} 멘토와 “{team}” 팀의 상담이 취소됐어요',
    body: '{startsAt}에 예정됐던 {mentor} 멘토와 “{team}” 팀의 상담이 취소됐어요.\n남긴 말: {message}\n\n다른 시간 찾기: {url}',
  },
});
export const OFFICE_REMINDER = mailKind('mentoring.office_reminder', 'reminders', {
  en: {
    subject: '{event}: office hour of {mentor} and “{team}” soon, at {startsAt}',
    body: '{mentor} and “{team}” meet at {startsAt}.\n\nWhere it is: {url}',
  },
  ko: {
    subject: '{event}: 곧 {mentor} 멘토와 “{team}” 팀의 상담이 있어요({startsAt})',
    body: '{mentor} 멘토와 “{team}” 팀이 {startsAt}에 만나요.\n\n장소 보기: {url}',
  },
});
