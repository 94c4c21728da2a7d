import { mailKind } from '../../mail/mail-kind.js';

export const REMIND_APPLICATION = mailKind('reminder.application', 'reminders', {
  en: {
    subject: '{event}: your application is not sent yet',
    body: 'You have begun an application to {event} and not sent it. Applications close {dueAt}.\n\nSend it here: {url}',
  },
  ko: {
    subject: '{event}: 아직 신청서를 내지 않았어요',
    body: '{event} 참가 신청서를 쓰다가 아직 내지 않았어요. 신청은 {dueAt}에 마감돼요.\n\n여기에서 내 주세요: {url}',
  },
});
export const REMIND_TEAM = mailKind('reminder.team', 'reminders', {
  en: {
    subject: '{event}: find your team before teams are fixed',
    body: 'You are in no team of {event} yet. Teams are fixed {dueAt}.\n\nFind or make one here: {url}',
  },
  ko: {
    subject: '{event}: 팀 편성 마감이 다가와요',
    body: '아직 {event}의 팀에 들어가지 않았어요. 팀 편성은 {dueAt}에 마감돼요.\n\n여기에서 팀을 찾거나 만들어 주세요: {url}',
  },
});
export const REMIND_TEAM_INCOMPLETE = mailKind('reminder.team_incomplete', 'reminders', {
  en: {
    subject: '{event}: your team {team} is not complete yet',
    body: 'Your team {team} does not have everyone that the rules of {event} ask for. Teams are fixed {dueAt}.\n\nSee what is missing: {url}',
  },
  ko: {
    subject: '{event}: {team} 팀이 아직 다 모이지 않았어요',
    body: '{team} 팀에 {event} 규칙이 정한 구성원이 아직 부족해요. 팀 편성은 {dueAt}에 마감돼요.\n\n무엇이 부족한지 보기: {url}',
  },
});
export const REMIND_ENTRY = mailKind('reminder.entry', 'reminders', {
  en: {
    subject: '{event}: your team has no entry in “{title}” yet',
    body: 'Your team {team} has handed in nothing for “{title}” yet. Entries close {dueAt}.\n\n{url}',
  },
  ko: {
    subject: '{event}: 아직 “{title}”에 제출한 결과가 없어요',
    body: '{team} 팀이 “{title}”에 아직 아무것도 제출하지 않았어요. 제출은 {dueAt}에 마감돼요.\n\n{url}',
  },
});
export const REMIND_SELECTION = mailKind('reminder.selection', 'reminders', {
  en: {
    subject: '{event}: choose your final entries for “{title}”',
    body: 'Your team {team} has not said which entries of “{title}” count in the final ranking. Entries close {dueAt}.\n\nChoose them here: {url}',
  },
  ko: {
    subject: '{event}: “{title}”의 최종 결과를 골라 주세요',
    body: '{team} 팀이 “{title}”의 최종 순위에 쓸 결과를 아직 고르지 않았어요. 제출은 {dueAt}에 마감돼요.\n\n여기에서 골라 주세요: {url}',
  },
});
