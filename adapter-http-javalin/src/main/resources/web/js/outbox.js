/**
 * What was written and is not acknowledged (patterns C and D), in the order in which it was written. It survives a reload of its
 * tab. After the session has ended it waits for the same user to sign in again; nobody else sees it or sends it.
 *
 * Each entry has the idempotency key of all its attempts, its target ({ group } or { handle }), its text, the conversation that it
 * belongs to (group or handle), and how far it is: its state ('waiting', 'sending', or 'refused' for good), the reason of the
 * last failure, and what delivery.js remembers of the attempts.
 */
import { own } from './session.js';
import { read, write } from './storage.js';
import { get, set } from './store.js';

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Where messages wait in one queue and where one writes: a group's uuid, or @ and a handle while there is no group yet. */
export const placeOf = ({ group, handle }) => group ?? `@${handle.toLowerCase()}`;

export const pendingIn = (state, place) => state.outbox.filter((it) => placeOf(it) === place);

export const entryOf = (key) => get().outbox.find((it) => it.key === key);

/** Each change is kept before anything else happens, so that a reload at any point finds it. */
export function change(toEntry) {
  replace(get().outbox.map(toEntry));
}

export const update = (key, part) => change((it) => (it.key === key ? { ...it, ...part } : it));

export function add(target, text) {
  replace([...get().outbox, { key: newKey(), target, ...target, text, state: 'waiting', failures: 0, tryAt: 0, notBefore: 0 }]);
}

export function remove(key) {
  replace(get().outbox.filter((it) => it.key !== key));
}

/** Takes up what this user left unsent in this tab. What was on its way waits again, and is tried at once. */
export function restoreOutbox() {
  const left = read(own('outbox')) ?? [];
  replace(left.map((it) => (it.state === 'refused' ? it : { ...it, state: 'waiting', reason: null, failures: 0, tryAt: 0 })));
}

/**
 * While it is not known whether a message of one's own has arrived, the news may hold it already, and it would be shown twice. It
 * can only be the first of its queue, and newer than what was known before it was sent.
 *
 * @param me the uuid of who is signed in
 */
export function withoutTwin(thread, pending, me) {
  const first = pending.find((it) => it.triedAt && it.state !== 'refused');
  const isTwin = (it) => it.created_at > first.since && it.message === first.text && it.user_uuid === me;
  const twin = first && thread.messages.find(isTwin);
  return twin ? { ...thread, messages: thread.messages.filter((it) => it !== twin) } : thread;
}

function replace(outbox) {
  set({ outbox, isOutboxKept: write(own('outbox'), outbox.length > 0 ? outbox : null) });
}
