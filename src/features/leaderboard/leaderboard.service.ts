import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable, type MessageEvent } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asyncScheduler, filter, interval, map, merge, type Observable, of, throttleTime } from 'rxjs';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Live } from '../../platform/live/live.js';
import { Remembered } from '../../platform/live/remembered.js';
import { whileAllowed } from '../../platform/live/while-allowed.js';
import { type Audience, boardAudience } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Credentials } from '../accounts/credentials.service.js';
import { boardTopic } from '../submissions/topics.js';
import type { Task } from '../tasks/task.entity.js';
import { metricDirection } from '../tasks/task.policy.js';
import { findTask } from '../tasks/task.queries.js';
import { BoardReader } from './board-reader.service.js';
import { GateMarking } from './gate-marking.service.js';
import { boardCsv } from './leaderboard.csv.js';
import type { LeaderboardView, Split } from './leaderboard.dto.js';

/** A board as bytes that can be sent again and again. */
interface SendableBoard {
  version: number;
  etag: string;
  body: Buffer;
  gzipped: Buffer | null;
}

const HEARTBEAT = 20_000;
/** The longest that a board is believed without asking the database, should news of a change be lost. */
const TTL = 60_000;
/** Many people watch a board: in a burst of scores they are told at once and then once in this time. */
const NEWS_PAUSE = 1_000;
const compress = promisify(gzip);

/** Boards as people see them. They are made once per change and audience, and remembered. */
@Injectable()
export class Leaderboard {
  private readonly boards: Remembered<SendableBoard>;

  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly credentials: Credentials,
    private readonly live: Live,
    private readonly boardReader: BoardReader,
    private readonly gates: GateMarking,
  ) {
    this.boards = new Remembered(live, { max: 500, ttl: TTL });
  }

  /** Answers with the board, or 304 where the reader has it already. */
  async send(
    actor: Actor,
    taskId: string,
    split: Split,
    format: 'json' | 'csv',
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const audience = boardAudience(await this.access.inTaskRemembered(actor, taskId));
    const board = await this.board(taskId, split, audience, format);
    reply
      .header('etag', board.etag)
      .header('cache-control', 'private, no-cache')
      .header('vary', 'cookie, authorization, accept-encoding');
    if (matches(request.headers['if-none-match'], board.etag)) {
      await reply.code(304).send();
      return;
    }
    if (format === 'csv')
      reply.header('content-disposition', `attachment; filename="leaderboard-${split}.csv"`);
    reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8');
    if (board.gzipped && readsGzip(request.headers['accept-encoding'])) {
      await reply.header('content-encoding', 'gzip').send(board.gzipped);
    } else {
      await reply.send(board.body);
    }
  }

  /** Emits `changed` when this reader's board has a new version, and ends when they may no longer see it. */
  async stream(actor: Actor, taskId: string): Promise<Observable<MessageEvent>> {
    await this.visibleVersion(actor, taskId);
    const news = this.live.watch(boardTopic(taskId), `account:${actor.accountId}`).pipe(
      throttleTime(NEWS_PAUSE, asyncScheduler, { leading: true, trailing: true }),
      map(() => null),
    );
    const beats = interval(HEARTBEAT).pipe(map(() => 'alive'));
    let last: string | null = null;
    return merge(of(null), news, beats).pipe(
      whileAllowed(async (beat) => {
        await this.credentials.requireStillGood(actor);
        return { beat, seen: await this.visibleVersion(actor, taskId) };
      }),
      map(({ beat, seen }) => {
        const type = seen === last ? beat : 'changed';
        // A beat may be the first to see a change: a worker that is killed after its commit tells nobody.
        // What is remembered of the board is old then, everywhere.
        if (beat !== null && type === 'changed') this.live.changed(boardTopic(taskId));
        last = seen;
        return type;
      }),
      filter((type) => type !== null),
      map((type) => ({ type, data: '{}' })),
    );
  }

  /** Changes exactly when what this reader may know of the boards changes. */
  private async visibleVersion(actor: Actor, taskId: string): Promise<string> {
    const audience = boardAudience(await this.access.inTaskRemembered(actor, taskId));
    const task = await findTask(this.database.manager, taskId);
    try {
      await this.boardReader.requireVisible(task, 'public', audience);
    } catch (error) {
      if (error instanceof DomainError) return 'hidden';
      throw error;
    }
    const version = await this.boardReader.version(task, audience, new Date());
    return [version, task.board, task.frozenAt?.getTime(), task.finalPublishedAt?.getTime()].join(' ');
  }

  private board(
    taskId: string,
    split: Split,
    audience: Audience,
    format: 'json' | 'csv',
  ): Promise<SendableBoard> {
    return this.boards.get(`${taskId} ${split} ${audience} ${format}`, async () => {
      const now = new Date();
      const task = await findTask(this.database.manager, taskId);
      const view = await this.read(task, split, audience, now);
      const body = Buffer.from(format === 'csv' ? boardCsv(view) : JSON.stringify(view));
      const etag = `"${view.version}-${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
      const gzipped = body.length > 1_400 ? await compress(body) : null;
      const untilFreeze =
        task.frozenAt && task.frozenAt > now
          ? { ttl: Math.min(TTL, Math.max(1, task.frozenAt.getTime() - now.getTime())) }
          : {};
      return {
        value: { version: view.version, etag, body, gzipped },
        topics: [boardTopic(taskId)],
        ...untilFreeze,
      };
    });
  }

  /** @throws BOARD_HIDDEN, FINAL_NOT_PUBLISHED, SCORES_WITHHELD */
  private async read(task: Task, split: Split, audience: Audience, now: Date): Promise<LeaderboardView> {
    await this.boardReader.requireVisible(task, split, audience);
    const version = await this.boardReader.version(task, audience, now);
    const places = await this.boardReader.places(task, split, version);
    const marks = await this.gates.marks(task, split, audience, places);
    return {
      version,
      split,
      metric: task.metric,
      direction: metricDirection(task.metric),
      board: task.board,
      frozenAt: task.frozenAt?.toISOString() ?? null,
      finalPublishedAt: task.finalPublishedAt?.toISOString() ?? null,
      gates: marks.gates,
      rows: places.map((team) => ({
        rank: team.rank,
        rankInterval: team.rankInterval,
        band: team.band,
        pFirst: team.pFirst,
        team: { id: team.teamId, name: team.name },
        ...(team.hasEnded ? { hasEnded: true } : {}),
        score: team.value,
        ci: team.ci,
        ...(team.flags ? { flags: team.flags } : {}),
        ...(marks.gates.length > 0 ? { gates: marks.of.get(team.submissionId) } : {}),
        entries: team.entries,
        submittedAt: team.submittedAt.toISOString(),
      })),
    };
  }
}

/** Whether gzip is named, and not only to be refused: `gzip;q=0` (RFC 9110, 12.5.3). */
const readsGzip = (header = ''): boolean => /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(header);

/** `*` or one of a list of ETags, weak or strong (RFC 9110, 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
