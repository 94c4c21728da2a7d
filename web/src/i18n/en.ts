import { account } from './en/account.js';
import { board } from './en/board.js';
import { common } from './en/common.js';
import { event } from './en/event.js';
import { eventNav } from './en/event-nav.js';
import { organize } from './en/organize.js';
import { problems } from './en/problems.js';
import { setup } from './en/setup.js';
import { signIn } from './en/sign-in.js';
import { task } from './en/task.js';
import { teams } from './en/teams.js';

/** Every text of the page in English. */
export const en = {
  ...common,
  ...account,
  ...event,
  ...eventNav,
  ...task,
  ...board,
  ...organize,
  ...problems,
  ...setup,
  ...signIn,
  ...teams,
} as const;
