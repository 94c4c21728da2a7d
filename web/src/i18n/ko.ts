import type { Dictionary } from './dictionary.js';
import { account } from './ko/account.js';
import { applications } from './ko/applications.js';
import { balance } from './ko/balance.js';
import { board } from './ko/board.js';
import { common } from './ko/common.js';
import { event } from './ko/event.js';
import { eventNav } from './ko/event-nav.js';
import { gates } from './ko/gates.js';
import { guidance } from './ko/guidance.js';
import { lostAccess } from './ko/lost-access.js';
import { mail } from './ko/mail.js';
import { mentoring } from './ko/mentoring.js';
import { metrics } from './ko/metrics.js';
import { organize } from './ko/organize.js';
import { outcome } from './ko/outcome.js';
import { privacy } from './ko/privacy.js';
import { problems } from './ko/problems.js';
import { record } from './ko/record.js';
import { report } from './ko/report.js';
import { rescoring } from './ko/rescoring.js';
import { setup } from './ko/setup.js';
import { signIn } from './ko/sign-in.js';
import { task } from './ko/task.js';
import { teams } from './ko/teams.js';

/** Every text of the page in Korean. */
export const ko = {
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
} as const satisfies Dictionary;
