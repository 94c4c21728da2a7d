import { Fragment, useRef } from 'react';
import type { Board, BoardRow, Task } from '../../api/client.js';
import { IntervalAxis, IntervalMark } from '../../components/interval-plot.js';
import { Ago } from '../../components/time.js';
import { useSlide } from '../../components/use-slide.js';
import { useLanguage } from '../../i18n/language.js';
import { type Axis, axisOf } from '../../lib/axis.js';
import { doubts, metricName, score } from '../../lib/format.js';
import { marksInWords } from '../../lib/gates.js';
import { bandsOf } from './bands.js';
import type { Moved } from './use-board-news.js';

interface Drawing {
  axis: Axis | null;
  leader: number[] | null;
  zone: string;
  ownTeam: string | null;
  moved: Moved;
  gates: Board['gates'];
}

/** One row a team, with its interval drawn on one axis down the column. A real table: the drawing only repeats it. */
export function BoardTable({
  board,
  zone,
  ownTeam,
  moved,
  outcome,
  gateNote,
}: {
  board: Board;
  zone: string;
  ownTeam: string | null;
  moved: Moved;
  outcome: Task['schema'];
  /** Who else sees the marks. */
  gateNote?: string;
}) {
  const { t } = useLanguage();
  const body = useRef<HTMLTableSectionElement>(null);
  useSlide(body, board.rows);
  const axis = axisOf(board.rows);
  const metric = metricName(board.metric, t, outcome);
  const better = t(`board.better.${board.direction}`);
  const ranks = new Map<number, number>();
  for (const { rank } of board.rows) ranks.set(rank, (ranks.get(rank) ?? 0) + 1);
  const drawing: Drawing = {
    axis,
    leader: board.rows[0]?.ci ?? null,
    zone,
    ownTeam,
    moved,
    gates: board.gates,
  };
  const own = board.rows.find(({ team }) => team.id === ownTeam);
  return (
    <div className="stack">
      {ownTeam && (
        <p className="board-own" data-in-board={own !== undefined || undefined}>
          {own
            ? t('board.ownRow', { rank: own.rank, score: own.score === null ? '–' : score(own.score) })
            : t('board.ownNone')}
        </p>
      )}
      <table className="board">
        <caption className="visually-hidden">{t('board.caption', { metric, direction: better })}</caption>
        <thead>
          <tr>
            <th scope="col" className="board-rank">
              {t('board.rank')}
            </th>
            <th scope="col">{t('board.team')}</th>
            <th scope="col" className="numeric">
              {metric}
            </th>
            <th scope="col" className="board-plot">
              <span className="board-plot-title">
                {t('board.interval')} <span className="soft">({better})</span>
              </span>
              {axis && <IntervalAxis axis={axis} />}
            </th>
            <th scope="col" className="numeric board-entries">
              {t('board.entries')}
            </th>
            <th scope="col" className="board-when">
              {t('board.submittedAt')}
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {bandsOf(board.rows, t).map(({ key, rows, meaning }) => (
            <Fragment key={key}>
              {meaning && (
                <tr className="board-band">
                  <td colSpan={6}>{meaning}</td>
                </tr>
              )}
              {rows.map((row) => (
                <Row key={row.team.id} row={row} isTied={(ranks.get(row.rank) ?? 0) > 1} drawing={drawing} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <p className="small soft">
        {t('board.explain')} {t('board.bandExplain')} {t('board.teams', { n: board.rows.length })}.
      </p>
      {board.gates.length > 0 && (
        <p className="small soft">
          {t('gate.explain')} {gateNote}
        </p>
      )}
    </div>
  );
}

function Row({ row, isTied, drawing }: { row: BoardRow; isTied: boolean; drawing: Drawing }) {
  const { t } = useLanguage();
  const { axis, leader, zone, ownTeam, moved, gates } = drawing;
  const { failed, unknown } = marksInWords(row.gates, gates, t);
  const isOwn = row.team.id === ownTeam;
  const [low, high] = row.ci ?? [];
  return (
    <tr data-slide={row.team.id} data-own={isOwn || undefined} aria-current={isOwn || undefined}>
      <td className="board-rank">
        <span className="board-rank-number">{row.rank}</span>
        {isTied && <span className="board-tied">{t('board.tied')}</span>}
        <RankInterval row={row} />
      </td>
      <th scope="row">
        {row.team.name}
        {isOwn && <span className="board-mine">{t('board.own')}</span>}
        {row.hasEnded && <span className="board-doubt">{t('board.hasEnded')}</span>}
        <Movement moved={moved.get(row.team.id)} />
        {failed.map((gate) => (
          <span key={gate} className="board-doubt board-failed">
            {gate}
          </span>
        ))}
        {[...unknown, ...doubts(row.flags, t)].map((doubt) => (
          <span key={doubt} className="board-doubt">
            {doubt}
          </span>
        ))}
      </th>
      <td className="numeric board-score">
        {row.score === null ? <span className="soft">{t('board.undefined')}</span> : score(row.score)}
        {low !== undefined && high !== undefined && (
          <span className="board-interval">
            {score(low)}–{score(high)}
          </span>
        )}
      </td>
      <td className="board-plot">{axis && <IntervalMark axis={axis} interval={row} leader={leader} />}</td>
      <td className="numeric board-entries" data-label={t('board.entries')}>
        {row.entries}
      </td>
      <td className="board-when">
        <Ago at={row.submittedAt} zone={zone} />
      </td>
    </tr>
  );
}

/** Where the rank would fall with other patients: a range, and in words for readers and on hover. */
function RankInterval({ row }: { row: BoardRow }) {
  const { t } = useLanguage();
  const [low, high] = row.rankInterval ?? [];
  if (low === undefined || high === undefined) return null;
  const words = [
    t('board.rankInterval', { low, high }),
    ...(row.pFirst === null ? [] : [t('board.pFirst', { percent: (row.pFirst * 100).toFixed(0) })]),
  ].join('. ');
  return (
    <span className="board-rank-interval" title={words}>
      <span aria-hidden="true">{low === high ? low : `${low}–${high}`}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function Movement({ moved }: { moved: number | 'new' | undefined }) {
  const { t } = useLanguage();
  if (moved === undefined) return null;
  const [sign, text] =
    moved === 'new'
      ? ['•', t('board.moved.new')]
      : moved > 0
        ? [`▲${moved}`, t('board.moved.up', { n: moved })]
        : [`▼${-moved}`, t('board.moved.down', { n: -moved })];
  return (
    <span className="board-moved" title={text}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
