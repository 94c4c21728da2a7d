import type { Stack } from './stack.js';

export interface KeptMail {
  kind: string;
  subject: string;
  body: string;
  url: string;
  /** The secret behind the `#` of its address. */
  token: string;
}

/** What was written to an address, newest first. For stacks without workers, where mails stay as they were written. */
export async function mailsTo(stack: Stack, address: string, kind: string): Promise<KeptMail[]> {
  const rows = await stack.query<Omit<KeptMail, 'token'>>(
    'SELECT kind, subject, body, url FROM mail WHERE address = $1 AND kind = $2 ORDER BY created_at DESC',
    [address, kind],
  );
  return rows.map((row) => ({ ...row, token: row.url.split('#')[1] ?? '' }));
}

/** The newest of a kind, which is waited for: some are written after the answer. */
export async function newestMail(stack: Stack, address: string, kind: string, nth = 1): Promise<KeptMail> {
  for (const until = Date.now() + 15_000; Date.now() < until; ) {
    const mails = await mailsTo(stack, address, kind);
    if (mails[0] && mails.length >= nth) return mails[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no ${kind} to ${address}`);
}
