import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MatchProblem } from '../../matching/problem.js';
import { evaluated, namedGroups, summaryOf } from './arrangement.js';
import { loadInput } from './balance-input.js';
import { Balancer } from './balancer.js';
import type { ProposalSettings, ProposedGroup } from './team-proposal.entity.js';

export interface Begun {
  id: string;
  eventId: string;
  seed: number;
  settings: ProposalSettings;
  problem: MatchProblem;
  kept: ProposedGroup[];
}

const LEASE_MS = 20_000;
const BEAT_MS = 1_000;

/**
 * Works proposals out after the request that asked for them was answered. While it does, it says every second that it
 * lives, and hears then if the proposal was discarded, by whichever process. If this process dies, the lease runs out.
 */
@Injectable()
export class ProposalMaker implements OnApplicationShutdown {
  private readonly log = new Logger(ProposalMaker.name);
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly database: DataSource,
    private readonly balancer: Balancer,
  ) {}

  leaseFrom(now: Date): Date {
    return new Date(now.getTime() + LEASE_MS);
  }

  start(begun: Begun): void {
    this.make(begun).catch((error) => this.log.error(`proposal ${begun.id}: ${String(error)}`));
  }

  stop(id: string): void {
    this.running.get(id)?.abort();
  }

  onApplicationShutdown(): void {
    for (const one of this.running.values()) one.abort();
  }

  private async make(begun: Begun): Promise<void> {
    const stopping = new AbortController();
    this.running.set(begun.id, stopping);
    let percent = 0;
    const beating = setInterval(() => void this.beat(begun.id, percent, stopping), BEAT_MS);
    try {
      const groups = await this.balancer.propose(begun.problem, begun.seed, stopping.signal, (done) => {
        percent = done;
      });
      await this.finish(begun, groups);
    } catch (error) {
      const state = stopping.signal.aborted ? 'stopped' : String(error);
      this.log.warn(`proposal ${begun.id} was not made: ${state}`);
      await this.database.query(
        `UPDATE team_proposal SET state = 'failed' WHERE id = $1 AND state = 'computing'`,
        [begun.id],
      );
    } finally {
      clearInterval(beating);
      this.running.delete(begun.id);
    }
  }

  private async finish(begun: Begun, found: Awaited<ReturnType<Balancer['propose']>>): Promise<void> {
    await this.database.transaction(async (manager) => {
      const input = await loadInput(manager, begun.eventId);
      const groups = namedGroups(found, input, begun.seed, begun.kept);
      const report = summaryOf(evaluated(input, begun.settings, groups));
      await manager.query(
        `UPDATE team_proposal SET state = 'draft', progress = 100, lease_until = NULL, groups = $2, report = $3
         WHERE id = $1 AND state = 'computing'`,
        [begun.id, JSON.stringify(groups), JSON.stringify(report)],
      );
    });
  }

  private async beat(id: string, percent: number, stopping: AbortController): Promise<void> {
    try {
      const [, alive]: [unknown, number] = await this.database.query(
        `UPDATE team_proposal SET progress = $2, lease_until = $3 WHERE id = $1 AND state = 'computing'`,
        [id, percent, this.leaseFrom(new Date())],
      );
      if (alive === 0) stopping.abort();
    } catch (error) {
      this.log.warn(`proposal ${id}: ${String(error)}`);
    }
  }
}
