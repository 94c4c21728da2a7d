import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Gate, judgeGate } from '../../scoring/report/gates.js';
import type { EntryReport } from '../../scoring/report/report.js';
import type { Audience } from '../access/access.js';
import { liveGates } from '../tasks/gate.policy.js';
import type { Task } from '../tasks/task.entity.js';
import { labelsOf } from '../tasks/task.queries.js';
import type { GateMarks, Split } from './leaderboard.dto.js';
import type { Placed } from './ranks.service.js';

/** What is asked of the entries of a board, and by entry which of it they don't keep. */
export interface Marked {
  gates: Gate[];
  of: Map<string, GateMarks>;
}

/** Which of a task's gates the entries on a board don't keep. */
@Injectable()
export class GateMarking {
  constructor(private readonly database: DataSource) {}

  /**
   * The final board is marked for whoever may see it; the public one for organizers, and for others once they may see
   * reports of the public part.
   */
  async marks(
    task: Task,
    split: Split,
    audience: Audience,
    entries: readonly Pick<Placed, 'submissionId' | 'scoring'>[],
  ): Promise<Marked> {
    const isOpen = split === 'final' || audience === 'organizer' || task.finalPublishedAt !== null;
    const gates = isOpen ? task.gates : await this.live(task);
    const of = gates.length === 0 ? new Map() : await this.judge(gates, split, entries);
    return { gates, of };
  }

  private async live(task: Task): Promise<Gate[]> {
    if (!task.liveReports || task.gates.length === 0) return [];
    return liveGates(task, (await labelsOf(this.database.manager, task))?.public ?? null);
  }

  private async judge(
    gates: Gate[],
    split: Split,
    entries: readonly Pick<Placed, 'submissionId' | 'scoring'>[],
  ): Promise<Map<string, GateMarks>> {
    const column = split === 'final' ? 'report' : 'public_report';
    const rows: { id: string; report: EntryReport | null }[] = await this.database.query(
      // What no gate asks for stays in the database.
      `SELECT r.submission_id AS id, r.${column} - 'calibration' AS report FROM submission_report r
       JOIN unnest($1::uuid[], $2::int[]) AS wanted(id, scoring)
         ON r.submission_id = wanted.id AND r.scoring = wanted.scoring`,
      [entries.map(({ submissionId }) => submissionId), entries.map(({ scoring }) => scoring)],
    );
    const reports = new Map(rows.map(({ id, report }) => [id, report]));
    return new Map(
      entries.map(({ submissionId }) => {
        const report = reports.get(submissionId) ?? null;
        const verdicts = gates.map((gate) => (report === null ? 'unknown' : judgeGate(report, gate).verdict));
        const of = (verdict: string) => verdicts.flatMap((one, k) => (one === verdict ? [k] : []));
        return [submissionId, { failed: of('failed'), unknown: of('unknown') }];
      }),
    );
  }
}
