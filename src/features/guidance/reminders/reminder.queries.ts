import type { EntityManager } from 'typeorm';
import type { Texts } from '../../../platform/i18n/language.js';
import type { Background } from '../../accounts/profile.js';
import { missing, type TeamRules } from '../../events/team-rules.js';
import type { MailKind } from '../../mail/mail-kind.js';
import { closesFor } from '../../submissions/quota.queries.js';
import {
  REMIND_APPLICATION,
  REMIND_ENTRY,
  REMIND_SELECTION,
  REMIND_TEAM,
  REMIND_TEAM_INCOMPLETE,
} from './reminders.mails.js';

/** Somebody who has not done something whose deadline is near. */
export interface Due {
  accountId: string;
  eventId: string;
  slug: string;
  event: Texts;
  timeZone: string;
  dueAt: Date;
  /** Below the event's address. */
  path: string;
  title: Texts | null;
  team: string | null;
  /** Of the same deadline a person is reminded once; a deadline that is moved reminds again. */
  once: string;
}

interface Reminder {
  kind: MailKind;
  /** How long before the deadline. */
  hoursAhead: number;
  /** Rows of Due but for `once`, plus `subject`, which names the deadline. $1: now; $2: until when deadlines are near. */
  sql: string;
  /** What a query cannot say. */
  keeps?: (row: Due & { rules?: TeamRules; backgrounds?: (Background | null)[] }) => boolean;
}

const EVENT = `e.id AS "eventId", e.slug, e.name AS event, e.time_zone AS "timeZone"`;
const TEAM_OF_TASK = `
  FROM task k JOIN event e ON e.id = k.event_id
  JOIN team g ON g.event_id = e.id JOIN team_member t ON t.team_id = g.id
  WHERE e.status = 'published' AND k.truth_id IS NOT NULL AND k.final_published_at IS NULL
    AND coalesce(k.opens_at, e.starts_at) <= $1 AND ${closesFor('g.id')} > $1
    AND ${closesFor('g.id')} <= $2`;
const TASK = `t.account_id AS "accountId", ${EVENT}, ${closesFor('g.id')} AS "dueAt",
  '/tasks/' || k.slug AS path, k.name AS title, g.name AS team, k.id AS subject`;
const ENTRIES = `FROM submission s WHERE s.team_id IN (SELECT o.id FROM team o WHERE o.id = g.id OR o.merged_into_id = g.id) AND s.task_id = k.id
  AND s.status IN ('executing', 'queued', 'running', 'scored') AND s.withdrawn_at IS NULL`;
const FREEZE = `e.status = 'published' AND e.teams_freeze_at > $1 AND e.teams_freeze_at <= $2`;

const REMINDERS: readonly Reminder[] = [
  {
    kind: REMIND_APPLICATION,
    hoursAhead: 24,
    sql: `SELECT p.account_id AS "accountId", ${EVENT}, coalesce(e.applications_close_at, e.starts_at) AS "dueAt",
        '/apply' AS path, NULL::jsonb AS title, NULL AS team, p.id AS subject
      FROM application p JOIN event e ON e.id = p.event_id
      WHERE p.status = 'draft' AND e.status = 'published' AND e.joining = 'application'
        AND coalesce(e.applications_close_at, e.starts_at) > $1
        AND coalesce(e.applications_close_at, e.starts_at) <= $2`,
  },
  {
    kind: REMIND_TEAM,
    hoursAhead: 24,
    sql: `SELECT m.account_id AS "accountId", ${EVENT}, e.teams_freeze_at AS "dueAt", '' AS path, NULL::jsonb AS title,
        NULL AS team, e.id AS subject
      FROM event e JOIN event_member m ON m.event_id = e.id AND m.role = 'participant'
      WHERE ${FREEZE} AND NOT EXISTS
        (SELECT 1 FROM team_member t WHERE t.event_id = e.id AND t.account_id = m.account_id)`,
  },
  {
    kind: REMIND_TEAM_INCOMPLETE,
    hoursAhead: 24,
    sql: `SELECT t.account_id AS "accountId", ${EVENT}, e.teams_freeze_at AS "dueAt", '' AS path, NULL::jsonb AS title,
        g.name AS team, g.id AS subject, e.team_rules AS rules, b.backgrounds
      FROM event e JOIN team g ON g.event_id = e.id JOIN team_member t ON t.team_id = g.id
      JOIN LATERAL (SELECT array_agg(a.background) AS backgrounds FROM team_member x
        JOIN account a ON a.id = x.account_id WHERE x.team_id = g.id) b ON true
      WHERE ${FREEZE}`,
    keeps: ({ rules, backgrounds }) =>
      rules !== undefined &&
      missing(
        rules,
        (backgrounds ?? []).map((background) => ({ background })),
      ).length > 0,
  },
  {
    kind: REMIND_ENTRY,
    hoursAhead: 6,
    sql: `SELECT ${TASK} ${TEAM_OF_TASK} AND NOT EXISTS (SELECT 1 ${ENTRIES})`,
  },
  {
    kind: REMIND_SELECTION,
    hoursAhead: 3,
    sql: `SELECT ${TASK} ${TEAM_OF_TASK} AND k.max_selected < (SELECT count(*) ${ENTRIES})
      AND NOT EXISTS (SELECT 1 ${ENTRIES} AND s.selected)`,
  },
];

/** In one sweep; the next one goes on. */
const MOST = 500;

/** Everyone who is to be reminded now and was not, with the kind of reminder. */
export async function dueReminders(
  manager: EntityManager,
  now: Date,
): Promise<{ kind: MailKind; due: Due[] }[]> {
  const found = [];
  for (const { kind, hoursAhead, sql, keeps } of REMINDERS) {
    const rows: Due[] = await manager.query(
      `SELECT x.* FROM (
         SELECT d.*, concat_ws(':', $3::text, d."accountId", d.subject, extract(epoch FROM d."dueAt")::bigint) AS once
         FROM (${sql}) d
       ) x WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.once = x.once) ${keeps ? '' : `LIMIT ${MOST}`}`,
      [now, new Date(now.getTime() + hoursAhead * 3_600_000), kind.name],
    );
    // Those that are kept out get no mail, so a limit before would show the same ones for ever.
    found.push({ kind, due: keeps ? rows.filter(keeps).slice(0, MOST) : rows });
  }
  return found;
}
