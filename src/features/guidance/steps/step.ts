import type { Texts } from '../../../platform/i18n/language.js';
import type { Missing } from '../../events/team-rules.js';

export const STEP_CODES = [
  'APPLY',
  'APPLICATIONS_SHUT',
  'APPLICATION_SENT',
  'CONFIRM_PLACE',
  'WAITING_LIST',
  'NO_PLACE',
  'JOIN',
  'JOINING_CLOSED',
  'AGREE_CONSENTS',
  'AGREE_AGAIN',
  'VERIFY_EMAIL',
  'COMPLETE_PROFILE',
  'FIND_TEAM',
  'COMPLETE_TEAM',
  'CHOOSE_PROBLEM',
  'DECLARE_NOVELTY',
  'SUBMIT',
  'SELECT_FINAL',
  'SEE_RESULTS',
  'WAIT_FOR_TASK',
  'MEET_MENTOR',
  'MEET_TEAMS',
  'ANSWER_HELP',
  'CREATE_TASK',
  'PUBLISH_EVENT',
  'OPEN_APPLICATIONS',
  'DECIDE_APPLICATIONS',
  'DECIDE_PROPOSALS',
  'FILL_TEAMS',
  'ASSIGN_MENTORS',
  'WATCH',
] as const;
export type StepCode = (typeof STEP_CODES)[number];

/**
 * todo: this person can do it now. late: its time has passed and it was not done. waiting: somebody else, or a time, has
 * to come first.
 */
export type StepState = 'todo' | 'done' | 'waiting' | 'late';

export interface Step {
  code: StepCode;
  state: StepState;
  /** Until when it can be done, or where it waits: when it can begin. */
  dueAt: Date | null;
  /** Path of the page where it is done. */
  where: string;
  params: StepParams;
}

export interface StepParams {
  count?: number;
  limit?: number;
  /** Of the task. */
  title?: Texts;
  lacks?: Missing[];
}

export const step = (
  code: StepCode,
  state: StepState,
  where: string,
  more: { dueAt?: Date | null; params?: StepParams } = {},
): Step => ({ code, state, where, dueAt: more.dueAt ?? null, params: more.params ?? {} });

/** Done, to be done until then, or too late. */
export const until = (isDone: boolean, dueAt: Date | null, now: Date): StepState =>
  isDone ? 'done' : dueAt !== null && dueAt <= now ? 'late' : 'todo';
