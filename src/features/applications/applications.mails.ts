import { mailKind } from '../mail/mail-kind.js';

// `message` is what the organizers wrote, with an empty line before it, or nothing.

export const APPLICATION_RECEIVED = mailKind('application.received', 'decisions', {
  en: {
    subject: '{event}: we have your application',
    body: 'Hello {name},\n\nyour application for {event} has arrived. The organizers decide and write to you.\nUntil {closesAt} you can still change it.\n\nWhere it stands: {url}',
  },
  ko: {
    subject: '{event}: 신청을 받았어요',
    body: '{name} 님, 안녕하세요.\n\n{event} 신청이 잘 도착했어요. 운영자가 결정하면 메일로 알려 드릴게요.\n{closesAt}까지는 내용을 고칠 수 있어요.\n\n신청 상태 보기: {url}',
  },
});
export const APPLICATION_ACCEPTED = mailKind('application.accepted', 'decisions', {
  en: {
    subject: '{event}: you are in',
    body: 'Hello {name},\n\nyou have a place in {event}.{message}\n\nWhat to do next: {url}',
  },
  ko: {
    subject: '{event}: 참가가 확정됐어요',
    body: '{name} 님, 안녕하세요.\n\n{event}에 함께하게 됐어요.{message}\n\n다음에 할 일: {url}',
  },
});
export const APPLICATION_ACCEPTED_CONFIRM = mailKind('application.accepted_confirm', 'decisions', {
  en: {
    subject: '{event}: you are in, please confirm by {confirmBy}',
    body: 'Hello {name},\n\nyou have a place in {event}.{message}\n\nPlease confirm by {confirmBy} that you come. After that the place goes to the next on the list.\n\nConfirm: {url}',
  },
  ko: {
    subject: '{event}: 참가 자리가 났어요. {confirmBy}까지 확정해 주세요',
    body: '{name} 님, 안녕하세요.\n\n{event}에 자리가 마련됐어요.{message}\n\n{confirmBy}까지 참가를 확정해 주세요. 그 뒤에는 다음 대기자에게 자리가 넘어가요.\n\n확정하기: {url}',
  },
});
export const APPLICATION_CONFIRM_REMINDER = mailKind('application.confirm_reminder', 'reminders', {
  en: {
    subject: '{event}: your place is kept until {confirmBy}',
    body: 'Hello {name},\n\nyou have not confirmed your place in {event} yet. It is kept until {confirmBy}.\n\nConfirm, or withdraw so that somebody else can come: {url}',
  },
  ko: {
    subject: '{event}: {confirmBy}까지 자리를 비워 둘게요',
    body: '{name} 님, 안녕하세요.\n\n아직 {event} 참가를 확정하지 않으셨어요. {confirmBy}까지 자리를 비워 둘게요.\n\n확정하거나, 못 오시면 다른 분이 올 수 있게 취소해 주세요: {url}',
  },
});
export const APPLICATION_WAITLISTED = mailKind('application.waitlisted', 'decisions', {
  en: {
    subject: '{event}: you are on the waiting list',
    body: 'Hello {name},\n\nall places of {event} that fit are taken now, and you are on the waiting list.{message}\n\nWe write to you when a place frees. Where you stand: {url}',
  },
  ko: {
    subject: '{event}: 대기 명단에 올랐어요',
    body: '{name} 님, 안녕하세요.\n\n지금은 {event}의 자리가 모두 차서 대기 명단에 올려 드렸어요.{message}\n\n자리가 나면 바로 알려 드릴게요. 대기 순서 보기: {url}',
  },
});
export const APPLICATION_DECLINED = mailKind('application.declined', 'decisions', {
  en: {
    subject: '{event}: we cannot offer you a place',
    body: 'Hello {name},\n\nthank you for applying for {event}. We cannot offer you a place this time.{message}\n\nYour application: {url}',
  },
  ko: {
    subject: '{event}: 이번에는 자리를 드리지 못해요',
    body: '{name} 님, 안녕하세요.\n\n{event}에 신청해 주셔서 고마워요. 아쉽지만 이번에는 자리를 드리지 못해요.{message}\n\n신청 내용: {url}',
  },
});
export const APPLICATION_NO_SHOW = mailKind('application.no_show', 'decisions', {
  en: {
    subject: '{event}: your place was given on',
    body: 'Hello {name},\n\nwe did not see you at {event}, and your place was given on.{message}\n\nIf this is a mistake, write to the organizers. Your application: {url}',
  },
  ko: {
    subject: '{event}: 자리가 다음 분께 넘어갔어요',
    body: '{name} 님, 안녕하세요.\n\n{event}에 오지 않으셔서 자리가 다음 분께 넘어갔어요.{message}\n\n잘못된 것이라면 운영자에게 연락해 주세요. 신청 내용: {url}',
  },
});
export const APPLICATION_LAPSED = mailKind('application.lapsed', 'decisions', {
  en: {
    subject: '{event}: your place was not confirmed in time',
    body: 'Hello {name},\n\nyour place in {event} was not confirmed by {confirmBy}, so it goes to the next on the list.\n\nIf you still want to come, write to the organizers. Your application: {url}',
  },
  ko: {
    subject: '{event}: 기한 안에 확정되지 않았어요',
    body: '{name} 님, 안녕하세요.\n\n{confirmBy}까지 {event} 참가가 확정되지 않아 다음 대기자에게 자리가 넘어갔어요.\n\n그래도 오고 싶으시면 운영자에게 연락해 주세요. 신청 내용: {url}',
  },
});
export const APPLICATION_WITHDRAWN = mailKind('application.withdrawn', 'decisions', {
  en: {
    subject: '{event}: your application is withdrawn',
    body: 'Hello {name},\n\nyour application for {event} is withdrawn. There is nothing more to do.\n\nYour application: {url}',
  },
  ko: {
    subject: '{event}: 신청을 취소했어요',
    body: '{name} 님, 안녕하세요.\n\n{event} 신청이 취소됐어요. 더 하실 일은 없어요.\n\n신청 내용: {url}',
  },
});
export const CONSENT_ASKED = mailKind('application_consent.asked', 'decisions', {
  en: {
    subject: '{event}: please agree to a changed text',
    body: 'Hello {name},\n\nthe organizers of {event} changed what they ask you to agree to. Please read it, and say whether you agree. You keep your place or your turn in the meantime.\n\nRead what changed: {url}',
  },
  ko: {
    subject: '{event}: 바뀐 동의 내용을 확인해 주세요',
    body: '{name} 님, 안녕하세요.\n\n{event} 운영자가 동의받는 내용을 바꿨어요. 읽어 보고 동의하는지 알려 주세요. 그동안 자리나 순서는 그대로예요.\n\n바뀐 내용 보기: {url}',
  },
});
export const CONSENT_REMINDER = mailKind('application_consent.reminder', 'reminders', {
  en: {
    subject: '{event}: your answer to a changed text is missing',
    body: 'Hello {name},\n\nyou have not agreed yet to what {event} asks of everyone who takes part. Please read it, and say whether you agree.\n\nRead and answer: {url}',
  },
  ko: {
    subject: '{event}: 동의 여부를 아직 알려 주지 않으셨어요',
    body: '{name} 님, 안녕하세요.\n\n{event} 참가자 모두에게 묻는 내용에 아직 동의하지 않으셨어요. 읽어 보고 동의하는지 알려 주세요.\n\n읽고 답하기: {url}',
  },
});
export const INVITED_ORGANIZER = mailKind('event_invitation.organizer', 'invitations', {
  en: {
    subject: '{event}: {inviter} invites you to organize it together',
    body: 'Hello,\n\n{inviter} invites you to organize {event} together. Open the address, sign in or make an account with the address that this mail was sent to, and accept. It works once, until {expiresAt}.\n\n{url}\n\nIf you do not know what this is about, ignore this mail; nothing happens then.',
  },
  ko: {
    subject: '{event}: {inviter} 님이 공동 운영에 초대했어요',
    body: '안녕하세요.\n\n{inviter} 님이 {event} 행사를 함께 운영하자고 초대했어요. 아래 주소를 열고, 이 메일을 받은 주소로 로그인하거나 가입한 뒤 수락해 주세요. {expiresAt}까지 한 번만 쓸 수 있어요.\n\n{url}\n\n무슨 일인지 모르시겠다면 그냥 두세요. 아무 일도 일어나지 않아요.',
  },
});
export const INVITED_MENTOR = mailKind('event_invitation.mentor', 'invitations', {
  en: {
    subject: '{event}: {inviter} invites you to be a mentor',
    body: 'Hello,\n\n{inviter} invites you to be a mentor at {event}. Open the address, sign in or make an account with the address that this mail was sent to, and accept. It works once, until {expiresAt}.\n\n{url}\n\nIf you do not know what this is about, ignore this mail; nothing happens then.',
  },
  ko: {
    subject: '{event}: {inviter} 님이 멘토로 초대했어요',
    body: '안녕하세요.\n\n{inviter} 님이 {event}의 멘토로 초대했어요. 아래 주소를 열고, 이 메일을 받은 주소로 로그인하거나 가입한 뒤 수락해 주세요. {expiresAt}까지 한 번만 쓸 수 있어요.\n\n{url}\n\n무슨 일인지 모르시겠다면 그냥 두세요. 아무 일도 일어나지 않아요.',
  },
});
export const CO_HOST_ACCEPTED = mailKind('event_invitation.accepted', 'decisions', {
  en: {
    subject: '{event}: {person} organizes with you now',
    body: 'Hello {name},\n\n{person} accepted the invitation to {address} and organizes {event} with you from now on.\n\nIf that is not right, take the role back here: {url}',
  },
  ko: {
    subject: '{event}: {person} 님이 함께 운영해요',
    body: '{name} 님, 안녕하세요.\n\n{person} 님이 {address} 주소로 보낸 초대를 수락해서 이제 {event}의 운영자예요.\n\n잘못된 것이라면 여기에서 역할을 바꿔 주세요: {url}',
  },
});
