import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import type { EntryReport } from '../../scoring/report/report.js';
import { isOrganizer, requireEntryReader } from '../access/access.js';
import { Access } from '../access/access.service.js';
import type { EntryReportView } from './reports.dto.js';
import { REPORT_NOT_PUBLISHED } from './submissions.errors.js';

interface ReportRow {
  taskId: string;
  teamId: string;
  isShared: boolean;
  isPublished: boolean;
  report: EntryReport | null;
  madeAt: Date | null;
}

const REPORT = `
  SELECT s.task_id AS "taskId", coalesce(g.merged_into_id, g.id) AS "teamId", s.shared_at IS NOT NULL AS "isShared",
         k.final_published_at IS NOT NULL AS "isPublished", r.report, r.made_at AS "madeAt"
  FROM submission s
  JOIN team g ON g.id = s.team_id
  JOIN task k ON k.id = s.task_id
  LEFT JOIN submission_report r ON r.submission_id = s.id AND s.status = 'scored'
  WHERE s.id = $1`;

/** Reports rest on the final part, so they follow the rule of final scores. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND, also where the entry has no report; REPORT_NOT_PUBLISHED to teams before the final ranking */
  async get(actor: Actor, id: string): Promise<EntryReportView> {
    const [row]: ReportRow[] = await this.database.query(REPORT, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    const standing = await this.access.inTask(actor, row.taskId);
    requireEntryReader(standing, row.teamId, row.isShared);
    if (!isOrganizer(standing) && !row.isPublished) throw new DomainError(REPORT_NOT_PUBLISHED);
    if (!row.report || !row.madeAt) throw new DomainError(NOT_FOUND);
    return { ...row.report, madeAt: row.madeAt.toISOString() };
  }
}
