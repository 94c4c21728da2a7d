import { mailKind } from '../mail/mail-kind.js';

export const PLACED_IN_TEAM = mailKind('balancing.placed', 'decisions', {
  en: {
    subject: '{event}: you are in “{team}”',
    body: 'The organizers have put the teams together, and you are in “{team}”.\n\nWho is with you: {people}\n\nYour captain is {captain}; the team may hand that over. Say hello: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀이 되었어요',
    body: '운영자가 팀을 구성했고, “{team}” 팀에 들어가게 됐어요.\n\n함께하는 사람: {people}\n\n팀장은 {captain} 님이에요. 팀에서 바꿀 수 있어요. 먼저 인사해 보세요: {url}',
  },
});
export const TEAM_WAS_FILLED = mailKind('balancing.filled', 'decisions', {
  en: {
    subject: '{event}: new people in “{team}”',
    body: 'The organizers have filled up your team “{team}”. New with you: {people}\n\nSay hello: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀에 새 팀원이 왔어요',
    body: '운영자가 “{team}” 팀을 채웠어요. 새 팀원: {people}\n\n먼저 인사해 보세요: {url}',
  },
});
