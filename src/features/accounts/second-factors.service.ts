import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { seal } from '../../platform/config/secret-box.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import type { MailKind } from '../mail/mail-kind.js';
import { Mails } from '../mail/mails.service.js';
import { Proofs } from './proofs.service.js';
import type {
  EnrolmentView,
  ProofRequest,
  RecoveryCodesView,
  SecondFactorView,
} from './second-factor.dto.js';
import { needsFactorSql } from './second-factor.rule.js';
import { FACTOR_USE, SecondFactorCodes } from './second-factor-codes.service.js';
import { Sessions } from './sessions.service.js';
import { SECOND_FACTOR_OFF, SECOND_FACTOR_ON } from './sign-in.errors.js';
import {
  RECOVERY_CODES_MADE,
  SECOND_FACTOR_TURNED_OFF,
  SECOND_FACTOR_TURNED_ON,
  SECOND_FACTOR_WAS_RESET,
} from './sign-in.mails.js';
import { SignInSteps } from './sign-in-steps.service.js';

const CONFIRMING: RateRule = { name: 'second-factor-confirm', points: 20, seconds: 900 };

/** Turning an authenticator app on and off. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: DataSource,
    private readonly codes: SecondFactorCodes,
    private readonly proofs: Proofs,
    private readonly sessions: Sessions,
    private readonly steps: SignInSteps,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    private readonly mails: Mails,
    private readonly live: Live,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async status(actor: Actor): Promise<SecondFactorView> {
    const [row] = await this.database.query(
      `SELECT f.confirmed_at AS since, ${needsFactorSql(this.config.secondFactorFor)} AS "isRequired",
         (SELECT count(*)::int FROM recovery_code r WHERE r.account_id = a.id AND r.used_at IS NULL) AS "recoveryCodesLeft"
       FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.id = $1`,
      [actor.accountId],
    );
    return { isOn: row.since !== null, ...row };
  }

  /** A new secret, which asks for nothing before `confirm`. @throws SECOND_FACTOR_ON and what Proofs.require does */
  enrol(actor: Actor, proof: ProofRequest): Promise<EnrolmentView> {
    const secret = new Secret({ size: 20 }).base32;
    return this.database.transaction(async (manager) => {
      await this.proofs.require(manager, actor, proof);
      const written = await this.keep(manager, actor.accountId, secret);
      if (written.length === 0) throw new DomainError(SECOND_FACTOR_ON);
      const [{ email }] = await manager.query('SELECT email FROM account WHERE id = $1', [actor.accountId]);
      await this.record(manager, actor, 'account.second_factor_begun');
      const issuer = this.config.publicUrl.hostname;
      return {
        secret,
        uri: new TOTP({ issuer, label: email, secret: Secret.fromBase32(secret) }).toString(),
      };
    });
  }

  /**
   * The first code turns it on. Browsers that signed in without are signed out.
   * @throws SECOND_FACTOR_ON, SECOND_FACTOR_OFF before a secret was made, WRONG_CODE, TOO_MANY_REQUESTS
   */
  async confirm(actor: Actor, code: string): Promise<RecoveryCodesView> {
    await this.limits.take(CONFIRMING, actor.accountId);
    const done = await this.database.transaction(async (manager) => {
      const [row]: { confirmedAt: Date | null }[] = await manager.query(
        'SELECT confirmed_at AS "confirmedAt" FROM second_factor WHERE account_id = $1 FOR UPDATE',
        [actor.accountId],
      );
      if (!row) throw new DomainError(SECOND_FACTOR_OFF);
      if (row.confirmedAt) throw new DomainError(SECOND_FACTOR_ON);
      await this.codes.useOfApp(manager, actor.accountId, code.replace(/\s/g, ''), { confirmed: false });
      await manager.query('UPDATE second_factor SET confirmed_at = now() WHERE account_id = $1', [
        actor.accountId,
      ]);
      const codes = await this.codes.makeRecovery(manager, actor.accountId);
      const sessionsEnded = await this.sessions.endOthers(manager, actor.accountId, actor.credentialId);
      await this.steps.endAll(manager, actor.accountId);
      await this.record(manager, actor, 'account.second_factor_on', { sessionsEnded });
      await this.tell(manager, SECOND_FACTOR_TURNED_ON, actor.accountId);
      return { codes, sessionsEnded };
    });
    await this.limits.reset(CONFIRMING, actor.accountId);
    this.live.changed(`account:${actor.accountId}`);
    return done;
  }

  /** @throws SECOND_FACTOR_OFF and what Proofs.require does */
  renewRecovery(actor: Actor, proof: ProofRequest): Promise<RecoveryCodesView> {
    return this.database.transaction(async (manager) => {
      if (!(await this.codes.isOn(actor.accountId, manager))) throw new DomainError(SECOND_FACTOR_OFF);
      await this.proofs.require(manager, actor, proof);
      const codes = await this.codes.makeRecovery(manager, actor.accountId);
      await this.record(manager, actor, 'account.recovery_codes_made', { count: codes.length });
      await this.tell(manager, RECOVERY_CODES_MADE, actor.accountId);
      return { codes, sessionsEnded: 0 };
    });
  }

  /** @throws SECOND_FACTOR_OFF and what Proofs.require does */
  async disable(actor: Actor, proof: ProofRequest): Promise<void> {
    await this.database.transaction(async (manager) => {
      if (!(await this.codes.isOn(actor.accountId, manager))) throw new DomainError(SECOND_FACTOR_OFF);
      await this.proofs.require(manager, actor, proof);
      await this.remove(manager, actor.accountId);
      await this.record(manager, actor, 'account.second_factor_off');
      await this.tell(manager, SECOND_FACTOR_TURNED_OFF, actor.accountId);
    });
    this.live.changed(`account:${actor.accountId}`);
  }

  /** For the command line, when somebody lost app and recovery codes. All their browsers are signed out. @throws NOT_FOUND, SECOND_FACTOR_OFF */
  async reset(email: string, reason: string): Promise<void> {
    const accountId = await this.database.transaction(async (manager) => {
      const [account] = await manager.query('SELECT id FROM account WHERE email = $1 FOR NO KEY UPDATE', [
        email,
      ]);
      if (!account) throw new DomainError(NOT_FOUND);
      if (!(await this.remove(manager, account.id))) throw new DomainError(SECOND_FACTOR_OFF);
      const sessionsEnded = await this.sessions.endAll(manager, account.id);
      await this.steps.endAll(manager, account.id);
      await this.audit.record(manager, {
        actor: null,
        action: 'account.second_factor_reset',
        subject: { type: 'account', id: account.id },
        after: { sessionsEnded },
        reason,
      });
      await this.tell(manager, SECOND_FACTOR_WAS_RESET, account.id);
      return account.id as string;
    });
    this.live.changed(`account:${accountId}`);
  }

  /** An app that was not confirmed gives way to a new one; one that was stays. */
  private keep(manager: EntityManager, accountId: string, secret: string): Promise<unknown[]> {
    return manager.query(
      `INSERT INTO second_factor (account_id, secret) VALUES ($1, $2)
       ON CONFLICT (account_id) DO UPDATE SET secret = EXCLUDED.secret, created_at = now()
         WHERE second_factor.confirmed_at IS NULL
       RETURNING account_id`,
      [accountId, seal(this.config, FACTOR_USE, accountId, secret)],
    );
  }

  /** @returns whether there was one that was on */
  private async remove(manager: EntityManager, accountId: string): Promise<boolean> {
    const [rows]: [{ isOn: boolean }[]] = await manager.query(
      'DELETE FROM second_factor WHERE account_id = $1 RETURNING confirmed_at IS NOT NULL AS "isOn"',
      [accountId],
    );
    await manager.query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
    return rows[0]?.isOn ?? false;
  }

  private record(manager: EntityManager, actor: Actor, action: string, after: object | null = null) {
    const subject = { type: 'account', id: actor.accountId };
    return this.audit.record(manager, { actor, action, subject, after });
  }

  private tell(manager: EntityManager, kind: MailKind, accountId: string) {
    return this.mails.post(manager, kind, { accountId }, { params: { url: '/account' } });
  }
}
