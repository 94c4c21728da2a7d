import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { ProblemDecisions } from '../problems/problem-decisions.service.js';
import { Proposals } from '../problems/proposals.service.js';
import { TeamWork } from '../problems/team-work.service.js';
import { PARTICIPANT } from './demo.people.js';
import { PROBLEMS } from './demo.problems.js';
import { EVENT_SLUG } from './demo.texts.js';

/** The demo's problems: some to choose from, one to decide on, one that a team works on. */
@Injectable()
export class DemoProblems {
  constructor(
    private readonly database: DataSource,
    private readonly proposals: Proposals,
    private readonly decisions: ProblemDecisions,
    private readonly work: TeamWork,
  ) {}

  /** After the event is published, so that its members see it. Proposals are in time, whenever the demo is loaded. */
  async ensure(eventId: string, people: Map<string, Actor>, organizer: Actor, now: Date): Promise<void> {
    for (const { email, texts, status, capacity } of PROBLEMS) {
      const [known]: unknown[] = await this.database.query(
        'SELECT 1 FROM problem WHERE event_id = $1 AND title = $2',
        [eventId, { ko: texts.title.ko ?? '', en: texts.title.en ?? '' }],
      );
      const author = people.get(email);
      if (known || !author) continue;
      const { id } = await this.proposals.propose(author, EVENT_SLUG, texts, PROPOSED_AT);
      if (status === 'proposed') continue;
      await this.decisions.decide(organizer, id, { status, capacity: capacity ?? null }, now);
    }
    await this.choose(eventId, people, now);
  }

  private async choose(eventId: string, people: Map<string, Actor>, now: Date): Promise<void> {
    const captain = people.get(PARTICIPANT);
    const [row] = await this.database.query(
      `SELECT g.id AS "teamId", p.id AS "problemId" FROM team g JOIN problem p ON p.event_id = g.event_id
       WHERE g.event_id = $1 AND g.captain_id = $2 AND p.status = 'selected'
         AND NOT EXISTS (SELECT 1 FROM problem_choice c WHERE c.team_id = g.id)
       ORDER BY p.created_at LIMIT 1`,
      [eventId, captain?.accountId ?? null],
    );
    if (captain && row) await this.work.choose(captain, row.teamId, { problemId: row.problemId }, now);
  }
}

/** Long before any demo event begins. */
const PROPOSED_AT = new Date(0);
