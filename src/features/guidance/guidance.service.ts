import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/http/actor.js';
import { requireVisibleEvent } from '../access/access.js';
import { Access } from '../access/access.service.js';
import { loadFacts } from './facts/load-facts.js';
import type { NextView } from './guidance.dto.js';
import { currentStep, nextSteps } from './next.policy.js';

/** What a person does next in an event, and by when. */
@Injectable()
export class Guidance {
  constructor(
    private readonly database: DataSource,
    private readonly access: Access,
  ) {}

  /** @throws NOT_FOUND */
  async next(actor: Actor, slug: string, now: Date): Promise<NextView> {
    const standing = await this.access.inEvent(actor, slug);
    requireVisibleEvent(standing);
    const facts = await loadFacts(this.database.manager, actor.accountId, slug, standing);
    const steps = nextSteps(facts, now);
    return { role: standing.role, steps, current: currentStep(steps) };
  }
}
