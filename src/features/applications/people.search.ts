/** Whether account `a` has a text in its name, affiliation or address. Names are stored composed, and so is what is asked for. */
export const FOUND = (parameter: string): string =>
  `position(${parameter}::text IN lower(a.name || E'\\n' || a.affiliation || E'\\n' || a.email)) > 0`;

/** What to look for; null: everybody. */
export const wanted = (q: string | undefined): string | null => q?.normalize('NFC').toLowerCase() || null;
