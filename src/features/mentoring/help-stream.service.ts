import { Injectable, type MessageEvent } from '@nestjs/common';
import { interval, map, merge, type Observable, of, tap } from 'rxjs';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Live } from '../../platform/live/live.js';
import { whileAllowed } from '../../platform/live/while-allowed.js';
import { TEAM_NEEDED } from '../access/access.errors.js';
import { requireMember, requireTeam, type Standing } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Credentials } from '../accounts/credentials.service.js';
import { helpTopic, teamHelpTopic } from './help.queries.js';

/** Milliseconds between signs of life; see submissions/entry-stream.service.ts. */
const HEARTBEAT = 20_000;

/** Says that requests for help changed, and no more: the reader fetches what is theirs. */
@Injectable()
export class HelpStream {
  constructor(
    private readonly access: Access,
    private readonly credentials: Credentials,
    private readonly live: Live,
  ) {}

  /** @throws NOT_FOUND, NOT_A_MEMBER, TEAM_NEEDED for participants in no team */
  async of(actor: Actor, slug: string): Promise<Observable<MessageEvent>> {
    const standing = await this.access.inEvent(actor, slug);
    const topic = topicFor(standing);
    const news = this.live.watch(topic).pipe(map(() => true));
    const rights = this.live.watch(`account:${actor.accountId}`).pipe(map(() => false));
    const beats = interval(HEARTBEAT).pipe(map(() => false));
    let isNews = false;
    return merge(of(true), news, rights, beats).pipe(
      tap((sign) => {
        isNews ||= sign;
      }),
      whileAllowed(async () => {
        await this.credentials.requireStillGood(actor);
        // Another team or another role is another stream.
        if (topicFor(await this.access.inEvent(actor, slug)) !== topic) throw new DomainError(TEAM_NEEDED);
      }),
      map(() => {
        const type = isNews ? 'changed' : 'alive';
        isNews = false;
        return { type, data: '{}' };
      }),
    );
  }
}

function topicFor(standing: Standing): string {
  requireMember(standing);
  if (standing.role === 'mentor' || standing.role === 'organizer') return helpTopic(standing.eventId);
  return teamHelpTopic(requireTeam(standing));
}
