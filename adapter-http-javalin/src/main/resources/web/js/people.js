/** Finds the user of a handle, and the conversation with this user. */
import { exchange } from './api.js';
import { groupWith } from './inbox.js';
import { get, set } from './store.js';

/** The group is undefined until it is known, and null where there is none. */
const UNKNOWN = { status: 'loading', person: null, group: undefined, problem: null };

export const personOf = (state, handle) => state.people.get(handle.toLowerCase()) ?? UNKNOWN;

function change(handle, part) {
  set({ people: new Map([...get().people, [handle.toLowerCase(), { ...personOf(get(), handle), ...part }]]) });
}

/** Looks a handle up: 'ready' with the person, 'unknown', or 'failed' to be asked again. */
export async function lookUp(handle) {
  if (personOf(get(), handle).status === 'ready') {
    return;
  }
  change(handle, UNKNOWN);
  try {
    const { body } = await exchange(`/api/users/@${encodeURIComponent(handle)}/short`);
    change(handle, { status: 'ready', person: body });
  } catch (problem) {
    change(handle, { status: problem.isPassing ? 'failed' : 'unknown' });
  }
}

/** Asks whether there is a conversation with this user. */
export async function findGroup(handle) {
  try {
    change(handle, { group: await groupWith(handle), problem: null });
  } catch (problem) {
    change(handle, { problem });
    throw problem;
  }
}
