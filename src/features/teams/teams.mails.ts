import { mailKind } from '../mail/mail-kind.js';

export const TEAM_INVITED = mailKind('team.invited', 'invitations', {
  en: {
    subject: '{event}: {person} invites you to the team “{team}”',
    body: 'Hello,\n\n{person} invites you to the team “{team}” of {event}. Nobody adds you before you accept.\n\nLook at the invitation: {url}',
  },
  ko: {
    subject: '{event}: {person} 님이 “{team}” 팀에 초대했어요',
    body: '안녕하세요.\n\n{person} 님이 {event}의 “{team}” 팀에 초대했어요. 직접 수락해야 팀에 들어가요.\n\n초대 보기: {url}',
  },
});
export const TEAM_ASKED = mailKind('team.asked', 'invitations', {
  en: {
    subject: '{event}: {person} asks to join “{team}”',
    body: 'Hello,\n\n{person} asks to join your team “{team}”. Any member can answer, until {expiresAt}.\n\nSee who it is: {url}',
  },
  ko: {
    subject: '{event}: {person} 님이 “{team}” 팀에 들어오고 싶어 해요',
    body: '안녕하세요.\n\n{person} 님이 “{team}” 팀에 참여를 요청했어요. 팀원 누구나 {expiresAt}까지 답할 수 있어요.\n\n누구인지 보기: {url}',
  },
});
export const TEAM_REQUEST_ACCEPTED = mailKind('team.request_accepted', 'decisions', {
  en: {
    subject: '{event}: you are in the team “{team}”',
    body: 'Hello,\n\n“{team}” has accepted your request. You are a member now.\n\nYour team: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀에 들어갔어요',
    body: '안녕하세요.\n\n“{team}” 팀이 참여 요청을 수락했어요. 이제 팀원이에요.\n\n팀 보기: {url}',
  },
});
export const TEAM_REQUEST_DECLINED = mailKind('team.request_declined', 'decisions', {
  en: {
    subject: '{event}: “{team}” cannot take you in',
    body: 'Hello,\n\n“{team}” has declined your request to join. Other teams look for people on the notice board: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀에 들어가지 못했어요',
    body: '안녕하세요.\n\n“{team}” 팀이 참여 요청을 거절했어요. 게시판에서 사람을 찾는 다른 팀을 볼 수 있어요: {url}',
  },
});
export const TEAM_DISSOLVED_MAIL = mailKind('team.dissolved', 'decisions', {
  en: {
    subject: '{event}: the team “{team}” has ended',
    body: 'Hello,\n\n{person} has dissolved the team “{team}”. What it handed in stays on record. You can look for another team: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀이 해체됐어요',
    body: '안녕하세요.\n\n{person} 님이 “{team}” 팀을 해체했어요. 제출한 것은 기록에 남아요. 다른 팀을 찾아볼 수 있어요: {url}',
  },
});
export const CAPTAIN_CHANGED = mailKind('team.captain_changed', 'decisions', {
  en: {
    subject: '{event}: “{team}” has a new captain',
    body: 'Hello,\n\n{person} is the captain of “{team}” now.\n\nYour team: {url}',
  },
  ko: {
    subject: '{event}: “{team}” 팀장이 바뀌었어요',
    body: '안녕하세요.\n\n이제 {person} 님이 “{team}” 팀장이에요.\n\n팀 보기: {url}',
  },
});
export const CAPTAIN_CLAIMED = mailKind('team.captain_claimed', 'decisions', {
  en: {
    subject: '{event}: {person} asks to take over as captain of “{team}”',
    body: 'Hello,\n\n{person} could not reach you and asks to become captain of “{team}”. If you say nothing until {possibleAt}, they can take over.\n\nTo stay captain, object here: {url}',
  },
  ko: {
    subject: '{event}: {person} 님이 “{team}” 팀장을 넘겨받으려고 해요',
    body: '안녕하세요.\n\n{person} 님이 연락이 닿지 않아 “{team}” 팀장을 넘겨받고 싶어 해요. {possibleAt}까지 답이 없으면 넘겨받을 수 있어요.\n\n계속 팀장을 하려면 여기에서 알려 주세요: {url}',
  },
});
export const TEAM_WRITTEN_TO = mailKind('team.written_to', 'announcements', {
  en: {
    subject: '{event}: from the organizers: {about}',
    body: 'To the team “{team}”\n\n{message}\n\n{person}, for the organizers\n\nYour team: {url}',
  },
  ko: {
    subject: '{event}: 운영자 안내: {about}',
    body: '“{team}” 팀에게\n\n{message}\n\n운영자 {person}\n\n팀 보기: {url}',
  },
});
export const TEAM_CHANGED_BY_ORGANIZERS = mailKind('team.changed_by_organizers', 'decisions', {
  en: {
    subject: '{event}: the organizers have changed “{team}”',
    body: 'Hello,\n\n{what}\n\nTheir reason: {reason}\n\nThe team: {url}',
  },
  ko: {
    subject: '{event}: 운영자가 “{team}” 팀을 바꿨어요',
    body: '안녕하세요.\n\n{what}\n\n사유: {reason}\n\n팀 보기: {url}',
  },
});
export const MEMBER_REMOVED = mailKind('event.member_removed', 'decisions', {
  en: {
    subject: '{event}: you no longer take part',
    body: 'Hello {name},\n\nan organizer has ended your part in {event}. The reason: {reason}\n\nIf you think that this is a mistake, write to the organizers. The event: {url}',
  },
  ko: {
    subject: '{event}: 참가가 끝났어요',
    body: '{name} 님, 안녕하세요.\n\n운영자가 {event} 참가를 종료했어요. 이유: {reason}\n\n잘못된 것이라면 운영자에게 연락해 주세요. 행사 페이지: {url}',
  },
});
