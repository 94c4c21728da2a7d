import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { secretHash } from '../../platform/config/secret-hash.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { UNAUTHENTICATED } from '../../platform/http/http.errors.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { invalidField } from '../../platform/http/validation.js';
import { ruleText } from '../../platform/http/validation-texts.js';
import type { Language } from '../../platform/i18n/language.js';
import { Live } from '../../platform/live/live.js';
import { Audit } from '../audit/audit.service.js';
import { Mails } from '../mail/mails.service.js';
import { PASSWORD_WAS_CHANGED } from './account.mails.js';
import type {
  MembershipView,
  MeRequest,
  MeView,
  PasswordChangedView,
  PasswordRequest,
} from './accounts.dto.js';
import { CONSENT_REQUIRED, EMAIL_TAKEN, WRONG_PASSWORD } from './accounts.errors.js';
import { myRecovery, requireFree } from './address.queries.js';
import { normalEmail } from './auth.dto.js';
import { CONSENT_KIND, CONSENT_VERSION } from './consent.js';
import { Passwords } from './passwords.service.js';
import type { Profile } from './profile.js';
import { lacksFactorSql } from './second-factor.rule.js';
import { Sessions } from './sessions.service.js';
import { NO_PASSWORD } from './sign-in.errors.js';

const GUESSES: RateRule = { name: 'password', points: 10, seconds: 900 };

export interface NewAccount {
  /** Normalised. */
  email: string;
  name: string;
  /** Null: signs in with a provider alone. */
  passwordHash: string | null;
  locale: Language;
  isAdmin?: boolean;
  canCreateEvents?: boolean;
  isSteward?: boolean;
  /** Whoever makes the account answers for the address. */
  isVouchedFor?: boolean;
}

type MembershipRow = MembershipView['event'] & {
  role: MembershipView['role'];
  teamId: string | null;
  teamName: string;
};

/** What people write about themselves. */
type Own = Profile & { name: string; locale: Language };
const OWN = ['name', 'locale', 'background', 'affiliation', 'skills', 'languages'] as const;

@Injectable()
export class Accounts {
  constructor(
    private readonly database: DataSource,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly mails: Mails,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async me(accountId: string): Promise<MeView> {
    const [person]: Omit<MeView, 'memberships' | 'recovery'>[] = await this.database.query(
      `SELECT a.id, a.email, a.name, a.locale, a.is_admin AS "isAdmin", a.can_create_events AS "canCreateEvents",
         a.is_steward AS "isSteward", a.background, a.affiliation, a.skills, a.languages, a.email_verified_at AS "emailVerifiedAt",
         CASE WHEN EXISTS (SELECT 1 FROM consent c WHERE c.account_id = a.id AND c.kind = $2 AND c.version = $3)
           THEN NULL ELSE $3 END AS "consentNeeded",
         ${lacksFactorSql(this.config.secondFactorFor)} AS "needsSecondFactor"
       FROM account a WHERE a.id = $1`,
      [accountId, CONSENT_KIND, CONSENT_VERSION],
    );
    if (!person) throw new DomainError(UNAUTHENTICATED);
    const rows: MembershipRow[] = await this.database.query(
      `SELECT e.slug, e.name, m.role, t.team_id AS "teamId", g.name AS "teamName"
       FROM event_member m
       JOIN event e ON e.id = m.event_id
       LEFT JOIN team_member t ON t.event_id = m.event_id AND t.account_id = m.account_id
       LEFT JOIN team g ON g.id = t.team_id
       WHERE m.account_id = $1 AND (e.status = 'published' OR m.role = 'organizer')
       ORDER BY e.starts_at DESC, e.id`,
      [accountId],
    );
    const recovery = await myRecovery(this.database.manager, accountId);
    return { ...person, recovery, memberships: rows.map(membership) };
  }

  async change(actor: Actor, body: MeRequest): Promise<MeView> {
    await this.database.transaction(async (manager) => {
      const [before]: [Own] = await manager.query(
        `SELECT name, locale, background, affiliation, skills, languages
         FROM account WHERE id = $1 FOR NO KEY UPDATE`,
        [actor.accountId],
      );
      const after = merged(before, body);
      const changed = OWN.filter((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]));
      if (changed.length === 0) return;
      await manager.query(
        `UPDATE account SET name = $2, locale = $3, background = $4, affiliation = $5, skills = $6, languages = $7
         WHERE id = $1`,
        [actor.accountId, ...OWN.map((field) => after[field])],
      );
      await this.audit.record(manager, {
        actor,
        action: 'account.changed',
        subject: { type: 'account', id: actor.accountId },
        before: recorded(before, changed),
        after: recorded(after, changed),
      });
    });
    this.live.changed(`account:${actor.accountId}`);
    return this.me(actor.accountId);
  }

  /** Agrees to the current notice. @throws CONSENT_REQUIRED for another version */
  async consent(actor: Actor, version: string): Promise<MeView> {
    if (version !== CONSENT_VERSION) throw new DomainError(CONSENT_REQUIRED, { version: CONSENT_VERSION });
    await this.database.transaction(async (manager) => {
      const added: unknown[] = await manager.query(
        `INSERT INTO consent (account_id, kind, version, ip) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING version`,
        [actor.accountId, CONSENT_KIND, version, actor.ip],
      );
      if (added.length === 0) return;
      await this.audit.record(manager, {
        actor,
        action: 'account.consented',
        subject: { type: 'account', id: actor.accountId },
        after: { consent: version },
      });
    });
    return this.me(actor.accountId);
  }

  /** @throws WRONG_PASSWORD, NO_PASSWORD, VALIDATION_FAILED, TOO_MANY_REQUESTS */
  async changePassword(actor: Actor, body: PasswordRequest): Promise<PasswordChangedView> {
    await this.limits.take(GUESSES, actor.accountId);
    const [account]: { email: string; passwordHash: string | null }[] = await this.database.query(
      'SELECT email, password_hash AS "passwordHash" FROM account WHERE id = $1',
      [actor.accountId],
    );
    if (account?.passwordHash === null) throw new DomainError(NO_PASSWORD);
    if (!account || !(await this.passwords.matches(account.passwordHash, body.current))) {
      throw new DomainError(WRONG_PASSWORD);
    }
    await this.limits.reset(GUESSES, actor.accountId);
    if (normalEmail(body.next) === account.email) {
      throw invalidField('next', 'notTheEmail', ruleText('notTheEmail', ''));
    }
    const passwordHash = await this.passwords.hash(body.next);
    const done = await this.database.transaction(async (manager) => {
      await manager.query('UPDATE account SET password_hash = $2 WHERE id = $1', [
        actor.accountId,
        passwordHash,
      ]);
      const sessionsEnded = await this.sessions.endOthers(manager, actor.accountId, actor.credentialId);
      const [{ tokensKept }] = await manager.query(
        `SELECT count(*)::int AS "tokensKept" FROM access_token
         WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > now()`,
        [actor.accountId],
      );
      await this.audit.record(manager, {
        actor,
        action: 'account.password_changed',
        subject: { type: 'account', id: actor.accountId },
        after: { sessionsEnded },
      });
      await this.mails.post(manager, PASSWORD_WAS_CHANGED, actor, { params: { url: '/account' } });
      return { sessionsEnded, tokensKept };
    });
    this.live.changed(`account:${actor.accountId}`);
    return done;
  }

  /** Makes the row within the caller's transaction. @throws EMAIL_TAKEN */
  async insert(manager: EntityManager, account: NewAccount): Promise<string> {
    await requireFree(manager, account.email, null);
    const [row]: { id: string }[] = await manager.query(
      `INSERT INTO account (email, name, password_hash, locale, is_admin, can_create_events, is_steward, email_verified_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8 THEN now() END) ON CONFLICT (email) DO NOTHING RETURNING id`,
      [
        account.email,
        account.name,
        account.passwordHash,
        account.locale,
        account.isAdmin ?? false,
        account.canCreateEvents ?? false,
        account.isSteward ?? false,
        account.isVouchedFor ?? false,
      ],
    );
    if (!row) throw new DomainError(EMAIL_TAKEN);
    return row.id;
  }

  /** Its hash is null where the person signs in with a provider alone. */
  async withPassword(email: string): Promise<{ id: string; passwordHash: string | null } | null> {
    const [row] = await this.database.query(
      'SELECT id, password_hash AS "passwordHash" FROM account WHERE email = $1',
      [email],
    );
    return row ?? null;
  }

  /** Names an address in counters without keeping it there. */
  emailKey(email: string): string {
    return secretHash(this.config, 'email', email).slice(0, 32);
  }
}

function membership(row: MembershipRow): MembershipView {
  return {
    event: { slug: row.slug, name: row.name },
    role: row.role,
    team: row.teamId === null ? null : { id: row.teamId, name: row.teamName },
  };
}

/** `background: null` takes it back; any other field that is left out stays. */
function merged(before: Own, body: MeRequest): Own {
  return {
    name: body.name ?? before.name,
    locale: body.locale ?? before.locale,
    background: body.background === undefined ? before.background : body.background,
    affiliation: body.affiliation ?? before.affiliation,
    skills: body.skills ?? before.skills,
    languages: body.languages ?? before.languages,
  };
}

/** Of what people write freely the record keeps that it changed; of what counts for teams also the value. */
function recorded(own: Own, changed: readonly (keyof Own)[]): object {
  const { affiliation: _, skills, ...kept } = own;
  const values = { ...kept, skills: skills.length };
  return Object.fromEntries(changed.map((field) => [field, field === 'affiliation' ? '…' : values[field]]));
}
