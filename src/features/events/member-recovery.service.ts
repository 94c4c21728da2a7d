import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { requireOrganizer } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { Addresses } from '../accounts/addresses.service.js';
import { lockMembership } from './event.locks.js';
import type { RecoveryRequest } from './events.dto.js';

const RECOVERIES: RateRule = { name: 'recovery', points: 20, seconds: 86_400 };

/** Somebody who has lost their e-mail gets back in through an organizer who knows them. */
@Injectable()
export class MemberRecovery {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
    private readonly addresses: Addresses,
    private readonly limits: RateLimits,
  ) {}

  /** @throws NOT_FOUND, NOT_AN_ORGANIZER, NOT_RECOVERABLE, EMAIL_TAKEN, TOO_MANY_REQUESTS */
  async recover(actor: Actor, slug: string, accountId: string, body: RecoveryRequest): Promise<void> {
    await this.database.transaction(async (manager) => {
      const standing = await this.access.inEvent(actor, slug, manager);
      requireOrganizer(standing);
      await this.limits.take(RECOVERIES, actor.accountId);
      const { eventId } = standing;
      const role = await lockMembership(manager, eventId, accountId);
      if (role === null) throw new DomainError(NOT_FOUND);
      await this.addresses.recover(manager, actor, { accountId, eventId, ...body });
    });
  }
}
