import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/**
 * A real OpenID Connect provider in a process of its own. It asks for a name only, and believes it:
 * whom it knows is told to it over IPC, and so is when it may stop.
 */
const { port, redirectUris, issuer, orcidLike } = JSON.parse(process.env.OIDC_SERVER ?? '{}');

/** Claims by login; the login is the subject unless `sub` says otherwise. */
const people = new Map();

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'datathon',
      client_secret: 'a secret / with + signs that Basic has to encode',
      redirect_uris: redirectUris,
      response_types: ['code'],
      grant_types: ['authorization_code'],
      ...(orcidLike ? { token_endpoint_auth_method: 'client_secret_post' } : {}),
    },
  ],
  ...(orcidLike ? { clientAuthMethods: ['client_secret_post'] } : {}),
  pkce: { required: () => true },
  // ORCID names people to whoever asks for `openid`, and tells nobody an address.
  claims: orcidLike
    ? { openid: ['sub', 'given_name', 'family_name'] }
    : { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['only for tests'] },
  jwks: undefined,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ ...people.get(id), sub: id }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
const server = createServer((request, response) => {
  const url = new URL(request.url, issuer);
  if (!url.pathname.startsWith('/interaction/')) return answer(request, response);
  const login = url.searchParams.get('login');
  if (login === null) {
    response.setHeader('content-type', 'text/html');
    return response.end(
      '<!doctype html><title>Provider</title><form><label>Name <input name="login" autofocus></label> <button>Sign in</button></form>',
    );
  }
  const result =
    login === ''
      ? { error: 'access_denied', error_description: 'turned back' }
      : { login: { accountId: login, amr: people.get(login)?.amr } };
  provider
    .interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    .catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
});

process.on('message', ({ login, claims }) => {
  people.set(login, claims);
  process.send?.({ known: login });
});
process.on('disconnect', () => process.exit());
server.listen(port, '127.0.0.1', () => process.send?.({ ready: true }));
