import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Language, Texts } from '../../platform/i18n/language.js';
import type { MailKind } from '../mail/mail-kind.js';
import { Mails } from '../mail/mails.service.js';
import type { Problem, ProblemStatus } from './problem.entity.js';
import {
  PROBLEM_ASSIGNED,
  PROBLEM_DECLINED,
  PROBLEM_SELECTED,
  PROBLEM_SHORTLISTED,
  PROBLEM_TAKEN_BACK,
} from './problems.mails.js';

const DECISIONS: Partial<Record<ProblemStatus, MailKind>> = {
  shortlisted: PROBLEM_SHORTLISTED,
  selected: PROBLEM_SELECTED,
  declined: PROBLEM_DECLINED,
};

interface Reader {
  accountId: string;
  language: Language;
  slug: string;
  eventName: Texts;
  team: string | null;
}

/** What is written to proposers and teams, each in their own language. */
@Injectable()
export class ProblemLetters {
  constructor(private readonly mails: Mails) {}

  /** To the proposer, unless they have left the event. */
  async decision(manager: EntityManager, problem: Problem, status: ProblemStatus, message: string) {
    const kind = DECISIONS[status];
    if (!kind) return;
    const readers: Reader[] = await manager.query(
      `SELECT a.id AS "accountId", a.locale AS language, e.slug, e.name AS "eventName", NULL AS team
       FROM event_member m JOIN account a ON a.id = m.account_id JOIN event e ON e.id = m.event_id
       WHERE m.event_id = $1 AND m.account_id = $2`,
      [problem.eventId, problem.proposedBy],
    );
    await this.post(manager, kind, problem, readers, { message });
  }

  async assigned(manager: EntityManager, problem: Problem, teamId: string, reason: string): Promise<void> {
    await this.post(manager, PROBLEM_ASSIGNED, problem, await teamReaders(manager, teamId), { reason });
  }

  async takenBack(manager: EntityManager, problem: Problem, teamId: string, reason: string): Promise<void> {
    await this.post(manager, PROBLEM_TAKEN_BACK, problem, await teamReaders(manager, teamId), { reason });
  }

  private async post(
    manager: EntityManager,
    kind: MailKind,
    problem: Problem,
    readers: Reader[],
    words: Record<string, string>,
  ): Promise<void> {
    for (const { accountId, language, slug, eventName, team } of readers) {
      await this.mails.post(
        manager,
        kind,
        { accountId },
        {
          eventId: problem.eventId,
          params: {
            ...words,
            event: inLanguage(eventName, language),
            title: inLanguage(problem.title, language),
            team,
            url: `/events/${slug}/problems/${problem.id}`,
          },
        },
      );
    }
  }
}

const inLanguage = (texts: Texts, language: Language): string => texts[language] || texts.ko || texts.en;

const teamReaders = (manager: EntityManager, teamId: string): Promise<Reader[]> =>
  manager.query(
    `SELECT a.id AS "accountId", a.locale AS language, e.slug, e.name AS "eventName", g.name AS team
     FROM team_member t JOIN account a ON a.id = t.account_id JOIN event e ON e.id = t.event_id
       JOIN team g ON g.id = t.team_id
     WHERE t.team_id = $1 ORDER BY a.id`,
    [teamId],
  );
