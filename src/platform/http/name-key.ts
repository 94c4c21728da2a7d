/**
 * Letters of other scripts, and signs, that are drawn like small Latin letters or like each other: a small part of the
 * Unicode table of confusables (https://www.unicode.org/reports/tr39/), the part that fonts of a page draw alike.
 * Capitals need no line of their own where their small letter has one: the key is made of small letters.
 */
const ALIKE: Record<string, string> = Object.fromEntries(
  [
    // Cyrillic
    ...pairs('аaвbгrеeзeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwһhӏlьbүyґr'),
    // Greek
    ...pairs('αaβbγyδdεeζzηnιiκkμuνvοoρpτtυuχxωwϲcϳj'),
    // Armenian, and letters that are Latin but drawn alike
    ...pairs("օoսuոnհhցgɑaɡgɩiıiɪiʏyʋvꞌ'"),
    // Digits and signs
    ...pairs("0o1l|l!lǀlιl‖l×x∙·•·。.․.‚,¸,´'`'‘'’'ʹ'ʼ'′'“\"”\"″\"„\"ー-一-−-"),
    // In many fonts a capital i, a small L and the digit one are one stroke.
    ...pairs('il'),
  ].map(([from, to]) => [from, to === 'i' ? 'l' : to]),
);

function pairs(text: string): [string, string][] {
  const letters = [...text];
  return Array.from({ length: letters.length / 2 }, (_, k) => [
    letters[2 * k] as string,
    letters[2 * k + 1] as string,
  ]);
}

/**
 * Under what a name is compared where names must differ to the eye, such as those of teams in one event. Two names with the
 * same key look alike: composed or not, wide or narrow, large or small letters, with or without invisible characters,
 * Cyrillic or Latin. The key is for comparing only and is shown to nobody. It may call two names alike that a careful
 * reader could tell apart (`Team 1` and `Team I`): a refused name is chosen anew, a mistaken one costs more.
 */
export function nameKey(text: string): string {
  const folded = [...text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().normalize('NFKC')];
  return folded
    .map((letter) => ALIKE[letter] ?? letter)
    .join('')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[\p{Z}\s]+/gu, ' ')
    .trim()
    .normalize('NFC');
}
