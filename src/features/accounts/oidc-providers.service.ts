import { Inject, Injectable, Logger } from '@nestjs/common';
import { isEmail } from 'class-validator';
import * as oidc from 'openid-client';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { OidcProvider } from '../../platform/config/sign-in-settings.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { NOT_FOUND } from '../../platform/http/http.errors.js';
import { asOneLine } from '../../platform/http/one-line.js';
import { normalEmail } from './auth.dto.js';
import type { ProviderPage, ProviderView } from './identities.dto.js';
import { OIDC_DENIED, OIDC_REFUSED, OIDC_UNREACHABLE } from './sign-in.errors.js';
import { oidcChecks } from './sign-in-steps.service.js';

/** Who the provider says it is. */
export interface Claims {
  issuer: string;
  subject: string;
  /** Of no weight: it fills in a form, and is shown. */
  email: string | null;
  name: string | null;
  isFactorAsserted: boolean;
}

const TIMEOUT_SECONDS = 10;
/** Addresses of a provider rarely change; its keys are fetched anew by the library when one is unknown. */
const REMEMBERED_MS = 3_600_000;

/** Talks to the providers. Nothing is asked of them before somebody wants to sign in with one. */
@Injectable()
export class OidcProviders {
  private readonly logger = new Logger('oidc');
  private readonly discovered = new Map<string, { until: number; found: Promise<oidc.Configuration> }>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  list(): ProviderPage {
    return { items: this.config.oidcProviders.map(({ key, name }) => ({ key, name })), nextCursor: null };
  }

  /** @throws NOT_FOUND */
  get(key: string): OidcProvider {
    const provider = this.config.oidcProviders.find((one) => one.key === key);
    if (!provider) throw new DomainError(NOT_FOUND);
    return provider;
  }

  /** As people know it; null: this installation knows it no longer. */
  shown(issuer: string): ProviderView | null {
    const provider = this.config.oidcProviders.find((one) => sameIssuer(one.issuer.href, issuer));
    return provider ? { key: provider.key, name: provider.name } : null;
  }

  /** @throws OIDC_UNREACHABLE, OIDC_REFUSED */
  async reach(provider: OidcProvider): Promise<void> {
    await this.discover(provider);
  }

  /** Where the browser goes; `token` is the secret of the step that it comes back with. @throws OIDC_UNREACHABLE, OIDC_REFUSED */
  async authorizationUrl(provider: OidcProvider, token: string): Promise<string> {
    const { state, nonce, codeVerifier } = oidcChecks(token);
    const settings = await this.discover(provider);
    return oidc.buildAuthorizationUrl(settings, {
      redirect_uri: this.callbackUrl(provider),
      scope: provider.scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    }).href;
  }

  /**
   * Trades the code for claims. The library checks state, issuer (also the one in the address, RFC 9207), audience,
   * nonce, signature and times.
   * @throws OIDC_DENIED, OIDC_REFUSED, OIDC_UNREACHABLE
   */
  async claims(provider: OidcProvider, query: string, token: string): Promise<Claims> {
    const { state, nonce, codeVerifier } = oidcChecks(token);
    const settings = await this.discover(provider);
    try {
      const tokens = await oidc.authorizationCodeGrant(
        settings,
        new URL(`${this.callbackUrl(provider)}${query}`),
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true },
      );
      const claims = tokens.claims();
      if (!claims?.sub) throw new Error('no subject');
      const more = await this.userInfo(settings, provider, tokens.access_token, claims);
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: emailOf(more),
        name: nameOf(more),
        isFactorAsserted:
          provider.assertsSecondFactor && Array.isArray(claims.amr) && claims.amr.includes('mfa'),
      };
    } catch (error) {
      throw this.refusal(provider, error);
    }
  }

  private callbackUrl(provider: OidcProvider): string {
    return `${this.config.publicUrl.origin}/api/v1/auth/oidc/${provider.key}/callback`;
  }

  private async discover(provider: OidcProvider): Promise<oidc.Configuration> {
    const known = this.discovered.get(provider.key);
    if (known && known.until > Date.now()) return known.found;
    const found = oidc.discovery(provider.issuer, provider.clientId, undefined, clientAuth(provider), {
      timeout: TIMEOUT_SECONDS,
      execute: provider.issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    });
    this.discovered.set(provider.key, { until: Date.now() + REMEMBERED_MS, found });
    try {
      return await found;
    } catch (error) {
      this.discovered.delete(provider.key);
      throw this.refusal(provider, error);
    }
  }

  /** Some say e-mail and name only here, some have no such place; both are well without. */
  private async userInfo(
    settings: oidc.Configuration,
    provider: OidcProvider,
    accessToken: string,
    claims: oidc.IDToken,
  ): Promise<Record<string, unknown>> {
    const wants = (scope: string) => provider.scope.split(' ').includes(scope);
    const isWhole = (!wants('email') || claims.email) && (!wants('profile') || nameOf(claims) !== null);
    if (isWhole || !settings.serverMetadata().userinfo_endpoint) return claims;
    try {
      return { ...(await oidc.fetchUserInfo(settings, accessToken, claims.sub)), ...claims };
    } catch (error) {
      this.logger.warn(`${provider.key}: userinfo: ${(error as Error).message}`);
      return claims;
    }
  }

  private refusal(provider: OidcProvider, error: unknown): DomainError {
    if (error instanceof DomainError) return error;
    const params = { provider: provider.name };
    if (error instanceof oidc.AuthorizationResponseError) return new DomainError(OIDC_DENIED, params);
    const reason = reasonOf(error);
    this.logger.warn(`${provider.key}: ${reason}`);
    return new DomainError(isAway(error) ? OIDC_UNREACHABLE : OIDC_REFUSED, params);
  }
}

/** Basic is what RFC 6749 asks every provider to take; some say that they take only the other. */
function clientAuth({ clientSecret }: OidcProvider): oidc.ClientAuth {
  const basic = oidc.ClientSecretBasic(clientSecret);
  const post = oidc.ClientSecretPost(clientSecret);
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (taken.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

/** Some write their name with a slash at the end in one place and without in another. */
const sameIssuer = (a: string, b: string): boolean => a.replace(/\/$/, '') === b.replace(/\/$/, '');

function emailOf(claims: Record<string, unknown>): string | null {
  const email = typeof claims.email === 'string' ? normalEmail(claims.email) : '';
  return isEmail(email, { allow_utf8_local_part: false }) ? email : null;
}

function nameOf(claims: Record<string, unknown>): string | null {
  const { name, given_name, family_name } = claims;
  const whole =
    typeof name === 'string' && name.trim() ? name : [given_name, family_name].filter(Boolean).join(' ');
  return asOneLine(whole).slice(0, 100) || null;
}

/** What went wrong, without what was sent. */
function reasonOf(error: unknown): string {
  const { message, code, cause } = error as { message?: string; code?: string; cause?: { message?: string } };
  return [message, code, cause?.message].filter(Boolean).join(': ');
}

/** No answer at all, too late, or a server's own fault. */
function isAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return true;
    if ((at as { code?: string }).code === 'OAUTH_TIMEOUT' || /fetch failed/.test(at.message)) return true;
    const status = (at.cause as Response | undefined)?.status ?? (at as { status?: number }).status;
    if (typeof status === 'number' && status >= 500) return true;
  }
  return false;
}
