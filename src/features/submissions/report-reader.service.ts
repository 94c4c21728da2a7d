import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { rounded } from '../../scoring/release.js';
import { judgeGate } from '../../scoring/report/gates.js';
import { liveReport } from '../../scoring/report/live-report.js';
import type { EntryReport, ReportPart } from '../../scoring/report/report.js';
import { isOrganizer, requireEntryReader } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { liveGates } from '../tasks/gate.policy.js';
import { showsLive } from '../tasks/task.policy.js';
import { findTask, labelsOf } from '../tasks/task.queries.js';
import type { EntryReportView } from './reports.dto.js';
import { REPORT_KEPT, REPORT_NOT_PUBLISHED } from './submissions.errors.js';

interface ReportRow {
  taskId: string;
  teamId: string;
  isShared: boolean;
  /** Its own public score is shown, and not that of a better one. */
  isReleased: boolean;
  public: EntryReport | null;
  final: EntryReport | null;
  madeAt: Date | null;
}

/** Of the scoring in force. */
const REPORT = `
  SELECT s.task_id AS "taskId", coalesce(g.merged_into_id, g.id) AS "teamId", s.shared_at IS NOT NULL AS "isShared",
         b.shown_id IS NOT DISTINCT FROM s.id AS "isReleased",
         r.public_report AS public, r.report AS final, r.made_at AS "madeAt"
  FROM submission s
  JOIN team g ON g.id = s.team_id
  LEFT JOIN board_entry b ON b.submission_id = s.id AND b.superseded_version IS NULL
  LEFT JOIN submission_report r ON r.submission_id = s.id AND r.scoring = b.scoring AND s.status = 'scored'
  WHERE s.id = $1`;

/**
 * Reports of the final part follow the rule of final scores; those of the public part are shown live where the task says
 * so, and then of released entries alone: another one's would tell what the Ladder keeps.
 */
@Injectable()
export class ReportReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /**
   * @param asked null: the final part where the reader may see it, else the public one
   * @throws NOT_FOUND, also where the entry has no report; to teams before the final ranking REPORT_NOT_PUBLISHED, REPORT_KEPT
   */
  async get(actor: Actor, id: string, asked: ReportPart | null): Promise<EntryReportView> {
    const [row]: ReportRow[] = await this.database.query(REPORT, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    const standing = await this.access.inTask(actor, row.taskId);
    requireEntryReader(standing, row.teamId, row.isShared);
    const task = await findTask(this.database.manager, row.taskId);
    const isOpen = isOrganizer(standing) || task.finalPublishedAt !== null;
    const part = asked ?? (isOpen || !task.liveReports ? 'final' : 'public');
    if (!isOpen && (part === 'final' || !task.liveReports)) throw new DomainError(REPORT_NOT_PUBLISHED);
    const report = row[part];
    if (!report || !row.madeAt) throw new DomainError(NOT_FOUND);
    if (!isOpen && !row.isReleased) throw new DomainError(REPORT_KEPT);
    const labels = (await labelsOf(this.database.manager, task))?.[part] ?? null;
    const gates = isOpen ? task.gates : liveGates(task, labels);
    // To teams also when all is over: labels that a report spells are patients' still, and the next event's.
    const isExact = isOrganizer(standing);
    const seen = isExact ? report : liveReport(report, task.decimals, showsLive(task, labels, 'brier'));
    const roundedAs = (value: number | null) =>
      isExact || value === null ? value : rounded(value, task.decimals);
    return {
      ...seen,
      part,
      gates: gates.map((gate) => {
        const judged = judgeGate(report, gate);
        return { gate, ...judged, value: roundedAs(judged.value) };
      }),
      madeAt: row.madeAt.toISOString(),
    };
  }
}
