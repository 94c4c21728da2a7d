import { describe, expect, test } from '@jest/globals';
import type { MailKind } from './mail-kind.js';
import { renderMail } from './mail-message.js';
import { mailText } from './mail-text.js';

const kind = (subject: string, body: string): MailKind => ({
  name: 'test.written',
  category: 'decisions',
  texts: { en: { subject, body }, ko: { subject: `가 ${subject}`, body: `가 ${body}` } },
});

describe('the text of a message', () => {
  test('has parameters in the reader’s language and instants in the event’s zone', () => {
    const params = {
      event: { ko: '서울', en: 'Seoul' },
      at: new Date('2026-11-20T00:30:00Z'),
      timeZone: 'Asia/Seoul',
    };
    const text = (language: 'ko' | 'en') => mailText(kind('{event}', '{at}'), params, null, language);
    expect(text('en').subject).toBe('Seoul');
    expect(text('en').body).toMatch(/^Fri,? 20 Nov, 09:30 GMT\+9$/);
    expect(text('ko').subject).toBe('가 서울');
    expect(text('ko').body).toContain('09:30');
  });

  test('keeps a subject one line, whatever people are called', () => {
    const params = { name: 'Eve\r\nBcc: victim@example.org\u2028\u202Egro.elpmaxe' };
    expect(mailText(kind('Hello {name}', 'x'), params, null, 'en').subject).toBe(
      'Hello Eve Bcc: victim@example.org gro.elpmaxe',
    );
    const long = mailText(kind('{name}', 'x'), { name: '🎉'.repeat(500) }, null, 'en').subject;
    expect([...long]).toHaveLength(200);
    expect(long).not.toMatch(/\p{Cs}/u);
  });

  test('leaves no hole where a parameter is empty, and no parameter in a parameter', () => {
    const params = { message: '', name: '{secret}', secret: 'no' };
    expect(mailText(kind('s', 'A\n\n{message}\n\n{name}'), params, null, 'en').body).toBe('A\n\n{secret}');
  });

  test('names the page by its full address', () => {
    const { body } = mailText(kind('s', 'See {url}'), { url: '/x' }, 'https://d.test/x', 'en');
    expect(body).toBe('See https://d.test/x');
  });
});

describe('a rendered message', () => {
  const content = {
    category: 'decisions' as const,
    language: 'en' as const,
    subject: '<i>"s" & t</i>',
    body: '',
    url: 'https://d.test/p?a=1&b="<',
    unsubscribeUrl: null,
  };
  const place = new URL('https://d.test');
  const html = (body: string, more: object = {}) =>
    renderMail({ ...content, body, ...more } as never, place).html;

  test('escapes what people wrote', () => {
    const page = html('<script>alert(1)</script> <a href="javascript:x">');
    expect(page).not.toMatch(/<script|<i>|javascript:x"/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('<title>&lt;i&gt;&quot;s&quot; &amp; t&lt;/i&gt;</title>');
  });

  test('links the page alone: as a button on its own line, as a link within one', () => {
    const attribute = 'href="https://d.test/p?a=1&amp;b=&quot;&lt;"';
    expect(html(`Go\n\n${content.url}\n\nBye`).split(attribute)).toHaveLength(3);
    expect(html(`Go to ${content.url} now`).split(attribute)).toHaveLength(2);
    expect(html('https://evil.example', { url: null })).not.toContain('href');
  });

  test('says what can be chosen, and in security mails that nothing can', () => {
    const unsubscribeUrl = 'https://d.test/unsubscribe/t';
    const { text } = renderMail({ ...content, body: 'b', unsubscribeUrl }, place);
    expect(text).toBe(
      'b\n\n-- \nSent by Datathon, d.test\nChoose what you are written about: https://d.test/account#mails\n' +
        'No more mails of this kind: https://d.test/unsubscribe/t\n',
    );
    const secure = renderMail({ ...content, category: 'security', body: 'b' }, place).text;
    expect(secure).toContain('always sent');
    expect(secure).not.toContain('account#mails');
  });
});
