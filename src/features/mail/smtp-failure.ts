import type { MailFailure } from './mail.policy.js';

/** What nodemailer throws. */
interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

export interface Failure {
  failure: MailFailure;
  /** The server's words where they are about this message; null where they would tell of the installation only. */
  said: string | null;
}

/**
 * What an error of the SMTP dialogue means (RFC 5321, 4.2.1): 5yz for the recipient or the text is final, all else may
 * pass. A 5yz for the greeting, the sign-in or the sender is about this installation and would meet every message.
 */
export function smtpFailure(error: unknown): Failure {
  const { code = '', command = '', responseCode = 0, response = '' } = error as SmtpError;
  if (code === 'EENVELOPE' && responseCode === 0) return { failure: 'address_invalid', said: null };
  if ((code === 'EENVELOPE' && command !== 'MAIL FROM') || (code === 'EMESSAGE' && responseCode !== 0)) {
    const said = quoted(response);
    // 503: the session was in the wrong state, not the message.
    if (responseCode < 500 || responseCode === 503) return { failure: 'put_off', said };
    return { failure: command === 'RCPT TO' ? 'address_refused' : 'content_refused', said };
  }
  if (code === 'EMESSAGE') return { failure: 'content_refused', said: null };
  if (code === 'EENVELOPE') return { failure: responseCode < 500 ? 'put_off' : 'not_allowed', said: null };
  if (/^E(NO)?AUTH|^EOAUTH2$|^E(REQUIRE)?TLS$/.test(code)) return { failure: 'not_allowed', said: null };
  return { failure: 'unreachable', said: null };
}

/** One line without addresses of pages: a filter likes to quote the link that it did not like, and that may be a secret. */
function quoted(response: string): string | null {
  const line = response
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\b(?:https?:|www\.)\S+/gi, '…')
    .trim();
  return line === '' ? null : line.slice(0, 300);
}
