import { describe, expect, test } from '@jest/globals';
import type { Facts, TaskFacts } from './facts/facts.js';
import { currentStep, nextSteps } from './next.policy.js';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const NOW = at(10);
const task = (more: Partial<TaskFacts> = {}): TaskFacts => ({
  slug: 'mortality',
  name: { ko: '사망', en: 'Mortality' },
  opensAt: at(9),
  closesAt: at(17),
  isReady: true,
  finalPublishedAt: null,
  maxSelected: 2,
  entries: 0,
  selected: 0,
  ...more,
});
const facts = (more: Partial<Facts> = {}): Facts => ({
  slug: 'seoul',
  role: 'participant',
  event: {
    startsAt: at(9),
    endsAt: at(18),
    status: 'published',
    joining: 'open',
    takesApplications: true,
    applicationsOpenAt: null,
    applicationsCloseAt: null,
    teamsFreezeAt: at(12),
    maxTeamSize: 8,
  },
  account: {
    background: 'engineer',
    languages: ['ko'],
    affiliation: '',
    isVerified: true,
    isConsentCurrent: true,
  },
  application: null,
  consents: { due: 0, refused: 0 },
  team: { id: 't', memberCount: 4, missing: [], isCaptain: true, nextHourAt: null },
  problems: {
    open: 2,
    choosers: 'teams',
    freezesAt: at(13),
    isChosen: true,
    noveltyRequired: true,
    isDeclared: true,
  },
  tasks: [task()],
  mentor: { teams: 0, openHelp: 0, nextHourAt: null },
  organizer: null,
  ...more,
});
const shown = (given: Facts, now = NOW) => nextSteps(given, now).map(({ code, state }) => `${code} ${state}`);

describe('a place that has to be confirmed', () => {
  const given = (role: Facts['role'], more: Partial<NonNullable<Facts['application']>> = {}) =>
    facts({
      role,
      application: {
        role: role === 'mentor' ? 'mentor' : 'participant',
        status: 'accepted',
        confirmBy: at(11),
        confirmedAt: null,
        ...more,
      },
    });

  test.each([
    ['participant', '/events/seoul/apply'],
    ['mentor', '/events/seoul/apply?role=mentor'],
  ] as const)('comes first for a %s who is in already', (role, where) => {
    expect(currentStep(nextSteps(given(role), NOW))).toEqual({
      code: 'CONFIRM_PLACE',
      state: 'todo',
      dueAt: at(11),
      where,
      params: {},
    });
  });

  test('is done once it is confirmed, and no step where nobody asks', () => {
    expect(shown(given('participant', { confirmedAt: NOW }))[0]).toBe('CONFIRM_PLACE done');
    expect(shown(given('participant', { confirmBy: null })).join()).not.toContain('CONFIRM_PLACE');
  });
});

describe('what an event asks to agree to', () => {
  const first = (due: number, refused: number, role: Facts['role'] = 'participant') =>
    nextSteps(facts({ role, consents: { due, refused } }), NOW)[0];

  test.each(['participant', 'mentor', null] as const)('comes before all else for %s', (role) => {
    const given = facts({ role, consents: { due: 2, refused: 1 } });
    expect(currentStep(nextSteps(given, NOW))).toEqual({
      code: 'AGREE_CONSENTS',
      state: 'todo',
      dueAt: null,
      where: '/events/seoul/consents',
      params: { count: 2 },
    });
  });

  test('waits for nobody once there was a no, and is no step where all is said or the event is over', () => {
    expect(first(0, 1)).toMatchObject({ code: 'AGREE_CONSENTS', state: 'waiting' });
    expect(first(0, 0)?.code).not.toBe('AGREE_CONSENTS');
    expect(shown(facts({ consents: { due: 1, refused: 0 } }), at(20)).join()).not.toContain('AGREE_CONSENTS');
  });
});

describe('a participant', () => {
  test('goes from the profile to the final entry', () => {
    expect(shown(facts())).toEqual([
      'COMPLETE_PROFILE done',
      'FIND_TEAM done',
      'COMPLETE_TEAM done',
      'CHOOSE_PROBLEM done',
      'DECLARE_NOVELTY done',
      'SUBMIT todo',
    ]);
  });

  test('without a team finds one before the freeze, and is late after it', () => {
    const alone = facts({ team: null });
    expect(currentStep(nextSteps(alone, NOW))).toMatchObject({ code: 'FIND_TEAM', dueAt: at(12) });
    expect(shown(alone, at(12))).toContain('FIND_TEAM late');
    expect(shown(alone)).toContain('SUBMIT waiting');
  });

  test('is told what the team lacks', () => {
    const lacks = [{ kind: 'background' as const, background: 'clinician' as const, count: 1 }];
    const step = currentStep(
      nextSteps(
        facts({ team: { id: 't', memberCount: 3, missing: lacks, isCaptain: false, nextHourAt: null } }),
        NOW,
      ),
    );
    expect(step).toMatchObject({ code: 'COMPLETE_TEAM', state: 'todo', params: { lacks } });
  });

  test.each([
    [true, 'teams', 10, 'todo'],
    [false, 'teams', 10, 'waiting'],
    [true, 'organizers', 10, 'waiting'],
    [true, 'teams', 13, 'late'],
  ] as const)('captain: %s, chosen by %s, at %i: the problem is %s', (isCaptain, choosers, hour, state) => {
    const given = facts({
      team: { id: 't', memberCount: 4, missing: [], isCaptain, nextHourAt: null },
      problems: { ...facts().problems, choosers, isChosen: false, isDeclared: false },
    });
    expect(shown(given, at(hour))).toContain(`CHOOSE_PROBLEM ${state}`);
  });

  test('has no step for what the event does not have', () => {
    const given = facts({
      event: { ...facts().event, teamsFreezeAt: null },
      problems: { ...facts().problems, open: 0, isChosen: false, isDeclared: false },
      tasks: [],
    });
    expect(shown(given)).toEqual(['COMPLETE_PROFILE done', 'FIND_TEAM done', 'WAIT_FOR_TASK waiting']);
  });

  test('selects among more entries than may be selected', () => {
    expect(shown(facts({ tasks: [task({ entries: 2 })] }))).not.toContain('SELECT_FINAL todo');
    expect(shown(facts({ tasks: [task({ entries: 3 })] }))).toContain('SELECT_FINAL todo');
    expect(shown(facts({ tasks: [task({ entries: 3, selected: 1 })] }))).toContain('SELECT_FINAL done');
    expect(shown(facts({ tasks: [task({ entries: 3 })] }), at(17))).toContain('SELECT_FINAL todo');
  });

  test('waits for a task that opens later, and reads the results in the end', () => {
    const [step] = nextSteps(facts({ tasks: [task({ opensAt: at(11) })] }), NOW).slice(-1);
    expect(step).toMatchObject({ code: 'SUBMIT', state: 'waiting', dueAt: at(11) });
    expect(shown(facts({ tasks: [task({ finalPublishedAt: at(18) })] }), at(19))).toEqual([
      'SEE_RESULTS todo',
    ]);
  });
});

test.each([
  [null, 10, 'APPLY todo'],
  ['draft', 10, 'APPLY todo'],
  [null, 12, 'APPLY late'],
  ['submitted', 10, 'APPLICATION_SENT waiting'],
  ['waitlisted', 10, 'WAITING_LIST waiting'],
  ['accepted', 10, 'CONFIRM_PLACE todo'],
  ['declined', 10, 'NO_PLACE waiting'],
  ['withdrawn', 10, 'APPLY todo'],
] as const)('an applicant whose application is %s, at %i: %s', (status, hour, expected) => {
  const event = { ...facts().event, joining: 'application' as const, applicationsCloseAt: at(12) };
  const application = status
    ? { role: 'participant' as const, status, confirmBy: at(15), confirmedAt: null }
    : null;
  expect(shown(facts({ role: null, team: null, event, application }), at(hour))).toContain(expected);
});

test('an event that takes applications with no form open says so to both sides', () => {
  const event = {
    ...facts().event,
    startsAt: at(12),
    joining: 'application' as const,
    takesApplications: false,
  };
  expect(shown(facts({ role: null, team: null, event }))).toEqual(['APPLICATIONS_SHUT waiting']);
  const organizer = {
    tasks: 1,
    undecidedProposals: 0,
    undecidedApplications: 0,
    peopleWithoutTeam: 0,
    teamsWithoutMentor: 0,
    mentors: 0,
  };
  expect(shown(facts({ role: 'organizer', team: null, organizer, event }))).toContain(
    'OPEN_APPLICATIONS todo',
  );
});

test('an organizer publishes, decides, fills teams', () => {
  const organizer = {
    tasks: 0,
    undecidedProposals: 2,
    undecidedApplications: 3,
    peopleWithoutTeam: 4,
    teamsWithoutMentor: 1,
    mentors: 1,
  };
  const event = { ...facts().event, status: 'draft' as const };
  expect(shown(facts({ role: 'organizer', team: null, organizer, event }))).toEqual([
    'CREATE_TASK todo',
    'PUBLISH_EVENT todo',
    'DECIDE_APPLICATIONS todo',
    'DECIDE_PROPOSALS todo',
    'FILL_TEAMS todo',
    'ASSIGN_MENTORS todo',
    'WATCH todo',
  ]);
});

test('an address that is not confirmed and a notice that changed are said to everyone, and press nobody', () => {
  const account = { ...facts().account, isVerified: false, isConsentCurrent: false };
  expect(shown(facts({ account })).slice(0, 2)).toEqual(['AGREE_AGAIN todo', 'VERIFY_EMAIL todo']);
  expect(currentStep(nextSteps(facts({ account }), NOW))?.code).toBe('SUBMIT');
});
