// What this provider offers: clients, claims, and access tokens that are JWTs for the API.
import { brokenPage, signOutPage, signedOutPage } from './pages.mjs';

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
    ttl: { AccessToken: HOUR, AuthorizationCode: 60, IdToken: HOUR, Interaction: HOUR, Session: 12 * HOUR,
      Grant: 12 * HOUR, RefreshToken: 12 * HOUR },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => account([...people.values()].find((person) => person.sub === id)),
    extraTokenClaims: (context, token) => tokenClaims(context, token, people),
    loadExistingGrant: grantAtOnce,
    // As Cognito does: without the scope offline_access, which it refuses.
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    renderError: (context, { error, error_description: why }) => {
      console.error(`refused: ${error}: ${why}`);
      show(context, brokenPage);
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context, form) => show(context, (language) => signOutPage(language, form)),
        postLogoutSuccessSource: (context) => show(context, signedOutPage),
      },
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

// Both are public and prove themselves by a key of their own for each sign-in.
function clients(door) {
  const portal = `http://localhost:${door}`;
  return [
    {
      client_id: 'portal',
      token_endpoint_auth_method: 'none',
      redirect_uris: [`${portal}/signed-in`],
      post_logout_redirect_uris: [`${portal}/`],
      grant_types: ['authorization_code', 'refresh_token'],
    },
    {
      client_id: 'cli',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback'],
      grant_types: ['authorization_code'],
    },
  ];
}

// show answers with a page in the language that the portal asks for, or else the browser.
function show(context, page) {
  context.type = 'html';
  context.set({ 'Cache-Control': 'no-store', 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer' });
  context.body = page(context.oidc?.params?.ui_locales ?? context.get('accept-language'));
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
