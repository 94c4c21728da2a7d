import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PERSONAL_DATA } from '../../src/features/privacy/personal-data.js';
import { Client, PASSWORD, type Person, signUp, withToken } from '../support/client.js';
import {
  expectStatus,
  makeTeam,
  type Prepared,
  predictionsCsv,
  prepareTask,
  signUpOrganizer,
  submitAndWait,
} from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

let stack: Stack;
let event: Prepared;
beforeAll(async () => {
  stack = await startStack();
  event = await prepareTask(stack);
});
afterAll(() => stack?.stop());

const data = async (person: Client) => expectStatus(await person.get('me/data'), 200).body;
const remove = (person: Person, body: object = {}) =>
  person.post('me/deletion', { email: person.email, password: PASSWORD, ...body });

/** Every place of the database where the text stands, as `table.column`. */
async function placesOf(text: string): Promise<string[]> {
  const columns = await stack.query<{ table: string; column: string }>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await stack.query(
      `SELECT 1 FROM "${table}" WHERE "${column}"::text ILIKE '%' || $1 || '%' LIMIT 1`,
      [text],
    );
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

test('every column that names a person is listed, and nothing else is', async () => {
  const columns = await stack.query<{ name: string }>(
    `SELECT k.conrelid::regclass::text || '.' || a.attname AS name
     FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
     WHERE k.contype = 'f' AND k.confrelid = 'account'::regclass
     UNION
     SELECT c.table_name || '.' || c.column_name FROM information_schema.columns c
     WHERE c.table_schema = 'public' AND c.udt_name = 'uuid'
       AND c.column_name ~ '(_by|^account_id|^actor_id|^mentor_id|^captain_id|^author_id|^person_id|_account_id)$'`,
  );
  const listed = PERSONAL_DATA.flatMap(({ table, people }) => people.map((column) => `${table}.${column}`));
  expect(listed.sort()).toEqual([...new Set(columns.map(({ name }) => name))].sort());
});

describe('a copy of one’s data', () => {
  test('has what is kept about oneself, and no secret', async () => {
    const person = await makeTeam(stack, event.slug, 'Copied');
    await withToken(person, ['read']);
    await submitAndWait(person, event.taskId, predictionsCsv(event.truth));
    const copy = await data(person);
    expect(copy.account).toMatchObject({ email: person.email, name: 'Copied captain' });
    expect(copy.kept.event_member).toEqual([
      expect.objectContaining({ event: event.slug, role: 'participant' }),
    ]);
    expect(copy.kept.submission).toHaveLength(1);
    expect(copy.kept.audit_entry.length).toBeGreaterThan(3);
    const text = JSON.stringify(copy);
    expect(text).not.toMatch(/hash|secret|storage_key|"final"|auroc/);
  });

  test('has nothing of anybody else', async () => {
    const other = await makeTeam(stack, event.slug, 'Somebody else');
    const alone = await signUp(stack, 'Alone');
    const text = JSON.stringify(await data(alone));
    expect(text).not.toContain(other.email);
    expect(text).not.toContain(other.id);
  });

  test('is for the person in the browser alone', async () => {
    const person = await signUp(stack, 'With a program');
    const program = await withToken(person, ['read', 'submit', 'organize']);
    for (const client of [program, new Client(stack)]) {
      const status = client === program ? 403 : 401;
      expect((await client.get('me/data')).status).toBe(status);
      expect((await client.post('me/deletion', { email: person.email, password: PASSWORD })).status).toBe(
        status,
      );
    }
  });
});

describe('the end of an account', () => {
  test('takes every trace of the person, at once, and leaves the team its work', async () => {
    const captain = await makeTeam(stack, event.slug, 'Left behind');
    await captain.patch('me', { name: 'Zebulon Quagga', affiliation: 'Quagga Hospital' });
    const mate = await signUp(stack, 'Mate');
    const { code } = expectStatus(await captain.post(`teams/${captain.teamId}/invitations`, {}), 201).body;
    expectStatus(await mate.post(`invitations/${code}/accept`), 200);
    const inviter = await makeTeam(stack, event.slug, 'Inviting');
    expectStatus(await inviter.post(`teams/${inviter.teamId}/invitations`, { email: captain.email }), 201);
    const entry = await submitAndWait(captain, event.taskId, predictionsCsv(event.truth));
    const program = await withToken(captain, ['read']);
    const before = (await mate.get(`tasks/${event.taskId}/leaderboard`)).body.rows;

    expectStatus(await remove(captain), 204);

    expect((await captain.get('me')).status).toBe(401);
    expect((await program.get('me')).status).toBe(401);
    const signIn = await new Client(stack).post('auth/sign-in', { email: captain.email, password: PASSWORD });
    expect(signIn.body.code).toBe('WRONG_CREDENTIALS');
    for (const trace of [captain.email, 'Quagga']) expect(await placesOf(trace)).toEqual([]);
    const traces = await stack.query('SELECT 1 FROM audit_entry WHERE actor_id = $1 AND ip IS NOT NULL', [
      captain.id,
    ]);
    expect(traces).toEqual([]);

    const team = expectStatus(await mate.get(`teams/${captain.teamId}`), 200).body;
    expect(team.members).toEqual([expect.objectContaining({ accountId: mate.id, isCaptain: true })]);
    expect((await mate.get(`submissions/${entry.id}`)).body.scores).toEqual(entry.scores);
    expect((await mate.get(`tasks/${event.taskId}/leaderboard`)).body.rows).toEqual(before);
    const record = (await event.organizer.get(`events/${event.slug}/audit?limit=100`)).body.items;
    expect(JSON.stringify(record)).toMatch(/Deleted account [0-9a-f]{6}/);
    // What the person gave up stands there too, under that name.
    expect(record).toContainEqual(
      expect.objectContaining({
        action: 'member.left',
        subjectName: expect.stringMatching(/^Deleted account/),
      }),
    );
    expect(record).toContainEqual(
      expect.objectContaining({ action: 'team.left', subjectId: captain.teamId }),
    );
    // The address is free again.
    const consent = (await mate.get('auth/consent')).body.version;
    const again = { email: captain.email, password: PASSWORD, name: 'New here', consentVersion: consent };
    expect((await new Client(stack).post('auth/sign-up', again)).status).toBe(201);
  });

  test('needs the address and the password', async () => {
    const person = await signUp(stack, 'Careful');
    expect((await remove(person, { email: 'another@example.org' })).body.code).toBe('ANOTHER_ADDRESS');
    expect((await remove(person, { password: 'not the password' })).body.code).toBe('WRONG_PASSWORD');
    expect((await remove(person, { password: undefined })).body.code).toBe('WRONG_PASSWORD');
    expect((await person.get('me')).status).toBe(200);
  });

  test('waits until an event has another organizer and the installation another admin', async () => {
    const alone = await signUpOrganizer(stack, 'Only organizer');
    const times = {
      startsAt: '2027-01-01T00:00:00Z',
      endsAt: '2027-01-02T00:00:00Z',
      timeZone: 'Asia/Seoul',
    };
    expectStatus(
      await alone.post('events', { slug: 'needs-me', name: { ko: '행사', en: 'Event' }, ...times }),
      201,
    );
    const refused = await remove(alone);
    expect([refused.body.code, refused.body.params]).toEqual(['STILL_NEEDED', { events: 'needs-me' }]);
    const admin = await signUp(stack, 'Admin');
    await stack.query('UPDATE account SET is_admin = true WHERE id = $1', [admin.id]);
    expect((await remove(admin)).body.code).toBe('LAST_ADMIN');
    for (const person of [alone, admin]) expect((await person.get('me')).status).toBe(200);
  });

  test('happens once, whatever is pressed', async () => {
    const person = await makeTeam(stack, event.slug, 'Pressed twice');
    const answers = await Promise.all([remove(person), remove(person), remove(person)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
  });
});

test('the record of a living account cannot be thinned out', async () => {
  const { withClient } = await import('../../src/runtime/roles.js');
  const ask = withClient(stack.databaseApiUrl, (client) =>
    client.query('SELECT forget_in_audit($1)', [event.organizer.id]),
  );
  await expect(ask).rejects.toThrow('the account was not deleted');
});
