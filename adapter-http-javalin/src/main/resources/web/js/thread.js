/** The messages of each conversation that was opened, oldest first (pattern A). */
import { readNews, readPage } from './api.js';
import { get, set } from './store.js';
import { sameHandle } from './text.js';

const NOTHING = { messages: [], next: null, status: 'loading', problem: null };

/** The newest message of the other member, who is known by it. */
export const otherIn = (messages, session) => messages.findLast((it) => !sameHandle(it.handle, session.handle));

export const threadOf = (state, group) => state.threads.get(group) ?? NOTHING;

function change(group, part) {
  set({ threads: new Map([...get().threads, [group, { ...threadOf(get(), group), ...part }]]) });
}

/** Reads what is new, or the newest messages where none were read before. */
export async function refreshThread(group) {
  const { messages, status } = threadOf(get(), group);
  const isFirst = status === 'loading' || status === 'failed';
  const known = new Set(messages.map((message) => message.uuid));
  try {
    const path = `/api/messages/${encodeURIComponent(group)}`;
    const news = await readNews(isFirst ? `${path}?limit=100` : path, (it) => known.size === 0 || known.has(it.uuid));
    if (isFirst) {
      showMessages(group, news.items);
      change(group, { status: 'ready', problem: null, next: news.next });
    } else {
      announce(news.items.filter((it) => !known.has(it.uuid)));
      showMessages(group, news.items);
    }
  } catch (problem) {
    if (isFirst) {
      change(group, { status: 'failed', problem });
    }
    throw problem;
  }
}

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

/** Puts messages where they belong, each once. Times are of one length and zone, so their text sorts as they do. */
export function showMessages(group, messages) {
  const all = new Map(threadOf(get(), group).messages.map((message) => [message.uuid, message]));
  const fresh = messages.filter((message) => !all.has(message.uuid));
  if (fresh.length > 0) {
    fresh.forEach((message) => all.set(message.uuid, message));
    const sorted = [...all.values()].sort((one, other) => (one.created_at < other.created_at ? -1 : 1));
    change(group, { messages: sorted });
  }
}

function announce(messages) {
  const others = messages.filter((it) => !sameHandle(it.handle, get().session.handle));
  if (others.length > 0) {
    set({ announcement: others.map((it) => `${it.display_name}: ${it.message}`).join('. ') });
  }
}
