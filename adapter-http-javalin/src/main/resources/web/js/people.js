/** Who is behind a handle. */
import { exchange } from './api.js';
import { get, set } from './store.js';

const UNKNOWN = { status: 'loading', person: null };

export const personOf = (state, handle) => state.people.get(handle.toLowerCase()) ?? UNKNOWN;

/** Looks a handle up: 'ready' with the person, 'unknown', or 'failed' to be asked again. */
export async function lookUp(handle) {
  if (personOf(get(), handle).status === 'ready') {
    return;
  }
  const change = (entry) => set({ people: new Map([...get().people, [handle.toLowerCase(), entry]]) });
  change(UNKNOWN);
  try {
    const { body } = await exchange(`/api/users/@${encodeURIComponent(handle)}/short`);
    change({ status: 'ready', person: body });
  } catch (problem) {
    change({ status: problem.isPassing ? 'failed' : 'unknown', person: null });
  }
}
