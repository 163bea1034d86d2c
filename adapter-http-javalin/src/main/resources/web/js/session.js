/** Who is signed in, in this tab alone: two tabs may be two people. */
import { get, set } from './store.js';
import { close, read, write } from './storage.js';
import { Problem } from './problem.js';

const RENEW_BEFORE = 60_000;

let provider;
let renewal = null;

/** Takes up what a reload has left. The provider is how one signs in here: see sign-in-dev.js and sign-in-cognito.js. */
export function restore(chosen) {
  provider = chosen;
  set({ session: read('session') });
}

export function begin(session) {
  write('session', session);
  set({ session, notice: null });
}

/** An access token that holds for a while. */
export async function token() {
  const { session } = get();
  if (!session) {
    throw new Problem(401, ['signed_out'], 'Nobody is signed in.');
  }
  const left = session.expiresAt - Date.now();
  if (left > RENEW_BEFORE) {
    return session.accessToken;
  }
  try {
    return await renewedToken();
  } catch (problem) {
    if (problem.isPassing && left > 0) {
      return session.accessToken;
    }
    throw problem;
  }
}

/** A new access token. However many ask at once, it is fetched once. */
export function renewedToken() {
  renewal ??= renew().finally(() => {
    renewal = null;
  });
  return renewal;
}

async function renew() {
  try {
    begin(await provider.renew(get().session));
    return get().session.accessToken;
  } catch (problem) {
    if (!problem.isPassing) {
      throw new Problem(401, ['session_ended'], 'Your session has ended.');
    }
    throw problem;
  }
}

/** What is this user's alone under that name, in a tab where others may sign in later. */
export const own = (name) => `${name}.${get().session.user}`;

/** What was written and not sent stays, for the same user's next sign-in. */
export function endSession() {
  const kept = get().outbox.length > 0 ? ' Your unsent messages are kept.' : '';
  leave(`Your session has ended. Please sign in again.${kept}`);
}

/** Forgets who is signed in, and what this user wrote and did not send. */
export async function signOut() {
  const address = await provider.signOut(get().session);
  write(own('outbox'), null);
  write(own('drafts'), null);
  set({ outbox: [] });
  leave('You are signed out.', address);
}

/** A fresh page holds nothing of the last user's, and no answer that is still on its way reaches the next one. */
function leave(notice, address) {
  write('session', null);
  write('notice', notice);
  close();
  if (address) {
    location.replace(address);
  } else {
    location.reload();
  }
}
