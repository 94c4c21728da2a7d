import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let person: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  person = await signUp(stack, 'Profile');
});
afterAll(() => stack?.stop());

const PROFILE = {
  background: 'clinician',
  affiliation: '서울대학교병원 중환자의학과',
  skills: ['critical care', 'Python', '생존 분석'],
  languages: ['ko', 'en'],
};

describe('a profile', () => {
  test('is written, read, and taken back field by field', async () => {
    const saved = await person.patch('me', PROFILE);
    expect([saved.status, saved.body]).toEqual([200, expect.objectContaining(PROFILE)]);
    expect((await person.get('me')).body).toMatchObject({ ...PROFILE, name: 'Profile' });
    const less = await person.patch('me', { background: null, skills: [], affiliation: '' });
    expect(less.body).toMatchObject({
      background: null,
      skills: [],
      affiliation: '',
      languages: ['ko', 'en'],
    });
    await person.patch('me', PROFILE);
  });

  test('composes what a keyboard left apart, and trims it', async () => {
    const { body } = await person.patch('me', {
      affiliation: `  ${'서울대학교병원'.normalize('NFD')}  `,
      skills: [' deep   learning '],
    });
    expect(body).toMatchObject({ affiliation: '서울대학교병원', skills: ['deep learning'] });
    await person.patch('me', PROFILE);
  });

  test('changes nothing when one field is wrong', async () => {
    for (const [path, wrong] of [
      ['background', { background: 'wizard' }],
      ['affiliation', { affiliation: 'x'.repeat(201) }],
      ['affiliation', { affiliation: 'x'.repeat(10_000) }],
      ['affiliation', { affiliation: 'turned\u202earound' }],
      ['skills', { skills: Array.from({ length: 21 }, (_, k) => `skill ${k + 100}`) }],
      ['skills', { skills: ['x'.repeat(41)] }],
      ['skills', { skills: [''] }],
      ['skills', { skills: ['Python', 'PYTHON'] }],
      ['skills', { skills: ['Python', 'Pythоn'] }],
      ['skills', { skills: ['no\u200bwidth'] }],
      ['skills', { skills: 'Python' }],
      ['skills', { skills: [1] }],
      ['languages', { languages: ['korean'] }],
      ['languages', { languages: ['KO'] }],
      ['languages', { languages: ['ko', 'ko'] }],
      ['languages', { languages: ['constructor'] }],
    ] as const) {
      const answer = await person.patch('me', { ...wrong, name: 'Changed' });
      expect([answer.status, answer.body.errors?.[0]?.path, wrong]).toEqual([422, path, wrong]);
    }
    expect((await person.get('me')).body).toMatchObject({ ...PROFILE, name: 'Profile' });
  });

  test('is written down in the record, without what was written freely', async () => {
    const one = await signUp(stack, 'Recorded');
    await one.patch('me', PROFILE);
    const rows = await stack.query(
      `SELECT before, after FROM audit_entry WHERE action = 'account.changed' AND subject_id = $1`,
      [one.id],
    );
    expect(rows).toEqual([
      {
        before: { background: null, affiliation: '…', skills: 0, languages: [] },
        after: { background: 'clinician', affiliation: '…', skills: 3, languages: ['ko', 'en'] },
      },
    ]);
  });

  test('is changed by the person alone and not by a token', async () => {
    const program = await withToken(person, ['read', 'submit', 'organize']);
    expect((await program.patch('me', { background: 'other' })).body.code).toBe('SCOPE_MISSING');
    expect((await program.get('me')).body.background).toBe('clinician');
  });

  test('is seen by members of the same event and by nobody else', async () => {
    const organizer = await signUpOrganizer(stack);
    const event = { name: 'Profiles', slug: 'profiles', timeZone: 'Asia/Seoul', status: 'published' };
    const times = { startsAt: '2026-11-20T09:00:00+09:00', endsAt: '2026-11-21T18:00:00+09:00' };
    expectStatus(await organizer.post('events', { ...event, ...times }), 201);
    const [mate, stranger] = [await signUp(stack, 'Mate'), await signUp(stack, 'Stranger')];
    for (const one of [person, mate]) expectStatus(await one.post('events/profiles/join'), 200);
    for (const reader of [mate, organizer]) {
      const { items } = (await reader.get('events/profiles/members')).body;
      expect(items.find((one: { name: string }) => one.name === 'Profile')).toMatchObject(PROFILE);
    }
    expect((await stranger.get('events/profiles/members')).status).toBe(403);
  });
});

describe('a name', () => {
  test.each(['김하나', '👩🏽‍⚕️ Dr. Kim', 'Ana María', 'محمد'])('may be %s', async (name) => {
    expect((await person.patch('me', { name })).body.name).toBe(name);
  });

  test('is stored composed', async () => {
    expect((await person.patch('me', { name: '김하나'.normalize('NFD') })).body.name).toBe('김하나');
  });

  test.each(['a\u202eb', 'a\u200bb', '\u3164\u3164', 'a\nb', '\u2800', 'x'.repeat(10_000)])(
    'is not %j, in clear words',
    async (name) => {
      for (const [language, words] of [
        ['ko', /[가-힣]/],
        ['en', /invisible|length/],
      ] as const) {
        const answer = await person.patch('me', { name }, { headers: { 'accept-language': language } });
        expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'name']);
        expect(answer.body.errors[0].detail).toMatch(words);
      }
    },
  );
});
