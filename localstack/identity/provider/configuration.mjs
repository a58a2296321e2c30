// What this provider offers: clients, claims, and access tokens that are JWTs for the API.

// The API as a resource (an identifier must be a URI) and as the audience that its tokens carry.
const RESOURCE = 'urn:hsmp:api';
const AUDIENCE = 'hsmp-api';
const HOUR = 3600;

// configuration returns oidc-provider's settings. people is a Map from user name to person.
export function configuration({ people, keys, door }) {
  return {
    clients: clients(door),
    jwks: keys.jwks,
    cookies: { keys: keys.cookies },
    claims: { openid: ['sub'], profile: ['name', 'locale', 'roles', 'authority'], email: ['email'] },
    // ID tokens carry the claims themselves: the access token is for the API, so it cannot also ask for user info.
    conformIdTokenClaims: false,
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    pkce: { required: () => true },
    ttl: { AccessToken: HOUR, AuthorizationCode: 60, IdToken: HOUR, Interaction: HOUR, Session: 8 * HOUR,
      Grant: 8 * HOUR, RefreshToken: 8 * HOUR },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => account([...people.values()].find((person) => person.sub === id)),
    extraTokenClaims: (context, token) => tokenClaims(context, token, people),
    loadExistingGrant: grantAtOnce,
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid profile email', audience: AUDIENCE, accessTokenTTL: HOUR,
          accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}

function clients(door) {
  const doors = [`http://localhost:${door}`, `http://127.0.0.1:${door}`];
  const site = (id) => ({
    client_id: id,
    client_secret: `${id}-local-secret`,
    redirect_uris: doors.map((at) => `${at}/callback`),
    post_logout_redirect_uris: doors.map((at) => `${at}/`),
    grant_types: ['authorization_code', 'refresh_token'],
  });
  const tool = {
    client_id: 'cli',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback'],
    grant_types: ['authorization_code'],
  };
  return [site('portal'), site('console'), tool];
}

function account(person) {
  return person && { accountId: person.sub, claims: async () => identityClaims(person) };
}

function identityClaims({ sub, name, email, locale, roles, authority }) {
  return { sub, name, email, locale, roles, ...(authority && { authority }) };
}

// Access tokens carry who it is and how they signed in, since the API sees nothing else.
function tokenClaims(context, token, people) {
  const person = [...people.values()].find((one) => one.sub === token.accountId);
  if (!person) return undefined;
  const { AuthorizationCode: code, RefreshToken: refresh } = context.oidc.entities;
  const { sub, ...claims } = identityClaims(person);
  return { ...claims, amr: (code ?? refresh)?.amr ?? [] };
}

// Our own clients need no consent page: the grant is made at sign-in.
async function grantAtOnce(context) {
  const { session, client, provider } = context.oidc;
  const known = context.oidc.result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  if (known) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email offline_access');
  grant.addResourceScope(RESOURCE, 'openid profile email');
  await grant.save();
  return grant;
}
