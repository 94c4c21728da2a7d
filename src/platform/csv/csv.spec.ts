import { describe, expect, test } from '@jest/globals';
import { csvForSpreadsheets, csvOf } from './csv.js';

describe('CSV', () => {
  test('quotes what needs it', () => {
    expect(csvOf([['a', 'b "c"', 'd,e', 'f\ng', 1.5]])).toBe('a,"b ""c""","d,e","f\ng",1.5\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '\n=1', '  =1', '＝1', '＋1', '－1', '＠x'])(
    'keeps %j a text',
    (value) => {
      expect(csvOf([[value]]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  test('leaves numbers and names alone', () => {
    expect(csvOf([[-3, '김하늘', "O'Neill", 'a=b']])).toBe("-3,김하늘,O'Neill,a=b\r\n");
  });

  test('says to Excel that it is UTF-8', () => {
    expect(csvForSpreadsheets([['x']])).toBe('\ufeffx\r\n');
  });
});
