import { Secret, TOTP } from 'otpauth';
import { PASSWORD, type Person } from './client.js';
import { expectStatus } from './event.js';

/** What an authenticator app shows for that secret, `steps` of thirty seconds from now. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** Waits where the app is about to show another code: what is read now is still right when it arrives. */
export async function steady(): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 8_000) await new Promise((resolve) => setTimeout(resolve, left + 100));
}

/** Six digits that the app shows neither now nor about now. */
export function wrongCode(secret: string): string {
  const right = [-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((one) => !right.includes(one))!;
}

/**
 * Turns the second factor on. The code that confirms is the one of half a minute ago, so that the present one and the
 * next are left for the test: each works once.
 */
export async function enrol(
  person: Person,
  password: string | undefined = PASSWORD,
): Promise<{ secret: string; codes: string[] }> {
  await steady();
  const { secret } = expectStatus(await person.post('me/second-factor', { password }), 201).body;
  const { codes } = expectStatus(
    await person.post('me/second-factor/confirm', { code: codeOf(secret, -1) }),
    200,
  ).body;
  return { secret, codes };
}
