import type { Language } from '../../platform/i18n/language.js';
import type { MailStatus } from './mail.entity.js';
import type { KeptMail, KeptMailPage } from './mailbox.dto.js';

const WORDS = {
  en: {
    title: 'Mails of this machine',
    lead: 'Nothing is sent in development. What would have been lies here, newest first, and only a browser on this machine can see it.',
    to: 'To',
    find: 'Whose mails?',
    show: 'Show',
    all: 'Show all',
    when: 'When',
    subject: 'Subject',
    state: 'State',
    kind: 'Kind',
    none: 'No mail yet. Sign up, or ask for a new password, and it is here in a moment.',
    noneFor: 'There is no mail to this address.',
    more: 'Older mails',
    back: 'All mails',
    html: 'As a mail program shows it',
    planned: 'Not before',
    home: 'To the platform',
  },
  ko: {
    title: '이 컴퓨터의 메일',
    lead: '개발 환경에서는 메일을 보내지 않아요. 보냈을 메일을 여기에 새것부터 모아 두고, 이 컴퓨터의 브라우저에서만 볼 수 있어요.',
    to: '받는 사람',
    find: '누구의 메일을 볼까요?',
    show: '보기',
    all: '모두 보기',
    when: '시각',
    subject: '제목',
    state: '상태',
    kind: '종류',
    none: '아직 메일이 없어요. 가입하거나 비밀번호 재설정을 요청하면 곧 나타나요.',
    noneFor: '이 주소로 온 메일이 없어요.',
    more: '이전 메일',
    back: '모든 메일',
    html: '메일 앱에서 보이는 모습',
    planned: '예약 시각',
    home: '플랫폼으로',
  },
};

const STATES: Record<Language, Record<MailStatus, string>> = {
  en: {
    waiting: 'waits',
    sending: 'on its way',
    sent: 'kept',
    failed: 'failed',
    skipped: 'not wanted',
    cancelled: 'cancelled',
  },
  ko: {
    waiting: '대기',
    sending: '처리 중',
    sent: '보관됨',
    failed: '실패',
    skipped: '수신 거부',
    cancelled: '취소됨',
  },
};

/** The development mailbox as plain pages: no script, no build, nothing but what a browser knows. */
export function mailboxPage({ items, nextCursor }: KeptMailPage, to: string, language: Language): string {
  const words = WORDS[language];
  const more = `?${new URLSearchParams({ ...(to ? { to } : {}), cursor: nextCursor ?? '' })}`;
  const rows = items.map(
    (mail) => `<tr>
<td>${moment(mail.createdAt, language)}</td>
<td><a href="?${new URLSearchParams({ to: mail.address })}">${escaped(mail.address)}</a></td>
<th scope="row"><a href="/mails/${mail.id}" lang="${mail.language}">${escaped(mail.subject)}</a></th>
<td>${STATES[language][mail.status]}</td>
</tr>`,
  );
  const table = `<table><thead><tr><th scope="col">${words.when}</th><th scope="col">${words.to}</th>
<th scope="col">${words.subject}</th><th scope="col">${words.state}</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return document(
    language,
    words.title,
    `<p><a href="/">${words.home}</a></p>
<h1>${words.title}</h1>
<p>${words.lead}</p>
<form><label for="to">${words.find}</label>
<input id="to" name="to" type="email" value="${escaped(to)}"> <button>${words.show}</button>
${to ? `<a href="/mails">${words.all}</a>` : ''}</form>
${rows.length > 0 ? table : `<p>${to ? words.noneFor : words.none}</p>`}
${nextCursor ? `<p><a href="${escaped(more)}">${words.more}</a></p>` : ''}`,
  );
}

/** @param text as it would have been sent */
export function mailPage(mail: KeptMail, text: string, language: Language): string {
  const words = WORDS[language];
  const facts = [
    [words.to, escaped(mail.address)],
    [words.when, moment(mail.createdAt, language)],
    ...(mail.notBefore ? [[words.planned, moment(mail.notBefore, language)]] : []),
    [words.state, STATES[language][mail.status]],
    [words.kind, `<code>${escaped(mail.kind)}</code>`],
  ];
  return document(
    language,
    mail.subject,
    `<p><a href="/mails">${words.back}</a></p>
<h1 lang="${mail.language}">${escaped(mail.subject)}</h1>
<dl>${facts.map(([term, value]) => `<dt>${term}</dt><dd>${value}</dd>`).join('')}</dl>
<pre lang="${mail.language}">${linked(text, [mail.url, mail.unsubscribeUrl])}</pre>
<p><a href="/mails/${mail.id}/html">${words.html}</a></p>`,
  );
}

function linked(text: string, urls: (string | null)[]): string {
  return urls
    .filter((url): url is string => url !== null)
    .map(escaped)
    .reduce((html, url) => html.split(url).join(`<a href="${url}">${url}</a>`), escaped(text));
}

function moment(at: Date, language: Language): string {
  const shown = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(at);
  return `<time datetime="${at.toISOString()}">${shown}</time>`;
}

function document(language: Language, title: string, main: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/favicon.svg">
<style>
:root{color-scheme:light dark;--line:#8888;--link:#0a5f73}
@media(prefers-color-scheme:dark){:root{--link:#67c5d6}}
body{font:16px/1.6 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem 1rem;word-break:keep-all;overflow-wrap:anywhere}
a{color:var(--link)}h1{font-size:1.5rem;line-height:1.3}
table{border-collapse:collapse;width:100%}th,td{border-top:1px solid var(--line);padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top;font-weight:400}
thead th{font-weight:600;border-top:0}tbody th{font-weight:600}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:1.5rem 0}
input,button{font:inherit;min-height:2.75rem;padding:.25rem .75rem;box-sizing:border-box;max-width:100%}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}dt{opacity:.75}dd{margin:0}
pre{font:inherit;white-space:pre-wrap;border:1px solid var(--line);border-radius:.375rem;padding:1rem}
@media(max-width:40rem){thead{position:absolute;clip-path:inset(50%)}tr{display:grid;border-top:1px solid var(--line);padding:.5rem 0}
th,td{border:0;padding:.1rem 0}tbody th{order:-1}}
</style></head><body><main>${main}</main></body></html>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
