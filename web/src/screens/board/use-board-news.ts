import { useEffect, useRef, useState } from 'react';
import type { Board } from '../../api/client.js';
import { useAnnouncer } from '../../components/announcer.js';
import { useLanguage } from '../../i18n/language.js';
import { score } from '../../lib/format.js';

/** Places gained since the last look (negative: lost), or `new`; teams that stayed are not in it. */
export type Moved = Map<string, number | 'new'>;

type Ranks = Record<string, number>;

/** Says what changed while one watches, and remembers the ranks for the next look. */
export function useBoardNews(board: Board | undefined, taskId: string, split: string): Moved {
  const { t } = useLanguage();
  const { announce } = useAnnouncer();
  const name = `board ${taskId} ${split}`;
  const [before] = useState<Ranks | null>(() => remembered(name));
  const seen = useRef<number | null>(null);

  useEffect(() => {
    if (!board) return;
    const leader = board.rows[0];
    if (seen.current !== null && seen.current !== board.version && leader && leader.score !== null) {
      announce(t('board.updated', { leader: leader.team.name, score: score(leader.score) }));
    }
    seen.current = board.version;
    localStorage.setItem(
      name,
      JSON.stringify(Object.fromEntries(board.rows.map(({ team, rank }) => [team.id, rank]))),
    );
  }, [board, name, announce, t]);

  const moved: Moved = new Map();
  if (!before) return moved;
  for (const { team, rank } of board?.rows ?? []) {
    const last = before[team.id];
    if (last === undefined) moved.set(team.id, 'new');
    else if (last !== rank) moved.set(team.id, last - rank);
  }
  return moved;
}

function remembered(name: string): Ranks | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}
