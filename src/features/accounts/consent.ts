import type { ConsentView } from './auth.dto.js';

/** Key of this notice among the kinds of consent. */
export const CONSENT_KIND = 'personal-data';

/** A change of the text is a new version: whoever agreed to an older one is asked again. */
export const CONSENT_VERSION = '2026-12';

const EN = `What we keep: your name, e-mail address and language; what you write in your profile (background, affiliation, skills, languages); your password as a hash that cannot be turned back, and how else you sign in; your applications with answers and files; your roles and teams; what you write on notice boards, in requests for help, proposals and wishes for teams; notes that mentors make on your team; the entries you hand in with their times and scores; the mails sent to you; and a record of what was done with your account, with the network address it came from.

Why: to let you sign in, to run the events that you join, to form teams and give them mentors, to score and rank entries fairly, to protect accounts, and to be able to answer who did what. We do not sell your data and do not use it for advertising.

Who sees it: members of your events see your name, role, background, skills and languages, and your affiliation where conflicts of interest are avoided. Organizers of an event see your e-mail address and your application to it. Your team's mentors see your team's page. Administrators of this installation manage accounts and see your e-mail address.

How long: as long as you have an account. After an event, its results and its record stay so that they can be checked. Sessions end after 14 days, and access tokens when they expire or when you revoke them.

Your rights: on your account page you may see, correct and download your data, choose which mails you get, and delete your account: then what says who you were is erased, and results that others rely on stay without your name. Ask the organizers or the administrator of this installation for processing to be restricted. What was done until you withdraw stays lawful. You may also complain to the authority for data protection where you live.

You need not agree, but without these data there can be no account.`;

const KO = `무엇을 보관하나요: 이름, 이메일, 사용 언어, 프로필에 적은 내용(직군, 소속, 기술, 언어), 되돌릴 수 없게 암호화한 비밀번호와 다른 로그인 수단, 참가 신청서의 답변과 파일, 역할과 팀, 게시판·도움 요청·문제 제안·팀 희망에 적은 내용, 멘토가 팀에 대해 남긴 메모, 제출한 결과와 그 시각·점수, 보낸 메일, 그리고 계정으로 한 작업의 기록과 접속한 네트워크 주소를 보관해요.

왜 필요한가요: 로그인, 참가한 행사의 운영, 팀 구성과 멘토 배정, 공정한 채점과 순위, 계정 보호, 그리고 누가 무엇을 했는지 확인하기 위해서예요. 개인정보를 팔거나 광고에 쓰지 않아요.

누가 보나요: 같은 행사의 구성원은 이름, 역할, 직군, 기술, 언어를, 이해 상충을 피해야 하는 곳에서는 소속도 볼 수 있어요. 행사 운영자는 이메일과 그 행사의 참가 신청서를 봐요. 우리 팀의 멘토는 팀 페이지를 봐요. 플랫폼 관리자는 계정을 관리하며 이메일을 볼 수 있어요.

얼마나 보관하나요: 계정이 있는 동안 보관해요. 행사가 끝난 뒤에도 결과와 작업 기록은 검증할 수 있도록 남겨요. 로그인은 14일 뒤에 끝나고, 액세스 토큰은 기한이 지나거나 폐기하면 더 이상 쓸 수 없어요.

어떤 권리가 있나요: 계정 페이지에서 내 정보를 보고, 고치고, 내려받고, 받을 메일을 고르고, 계정을 삭제할 수 있어요. 삭제하면 누구였는지 알 수 있는 정보는 지워지고, 다른 사람이 근거로 삼는 결과는 이름 없이 남아요. 처리 제한은 행사 운영자나 플랫폼 관리자에게 요청해 주세요. 철회하기 전의 처리는 그대로 유효해요. 개인정보보호위원회 등 감독기관에 신고할 수도 있어요.

동의하지 않을 수 있지만, 이 정보 없이는 계정을 만들 수 없어요.`;

export const currentConsent = (): ConsentView => ({ version: CONSENT_VERSION, text: { ko: KO, en: EN } });
