/**
 * An answer as SQuAD compares it (Rajpurkar et al., EMNLP 2016, evaluate-v1.1.py): in lower case, without ASCII
 * punctuation and English articles, one space between words. `7,35` becomes `735`, and `é` stays `é`.
 */
export function normalise(answer: string): string {
  return answer
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '')
    .replace(/(?<![\p{L}\p{N}_])(a|an|the)(?![\p{L}\p{N}_])/gu, ' ') // \b of JavaScript knows only ASCII letters
    .trim()
    .replace(/\s+/gu, ' ');
}

/** Its words. */
export function words(answer: string): string[] {
  const normalised = normalise(answer);
  return normalised === '' ? [] : normalised.split(' ');
}

/**
 * Its characters as KorQuAD 1.0 compares them (Lim, Kim & Lee, arXiv 1909.07005): Korean puts particles onto words, so
 * characters are compared instead. Lower case, without ASCII punctuation, Korean brackets, quotation marks and spaces;
 * articles stay. Syllables are composed (NFC), so that one is one character.
 */
export function characters(answer: string): string[] {
  return [
    ...answer
      .normalize('NFC')
      .toLowerCase()
      .replace(/[!-/:-@[-`{-~《》〈〉‘’\s]/gu, ''),
  ];
}
