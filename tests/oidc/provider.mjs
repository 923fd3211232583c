// A real OpenID provider for the tests of single sign-on. It signs in whoever the test names, without a page.
// node provider.mjs REDIRECT_URI ALGORITHM; prints its issuer when it listens. GET /as?sub=..&email=..&verified=..&upn=.. says who signs in next.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

const [redirect, algorithm = 'RS256'] = process.argv.slice(2);
const { privateKey } = algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid: 'one' };
let person = { sub: 'nobody' };

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'tutela', client_secret: 'a-secret-of-the-test-0123456789', redirect_uris: [redirect], response_types: ['code'],
      grant_types: ['authorization_code'], id_token_signed_response_alg: algorithm, token_endpoint_auth_method: 'client_secret_basic',
    }],
    jwks: { keys: [key] },
    cookies: { keys: ['a key of the test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username', 'hd'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...person, sub: id }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  server.on('request', async (request, response) => {
    const url = new URL(request.url, issuer);
    if (url.pathname === '/as') {
      const said = Object.fromEntries(url.searchParams);
      person = { sub: said.sub, email: said.email, email_verified: said.verified === 'true', preferred_username: said.upn, hd: said.hd };
      response.end();
    } else if (url.pathname.startsWith('/interaction/')) {
      await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
    } else {
      handle(request, response);
    }
  });
  console.log(issuer);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
