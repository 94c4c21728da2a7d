/** A text in the form in which two spellings of the same thing are equal: `Seoul  Hospital`, `seoul hospital`. */
export const comparable = (text: string): string =>
  text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
