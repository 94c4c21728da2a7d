import type { ConsentView } from './auth.dto.js';

/** Key of this notice among the kinds of consent. */
export const CONSENT_KIND = 'personal-data';

/** A change of the text is a new version: who signs up later agrees to what they were shown. */
export const CONSENT_VERSION = '2026-11';

const EN = `What we keep: your name, e-mail address and language; your password as a hash that cannot be turned back; your roles and teams; the entries you hand in with their times and scores; and a record of what was done with your account, with the network address it came from.

Why: to let you sign in, to run the events that you join, to score and rank entries fairly, to protect accounts, and to be able to answer who did what. We do not sell your data and do not use it for advertising. Other members of an event see your name and role; your e-mail address is seen by its organizers, and by the administrators of this installation, who manage accounts.

How long: as long as you have an account. After an event, its results and its record stay so that they can be checked. Sessions end after 14 days, and access tokens when they expire or when you revoke them.

Your rights: you may see and correct your data on your account page. Ask the organizers or the administrator of this installation for a copy, for deletion or for processing to be restricted, or to withdraw this consent; what was done until then stays lawful, and results that others rely on may be kept without your name. You may also complain to the authority for data protection where you live.

You need not agree, but without these data there can be no account.`;

const KO = `무엇을 보관하나요: 이름, 이메일, 사용 언어, 되돌릴 수 없게 암호화한 비밀번호, 역할과 팀, 제출한 결과와 그 시각·점수, 그리고 계정으로 한 작업의 기록과 접속한 네트워크 주소를 보관해요.

왜 필요한가요: 로그인, 참가한 행사의 운영, 공정한 채점과 순위, 계정 보호, 그리고 누가 무엇을 했는지 확인하기 위해서예요. 개인정보를 팔거나 광고에 쓰지 않아요. 같은 행사의 참가자에게는 이름과 역할만 보이고, 이메일은 그 행사의 운영자와, 계정을 관리하는 플랫폼 관리자만 볼 수 있어요.

얼마나 보관하나요: 계정이 있는 동안 보관해요. 행사가 끝난 뒤에도 결과와 작업 기록은 검증할 수 있도록 남겨요. 로그인은 14일 뒤에 끝나고, 액세스 토큰은 기한이 지나거나 폐기하면 더 이상 쓸 수 없어요.

어떤 권리가 있나요: 계정 페이지에서 내 정보를 보고 고칠 수 있어요. 사본 제공, 삭제, 처리 제한, 동의 철회는 행사 운영자나 플랫폼 관리자에게 요청해 주세요. 철회하기 전의 처리는 그대로 유효하고, 다른 사람이 근거로 삼는 결과는 이름 없이 남을 수 있어요. 개인정보보호위원회 등 감독기관에 신고할 수도 있어요.

동의하지 않을 수 있지만, 이 정보 없이는 계정을 만들 수 없어요.`;

export const currentConsent = (): ConsentView => ({ version: CONSENT_VERSION, text: { ko: KO, en: EN } });
