/** From a moment on, entries of one team stand in the row of another. In the order of the board's versions. */
export interface Move {
  from: string;
  into: string;
  at: Date;
}

interface Counted {
  teamId: string;
  acceptedAt: Date;
  withdrawnAt: Date | null;
}

/**
 * Whether an earlier entry stood in the same row when `entry` was accepted, so that its score is what `entry` has to beat.
 * One that was withdrawn by then does not: it would bar the team from ever being shown a score. One that was withdrawn
 * since still does, and so no withdrawal shows a score that had been held back.
 */
export function countedThen(earlier: Counted, entry: Counted, moves: readonly Move[]): boolean {
  const { acceptedAt: at } = entry;
  if (earlier.withdrawnAt !== null && earlier.withdrawnAt <= at) return false;
  return rowAt(earlier.teamId, at, moves) === rowAt(entry.teamId, at, moves);
}

function rowAt(teamId: string, at: Date, moves: readonly Move[]): string {
  return moves.findLast((move) => move.from === teamId && move.at <= at)?.into ?? teamId;
}
