import type { Language } from '../../platform/i18n/language.js';
import type { MailCategory } from './mail-kind.js';

/** What a message is made of. */
export interface MailContent {
  category: MailCategory;
  language: Language;
  subject: string;
  body: string;
  url: string | null;
  unsubscribeUrl: string | null;
}

/** A message as people read it, plain and with a button; both say the same. */
export interface RenderedMail {
  text: string;
  html: string;
}

const WORDS = {
  en: {
    open: 'Open the page',
    copy: 'If the button does not work, copy this address into your browser:',
    sentBy: (place: string) => `Sent by Datathon, ${place}`,
    always: 'Messages about the safety of your account are always sent.',
    choose: 'Choose what you are written about:',
    stop: 'No more mails of this kind:',
  },
  ko: {
    open: '페이지 열기',
    copy: '버튼이 열리지 않으면 이 주소를 브라우저에 붙여 넣어 주세요.',
    sentBy: (place: string) => `Datathon에서 보냈어요. ${place}`,
    always: '계정 보안에 관한 메일은 항상 보내 드려요.',
    choose: '받을 메일 고르기:',
    stop: '이런 메일 그만 받기:',
  },
};

/** @param place address of the installation. */
export function renderMail(mail: MailContent, place: URL): RenderedMail {
  return { text: plain(mail, place), html: page(mail, place) };
}

interface Footer {
  text: string;
  links: { label: string; url: string }[];
}

function footer(mail: MailContent, place: URL): Footer {
  const words = WORDS[mail.language];
  const sentBy = words.sentBy(place.host);
  if (mail.category === 'security') return { text: `${sentBy}\n${words.always}`, links: [] };
  if (mail.unsubscribeUrl === null) return { text: sentBy, links: [] };
  return {
    text: sentBy,
    links: [
      { label: words.choose, url: new URL('/account#mails', place).href },
      { label: words.stop, url: mail.unsubscribeUrl },
    ],
  };
}

function plain(mail: MailContent, place: URL): string {
  const { text, links } = footer(mail, place);
  const lines = [text, ...links.map(({ label, url }) => `${label} ${url}`)];
  // "-- " on a line of its own: what follows is no part of the message (RFC 3676, 4.3).
  return `${mail.body}\n\n-- \n${lines.join('\n')}\n`;
}

/*
 * HTML as mail programs understand it: styles stand with their elements, nothing is loaded from anywhere, and it reads
 * in order without any style. The colours are those of the page.
 */
function page(mail: MailContent, place: URL): string {
  const { text, links } = footer(mail, place);
  const foot = [
    escaped(text).replaceAll('\n', '<br>'),
    ...links.map(({ label, url }) => link(url, label.replace(/:$/, ''))),
  ];
  return `<!doctype html>
<html lang="${mail.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(mail.subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font:16px/1.6 system-ui,-apple-system,'Apple SD Gothic Neo','Malgun Gothic',sans-serif;word-break:keep-all;overflow-wrap:anywhere">
<div style="max-width:36em;margin:0 auto">
${mail.body
  .split(/\n{2,}/)
  .map((paragraph) => paragraphHtml(paragraph, mail))
  .join('\n')}
<hr style="margin:32px 0 16px;border:0;border-top:1px solid #b5bfc6">
<p style="margin:0;font-size:13px">${foot.join('<br>')}</p>
</div>
</body>
</html>
`;
}

/** A line that is nothing but the page's address becomes a button; within a line it becomes a link. Other addresses stay text. */
function paragraphHtml(paragraph: string, { url, language }: MailContent): string {
  const blocks: string[] = [];
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) blocks.push(`<p style="margin:0 0 16px">${lines.join('<br>')}</p>`);
    lines = [];
  };
  for (const line of paragraph.split('\n')) {
    if (url !== null && line.trim() === url) {
      flush();
      blocks.push(button(url, language));
    } else {
      lines.push(
        line
          .split(url ?? '\n')
          .map(escaped)
          .join(url === null ? '' : link(url)),
      );
    }
  }
  flush();
  return blocks.join('\n');
}

function button(url: string, language: Language): string {
  const { open, copy } = WORDS[language];
  return `<p style="margin:24px 0 8px"><a href="${escaped(url)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#0a5f73;color:#ffffff;font-weight:600;text-decoration:none">${open}</a></p>
<p style="margin:0 0 24px;font-size:13px">${copy}<br>${link(url)}</p>`;
}

const link = (url: string, text = url): string => `<a href="${escaped(url)}">${escaped(text)}</a>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
