import type { Answers, Offer } from './application-queries.js';

/** Where in this tab stands what the platform could not take. Not in the browser for good: wards share computers. */
export const unsavedKey = (slug: string, role: string, accountId: string): string =>
  `unsaved-application ${slug} ${role} ${accountId}`;

export function readUnsaved(key: string): { answers?: Answers; offer?: Offer } | null {
  const kept = sessionStorage.getItem(key);
  return kept === null ? null : JSON.parse(kept);
}
