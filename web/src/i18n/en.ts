import { account } from './en/account.js';
import { applications } from './en/applications.js';
import { balance } from './en/balance.js';
import { board } from './en/board.js';
import { common } from './en/common.js';
import { event } from './en/event.js';
import { eventNav } from './en/event-nav.js';
import { gates } from './en/gates.js';
import { guidance } from './en/guidance.js';
import { lostAccess } from './en/lost-access.js';
import { mail } from './en/mail.js';
import { mentoring } from './en/mentoring.js';
import { metrics } from './en/metrics.js';
import { organize } from './en/organize.js';
import { outcome } from './en/outcome.js';
import { privacy } from './en/privacy.js';
import { problems } from './en/problems.js';
import { record } from './en/record.js';
import { report } from './en/report.js';
import { rescoring } from './en/rescoring.js';
import { setup } from './en/setup.js';
import { signIn } from './en/sign-in.js';
import { task } from './en/task.js';
import { teams } from './en/teams.js';

/** Every text of the page in English. */
export const en = {
  ...common,
  ...account,
  ...applications,
  ...event,
  ...eventNav,
  ...task,
  ...balance,
  ...board,
  ...gates,
  ...guidance,
  ...mail,
  ...mentoring,
  ...metrics,
  ...organize,
  ...outcome,
  ...record,
  ...lostAccess,
  ...problems,
  ...report,
  ...rescoring,
  ...setup,
  ...signIn,
  ...privacy,
  ...teams,
} as const;
