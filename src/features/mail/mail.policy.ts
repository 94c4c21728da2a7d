/** Why a message did not go out, for people and for the decision what to do next. */
export const MAIL_FAILURES = [
  /** The receiving side knows no such address, or does not want it. */
  'address_refused',
  /** The address cannot be written to at all. */
  'address_invalid',
  /** The message itself is not wanted. */
  'content_refused',
  /** The server said "not now". */
  'put_off',
  /** No server, or one that broke off or fell silent. */
  'unreachable',
  /** The server does not let this installation send: sign-in, sender or encryption. */
  'not_allowed',
  /** Workers died again and again while sending it. */
  'worker_lost',
] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];

export const FAILURES_FOR_GOOD: readonly MailFailure[] = [
  'address_refused',
  'address_invalid',
  'content_refused',
];
const THE_SERVERS_OWN: readonly MailFailure[] = ['unreachable', 'not_allowed'];

/** Another try would get the same answer. */
export const isForGood = (failure: MailFailure): boolean => FAILURES_FOR_GOOD.includes(failure);

/** Nothing to do with this message: the next one would fare the same. */
export const isTheServers = (failure: MailFailure): boolean => THE_SERVERS_OWN.includes(failure);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After each try that came to nothing, in milliseconds; about 16 hours in all, then an organizer is asked. */
const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
];
export const MAX_ATTEMPTS = PAUSES.length + 1;

/** @param attempts made so far. @returns the pause before the next; null: there is none */
export function retryPause(attempts: number, failure: MailFailure): number | null {
  return isForGood(failure) ? null : (PAUSES[attempts - 1] ?? null);
}

/** How long a worker leaves a server alone that is away, in milliseconds: 1 s, 2 s, 4 s … 30 s. */
export const serverPause = (failures: number): number => Math.min(30_000, 1_000 * 2 ** (failures - 1));
