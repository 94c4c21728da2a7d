import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../../platform/http/domain-error.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import { Mails } from '../mail/mails.service.js';
import type { MeView } from './accounts.dto.js';
import { Accounts } from './accounts.service.js';
import { networkName } from './network-name.js';
import { SecondFactorCodes } from './second-factor-codes.service.js';
import type { NewSession } from './session-cookie.js';
import { Sessions } from './sessions.service.js';
import { STEP_OVER } from './sign-in.errors.js';
import { CODES_GUESSED } from './sign-in.mails.js';
import { SignInSteps } from './sign-in-steps.service.js';
import { type NewStep, stepTokenOf } from './step-cookie.js';

export interface SignedIn {
  me: MeView;
  session: NewSession;
}

/** Through the first step; a code is missing. */
export interface HalfSignedIn {
  step: NewStep;
}

export type Entered = SignedIn | HalfSignedIn;

export interface FirstStep {
  via: 'password' | 'provider';
  /** A provider whose word counts asked for a second factor itself. */
  isFactorAsserted?: boolean;
}

/** What follows the proof of who somebody is: a second step where the account has one, then a session. */
@Injectable()
export class Entrance {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly codes: SecondFactorCodes,
    private readonly steps: SignInSteps,
    private readonly audit: Audit,
    private readonly mails: Mails,
    private readonly live: Live,
  ) {}

  /** The first step is done. */
  async enter(accountId: string, request: FastifyRequest, first: FirstStep): Promise<Entered> {
    const entered = await this.database.transaction<HalfSignedIn | Pick<SignedIn, 'session'>>(
      async (manager) => {
        const isAsked = !first.isFactorAsserted && (await this.codes.isOn(accountId, manager));
        if (isAsked) return { step: await this.steps.begin(manager, 'code', accountId, { via: first.via }) };
        return { session: await this.signedIn(manager, accountId, request, first.via, false) };
      },
    );
    if ('step' in entered) return entered;
    this.left(request);
    return { me: await this.accounts.me(accountId), session: entered.session };
  }

  /** The second step. @throws STEP_OVER, WRONG_CODE, CODE_USED, TOO_MANY_REQUESTS */
  async finish(code: string, request: FastifyRequest): Promise<SignedIn> {
    const token = stepTokenOf(request);
    const attempt = await this.steps.attempt(token);
    if (!attempt) throw new DomainError(STEP_OVER);
    const { accountId } = attempt;
    try {
      const session = await this.database.transaction(async (manager) => {
        await this.codes.use(manager, accountId, code, request.ip);
        const step = await this.steps.take(manager, 'code', token);
        if (!step) throw new DomainError(STEP_OVER);
        return this.signedIn(manager, accountId, request, step.data.via, true);
      });
      this.left(request);
      return { me: await this.accounts.me(accountId), session };
    } catch (error) {
      if (attempt.isLast) await this.tellOfGuesses(accountId, request);
      throw error;
    }
  }

  /** A session with a name that nobody knew before; the one that the browser had is over. */
  async begin(manager: EntityManager, accountId: string, request: FastifyRequest): Promise<NewSession> {
    if (request.actor?.via === 'session') await this.sessions.end(manager, request.actor.credentialId);
    const browser = { userAgent: request.headers['user-agent'], ip: request.ip };
    return this.sessions.begin(manager, accountId, browser, new Date());
  }

  /** Call after the commit of `begin`. */
  left(request: FastifyRequest): void {
    if (request.actor?.via === 'session') this.live.changed(`account:${request.actor.accountId}`);
  }

  private async signedIn(
    manager: EntityManager,
    accountId: string,
    request: FastifyRequest,
    via: FirstStep['via'],
    withCode: boolean,
  ): Promise<NewSession> {
    await this.audit.record(manager, {
      actor: { accountId, ip: request.ip },
      action: 'account.signed_in',
      subject: { type: 'account', id: accountId },
      after: { via, secondFactor: withCode },
    });
    return this.begin(manager, accountId, request);
  }

  /** Whoever uses up a half session has got past the first step: its owner should know. Once an hour is enough. */
  private tellOfGuesses(accountId: string, request: FastifyRequest): Promise<void> {
    const hour = new Date().toISOString().slice(0, 13);
    return this.database.transaction(async (manager) => {
      await this.audit.record(manager, {
        // Whoever it was: probably not the owner.
        actor: null,
        action: 'account.codes_guessed',
        subject: { type: 'account', id: accountId },
        after: { network: networkName(request.ip) },
      });
      const letter = { params: { url: '/account' }, once: `${accountId}:codes-guessed:${hour}` };
      await this.mails.post(manager, CODES_GUESSED, { accountId }, letter);
    });
  }
}
