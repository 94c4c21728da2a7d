import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Audit } from '../audit/audit.service.js';
import { memberIds } from './team.queries.js';
import { TeamLetters } from './team-letters.service.js';
import type { TeamLetterRequest, TeamLetterView } from './teams.dto.js';
import { TEAM_WRITTEN_TO } from './teams.mails.js';

/** Each reaches hundreds of people. */
const LETTERS: RateRule = { name: 'team-letters', points: 20, seconds: 3_600 };

/** What organizers write to several teams at once. */
@Injectable()
export class TeamAnnouncements {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly letters: TeamLetters,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
  ) {}

  /** To everybody in these teams, or to nobody. @throws NOT_FOUND, NOT_AN_ORGANIZER, TOO_MANY_REQUESTS */
  async send(actor: Actor, slug: string, body: TeamLetterRequest): Promise<TeamLetterView> {
    const standing = await this.access.inEvent(actor, slug);
    requireOrganizer(standing);
    await this.limits.take(LETTERS, actor.accountId);
    const { eventId } = standing;
    const teamIds = [...new Set(body.teamIds.map((id) => id.toLowerCase()))];
    const { subject, message } = body;
    return this.database.transaction(async (manager) => {
      const known: unknown[] = await manager.query(
        'SELECT 1 FROM team WHERE event_id = $1 AND id = ANY($2) AND dissolved_at IS NULL',
        [eventId, teamIds],
      );
      if (known.length !== teamIds.length) throw new DomainError(NOT_FOUND);
      let people = 0;
      for (const teamId of teamIds) {
        const members = await memberIds(manager, teamId);
        people += members.length;
        await this.letters.send(manager, TEAM_WRITTEN_TO, teamId, members, {
          about: subject,
          message,
          person: actor.name,
        });
      }
      // What was written is for those who got it.
      await this.audit.record(manager, {
        actor,
        action: 'teams.written_to',
        subject: { type: 'event', id: eventId },
        eventId,
        after: { teams: teamIds, people },
      });
      return { teams: teamIds.length, people };
    });
  }
}
