import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applicant, decide, makeApplicationEvent, soon } from '../support/applications.js';
import type { Person } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// Consents of an event are asked again when they change: of whom, how often, what organizers see of it.

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  organizer = await signUpOrganizer(stack);
});
afterAll(() => stack?.stop());

const both = (text: string) => ({ ko: `${text} (한)`, en: text });
const PHOTOS = { kind: 'consent', label: both('Photos may be taken'), isRequired: true };
const NEWS = { kind: 'consent', label: both('You may write to me'), isRequired: false };

interface Asked {
  role: string;
  questionId: string;
  version: number;
  state: string;
  isAgreed: boolean | null;
  label: { ko: string; en: string };
  before: { label: { ko: string; en: string }; isAgreed: boolean } | null;
}

async function makeEvent(questions: object[] = [PHOTOS, NEWS], more: object = {}) {
  const { slug } = await makeApplicationEvent(stack, { organizer, form: { questions }, ...more });
  const form = async (role = 'participant') =>
    expectStatus(await organizer.get(`events/${slug}/application-forms/${role}`), 200).body;
  /** Changes the questions as an organizer would, who reads them first. */
  const change = async (how: (questions: Record<string, unknown>[]) => void, role = 'participant') => {
    const { version, questions: now } = await form(role);
    how(now);
    return expectStatus(
      await organizer.put(`events/${slug}/application-forms/${role}`, {
        version,
        isOpen: true,
        questions: now,
      }),
      200,
    ).body;
  };
  const apply = async (name: string, role = 'participant') => {
    const person = await applicant(stack, name);
    await handIn(person, role);
    return person;
  };
  const handIn = async (person: Person, role = 'participant') => {
    const { questions: now } = await form(role);
    const answers = Object.fromEntries(
      now
        .filter((one: { isRequired: boolean }) => one.isRequired)
        .map(({ id }: { id: string }) => [id, true]),
    );
    const offer = role === 'mentor' ? { offer: { expertise: ['ICU'], languages: ['ko'] } } : {};
    const answer = await person.post(`events/${slug}/my-applications/${role}/submit`, { answers, ...offer });
    return expectStatus(answer, 200).body.id as string;
  };
  const accept = async (person: Person, role = 'participant') => {
    const [{ id }] = (await person.get(`events/${slug}/my-applications`)).body.items.filter(
      (one: { role: string }) => one.role === role,
    );
    expectStatus(await decide(organizer, slug, [id], 'accept'), 200);
  };
  const asked = async (person: Person): Promise<Asked[]> =>
    expectStatus(await person.get(`events/${slug}/my-consents`), 200).body.items;
  const states = async (person: Person) => (await asked(person)).map(({ state }) => state);
  const say = async (person: Person, isAgreed: boolean, role = 'participant') => {
    const due = (await asked(person)).filter((one) => one.role === role);
    return person.post(`events/${slug}/my-consents/${role}`, {
      version: due[0]?.version,
      answers: Object.fromEntries(due.map(({ questionId }) => [questionId, isAgreed])),
    });
  };
  const next = async (person: Person) =>
    expectStatus(await person.get(`events/${slug}/next`), 200).body.current?.code;
  const counts = async (role = 'participant') =>
    expectStatus(await organizer.get(`events/${slug}/people-counts`), 200).body.applications.find(
      (one: { role: string }) => one.role === role,
    ).consents;
  return { slug, change, apply, handIn, accept, asked, states, say, next, counts };
}

const mailsOf = (person: Person, kind = 'application_consent.asked') =>
  stack.query<{ status: string; subject: string; language: string }>(
    'SELECT status, subject, language FROM mail WHERE account_id = $1 AND kind = $2 ORDER BY created_at, id',
    [person.id, kind],
  );
const reword = (questions: Record<string, unknown>[], text = 'Films may be taken') => {
  (questions[0] as { label: object }).label = both(text);
};

describe('a consent that is worded anew', () => {
  test('is asked of everyone who holds a place or waits, once each, and of nobody else', async () => {
    const event = await makeEvent();
    const [waiting, accepted, declined, gone] = await Promise.all(
      ['Waits', 'Accepted', 'Declined', 'Gone'].map((name) => event.apply(name)),
    );
    await event.accept(accepted!);
    const { items } = (await organizer.get(`events/${event.slug}/applications?q=Declined`)).body;
    expectStatus(await decide(organizer, event.slug, [items[0].id], 'decline'), 200);
    expectStatus(await gone!.post(`events/${event.slug}/my-applications/participant/withdraw`), 200);
    for (const person of [waiting!, accepted!]) {
      expect(await event.states(person)).toEqual(['agreed', 'agreed']);
      expect(await event.next(person)).not.toBe('AGREE_CONSENTS');
    }
    await event.change((questions) => reword(questions));
    for (const person of [waiting!, accepted!]) {
      expect(await event.states(person)).toEqual(['due', 'agreed']);
      expect(await event.next(person)).toBe('AGREE_CONSENTS');
      expect((await mailsOf(person)).map(({ status }) => status)).toEqual(['waiting']);
    }
    for (const person of [declined!, gone!]) {
      expect(await event.asked(person)).toEqual([]);
      expect(await mailsOf(person)).toEqual([]);
    }
    // Both texts stand there, and the place is where it was.
    expect((await event.asked(accepted!))[0]).toMatchObject({
      label: both('Films may be taken'),
      before: { label: both('Photos may be taken'), isAgreed: true },
      version: 2,
    });
    expect((await accepted!.get(`events/${event.slug}`)).body.myRole).toBe('participant');
    expect(await event.counts()).toEqual({ due: 2, refused: 0 });
  });

  test('in one language alone counts; other spaces, and what is no consent, do not', async () => {
    const event = await makeEvent([PHOTOS, { kind: 'long', label: both('Why?'), isRequired: false }]);
    const person = await event.apply('Reader');
    await event.change((questions) => {
      (questions[0] as { label: object }).label = {
        ko: '  Photos may be taken (한)\n',
        en: 'Photos  may be taken',
      };
      (questions[1] as { label: object }).label = both('What for?');
    });
    expect(await event.states(person)).toEqual(['agreed']);
    expect(await mailsOf(person)).toEqual([]);
    await event.change((questions) => {
      (questions[0] as { label: object }).label = {
        ko: '영상을 찍을 수 있어요',
        en: 'Photos may be taken',
      };
    });
    expect(await event.states(person)).toEqual(['due']);
    expect(await mailsOf(person)).toHaveLength(1);
  });

  test('twice in a row is asked in its last wording, and the first mail is taken back', async () => {
    const event = await makeEvent([PHOTOS]);
    const person = await event.apply('Twice');
    await event.change((questions) => reword(questions, 'Films may be taken'));
    const [read] = await event.asked(person);
    await event.change((questions) => reword(questions, 'Films may be shown'));
    expect((await mailsOf(person)).map(({ status }) => status)).toEqual(['cancelled', 'waiting']);
    // What was read is no longer what is asked.
    const stale = await person.post(`events/${event.slug}/my-consents/participant`, {
      version: read!.version,
      answers: { [read!.questionId]: true },
    });
    expect([stale.status, stale.body.code]).toEqual([409, 'CONSENT_CHANGED']);
    expect(await event.states(person)).toEqual(['due']);
    expectStatus(await event.say(person, true), 200);
    expect(await event.states(person)).toEqual(['agreed']);
    expect((await mailsOf(person)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  test('and worded back is what people had agreed to', async () => {
    const event = await makeEvent([PHOTOS]);
    const early = await event.apply('Early');
    await event.change((questions) => reword(questions, 'Films may be taken'));
    const late = await event.apply('Late');
    await event.change((questions) => reword(questions, 'Photos may be taken'));
    expect(await event.states(early)).toEqual(['agreed']);
    expect(await event.states(late)).toEqual(['due']);
    expect(await mailsOf(late)).toHaveLength(1);
  });

  test('is no secret of the moment: who is handing in at that time has agreed to one of both', async () => {
    const event = await makeEvent([PHOTOS]);
    const people = await Promise.all([1, 2, 3, 4].map((n) => applicant(stack, `Hasty ${n}`)));
    const { questions, version } = (await organizer.get(`events/${event.slug}/application-forms/participant`))
      .body;
    reword(questions, 'Films may be taken');
    const put = organizer.put(`events/${event.slug}/application-forms/participant`, {
      version,
      isOpen: true,
      questions,
    });
    const sent = people.map((person) =>
      person.post(`events/${event.slug}/my-applications/participant/submit`, {
        answers: { [questions[0].id]: true },
      }),
    );
    expectStatus(await put, 200);
    for (const one of await Promise.all(sent)) expectStatus(one, 200);
    for (const person of people) {
      const [said] = await stack.query<{ version: number }>(
        'SELECT version FROM application_consent WHERE account_id = $1',
        [person.id],
      );
      // Who agreed to the old text is due and has a mail; who agreed to the new one is neither.
      expect([await event.states(person), (await mailsOf(person)).length]).toEqual(
        said?.version === 1 ? [['due'], 1] : [['agreed'], 0],
      );
    }
  });
});

describe('a consent that is added', () => {
  test('is asked of members who never applied too, and of whoever is accepted meanwhile', async () => {
    const event = await makeEvent([], { event: { joining: 'open' } });
    const member = await applicant(stack, 'Joined');
    expectStatus(await member.post(`events/${event.slug}/join`), 200);
    await event.change((questions) => questions.push(structuredClone(PHOTOS)));
    expect(await event.asked(member)).toMatchObject([{ state: 'due', before: null }]);
    expect(await mailsOf(member)).toHaveLength(1);
  });

  test('is still due for somebody who is accepted between the change and the answer', async () => {
    const event = await makeEvent([PHOTOS]);
    const person = await event.apply('Between');
    await event.change((questions) => questions.push(structuredClone({ ...NEWS, isRequired: true })));
    await event.accept(person);
    expect(await event.states(person)).toEqual(['agreed', 'due']);
    expect(await event.next(person)).toBe('AGREE_CONSENTS');
    expectStatus(await event.say(person, true), 200);
    expect(await event.states(person)).toEqual(['agreed', 'agreed']);
    expect(await event.next(person)).not.toBe('AGREE_CONSENTS');
  });

  test('is asked in the role whose form it is of somebody who has two', async () => {
    const event = await makeEvent([PHOTOS]);
    expectStatus(
      await organizer.put(`events/${event.slug}/application-forms/mentor`, {
        version: 0,
        isOpen: true,
        questions: [{ ...PHOTOS, label: both('Mentors are filmed') }],
      }),
      200,
    );
    const person = await event.apply('Both');
    await event.handIn(person, 'mentor');
    await event.accept(person);
    expect(await event.states(person)).toEqual(['agreed', 'agreed']);
    await event.change((questions) => reword(questions, 'Mentors are filmed and heard'), 'mentor');
    expect((await event.asked(person)).map(({ role, state }) => [role, state])).toEqual([
      ['participant', 'agreed'],
      ['mentor', 'due'],
    ]);
    expect([await event.counts(), await event.counts('mentor')]).toEqual([
      { due: 0, refused: 0 },
      { due: 1, refused: 0 },
    ]);
    // The list of members tells how somebody stands in the role that they have.
    const { items } = (await organizer.get(`events/${event.slug}/people?q=Both`)).body;
    expect(items[0]).toMatchObject({ role: 'participant', consent: 'agreed' });
    expectStatus(await event.say(person, true, 'mentor'), 200);
    expect(await event.states(person)).toEqual(['agreed', 'agreed']);
  });
});

describe('an answer', () => {
  test('is kept with version and time, stands in the record, and is the person’s to read', async () => {
    const event = await makeEvent([PHOTOS]);
    const person = await event.apply('Agrees');
    await event.change((questions) => reword(questions));
    expectStatus(await event.say(person, true), 200);
    const rows = await stack.query(
      'SELECT version, is_agreed, at IS NOT NULL AS dated FROM application_consent WHERE account_id = $1 ORDER BY version',
      [person.id],
    );
    expect(rows).toEqual([
      { version: 1, is_agreed: true, dated: true },
      { version: 2, is_agreed: true, dated: true },
    ]);
    const { items } = (await organizer.get(`events/${event.slug}/audit?what=application_consent`)).body;
    expect(items[0]).toMatchObject({
      action: 'application_consent.given',
      subjectName: 'Agrees',
      before: { version: 1, isAgreed: true },
      after: { role: 'participant', version: 2, isAgreed: true },
    });
    const data = JSON.stringify((await person.get('me/data')).body);
    expect(data).toContain('Films may be taken');
  });

  test('of no takes no place; it can be changed, and a yes can be taken back', async () => {
    const event = await makeEvent([PHOTOS]);
    const person = await event.apply('Refuses');
    await event.accept(person);
    await event.change((questions) => reword(questions));
    expectStatus(await event.say(person, false), 200);
    expect(await event.states(person)).toEqual(['refused']);
    expect((await person.get(`events/${event.slug}`)).body.myRole).toBe('participant');
    expect(await event.counts()).toEqual({ due: 0, refused: 1 });
    const steps = (await person.get(`events/${event.slug}/next`)).body.steps;
    expect(steps[0]).toMatchObject({ code: 'AGREE_CONSENTS', state: 'waiting' });
    expectStatus(await event.say(person, true), 200);
    expect(await event.states(person)).toEqual(['agreed']);
    expectStatus(await event.say(person, false), 200);
    expect(await event.states(person)).toEqual(['refused']);
    // Giving up the place ends it.
    expectStatus(await person.delete(`events/${event.slug}/members/me`), 204);
    expect(await event.asked(person)).toEqual([]);
    expect(await event.counts()).toEqual({ due: 0, refused: 0 });
  });

  test('of no is enough where nobody has to agree', async () => {
    const event = await makeEvent([NEWS]);
    const person = await event.apply('Quiet');
    expect(await event.asked(person)).toMatchObject([{ state: 'agreed', isAgreed: false }]);
    await event.change((questions) => {
      questions[0]!.isRequired = true;
    });
    expect(await event.states(person)).toEqual(['refused']);
    expect(await mailsOf(person)).toHaveLength(1);
  });

  test.each([
    ['an unknown question', () => ({ version: 1, answers: { nonsense: true } }), 409, 'CONSENT_CHANGED'],
    [
      'a word in place of yes or no',
      (id: string) => ({ version: 1, answers: { [id]: 'yes' } }),
      422,
      'VALIDATION_FAILED',
    ],
    ['no version', (id: string) => ({ answers: { [id]: true } }), 422, 'VALIDATION_FAILED'],
    [
      'a version that never was',
      (id: string) => ({ version: 99, answers: { [id]: true } }),
      409,
      'CONSENT_CHANGED',
    ],
  ])('with %s is refused', async (_, body, status, code) => {
    const event = await makeEvent([PHOTOS]);
    const person = await event.apply('Wrong');
    const [{ questionId }] = (await event.asked(person)) as [Asked];
    const answer = await person.post(
      `events/${event.slug}/my-consents/participant`,
      (body as (id: string) => object)(questionId),
    );
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('organizers', () => {
  test('see who has not agreed, in lists and spreadsheets, and remind them once a day', async () => {
    const event = await makeEvent([PHOTOS]);
    const people = await Promise.all(['Ann', 'Bob', 'Cho'].map((name) => event.apply(name)));
    for (const person of people) await event.accept(person);
    await event.change((questions) => reword(questions));
    expectStatus(await event.say(people[0]!, true), 200);
    expectStatus(await event.say(people[1]!, false), 200);
    const named = async (list: string, state: string) =>
      (await organizer.get(`events/${event.slug}/${list}?consent=${state}`)).body.items.map(
        ({ name }: { name: string }) => name,
      );
    for (const list of ['people', 'applications']) {
      expect(await named(list, 'agreed')).toEqual(['Ann']);
      expect(await named(list, 'refused')).toEqual(['Bob']);
      expect(await named(list, 'due')).toEqual(['Cho']);
      const csv = (await organizer.get(`events/${event.slug}/${list}.csv?language=ko`)).body as string;
      expect(csv).toContain('동의하지 않음');
      expect(csv.split('\r\n')[0]).toContain('동의');
    }
    const remind = () => organizer.post(`events/${event.slug}/consent-reminders`, { role: 'participant' });
    expect(expectStatus(await remind(), 200).body).toEqual({ reminded: 2 });
    expect(expectStatus(await remind(), 200).body).toEqual({ reminded: 0 });
    const reminders = await Promise.all(
      people.map((person) => mailsOf(person, 'application_consent.reminder')),
    );
    expect(reminders.map((mails) => mails.length)).toEqual([0, 1, 1]);
    const { items } = (await organizer.get(`events/${event.slug}/audit?what=application_consent.reminded`))
      .body;
    expect(items).toHaveLength(1);
    expect(items[0].after).toEqual({ role: 'participant', people: 2 });
  });

  test('write to nobody once the event is over', async () => {
    const event = await makeEvent([PHOTOS]);
    const person = await event.apply('Later');
    await event.accept(person);
    await stack.query(
      `UPDATE event SET starts_at = $2, ends_at = $3, applications_close_at = $2 WHERE slug = $1`,
      [event.slug, soon(-48), soon(-24)],
    );
    await event.change((questions) => reword(questions));
    expect(await mailsOf(person)).toEqual([]);
    expect(await event.next(person)).not.toBe('AGREE_CONSENTS');
  });

  test('who are asked twice at the same time ask once', async () => {
    const event = await makeEvent([PHOTOS]);
    const person = await event.apply('Once');
    await event.change((questions) => reword(questions));
    const answers = await Promise.all(
      [1, 2, 3].map(() => organizer.post(`events/${event.slug}/consent-reminders`, { role: 'participant' })),
    );
    expect(answers.map(({ body }) => body.reminded).sort()).toEqual([0, 0, 1]);
    expect(await mailsOf(person, 'application_consent.reminder')).toHaveLength(1);
  });
});
