import { csvOf } from '../../platform/csv/csv.js';
import { completeGate, gateInSigns } from '../tasks/gate.policy.js';
import type { LeaderboardView } from './leaderboard.dto.js';

/** The board as CSV, with a header. */
export function boardCsv(board: LeaderboardView): string {
  const header = [
    'rank',
    'team',
    board.metric,
    'ci_low',
    'ci_high',
    'entries',
    'submitted_at',
    'rank_low',
    'rank_high',
    'band',
    'p_first',
    ...(board.gates.length > 0 ? ['gates_failed', 'gates_unknown'] : []),
  ];
  const signs = board.gates.map((gate) => gateInSigns(completeGate(gate)));
  const named = (gates: number[]) => gates.map((k) => signs[k]).join('; ');
  const rows = board.rows.map((row) => [
    row.rank,
    row.team.name,
    row.score ?? '',
    row.ci?.[0] ?? '',
    row.ci?.[1] ?? '',
    row.entries,
    row.submittedAt,
    row.rankInterval?.[0] ?? '',
    row.rankInterval?.[1] ?? '',
    row.band ?? '',
    row.pFirst ?? '',
    ...(row.gates ? [named(row.gates.failed), named(row.gates.unknown)] : []),
  ]);
  return csvOf([header, ...rows]);
}
