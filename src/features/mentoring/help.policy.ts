export const URGENCIES = ['low', 'normal', 'now'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const HELP_STATUSES = ['open', 'taken', 'resolved', 'withdrawn'] as const;
export type HelpStatus = (typeof HELP_STATUSES)[number];

/** Minutes after which a team has waited too long. */
export const PATIENCE: Record<Urgency, number> = { now: 5, normal: 15, low: 45 };

interface Asked {
  status: HelpStatus;
  urgency: Urgency;
  createdAt: Date;
  answeredAt: Date | null;
}

/** Whether a mentor should have come by now. */
export const isOverdue = ({ status, urgency, createdAt }: Asked, now: Date): boolean =>
  status === 'open' && now.getTime() - createdAt.getTime() > PATIENCE[urgency] * 60_000;

/** Seconds until a mentor first took it; of one that nobody took yet, the seconds so far. */
export function waitedSeconds({ createdAt, answeredAt }: Asked, end: Date): number {
  return Math.max(0, Math.round(((answeredAt ?? end).getTime() - createdAt.getTime()) / 1000));
}

/** Tags are compared without regard to case, width of letters, spaces and signs. */
const keyOf = (tag: string): string =>
  tag
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]/gu, '');

/** Those of the mentor's tags that are among what is needed, in the mentor's words. */
export function matchingTags(expertise: readonly string[], needed: readonly string[]): string[] {
  const keys = new Set(needed.map(keyOf));
  return expertise.filter((tag) => keys.has(keyOf(tag)));
}

/** As matchingTags, where the need is also said in a text, such as a team's description. */
export function tagsSpokenOf(expertise: readonly string[], text: string): string[] {
  const words = ` ${text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')} `;
  return expertise.filter((tag) => {
    const spoken = tag.normalize('NFKC').toLowerCase().trim();
    if (spoken.length < 2) return false;
    // Korean words carry their particles behind them; in Latin letters "ml" must not be found in "html".
    return /^[\x20-\x7e]+$/.test(spoken)
      ? new RegExp(`(?<![a-z0-9])${spoken.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z0-9])`).test(words)
      : words.includes(spoken);
  });
}

/** The order in which mentors see requests: what fits them, what is urgent, who waits longest. */
export function inMentorsOrder<
  Row extends { matches: boolean; urgency: Urgency; createdAt: Date; id: string },
>(rows: readonly Row[]): Row[] {
  const rank = (row: Row) => URGENCIES.indexOf(row.urgency);
  return [...rows].sort(
    (a, b) =>
      Number(b.matches) - Number(a.matches) ||
      rank(b) - rank(a) ||
      a.createdAt.getTime() - b.createdAt.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
}
