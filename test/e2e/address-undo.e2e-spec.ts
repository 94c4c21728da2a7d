import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, PASSWORD, type Person, signUp, withToken } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { mailsTo, newestMail } from '../support/mailbox.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let organizer: Person;
let second: Person;
const HOUR = 3_600_000;

beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  organizer = await signUpOrganizer(stack, 'Organizer');
  second = await signUpOrganizer(stack, 'Second');
  const times = {
    startsAt: new Date(Date.now() - HOUR).toISOString(),
    endsAt: new Date(Date.now() + 48 * HOUR).toISOString(),
  };
  const event = { name: 'Event', timeZone: 'Asia/Seoul', status: 'published', ...times };
  expectStatus(await organizer.post('events', { ...event, slug: 'main' }), 201);
  expectStatus(await second.post('events', { ...event, slug: 'other' }), 201);
});
afterAll(() => stack?.stop());

const anyone = () => new Client(stack);
const freshEmail = () => `new-${randomBytes(6).toString('hex')}@example.org`;
const signIn = (email: string, password = PASSWORD) => anyone().post('auth/sign-in', { email, password });
const tokenOf = async (address: string, kind: string) => (await newestMail(stack, address, kind)).token;
const open = async (address: string, kind: string, route = 'verify-email') =>
  anyone().post(`auth/${route}`, { token: await tokenOf(address, kind) });

async function confirmed(name: string): Promise<Person> {
  const person = await signUp(stack, name);
  expectStatus(await open(person.email, 'account.verify_address'), 204);
  return person;
}

async function move(person: Client, email: string): Promise<void> {
  expectStatus(await person.post('me/email', { email, password: PASSWORD }), 204);
  expectStatus(await open(email, 'account.address_new'), 204);
}

describe('an address that the account had', () => {
  test('takes it back within a week: everybody is out, and a new password comes by mail', async () => {
    const person = await confirmed('Robbed');
    const program = await withToken(person, ['read']);
    const email = freshEmail();
    await move(person, email);
    const thief = anyone();
    expect((await thief.post('auth/sign-in', { email, password: PASSWORD })).status).toBe(200);
    await stack.query(
      `INSERT INTO second_factor (account_id, secret, confirmed_at) VALUES ($1, 'x', now())`,
      [person.id],
    );

    // Nobody gets the address meanwhile, or it could not be taken back.
    const consentVersion = (await anyone().get('auth/consent')).body.version;
    const squatter = { email: person.email, name: 'Squatter', password: PASSWORD, consentVersion };
    expect((await anyone().post('auth/sign-up', squatter)).body.code).toBe('EMAIL_TAKEN');
    const rival = await confirmed('Rival');
    const wish = { email: person.email, password: PASSWORD };
    expect((await rival.post('me/email', wish)).body.code).toBe('EMAIL_TAKEN');

    expect((await open(person.email, 'account.address_undo', 'undo-address')).status).toBe(204);
    expect((await open(person.email, 'account.address_undo', 'undo-address')).body.code).toBe(
      'LINK_NOT_GOOD',
    );
    expect((await thief.get('me')).status).toBe(401);
    expect((await program.get('me')).status).toBe(401);
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(person.email)).status).toBe(401);
    const token = await tokenOf(person.email, 'account.password_reset');
    expectStatus(await anyone().post('auth/reset-password', { token, next: 'mine again now' }), 204);
    expect((await signIn(person.email, 'mine again now')).body.id).toBe(person.id);
    const actions = await stack.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE 'account.address%' ORDER BY id`,
      [person.id],
    );
    expect(actions.map((one) => one.action)).toEqual([
      'account.address_verified',
      'account.address_change_asked',
      'account.address_changed',
      'account.address_restored',
    ]);
  });

  test('has the last word, however often a thief moves on and takes back', async () => {
    const victim = await confirmed('Victim');
    const [one, two] = [freshEmail(), freshEmail()];
    await move(victim, one);
    const thief = anyone();
    expectStatus(await thief.post('auth/sign-in', { email: one, password: PASSWORD }), 200);
    await move(thief, two);
    expectStatus(await open(one, 'account.address_undo', 'undo-address'), 204);
    const token = await tokenOf(one, 'account.password_reset');
    expectStatus(await anyone().post('auth/reset-password', { token, next: 'of the thief' }), 204);
    expectStatus(await open(victim.email, 'account.address_undo', 'undo-address'), 204);
    for (const email of [one, two, victim.email]) {
      expect((await signIn(email, 'of the thief')).status).toBe(401);
    }
  });

  test('that nobody ever confirmed is told, but gets no way into what may be a stranger’s account', async () => {
    const person = await signUp(stack, 'Mistyped');
    await move(person, freshEmail());
    expect(await mailsTo(stack, person.email, 'account.address_changed')).toHaveLength(1);
    expect(await mailsTo(stack, person.email, 'account.address_undo')).toEqual([]);
  });
});

describe('links for a new password', () => {
  test('that strangers ask for do not end the owner’s; setting one ends the others', async () => {
    const person = await confirmed('Flooded');
    await anyone().post('auth/forgot-password', { email: person.email });
    const mine = await tokenOf(person.email, 'account.password_reset');
    for (let k = 0; k < 2; k++) await anyone().post('auth/forgot-password', { email: person.email });
    const later = (await newestMail(stack, person.email, 'account.password_reset', 3)).token;
    // Two of one account at the same moment: one wins, and the database does not tie itself in a knot.
    const answers = await Promise.all(
      [mine, later].map((token) => anyone().post('auth/reset-password', { token, next: 'the very first' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });
});

describe('an address that an organizer vouches for', () => {
  const vouch = (by: Client, person: Person, email: string, slug = 'main') =>
    by.post(`events/${slug}/members/${person.id}/recovery`, { email, reason: 'Stands before me' });
  const waited = (person: Person) =>
    stack.query(`UPDATE account_link SET not_before = now() WHERE account_id = $1`, [person.id]);

  async function member(name: string): Promise<Person> {
    const person = await confirmed(name);
    expectStatus(await person.post('events/main/join'), 200);
    return person;
  }

  test('is seen by whoever is signed in, who may say no; and afterwards by whoever came in', async () => {
    const person = await member('Watching');
    const email = freshEmail();
    expectStatus(await vouch(organizer, person, email), 204);
    expect((await person.get('me')).body.recovery).toMatchObject({
      event: { slug: 'main' },
      organizerName: 'Organizer',
      reason: 'Stands before me',
      address: email,
      isDone: false,
    });
    expect((await person.delete('me/recovery')).status).toBe(204);
    expect((await person.delete('me/recovery')).status).toBe(204);
    expect((await person.get('me')).body.recovery).toBeNull();
    await waited(person);
    expect((await open(email, 'account.recovery')).body.code).toBe('LINK_NOT_GOOD');
    expect((await vouch(organizer, person, freshEmail())).body.code).toBe('NOT_RECOVERABLE');

    const lost = await member('Really lost');
    const found = freshEmail();
    expectStatus(await vouch(organizer, lost, found), 204);
    await waited(lost);
    expectStatus(await open(found, 'account.recovery'), 204);
    const { body } = await signIn(found);
    expect(body).toMatchObject({ id: lost.id, recovery: { address: found, isDone: true } });
    // The old address may take it back for a week.
    expectStatus(await open(lost.email, 'account.address_undo', 'undo-address'), 204);
  });

  test('is off when a new password is set through the old one', async () => {
    const person = await member('Not lost');
    const email = freshEmail();
    expectStatus(await vouch(organizer, person, email), 204);
    await anyone().post('auth/forgot-password', { email: person.email });
    const token = await tokenOf(person.email, 'account.password_reset');
    expectStatus(await anyone().post('auth/reset-password', { token, next: 'still reading mail' }), 204);
    await waited(person);
    expect((await open(email, 'account.recovery')).body.code).toBe('LINK_NOT_GOOD');
  });

  test('is refused for whoever also takes part where that organizer has no say, unless that is over', async () => {
    const person = await member('Elsewhere too');
    expectStatus(await person.post('events/other/join'), 200);
    expect((await vouch(organizer, person, freshEmail())).body.code).toBe('NOT_RECOVERABLE');
    expect((await vouch(second, person, freshEmail(), 'other')).body.code).toBe('NOT_RECOVERABLE');
    await stack.query(`UPDATE event SET ends_at = now() - interval '1 minute' WHERE slug = 'other'`);
    expect((await vouch(organizer, person, freshEmail())).status).toBe(204);
    await stack.query(`UPDATE event SET ends_at = now() + interval '48 hours' WHERE slug = 'other'`);
  });

  test('is asked about again when it is taken: whoever vouched must still be an organizer', async () => {
    const person = await member('Waiting');
    const helper = await member('Helper');
    expectStatus(await organizer.put(`events/main/members/${helper.id}`, { role: 'organizer' }), 200);
    const email = freshEmail();
    expectStatus(await vouch(helper, person, email), 204);
    expectStatus(await organizer.put(`events/main/members/${helper.id}`, { role: 'participant' }), 200);
    await waited(person);
    expect((await open(email, 'account.recovery')).body.code).toBe('NOT_RECOVERABLE');
    expect((await person.get('me')).body.email).toBe(person.email);
  });
});
