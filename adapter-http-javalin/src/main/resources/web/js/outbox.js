/**
 * What was written and is not acknowledged (patterns C and D). Each message has one idempotency key for all its attempts,
 * so it is stored once, however often it is sent. The outbox survives a reload of its tab.
 */
import { post } from './api.js';
import { get, set } from './store.js';
import { read, write } from './storage.js';
import { moveDraft } from './drafts.js';
import { showMessages } from './thread.js';
import { showInInbox, groupOf } from './inbox.js';
import { personOf } from './people.js';
import { navigate, pathToGroup } from './router.js';
import { sameHandle } from './text.js';

/** Attempts are made one after the other, so that messages arrive in the order in which they were written. */
let queue = Promise.resolve();

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

function replace(outbox) {
  write('outbox', outbox.length > 0 ? outbox : null);
  set({ outbox });
}

const update = (key, part) => replace(get().outbox.map((it) => (it.key === key ? { ...it, ...part } : it)));

/** Takes up what this user left unsent in this tab. */
export function restoreOutbox() {
  const left = read('outbox') ?? [];
  replace(
    left
      .filter((it) => sameHandle(it.sender, get().session.handle))
      .map((it) => ({ ...it, isSending: false, reason: it.reason ?? 'It is not known whether it was sent.' })),
  );
}

/** @param target { group } or, for a first message, { handle } */
export function send(target, text) {
  const entry = { key: newKey(), sender: get().session.handle, ...target, target, text };
  replace([...get().outbox, entry]);
  deliver(entry);
}

/** Another attempt. While one is under way this does nothing. */
export function retry(key) {
  const entry = get().outbox.find((it) => it.key === key);
  if (entry && !entry.isSending) {
    deliver(entry);
  }
}

export function discard(key) {
  replace(get().outbox.filter((it) => it.key !== key));
}

function deliver({ key, target, text }) {
  update(key, { isSending: true, reason: null });
  queue = queue.then(() => attempt(key, target, text));
}

async function attempt(key, target, text) {
  const body = target.group ? { message: text, message_group_uuid: target.group } : { message: text, handle: target.handle };
  let answer;
  try {
    answer = await post('/api/messages', body, { 'Idempotency-Key': key });
  } catch (problem) {
    update(key, { isSending: false, reason: problem.message });
    set({ announcement: `Message not sent. ${problem.message}` });
    return;
  }
  acknowledged(key, target, answer.body);
}

function acknowledged(key, target, message) {
  const group = message.message_group_uuid;
  const other = groupOf(group) ?? (target.handle && personOf(get(), target.handle).person);
  showMessages(group, [message]);
  discard(key);
  if (other) {
    showInInbox(message, { display_name: other.display_name, handle: other.handle });
  }
  if (target.handle) {
    openedBy(target.handle, group);
  }
}

/** What else was written to the handle is shown in the group, but sent as before: a retry asks for what it asked first. */
export function openedBy(handle, group) {
  replace(get().outbox.map((it) => (it.handle === handle ? { ...it, group } : it)));
  moveDraft(`@${handle}`, group);
  const { route } = get();
  if (route.page === 'new' && route.handle === handle) {
    navigate(pathToGroup(group), true);
  }
}
