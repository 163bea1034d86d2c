/** Signing in by choosing a demo user. */
import { exchange } from './api.js';

async function tokenOf(handle) {
  const { body } = await exchange('/dev/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ handle }),
  });
  return { user: handle, handle, accessToken: body.access_token, expiresAt: Date.now() + body.expires_in * 1000 };
}

export function devSignIn() {
  return {
    signIn: tokenOf,
    renew: (session) => tokenOf(session.handle),
    signOut: async () => '/messages',
  };
}
