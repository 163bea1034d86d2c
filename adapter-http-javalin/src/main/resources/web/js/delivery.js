/**
 * Sends what is in the outbox. Each conversation has a queue of its own. It stops at its first passing failure, so that no message
 * overtakes an earlier one, and goes on after a pause, when the browser is online again, or when the server answers again.
 */
import { post } from './api.js';
import { addToDraft, takeDraft } from './drafts.js';
import { groupOf, showInInbox } from './inbox.js';
import { add, change, entryOf, placeOf, remove, restoreOutbox, update } from './outbox.js';
import { personOf } from './people.js';
import { Problem } from './problem.js';
import { navigate, pathToGroup } from './router.js';
import { get, set, subscribe } from './store.js';
import { sameHandle } from './text.js';
import { showMessages, threadOf } from './thread.js';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const LONGEST_TIMER = 2 ** 31 - 1;

/** The server knows a key for at least 24 hours. After that another attempt could store the message twice. */
const KEY_HOLDS = 23 * 3_600_000;
const TOO_OLD = 'It may have arrived earlier, and it is too late to retry safely.';

let timer;

export function startDelivery() {
  restoreOutbox();
  addEventListener('online', resume);
  addEventListener('beforeunload', (event) => get().outbox.length > 0 && !get().isOutboxKept && event.preventDefault());
  let before = get();
  subscribe((state) => {
    const { connection, inbox } = before;
    before = state;
    if (inbox.groups !== state.inbox.groups) {
      findGroups();
    }
    if (connection !== 'ok' && state.connection === 'ok') {
      resume();
    }
  });
  advance();
}

/** @param target { group } or, for a first message, { handle } */
export function send(target, text) {
  add(target, text);
  findGroups();
  advance();
}

/** Another attempt now. While one is under way this does nothing. */
export function retry(key) {
  update(key, { tryAt: Date.now() });
  advance();
}

/** Gives the text back to the form of this place, before what is being written there. */
export function discard(key, place) {
  giveBack(place, entryOf(key).text);
  remove(key);
  advance();
}

function giveBack(place, text) {
  if (text) {
    addToDraft(place, text);
    set({ givenBack: get().givenBack + 1 });
  }
}

/** What failed need not wait any longer, but for a pause that the server asked for. */
function resume() {
  change((it) => ({ ...it, tryAt: Date.now() }));
  advance();
}

/** Makes the attempts that are due now, and comes back for the next one. */
function advance() {
  const now = Date.now();
  const isTooOld = (it) => it.state === 'waiting' && it.triedAt && now - it.triedAt > KEY_HOLDS;
  if (get().outbox.some(isTooOld)) {
    change((it) => (isTooOld(it) ? { ...it, state: 'refused', reason: TOO_OLD } : it));
  }
  const waiting = firstOfEachQueue().filter((it) => it.state === 'waiting');
  waiting.filter((it) => dueAt(it) <= now).forEach(attempt);
  clearTimeout(timer);
  const later = waiting.map(dueAt).filter((time) => time > now);
  if (later.length > 0) {
    timer = setTimeout(advance, Math.min(Math.min(...later) - now, LONGEST_TIMER));
  }
}

const dueAt = ({ tryAt, notBefore }) => Math.max(tryAt, notBefore);

function firstOfEachQueue() {
  const queues = new Map();
  for (const entry of get().outbox) {
    if (entry.state !== 'refused' && !queues.has(placeOf(entry))) {
      queues.set(placeOf(entry), entry);
    }
  }
  return [...queues.values()];
}

async function attempt(entry) {
  const { key, target, text } = entry;
  const wasOnline = navigator.onLine;
  update(key, { state: 'sending', notBefore: 0, triedAt: entry.triedAt ?? Date.now(), since: entry.since ?? newestIn(entry.group) });
  const body = target.group ? { message: text, message_group_uuid: target.group } : { message: text, handle: target.handle };
  let answer;
  try {
    answer = await post('/api/messages', body, { 'Idempotency-Key': key });
  } catch (problem) {
    const hasLeft = wasOnline || problem.status !== 0;
    failed(hasLeft ? entryOf(key) : entry, problem);
    advance();
    return;
  }
  acknowledged(key, target, answer.body);
  advance();
}

/** The time of the newest message that is known here: what is stored from now on is later. */
function newestIn(group) {
  const times = [threadOf(get(), group).messages.at(-1)?.created_at, groupOf(group)?.created_at];
  return times.filter(Boolean).sort().at(-1) ?? '';
}

/** @param entry as it is to be from now on, but for what the failure changes; none where it was discarded meanwhile */
function failed(entry, problem) {
  if (!entry || !entryOf(entry.key)) {
    return;
  }
  if (!(problem instanceof Problem)) {
    reportError(problem);
  }
  const { key, failures, triedAt = null, since = null } = entry;
  const reason = problem.message;
  if (problem.isFinal) {
    update(key, { state: 'refused', reason });
    set({ announcement: `Message not sent. ${reason}` });
    return;
  }
  const now = Date.now();
  const pause = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
  const tryAt = now + pause;
  const notBefore = now + (problem.retryAfter ?? 0);
  update(key, { state: 'waiting', reason, failures: failures + 1, triedAt, since, tryAt, notBefore });
  if (failures === 0) {
    set({ announcement: `Message waits to be sent. ${reason}` });
  }
}

function acknowledged(key, target, message) {
  const group = message.message_group_uuid;
  const other = groupOf(group) ?? (target.handle && personOf(get(), target.handle).person);
  showMessages(group, [message]);
  remove(key);
  if (other) {
    showInInbox(message, { display_name: other.display_name, handle: other.handle });
  }
  if (target.handle) {
    openedBy(target.handle, group);
  }
}

/** A first message waits in the queue of the conversation as soon as there is one, even if the other user opened it. */
function findGroups() {
  for (const { handle, group } of get().outbox) {
    const found = handle && !group && get().inbox.groups.find((it) => sameHandle(it.handle, handle));
    if (found) {
      openedBy(handle, found.uuid);
    }
  }
}

/** What else was written to the handle belongs to the group, but is sent as before: a retry asks for what it asked first. */
export function openedBy(handle, group) {
  change((it) => (it.handle && sameHandle(it.handle, handle) ? { ...it, group } : it));
  giveBack(group, takeDraft(`@${handle}`));
  const { route } = get();
  if (route.page === 'new' && sameHandle(route.handle, handle)) {
    navigate(pathToGroup(group), true);
  }
}
