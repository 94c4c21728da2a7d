import { newTypedCode, typedCode } from './typed-code.js';

test('a code is read however it is typed', () => {
  for (const given of ['0K1Q3-X9DTB', ' ok lq3 x9dtb ', 'oKiQ3–x9dtb', '０Ｋ１Ｑ３-Ｘ９ＤＴＢ'])
    expect(typedCode(given)).toBe('0K1Q3-X9DTB');
});

test('what is no code stays none', () => {
  for (const given of ['', 'x', '0K1Q3-X9DT', '0K1Q3-X9DTBB', '0K1Q3-X9DTU', 'a'.repeat(22)])
    expect(typedCode(given)).toBeNull();
});

test('new codes are read as themselves', () => {
  const codes = Array.from({ length: 200 }, newTypedCode);
  for (const code of codes) expect(typedCode(code)).toBe(code);
  expect(new Set(codes).size).toBe(200);
});
