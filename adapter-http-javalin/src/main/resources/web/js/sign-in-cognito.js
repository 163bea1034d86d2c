/** Signing in at a Cognito user pool's hosted pages: authorization code grant with PKCE (RFC 7636). */
import { exchange } from './api.js';
import { Problem } from './problem.js';
import { take, write } from './storage.js';

const encode = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => encode(crypto.getRandomValues(new Uint8Array(32)));
const sha256 = async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
const home = () => `${location.origin}/messages`;

/** The claims of an ID token that came from the token endpoint itself, so that its signature need not be looked at. */
function claims(idToken) {
  const base64 = idToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))));
}

export function cognitoSignIn({ domain, client_id }) {
  const tokens = async (parameters) => {
    const body = new URLSearchParams({ client_id, ...parameters });
    const grant = (await exchange(`${domain}/oauth2/token`, { method: 'POST', body })).body;
    const { sub, preferred_username } = claims(grant.id_token);
    return {
      user: sub,
      handle: preferred_username,
      accessToken: grant.access_token,
      expiresAt: Date.now() + grant.expires_in * 1000,
      refreshToken: grant.refresh_token ?? parameters.refresh_token,
    };
  };

  return {
    /** Leaves for the hosted pages. What must be remembered until the way back is kept in this tab. */
    async leave() {
      const attempt = { state: random(), verifier: random(), from: location.pathname };
      write('attempt', attempt);
      const parameters = new URLSearchParams({
        response_type: 'code',
        client_id,
        redirect_uri: home(),
        scope: 'openid profile',
        state: attempt.state,
        code_challenge: encode(await sha256(attempt.verifier)),
        code_challenge_method: 'S256',
      });
      location.assign(`${domain}/oauth2/authorize?${parameters}`);
    },

    /** On the way back: the session, and the path that sign-in was asked for at. Null where nobody comes back. */
    async comeBack(query) {
      const answer = new URLSearchParams(query);
      if (!answer.has('code') && !answer.has('error')) {
        return null;
      }
      const attempt = take('attempt');
      if (!answer.has('code') || !attempt || answer.get('state') !== attempt.state) {
        throw new Problem(400, ['sign_in_failed'], 'Sign-in was not completed.');
      }
      const session = await tokens({
        grant_type: 'authorization_code',
        code: answer.get('code'),
        redirect_uri: home(),
        code_verifier: attempt.verifier,
      });
      return { session, from: attempt.from };
    },

    renew: (session) => tokens({ grant_type: 'refresh_token', refresh_token: session.refreshToken }),

    /** Ends the refresh token, and gives the address at which the hosted pages forget the user. */
    async signOut(session) {
      const body = new URLSearchParams({ client_id, token: session.refreshToken });
      await fetch(`${domain}/oauth2/revoke`, { method: 'POST', body, mode: 'no-cors' }).catch(() => {});
      return `${domain}/logout?${new URLSearchParams({ client_id, logout_uri: home() })}`;
    },
  };
}
