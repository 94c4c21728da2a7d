import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applicant, decide, makeApplicationEvent, seedApplications } from '../support/applications.js';
import { type Person, signUp } from '../support/client.js';
import { expectStatus, signUpOrganizer } from '../support/event.js';
import { type Stack, startStack } from '../support/stack.js';

// Co-hosts and mentors by invitation; the people of an event, their export, and who is there on the day.

let stack: Stack;
let organizer: Person;
beforeAll(async () => {
  stack = await startStack({ workers: 0 });
  organizer = await signUpOrganizer(stack, 'Host');
});
afterAll(() => stack?.stop());

const makeEvent = () => makeApplicationEvent(stack, { organizer });
const invite = async (slug: string, role: string, email: string, more: object = {}) => {
  const { body } = expectStatus(
    await organizer.post(`events/${slug}/invitations`, { role, email, ...more }),
    201,
  );
  expect(JSON.stringify(body)).not.toContain('code');
  return { id: body.id as string, code: await codeOf(body.id) };
};
/** From the mail, which is the only place where it is. */
async function codeOf(id: string): Promise<string> {
  const [mail] = await stack.query<{ body: string }>('SELECT body FROM mail WHERE once = $1', [
    `event-invitation:${id}`,
  ]);
  return /event-invitations\/([\w-]{22})/.exec(mail?.body ?? '')?.[1] ?? '';
}
const confirm = (person: Person) =>
  stack.query('UPDATE account SET email_verified_at = now() WHERE id = $1', [person.id]);
async function confirmed(name: string): Promise<Person> {
  const person = await signUp(stack, name);
  await confirm(person);
  return person;
}
const roleIn = async (person: Person, slug: string) => (await person.get(`events/${slug}`)).body.myRole;

describe('an invitation', () => {
  test('of a co-host is mailed, shown, accepted once', async () => {
    const { slug } = await makeEvent();
    const guest = await confirmed('Guest');
    const address = guest.email;
    const { id, code } = await invite(slug, 'organizer', ` ${address.toUpperCase()} `, { language: 'ko' });
    const [mail] = await stack.query(
      'SELECT kind, category, address, language, subject FROM mail WHERE once = $1',
      [`event-invitation:${id}`],
    );
    expect(mail).toEqual({
      kind: 'event_invitation.organizer',
      category: 'invitations',
      address,
      // Of the account that has the address; the organizer's choice is for strangers.
      language: 'en',
      subject: 'Applied event: Host invites you to organize it together',
    });
    const [row] = await stack.query('SELECT code_hash FROM event_invitation WHERE id = $1', [id]);
    expect(row?.code_hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await guest.get(`event-invitations/${code}`)).body).toMatchObject({
      event: { slug, name: { ko: '신청 행사', en: 'Applied event' } },
      role: 'organizer',
      invitedByName: 'Host',
      isDone: false,
    });
    expect(await roleIn(guest, slug)).toBeNull();
    expectStatus(await guest.post(`event-invitations/${code}/accept`), 200);
    expect(await roleIn(guest, slug)).toBe('organizer');
    expectStatus(await guest.post(`event-invitations/${code}/accept`), 200);
    expect((await guest.get(`event-invitations/${code}`)).body.isDone).toBe(true);
    const second = await signUp(stack, 'Second');
    const used = await second.post(`event-invitations/${code}/accept`);
    expect([used.status, used.body.code]).toEqual([404, 'EVENT_INVITATION_NOT_FOUND']);
    const [shown] = (await organizer.get(`events/${slug}/invitations`)).body.items;
    expect(shown).toMatchObject({ id, email: address, state: 'accepted', acceptedByName: 'Guest' });
    const told = await stack.query(
      "SELECT account_id, category, subject FROM mail WHERE kind = 'event_invitation.accepted'",
    );
    expect(told).toEqual([
      {
        account_id: organizer.id,
        category: 'decisions',
        subject: 'Applied event: Guest organizes with you now',
      },
    ]);
    // Used after leaving: it is over.
    expectStatus(await guest.delete(`events/${slug}/members/me`), 204);
    expect((await guest.post(`event-invitations/${code}/accept`)).status).toBe(404);
    expect((await guest.get(`event-invitations/${code}`)).status).toBe(404);
    expect(await roleIn(guest, slug)).toBeNull();
  });

  test('is for the account of the address that it was sent to, when that is confirmed', async () => {
    const { slug } = await makeEvent();
    const meant = await signUp(stack, 'Meant');
    const { code } = await invite(slug, 'organizer', meant.email);
    // The link was passed on: nobody else becomes anything by it, or reads the whole address.
    const other = await confirmed('Other');
    for (const answer of [
      await other.get(`event-invitations/${code}`),
      await other.post(`event-invitations/${code}/accept`),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'INVITED_ANOTHER_ADDRESS']);
      expect(answer.body.detail).toContain('p…@example.org');
      expect(JSON.stringify(answer.body)).not.toContain(meant.email);
    }
    // Whoever merely claims the address has not shown that it is theirs.
    const early = await meant.post(`event-invitations/${code}/accept`);
    expect([early.status, early.body.code]).toEqual([403, 'INVITED_ADDRESS_UNCONFIRMED']);
    expect([await roleIn(other, slug), await roleIn(meant, slug)]).toEqual([null, null]);
    await confirm(meant);
    expectStatus(await meant.post(`event-invitations/${code}/accept`), 200);
    expect(await roleIn(meant, slug)).toBe('organizer');
  });

  test('pressed ten times at the same moment is accepted once', async () => {
    const { slug } = await makeEvent();
    const guest = await confirmed('Presser');
    const { code } = await invite(slug, 'organizer', guest.email);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => guest.post(`event-invitations/${code}/accept`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const rows = await stack.query(
      `SELECT 1 FROM audit_entry a JOIN event e ON e.id = a.event_id
       WHERE e.slug = $1 AND a.action = 'event_invitation.accepted'`,
      [slug],
    );
    expect(rows).toHaveLength(1);
  });

  test('that was revoked, replaced, or is too old leads nowhere', async () => {
    const { slug } = await makeEvent();
    const guest = await confirmed('Unlucky');
    const first = await invite(slug, 'mentor', guest.email);
    const second = await invite(slug, 'mentor', guest.email);
    expect((await guest.get(`event-invitations/${first.code}`)).status).toBe(404);
    expect((await guest.get(`event-invitations/${second.code}`)).status).toBe(200);
    expectStatus(await organizer.delete(`events/${slug}/invitations/${second.id}`), 204);
    expectStatus(await organizer.delete(`events/${slug}/invitations/${second.id}`), 204);
    expect((await guest.post(`event-invitations/${second.code}/accept`)).status).toBe(404);
    const old = await invite(slug, 'mentor', guest.email);
    await stack.query('UPDATE event_invitation SET expires_at = now() WHERE id = $1', [old.id]);
    for (const code of [old.code, 'a'.repeat(22), 'x', '%00']) {
      expect((await guest.post(`event-invitations/${code}/accept`)).status).toBe(404);
    }
    const states = (await organizer.get(`events/${slug}/invitations`)).body.items;
    expect(states.map((one: { state: string }) => one.state)).toEqual(['expired', 'revoked', 'revoked']);
  });

  test('of a mentor gives a profile to fill; who is in a team leaves that first', async () => {
    const { slug } = await makeEvent();
    const member = await applicant(stack, 'Member');
    await confirm(member);
    const { code } = await invite(slug, 'mentor', member.email, { expertise: ['ICU'] });
    const sent = await member.post(`events/${slug}/my-applications/participant/submit`, { answers: {} });
    expectStatus(await decide(organizer, slug, [sent.body.id], 'accept'), 200);
    const team = expectStatus(await member.post(`events/${slug}/teams`, { name: 'Mine' }), 201).body;
    const busy = await member.post(`event-invitations/${code}/accept`);
    expect([busy.status, busy.body.code]).toEqual([409, 'LEAVE_TEAM_FIRST']);
    expectStatus(await member.post(`teams/${team.id}/leave`), 204);
    expectStatus(await member.post(`event-invitations/${code}/accept`), 200);
    expect(await roleIn(member, slug)).toBe('mentor');
    expect((await member.get(`events/${slug}/mentors/me/profile`)).body).toEqual({
      expertise: ['ICU'],
      languages: ['ko'],
      times: [],
      maxTeams: null,
    });
    // The place as a participant is free again.
    const [application] = (await member.get(`events/${slug}/my-applications`)).body.items;
    expect(application.status).toBe('withdrawn');
    const kept = await organizer.post(`events/${slug}/invitations`, {
      role: 'mentor',
      email: 'not an address',
    });
    expect(kept.status).toBe(422);
  });
});

describe('the people of an event', () => {
  const prepare = async () => {
    const { slug } = await makeEvent();
    const people = await seedApplications(stack, slug, [
      { name: '김하늘', background: 'clinician' },
      { name: '=cmd|calc', background: 'engineer' },
      { name: 'Ann, "the" Third', background: 'student' },
    ]);
    expectStatus(
      await decide(
        organizer,
        slug,
        people.map(({ id }) => id),
        'accept',
      ),
      200,
    );
    return { slug, people };
  };
  const names = (answer: { body: { items: { name: string }[] } }) =>
    answer.body.items.map(({ name }) => name);

  test('are found by name in any spelling, affiliation and address; filtered and sorted', async () => {
    const { slug, people } = await prepare();
    const list = (query: string) => organizer.get(`events/${slug}/people?${query}`);
    expect(names(await list('role=participant&sort=joined'))).toHaveLength(3);
    const decomposed = encodeURIComponent('하늘'.normalize('NFD'));
    expect(names(await list(`q=${decomposed}`))).toEqual(['김하늘']);
    expect(names(await list('q=ANN'))).toEqual(['Ann, "the" Third']);
    expect(names(await list(`q=${encodeURIComponent('서울병원 2')}`))).toEqual(['=cmd|calc']);
    expect(names(await list(`q=seed-${people[0]!.accountId}`))).toEqual(['김하늘']);
    expect(names(await list('q=%25'))).toEqual([]);
    expect(names(await list('background=engineer'))).toEqual(['=cmd|calc']);
    expect(names(await list('role=organizer'))).toEqual(['Host']);
    expect(names(await list('team=with'))).toEqual([]);
    // Whose address is not known to be theirs is marked, found, and marked in the spreadsheet.
    await stack.query('UPDATE account SET email_verified_at = now() WHERE id = $1', [people[0]!.accountId]);
    const marked = await list('role=participant&address=confirmed');
    expect(marked.body.items).toMatchObject([{ name: '김하늘', isAddressConfirmed: true }]);
    expect(names(await list('role=participant&address=unconfirmed'))).toHaveLength(2);
    const sheet = await organizer.get(
      `events/${slug}/people.csv?language=en&address=confirmed&role=participant`,
    );
    const [head, only] = (sheet.body as string).split('\r\n');
    expect(head).toMatch(/,Address confirmed,Consents$/);
    expect(only).toMatch(/,yes,$/);
    expect((await list('address=maybe')).status).toBe(422);
    expect((await list('role=admin')).status).toBe(422);
    expect((await list('sort=name&limit=2')).body.nextCursor).not.toBeNull();
    const applications = await organizer.get(`events/${slug}/applications?q=${decomposed}&status=accepted`);
    expect(names(applications)).toEqual(['김하늘']);
    expect((await organizer.get(`events/${slug}/applications?status=draft`)).status).toBe(422);
  });

  test('go into a spreadsheet without a formula, in the language asked for, and the record says so', async () => {
    const { slug } = await prepare();
    for (const [path, role] of [
      ['people.csv?role=participant&sort=name', '역할'],
      ['applications.csv?sort=name', '상태'],
    ] as const) {
      const response = await fetch(organizer.address(`events/${slug}/${path}&language=ko`), {
        headers: { cookie: [...organizer.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const text = new TextDecoder().decode(bytes);
      expect(text.split('\r\n')[0]).toContain(role);
      expect(text).toContain("\r\n'=cmd|calc,");
      expect(text).toContain('"Ann, ""the"" Third"');
    }
    const english = (await organizer.get(`events/${slug}/people.csv`)).body as string;
    expect(english).toContain('Name,E-mail,Role');
    const actions = await stack.query(
      `SELECT action FROM audit_entry r JOIN event e ON e.id = r.event_id
       WHERE e.slug = $1 AND action LIKE '%exported' ORDER BY r.id`,
      [slug],
    );
    expect(actions).toEqual([
      { action: 'people.exported' },
      { action: 'applications.exported' },
      { action: 'people.exported' },
    ]);
  });

  test('are checked in on the day, once, and the check-in can be taken back', async () => {
    const { slug, people } = await prepare();
    const path = `events/${slug}/people/${people[0]!.accountId}/check-in`;
    const both = await Promise.all([
      organizer.put(path, { isPresent: true }),
      organizer.put(path, { isPresent: true }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0]!.body.checkedInAt).toBe(both[1]!.body.checkedInAt);
    expect(both[0]!.body.checkedInByName).toBe('Host');
    const here = await organizer.get(`events/${slug}/people?checkedIn=yes`);
    expect(names(here)).toEqual(['김하늘']);
    const missing = await organizer.get(`events/${slug}/people?checkedIn=no&role=participant&sort=name`);
    expect(names(missing)).toEqual(['=cmd|calc', 'Ann, "the" Third']);
    const counts = async () =>
      (await organizer.get(`events/${slug}/people-counts`)).body.roles.find(
        (one: { role: string }) => one.role === 'participant',
      );
    expect(await counts()).toEqual({ role: 'participant', members: 3, checkedIn: 1, withoutTeam: 3 });
    expectStatus(await organizer.put(path, { isPresent: false }), 200);
    expect((await counts()).checkedIn).toBe(0);
    const actions = await stack.query(
      `SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE 'member.check%' ORDER BY id`,
      [people[0]!.accountId],
    );
    expect(actions).toEqual([{ action: 'member.checked_in' }, { action: 'member.check_in_undone' }]);
    const nobody = `events/${slug}/people/00000000-0000-4000-8000-000000000000/check-in`;
    expect((await organizer.put(nobody, { isPresent: true })).status).toBe(404);
    expect((await organizer.put(path, {})).status).toBe(422);
  });
});
