import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { EntryReports } from '../tasks/scorer.js';
import type { Claim } from './claims.service.js';

/** Writes the reports of an entry down, before its score: nobody sees them until the entry is scored. */
@Injectable()
export class ReportRecord {
  constructor(private readonly database: DataSource) {}

  /** Whoever holds the claim writes; an attempt after a lost one writes the same again. */
  async save(claim: Claim, reports: EntryReports): Promise<void> {
    await this.database.query(
      `INSERT INTO submission_report (submission_id, report, public_report)
       SELECT id, $3, $4 FROM submission WHERE id = $1 AND lease_id = $2
       ON CONFLICT (submission_id, scoring) DO UPDATE
         SET report = excluded.report, public_report = excluded.public_report, made_at = clock_timestamp()`,
      [claim.id, claim.leaseId, JSON.stringify(reports.final), JSON.stringify(reports.public)],
    );
  }
}

/** Of a further scoring of an entry, beside those of the scoring in force. */
export async function writeReports(
  manager: EntityManager,
  submissionId: string,
  scoring: number,
  reports: EntryReports,
): Promise<void> {
  await manager.query(
    'INSERT INTO submission_report (submission_id, scoring, report, public_report) VALUES ($1, $2, $3, $4)',
    [submissionId, scoring, JSON.stringify(reports.final), JSON.stringify(reports.public)],
  );
}
