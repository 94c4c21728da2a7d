import { setTimeout as wait } from 'node:timers/promises';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { mailsHandled } from '../../platform/health/metrics.js';
import { isTheServers, MAX_ATTEMPTS, serverPause } from './mail.policy.js';
import { MAIL_QUEUE, MailTokens } from './mail.tokens.js';
import { type MailClaim, MailClaims, RENEWAL } from './mail-claims.service.js';
import { CONNECTIONS, Smtp } from './smtp.js';
import { smtpFailure } from './smtp-failure.js';

/** How often lost tokens are made up for and reminders looked for, in milliseconds. */
const SWEEP = 3_000;
const HOUR = 3600_000;

/** How long a worker that is being stopped goes on with what it has, in milliseconds; whoever stops it waits longer. */
const LAST_MOMENTS = 8_000;

/** Between attempts to note that a message was sent while the database is away, in milliseconds. */
const NOTE_PAUSE = 300;

/** All workers together; most mail servers take that from one sender. */
const A_SECOND = { max: 20, duration: 1_000 };

const KEPT = 'SMTP_URL is not set: mails are kept here and reach nobody';
const HIDDEN = `${KEPT}; as PUBLIC_URL begins with https, they are shown nowhere either`;

/** Takes the next message for every token and hands it to the mail server. */
@Processor(MAIL_QUEUE, { concurrency: CONNECTIONS, limiter: A_SECOND })
export class MailProcessor extends WorkerHost implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('mail');
  private sweeper: NodeJS.Timeout | undefined;
  private eraser: NodeJS.Timeout | undefined;
  private sweeping = false;
  private stopping = false;
  /** The mail server is left alone until then. */
  private pausedUntil = 0;
  private serverFailures = 0;

  constructor(
    private readonly claims: MailClaims,
    private readonly smtp: Smtp,
    private readonly tokens: MailTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super();
  }

  onModuleInit(): void {
    if (!this.smtp.isThere) this.logger.warn(this.config.mailsHidden ? HIDDEN : KEPT);
    this.sweeper = setInterval(() => void this.sweep(), SWEEP);
    void this.sweep();
    if (!this.smtp.isThere) return;
    this.eraser = setInterval(() => void this.erase(), HOUR);
    void this.erase();
  }

  /** Takes nothing more and finishes what it can. What is cut off is sent again when its lease has run out. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.sweeper);
    clearInterval(this.eraser);
    const patience = new AbortController();
    await Promise.race([
      this.worker.close(),
      wait(LAST_MOMENTS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  }

  /** A token. What it finds to do is PostgreSQL's word alone; failing here would only repeat the token. */
  async process(): Promise<void> {
    if (this.stopping || Date.now() < this.pausedUntil) return;
    try {
      const claim = await this.claims.next();
      if (claim) await this.work(claim);
    } catch (error) {
      // The database went away: where there is a claim, its lease runs out, and the sweep brings the message back.
      this.logger.warn(`a message has to wait: ${(error as Error).message}`);
    }
  }

  /** Adds tokens for messages that wait without one: reminders, further tries, after a crash or a lost Redis. */
  private async sweep(): Promise<void> {
    if (this.sweeping || Date.now() < this.pausedUntil) return;
    this.sweeping = true;
    try {
      await this.tokens.topUp(await this.claims.sendable());
    } catch (error) {
      this.logger.debug(`sweep: ${(error as Error).message}`);
    } finally {
      this.sweeping = false;
    }
  }

  private async erase(): Promise<void> {
    await this.claims
      .eraseOldSecrets()
      .catch((error: Error) => this.logger.debug(`erasing: ${error.message}`));
  }

  private async work(claim: MailClaim): Promise<void> {
    if (!(await this.claims.isWanted(claim))) {
      await this.claims.skip(claim);
      mailsHandled.inc({ outcome: 'skipped' });
      return;
    }
    const renewal = setInterval(() => void this.claims.renew(claim).catch(() => undefined), RENEWAL);
    try {
      if (claim.attempts > MAX_ATTEMPTS) await this.failed(claim, { failure: 'worker_lost', said: null });
      else await this.send(claim);
    } finally {
      clearInterval(renewal);
    }
  }

  private async send(claim: MailClaim): Promise<void> {
    try {
      await this.smtp.send(claim);
    } catch (error) {
      await this.failed(claim, smtpFailure(error));
      return;
    }
    this.serverFailures = 0;
    await this.noteSent(claim);
    mailsHandled.inc({ outcome: this.smtp.isThere ? 'sent' : 'kept' });
  }

  private async failed(claim: MailClaim, { failure, said }: ReturnType<typeof smtpFailure>): Promise<void> {
    if (isTheServers(failure)) {
      this.serverFailures += 1;
      this.pausedUntil = Date.now() + serverPause(this.serverFailures);
    }
    const forGood = await this.claims.giveBack(claim, failure, said);
    mailsHandled.inc({ outcome: forGood ? 'failed' : 'failed_attempt' });
    // Neither the address nor the server's words, which may name it: they are in the row.
    this.logger.warn(`mail ${claim.id}, attempt ${claim.attempts}: ${failure}`);
  }

  /** From the server's yes until this is written the message could be sent again, so nothing but a kill ends the trying. */
  private async noteSent(claim: MailClaim): Promise<void> {
    const erase = claim.category === 'security' && this.smtp.isThere;
    for (;;) {
      try {
        return await this.claims.sent(claim, erase);
      } catch (error) {
        this.logger.warn(`mail ${claim.id} is sent, and cannot be noted yet: ${(error as Error).message}`);
        await wait(NOTE_PAUSE);
      }
    }
  }
}
