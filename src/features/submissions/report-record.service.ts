import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EntryReport } from '../../scoring/report/report.js';
import type { Claim } from './claims.service.js';

/** Writes the report of an entry down, before its score: nobody sees it until the entry is scored. */
@Injectable()
export class ReportRecord {
  constructor(private readonly database: DataSource) {}

  /** Whoever holds the claim writes; an attempt after a lost one writes the same again. */
  async save(claim: Claim, report: EntryReport): Promise<void> {
    await this.database.query(
      `INSERT INTO submission_report (submission_id, report)
       SELECT id, $3 FROM submission WHERE id = $1 AND lease_id = $2
       ON CONFLICT (submission_id) DO UPDATE SET report = excluded.report, made_at = clock_timestamp()`,
      [claim.id, claim.leaseId, JSON.stringify(report)],
    );
  }
}
