import { randomInt } from 'node:crypto';

/** Crockford's base 32: digits and letters that are not mistaken for one another (https://www.crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
const TYPED = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

const inGroups = (code: string): string => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;

/** A code that can be read out and typed: 50 random bits in two groups. */
export const newTypedCode = (): string =>
  inGroups(Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''));

/** The code that somebody means who typed this; null: it is none, whatever letters are taken for which digits. */
export function typedCode(given: string): string | null {
  const plain = given
    .normalize('NFKC')
    .replace(/[\s\p{Dash_Punctuation}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return TYPED.test(plain) ? inGroups(plain) : null;
}
