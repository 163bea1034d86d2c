/** The conversations of whoever is signed in, the one with the newest message first (pattern B). */
import { readNews, readPage } from './api.js';
import { get, set } from './store.js';

const FIRST_PAGE = '/api/message_groups';

const change = (part) => set({ inbox: { ...get().inbox, ...part } });

export const groupOf = (uuid) => get().inbox.groups.find((group) => group.uuid === uuid);

/** Reads what is new, or the first page where nothing was read before. */
export async function refreshInbox() {
  const { groups, status } = get().inbox;
  const known = new Map(groups.map((group) => [group.uuid, group.created_at]));
  const isFirst = status === 'loading' || status === 'failed';
  try {
    const news = await readNews(FIRST_PAGE, (it) => known.size === 0 || known.get(it.uuid) >= it.created_at);
    merge(news.items, !isFirst);
    change(isFirst ? { status: 'ready', problem: null, next: news.next } : { problem: null });
  } catch (problem) {
    change(isFirst ? { status: 'failed', problem } : { problem });
    throw problem;
  }
}

export async function loadMoreGroups() {
  const { next, status } = get().inbox;
  if (!next || status === 'more') {
    return;
  }
  change({ status: 'more', problem: null });
  try {
    const page = await readPage(next);
    merge(page.items, false);
    change({ status: 'ready', next: page.next });
  } catch (problem) {
    change({ status: 'ready', problem });
  }
}

/** Pages on until the group is there, so that a page that is opened by its address knows whom it shows. */
export async function findGroup(uuid) {
  while (!groupOf(uuid) && get().inbox.next && !get().inbox.problem) {
    await loadMoreGroups();
  }
}

/** A message of one's own is in the list at once. */
export function showInInbox(message, other) {
  merge([{ ...other, uuid: message.message_group_uuid, message: message.message, created_at: message.created_at }], false);
}

export function markRead(uuid) {
  if (groupOf(uuid)?.isUnread) {
    change({ groups: get().inbox.groups.map((it) => (it.uuid === uuid ? { ...it, isUnread: false } : it)) });
  }
}

/** A row that is older than what is shown is on its way to the newest message, and not taken. */
function merge(rows, asNews) {
  const { inbox, route } = get();
  const groups = new Map(inbox.groups.map((group) => [group.uuid, group]));
  for (const row of rows) {
    const old = groups.get(row.uuid);
    if (!old || old.created_at < row.created_at) {
      const isOpen = route.group === row.uuid;
      groups.set(row.uuid, { ...row, isUnread: !isOpen && (asNews || Boolean(old?.isUnread)) });
    }
  }
  change({ groups: [...groups.values()].sort((one, other) => (one.created_at < other.created_at ? 1 : -1)) });
}
