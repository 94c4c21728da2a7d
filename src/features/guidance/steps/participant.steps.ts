import type { Facts, TaskFacts } from '../facts/facts.js';
import { profileStep } from './profile.step.js';
import { type Step, step, until } from './step.js';

/** From a place in the event to a final entry. What an event does not have leaves no step. */
export function participantSteps(facts: Facts, now: Date): Step[] {
  const isOver = facts.event.endsAt <= now;
  const hour = facts.team?.nextHourAt;
  return [
    ...(isOver ? [] : [...profileStep(facts), ...teamSteps(facts, now), ...problemSteps(facts, now)]),
    ...(hour ? [step('MEET_MENTOR', 'waiting', `/events/${facts.slug}/mentoring`, { dueAt: hour })] : []),
    ...taskSteps(facts, now),
  ];
}

function teamSteps({ slug, event, team }: Facts, now: Date): Step[] {
  const where = `/events/${slug}/teams`;
  const dueAt = event.teamsFreezeAt;
  const lacks = team?.missing ?? [];
  return [
    step('FIND_TEAM', until(team !== null, dueAt, now), where, {
      dueAt,
      params: { limit: event.maxTeamSize },
    }),
    ...(team && (lacks.length > 0 || dueAt)
      ? [step('COMPLETE_TEAM', until(lacks.length === 0, dueAt, now), where, { dueAt, params: { lacks } })]
      : []),
  ];
}

function problemSteps({ slug, team, problems }: Facts, now: Date): Step[] {
  if (!team) return [];
  const where = `/events/${slug}/problems`;
  const steps: Step[] = [];
  if (problems.isChosen || problems.open > 0) {
    const dueAt = problems.freezesAt;
    const isMine = problems.choosers === 'teams' && team.isCaptain;
    const state = until(problems.isChosen, dueAt, now);
    steps.push(
      step('CHOOSE_PROBLEM', state === 'todo' && !isMine ? 'waiting' : state, where, {
        dueAt: problems.choosers === 'teams' ? dueAt : null,
        params: { count: problems.open },
      }),
    );
  }
  if (problems.noveltyRequired && (problems.isChosen || problems.isDeclared)) {
    steps.push(step('DECLARE_NOVELTY', problems.isDeclared ? 'done' : 'todo', `${where}#work`));
  }
  return steps;
}

function taskSteps(facts: Facts, now: Date): Step[] {
  const { slug, tasks, event } = facts;
  if (tasks.length === 0) {
    return event.endsAt <= now ? [] : [step('WAIT_FOR_TASK', 'waiting', `/events/${slug}`)];
  }
  return tasks.flatMap((task) => oneTask(facts, task, now));
}

function oneTask({ slug, team }: Facts, task: TaskFacts, now: Date): Step[] {
  const where = `/events/${slug}/tasks/${task.slug}`;
  const params = { title: task.name, count: task.entries };
  if (task.finalPublishedAt) {
    return [step('SEE_RESULTS', 'todo', `${where}/board?split=final`, { params })];
  }
  if (!task.isReady || now < task.opensAt) {
    return [step('SUBMIT', 'waiting', where, { dueAt: task.isReady ? task.opensAt : null, params })];
  }
  const state = until(task.entries > 0, task.closesAt, now);
  const dueAt = task.closesAt;
  return [
    // Without a team it waits for one, and not for a time.
    step('SUBMIT', state === 'todo' && !team ? 'waiting' : state, where, {
      dueAt: team ? dueAt : null,
      params,
    }),
    // With as many entries as may be selected there is nothing to choose between.
    ...(task.entries > task.maxSelected
      ? [
          // Selecting stays possible until the final board is published; from the closing on that is any time.
          step('SELECT_FINAL', task.selected > 0 ? 'done' : 'todo', where, {
            dueAt: dueAt > now ? dueAt : null,
            params: { title: task.name, count: task.selected, limit: task.maxSelected },
          }),
        ]
      : []),
  ];
}
