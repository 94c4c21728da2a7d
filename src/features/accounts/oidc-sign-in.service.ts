import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { OidcProvider } from '../../platform/config/sign-in-settings.js';
import type { Actor } from '../../platform/http/actor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { RateLimits, type RateRule } from '../../platform/http/rate-limit.js';
import { readerLanguage } from '../../platform/i18n/language.js';
import { Accounts } from './accounts.service.js';
import { Entrance, type SignedIn } from './entrance.service.js';
import type { NewcomerRequest, NewcomerView } from './identities.dto.js';
import { Identities } from './identities.service.js';
import { type Claims, OidcProviders } from './oidc-providers.service.js';
import { ownPath } from './own-path.js';
import { Proofs } from './proofs.service.js';
import type { ProofRequest } from './second-factor.dto.js';
import type { NewSession } from './session-cookie.js';
import { OIDC_ACCOUNT_EXISTS, OIDC_EXPIRED } from './sign-in.errors.js';
import { SignIn } from './sign-in.service.js';
import { type FoundStep, oidcChecks, SignInSteps } from './sign-in-steps.service.js';
import { type NewStep, stepTokenOf } from './step-cookie.js';

/** A whole conference sits behind one address. */
const STARTS: RateRule = { name: 'oidc-start', points: 3000, seconds: 3600 };

/** Where the browser goes next, and what it takes along. */
export interface Going {
  location: string;
  step?: NewStep;
  session?: NewSession;
}

/** Signing in with a provider: there, back, and what becomes of whoever comes back. */
@Injectable()
export class OidcSignIn {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: Accounts,
    private readonly providers: OidcProviders,
    private readonly identities: Identities,
    private readonly steps: SignInSteps,
    private readonly signIns: SignIn,
    private readonly entrance: Entrance,
    private readonly proofs: Proofs,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Off to the provider; where that is not possible, back to the sign-in page, which says why. @throws NOT_FOUND */
  async start(key: string, next: string | undefined, request: FastifyRequest): Promise<Going> {
    const provider = this.providers.get(key);
    const path = ownPath(next, this.config.publicUrl.origin);
    // Another site must not send people off in our name; its links go to the sign-in page.
    if (/^(cross|same)-site$/.test(String(request.headers['sec-fetch-site'])))
      return { location: '/sign-in' };
    return this.orSay(`/sign-in?next=${encodeURIComponent(path)}`, provider, async () => {
      await this.limits.take(STARTS, request.ip);
      await this.providers.reach(provider);
      const step = await this.steps.begin(this.database.manager, 'provider', null, {
        provider: key,
        next: path,
        linkFor: null,
      });
      return { location: await this.providers.authorizationUrl(provider, step.token), step };
    });
  }

  /** Off to the provider to add it to an account. @throws NOT_FOUND, OIDC_UNREACHABLE and what Proofs.require does */
  async startLink(actor: Actor, key: string, proof: ProofRequest): Promise<{ url: string; step: NewStep }> {
    const provider = this.providers.get(key);
    await this.providers.reach(provider);
    const step = await this.database.transaction(async (manager) => {
      await this.proofs.require(manager, actor, proof);
      const data = { provider: key, next: '/account', linkFor: actor.credentialId };
      return this.steps.begin(manager, 'provider', actor.accountId, data);
    });
    return { url: await this.providers.authorizationUrl(provider, step.token), step };
  }

  /** Back from the provider. Whatever went wrong is said on one of our pages. @throws NOT_FOUND */
  async callback(key: string, request: FastifyRequest): Promise<Going> {
    const provider = this.providers.get(key);
    const token = stepTokenOf(request);
    const at = request.url.indexOf('?');
    const query = at < 0 ? '' : request.url.slice(at);
    let page = '/sign-in';
    return this.orSay(
      () => page,
      provider,
      async () => {
        // An answer to another browser, or to nobody, does not even end the step that this one is in.
        if (!token || new URLSearchParams(query).get('state') !== oidcChecks(token).state) {
          throw new DomainError(OIDC_EXPIRED);
        }
        const step = await this.steps.take(this.database.manager, 'provider', token);
        if (step?.data.provider !== key) throw new DomainError(OIDC_EXPIRED);
        const { linkFor, next } = step.data;
        page = linkFor ? '/account' : `/sign-in?next=${encodeURIComponent(next)}`;
        const claims = await this.providers.claims(provider, query, token);
        return linkFor
          ? this.link(provider, step, claims, request)
          : this.arrive(provider, next, claims, request);
      },
    );
  }

  /** @throws OIDC_EXPIRED */
  async newcomer(request: FastifyRequest): Promise<NewcomerView> {
    const step = await this.steps.read('newcomer', stepTokenOf(request));
    if (!step) throw new DomainError(OIDC_EXPIRED);
    const { key, name } = this.providers.get(step.data.provider);
    return { provider: { key, name }, email: step.data.email, name: step.data.name };
  }

  /** The account of somebody whom a provider named. @throws OIDC_EXPIRED, CONSENT_REQUIRED, EMAIL_TAKEN, IDENTITY_TAKEN */
  async signUp(body: NewcomerRequest, request: FastifyRequest): Promise<SignedIn> {
    await this.signIns.admit(body.consentVersion, request);
    const locale = body.locale ?? readerLanguage(request.headers['accept-language']);
    const { accountId, session } = await this.database.transaction(async (manager) => {
      const step = await this.steps.take(manager, 'newcomer', stepTokenOf(request));
      if (!step) throw new DomainError(OIDC_EXPIRED);
      const accountId = await this.signIns.register(
        manager,
        { email: body.email, name: body.name, locale, passwordHash: null },
        request,
      );
      await this.identities.link(manager, { accountId, ip: request.ip }, step.data);
      return { accountId, session: await this.entrance.begin(manager, accountId, request) };
    });
    this.entrance.left(request);
    return { me: await this.accounts.me(accountId), session };
  }

  private async arrive(
    provider: OidcProvider,
    next: string,
    claims: Claims,
    request: FastifyRequest,
  ): Promise<Going> {
    const accountId = await this.identities.accountOf(this.database.manager, claims);
    const query = `?next=${encodeURIComponent(next)}`;
    if (accountId !== null) {
      const { isFactorAsserted } = claims;
      const entered = await this.entrance.enter(accountId, request, { via: 'provider', isFactorAsserted });
      if ('step' in entered) return { location: `/sign-in/code${query}`, step: entered.step };
      // A page that tells the browser's own memory who signed in, and goes on from there.
      return { location: `/sign-in/done${query}`, session: entered.session };
    }
    // An address opens nothing, however well the provider has verified it: it may have been somebody else's once.
    if (claims.email !== null && (await this.accounts.withPassword(claims.email)) !== null) {
      throw new DomainError(OIDC_ACCOUNT_EXISTS, { provider: provider.name });
    }
    const { issuer, subject, email, name } = claims;
    const data = { provider: provider.key, issuer, subject, email, name, next };
    const step = await this.steps.begin(this.database.manager, 'newcomer', null, data);
    return { location: `/sign-up/provider${query}`, step };
  }

  private async link(
    provider: OidcProvider,
    step: FoundStep<'provider'>,
    claims: Claims,
    { actor }: FastifyRequest,
  ): Promise<Going> {
    // The same person in the same session as when they proved who they are.
    if (actor?.accountId !== step.accountId || actor?.credentialId !== step.data.linkFor) {
      throw new DomainError(OIDC_EXPIRED);
    }
    await this.database.transaction((manager) => this.identities.link(manager, actor, claims));
    return { location: `/account?linked=${provider.key}` };
  }

  /** People come to these addresses with a browser: a refusal becomes one of our pages that says it. */
  private async orSay(
    page: string | (() => string),
    provider: OidcProvider,
    work: () => Promise<Going>,
  ): Promise<Going> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const path = typeof page === 'string' ? page : page();
      const said = new URLSearchParams({ problem: error.kind.code, with: provider.key });
      return { location: `${path}${path.includes('?') ? '&' : '?'}${said}` };
    }
  }
}
