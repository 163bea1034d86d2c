/** The messages of each conversation that was opened, oldest first (pattern A). */
import { readPage, readPages } from './api.js';
import { knowMe } from './me.js';
import { changed, get, set } from './store.js';

/** Up to readTo every message was read. A message of one's own may be later, and leave a gap before it. */
const NOTHING = { messages: [], next: null, readTo: null, status: 'loading', problem: null };

/** Messages are read again from so long before the newest one: another may have appeared there since. */
const OVERLAP = 5_000;
const MOST_TOLD = 3;

/** The newest message of the other member, who is known by it. */
export const otherIn = (messages, me) => messages.findLast((it) => it.user_uuid !== me?.uuid);

export const threadOf = (state, group) => state.threads.get(group) ?? NOTHING;

function change(group, part) {
  const thread = threadOf(get(), group);
  const next = changed(thread, part);
  if (next !== thread) {
    set({ threads: new Map([...get().threads, [group, next]]) });
  }
}

/** The last reading of each group. */
const turns = new Map();

/** Reads what is new, or the newest messages where none were read before. One reading begins where the one before it ended. */
export function refreshThread(group) {
  const turn = (turns.get(group) ?? Promise.resolve()).catch(() => {}).then(() => refresh(group));
  turns.set(group, turn);
  return turn;
}

async function refresh(group) {
  const { status, readTo } = threadOf(get(), group);
  const isFirst = status === 'loading' || status === 'failed' || !readTo;
  const path = `/api/messages/${encodeURIComponent(group)}?limit=100`;
  const read = isFirst ? readPage(path) : readPages(`${path}&after=${new Date(new Date(readTo) - OVERLAP).toISOString()}`);
  try {
    const [{ items, next }] = await Promise.all([read, knowMe()]);
    const fresh = showMessages(group, items);
    change(group, { readTo: newest(items, threadOf(get(), group).readTo) });
    if (isFirst) {
      change(group, { status: 'ready', problem: null, next });
    } else {
      announce(fresh);
    }
  } catch (problem) {
    if (isFirst) {
      change(group, { status: 'failed', problem });
    }
    throw problem;
  }
}

const newest = (items, readTo) => items.reduce((time, it) => (it.created_at > (time ?? '') ? it.created_at : time), readTo);

/** Reads the page before the oldest message that is shown. */
export async function loadOlder(group) {
  const { next, status } = threadOf(get(), group);
  if (!next || status === 'older') {
    return;
  }
  change(group, { status: 'older', problem: null });
  try {
    const page = await readPage(next);
    showMessages(group, page.items);
    change(group, { status: 'ready', next: page.next });
  } catch (problem) {
    change(group, { status: 'ready', problem });
  }
}

/**
 * Puts messages where they belong, each once. Times are of one length and zone, so their text sorts as they do.
 *
 * @returns those that were not there
 */
export function showMessages(group, messages) {
  const all = new Map(threadOf(get(), group).messages.map((message) => [message.uuid, message]));
  const fresh = messages.filter((message) => !all.has(message.uuid));
  if (fresh.length > 0) {
    fresh.forEach((message) => all.set(message.uuid, message));
    const sorted = [...all.values()].sort((one, other) => (one.created_at < other.created_at ? -1 : 1));
    change(group, { messages: sorted });
  }
  return fresh;
}

function announce(messages) {
  const others = messages.filter((it) => it.user_uuid !== get().me.uuid);
  if (others.length > MOST_TOLD) {
    set({ announcement: `${others.length} new messages from ${others[0].display_name}` });
  } else if (others.length > 0) {
    set({ announcement: others.map((it) => `${it.display_name}: ${it.message}`).join('. ') });
  }
}
