import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { EventView, Task } from '../../api/client.js';
import { useLive } from '../../api/live.js';
import { Problem } from '../../api/problem.js';
import { boardQuery, keys } from '../../api/queries.js';
import { PageHeader } from '../../components/page-header.js';
import { EmptyState, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';
import { RescoringNotice } from '../rescoring/rescoring-notice.js';
import { TaskFrame } from '../tasks/task-frame.js';
import { BoardState } from './board-state.js';
import { BoardTable } from './board-table.js';
import { useBoardNews } from './use-board-news.js';

export function BoardScreen() {
  return <TaskFrame>{(event, task) => <BoardPage event={event} task={task} />}</TaskFrame>;
}

function BoardPage({ event, task }: { event: EventView; task: Task }) {
  const { t, read } = useLanguage();
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const isProjector = search.get('view') === 'projector';
  const isOrganizer = event.myRole === 'organizer';
  const mayFinal = isOrganizer || task.finalPublishedAt !== null;
  // Once there is a final ranking, it is what people come for.
  const asked = search.get('split') ?? (task.finalPublishedAt ? 'final' : 'public');
  const split = asked === 'final' && mayFinal ? 'final' : 'public';
  const here = `/events/${event.slug}/tasks/${task.slug}`;

  const board = useQuery({
    ...boardQuery(task.id, split),
    refetchInterval: 120_000,
    placeholderData: keepOf(split),
  });
  const refresh = useCallback(() => {
    void queries.invalidateQueries({ queryKey: [...keys.task(task.id), 'board'] });
  }, [queries, task.id]);
  const isLive = useLive(`/api/v1/tasks/${task.id}/leaderboard/stream`, refresh);
  const ownTeam = event.myTeam?.id ?? null;
  const moved = useBoardNews(board.data, task.id, split);
  const refusal = board.error instanceof Problem ? board.error.code : null;
  const isWithheld = refusal === 'SCORES_WITHHELD';
  const isMarkedForOrganizers =
    split === 'public' && isOrganizer && !task.liveReports && task.finalPublishedAt === null;
  const isHidden = refusal === 'BOARD_HIDDEN' || isWithheld;

  return (
    <>
      <PageHeader
        title={isProjector ? read(task.name) : t('board.of', { task: read(task.name) })}
        crumbs={
          isProjector
            ? undefined
            : [
                { to: '/', label: t('events.title') },
                { to: `/events/${event.slug}`, label: read(event.name) },
                { to: here, label: read(task.name) },
              ]
        }
        lead={
          board.data &&
          !isHidden && <BoardState board={board.data} zone={event.timeZone} isOrganizer={isOrganizer} />
        }
      />
      {!isProjector && (
        <div className="board-tools">
          {mayFinal ? <Splits here={`${here}/board`} split={split} /> : <span />}
          <div className="row">
            {(board.data?.rows.length ?? 0) > 1 && (
              <Link to={`${here}/board/compare?split=${split}`}>{t('board.compare')}</Link>
            )}
            <Link to={`${here}/board?view=projector&split=${split}`}>{t('board.projector')}</Link>
            {!isHidden && (
              <a href={`/api/v1/tasks/${task.id}/leaderboard.csv?split=${split}`} download>
                {t('board.csv')}
              </a>
            )}
          </div>
        </div>
      )}
      {!isLive && !isHidden && (
        <p className="notice notice-warn" role="status">
          {t('state.noLive')}
        </p>
      )}
      {isHidden ? (
        <EmptyState
          title={t(isWithheld ? 'board.withheld' : 'board.hidden')}
          hint={t(isWithheld ? 'board.withheldHint' : 'board.hiddenHint')}
        />
      ) : (
        <Loaded query={board} lines={14}>
          {(loaded) =>
            loaded.rows.length === 0 ? (
              <EmptyState
                title={t('board.empty')}
                hint={t('board.emptyHint')}
                action={
                  <Link className="button" to={here}>
                    {t('board.emptyAction')}
                  </Link>
                }
              />
            ) : (
              <BoardTable
                board={loaded}
                zone={event.timeZone}
                ownTeam={isProjector ? null : ownTeam}
                moved={moved}
                outcome={task.schema}
                gateNote={isMarkedForOrganizers ? t('gate.onlyOrganizers') : undefined}
              />
            )
          }
        </Loaded>
      )}
      {!isProjector && !isHidden && <RescoringNotice event={event} task={task} />}
      {isProjector && (
        <p className="projector-leave">
          <Link to={`${here}/board?split=${split}`}>{t('board.leaveProjector')}</Link>
        </p>
      )}
    </>
  );
}

/** The rows of one part never stand in for those of the other. */
const keepOf =
  (split: string) =>
  <T extends { split?: string }>(previous: T | undefined): T | undefined =>
    previous?.split === split ? previous : undefined;

function Splits({ here, split }: { here: string; split: 'public' | 'final' }) {
  const { t } = useLanguage();
  return (
    <nav className="tabs" aria-label={t('board.splits')}>
      <Link to={`${here}?split=public`} aria-current={split === 'public' ? 'page' : undefined}>
        {t('board.public')}
      </Link>
      <Link to={`${here}?split=final`} aria-current={split === 'final' ? 'page' : undefined}>
        {t('board.final')}
      </Link>
    </nav>
  );
}
