/** Somebody else who says who a person is, by OpenID Connect. */
export interface OidcProvider {
  /** Stands in addresses, such as `orcid`. */
  key: string;
  /** As its button says it. */
  name: string;
  issuer: URL;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** Its word `mfa` about a sign-in is taken for our second step. */
  assertsSecondFactor: boolean;
}

/** Whoever has such a role needs a second factor before they may do anything. */
export const GUARDED_ROLES = ['organizers', 'stewards', 'admins'] as const;
export type GuardedRole = (typeof GUARDED_ROLES)[number];

const KEY = /^[a-z0-9][a-z0-9-]{0,30}$/;
const KNOWN = ['key', 'name', 'issuer', 'clientId', 'clientSecret', 'scope', 'assertsSecondFactor'];

/**
 * The providers of OIDC_PROVIDERS (a JSON list), or the one of OIDC_ISSUER and its companions.
 * What is wrong goes into `problems`, in sentences; a provider that is away is none: it is asked when it is needed.
 */
export function readProviders(
  env: NodeJS.ProcessEnv,
  production: boolean,
  problems: string[],
): OidcProvider[] {
  if (env.OIDC_PROVIDERS && env.OIDC_ISSUER) {
    problems.push('Set OIDC_PROVIDERS or OIDC_ISSUER, not both.');
  }
  const found = given(env, problems).flatMap(({ where, value }) => {
    const provider = readProvider(where, value, production, problems);
    return provider ? [provider] : [];
  });
  for (const part of ['key', 'issuer'] as const) {
    const values = found.map((one) => String(one[part]));
    if (new Set(values).size < values.length)
      problems.push(`OIDC_PROVIDERS: each provider needs a ${part} of its own.`);
  }
  return found;
}

function given(env: NodeJS.ProcessEnv, problems: string[]): { where: string; value: unknown }[] {
  if (env.OIDC_PROVIDERS) {
    try {
      const list: unknown = JSON.parse(env.OIDC_PROVIDERS);
      if (Array.isArray(list)) return list.map((value, k) => ({ where: `OIDC_PROVIDERS[${k}]`, value }));
    } catch {
      // Said below.
    }
    problems.push('OIDC_PROVIDERS must be a JSON list of {key, name, issuer, clientId, clientSecret}.');
    return [];
  }
  if (!env.OIDC_ISSUER) return [];
  const value = {
    key: 'sso',
    name: env.OIDC_NAME || undefined,
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID,
    clientSecret: env.OIDC_CLIENT_SECRET,
    scope: env.OIDC_SCOPE || undefined,
  };
  return [{ where: 'OIDC_ISSUER', value }];
}

function readProvider(
  where: string,
  value: unknown,
  production: boolean,
  problems: string[],
): OidcProvider | null {
  const before = problems.length;
  const parts = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const text = (name: string, fallback?: string): string => {
    const part = parts[name] ?? fallback;
    if (typeof part === 'string' && part.trim() !== '') return part.trim();
    problems.push(`${where}: ${name} is missing.`);
    return '';
  };
  const unknown = Object.keys(parts).filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) problems.push(`${where}: nobody knows what ${unknown.join(', ')} is.`);
  const issuer = text('issuer');
  const provider = {
    key: text('key'),
    name: text('name', URL.canParse(issuer) ? new URL(issuer).host : undefined),
    issuer: URL.canParse(issuer) ? new URL(issuer) : new URL('https://invalid.invalid'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    scope: text('scope', 'openid email profile'),
    assertsSecondFactor: parts.assertsSecondFactor === true,
  };
  if (provider.key && !KEY.test(provider.key))
    problems.push(`${where}: key takes small letters, digits and hyphens, at most 31.`);
  if (issuer && !URL.canParse(issuer)) problems.push(`${where}: issuer must be an address.`);
  if (provider.name.length > 60) problems.push(`${where}: name has at most 60 characters.`);
  if (!provider.scope.split(' ').includes('openid')) problems.push(`${where}: scope must contain openid.`);
  if (production && provider.issuer.protocol !== 'https:')
    problems.push(`${where}: issuer must begin with https:// in production.`);
  return problems.length === before ? provider : null;
}

/** REQUIRE_SECOND_FACTOR: `true` is all of the roles, `false` or nothing is none. */
export function readGuardedRoles(text: string | undefined, problems: string[]): readonly GuardedRole[] {
  const words = (text ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0 || words.join() === 'false') return [];
  if (words.join() === 'true') return GUARDED_ROLES;
  const unknown = words.filter((word) => !(GUARDED_ROLES as readonly string[]).includes(word));
  if (unknown.length > 0)
    problems.push(
      `REQUIRE_SECOND_FACTOR takes true, false, or some of ${GUARDED_ROLES.join(', ')}; not ${unknown.join(', ')}.`,
    );
  return GUARDED_ROLES.filter((role) => words.includes(role));
}
