/** The person who is signed in, as the server knows them. Names may change; the uuid tells which messages are one's own. */
import { call } from './api.js';
import { get, set } from './store.js';

let request = null;

/** Asks once, however many need it. */
export async function knowMe() {
  if (!get().me) {
    request ??= ask().finally(() => {
      request = null;
    });
    await request;
  }
}

async function ask() {
  const { body } = await call('/api/me');
  set({ me: body });
}
