import { describe, expect, test } from '@jest/globals';
import { UPLOADS_AT_ONCE, UploadTurns } from './upload-turns.js';

/** Work that ends when the test says so. */
function held() {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { done, end };
}

describe('uploads of one team', () => {
  test('are refused beyond the limit, until one of them has ended, and leave other teams alone', async () => {
    const turns = new UploadTurns();
    const gate = held();
    const first = turns.limited('a', () => gate.done);
    const second = held();
    const others = Array.from({ length: UPLOADS_AT_ONCE - 1 }, () => turns.limited('a', () => second.done));
    await expect(turns.limited('a', async () => 'in')).rejects.toMatchObject({
      kind: { code: 'TOO_MANY_UPLOADS', status: 429 },
    });
    expect(await turns.limited('b', async () => 'in')).toBe('in');
    gate.end();
    await first;
    expect(await turns.limited('a', async () => 'in')).toBe('in');
    second.end();
    await Promise.all(others);
  });

  test('give their place back when they fail', async () => {
    const turns = new UploadTurns();
    for (let k = 0; k < 2 * UPLOADS_AT_ONCE; k++) {
      await expect(turns.limited('a', () => Promise.reject(new Error('bad file')))).rejects.toThrow(
        'bad file',
      );
    }
    expect(await turns.limited('a', async () => 'in')).toBe('in');
  });
});

describe('checks of one team', () => {
  test('go one after another, in order, also after one that failed; other teams do not wait', async () => {
    const turns = new UploadTurns();
    const seen: string[] = [];
    const gate = held();
    const first = turns.inTurn('a', async () => {
      seen.push('a1');
      await gate.done;
      throw new Error('bad file');
    });
    const second = turns.inTurn('a', async () => seen.push('a2'));
    await turns.inTurn('b', async () => seen.push('b'));
    expect(seen).toEqual(['a1', 'b']);
    gate.end();
    await expect(first).rejects.toThrow('bad file');
    await second;
    expect(seen).toEqual(['a1', 'b', 'a2']);
  });
});
