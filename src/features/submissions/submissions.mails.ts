import { mailKind } from '../mail/mail-kind.js';

export const TEAM_ALLOWANCE_GRANTED = mailKind('team.allowance_granted', 'decisions', {
  en: {
    subject: '{event}: more entries or more time for “{team}”',
    body: 'Hello,\n\nthe organizers have given “{team}” more entries or more time for “{task}”.\n\nTheir reason: {reason}\n\nWhat you have left: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀의 제출 횟수나 시간이 늘었어요',
    body: '안녕하세요.\n\n운영자가 “{team}” 팀에 “{task}” 과제의 제출 횟수나 시간을 더 주었어요.\n\n사유: {reason}\n\n남은 횟수 보기: {url}',
  },
});
export const TEAM_MERGE_PROPOSED = mailKind('team.merge_proposed', 'invitations', {
  en: {
    subject: '{event}: “{other}” would like to become part of “{team}”',
    body: 'Hello,\n\n{person}, captain of “{other}”, proposes that their team becomes part of “{team}”. Your team would keep its name and you would stay captain. Used entries of both would count together.\n\nSee what it means and answer by {expiresAt}: {url}',
  },
  ko: {
    subject: '{event}: “{other}” 팀이 “{team}” 팀과 합치고 싶어 해요',
    body: '안녕하세요.\n\n“{other}” 팀장 {person} 님이 “{team}” 팀에 합쳐지고 싶어 해요. 팀 이름과 팀장은 그대로이고, 두 팀이 쓴 제출 횟수는 합쳐져요.\n\n내용을 보고 {expiresAt}까지 답해 주세요: {url}',
  },
});
export const TEAM_MERGED = mailKind('team.merged', 'decisions', {
  en: {
    subject: '{event}: “{other}” is now part of “{team}”',
    body: 'Hello,\n\nboth captains have agreed: “{other}” is now part of “{team}”. Entries of both stay, stand in one row of the board, and count together. Look at which entries are selected for the final ranking.\n\nYour team: {url}',
  },
  ko: {
    subject: '{event}: “{other}” 팀이 “{team}” 팀과 합쳐졌어요',
    body: '안녕하세요.\n\n두 팀장이 동의해 “{other}” 팀이 “{team}” 팀과 합쳐졌어요. 두 팀의 제출은 그대로 남아 순위표 한 줄에 함께 서고, 제출 횟수도 합쳐져요. 최종 순위에 쓸 제출이 무엇인지 확인해 주세요.\n\n팀 보기: {url}',
  },
});
