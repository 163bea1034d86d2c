/** The conversations of the signed-in user, the one with the newest message first (pattern B). */
import { readNews, readPage } from './api.js';
import { changed, get, set } from './store.js';

const NEWEST = '/api/message_groups';
const FIRST_PAGE = `${NEWEST}?limit=100`;

const change = (part) => set({ inbox: changed(get().inbox, part) });

export const groupOf = (uuid) => get().inbox.groups.find((group) => group.uuid === uuid);

/** Reads what is new, or the first page where nothing was read before. */
export async function refreshInbox() {
  const { groups, status } = get().inbox;
  const known = new Map(groups.map((group) => [group.uuid, group.created_at]));
  const isFirst = status === 'loading' || status === 'failed';
  try {
    const news = await readNews(isFirst ? FIRST_PAGE : NEWEST, (it) => known.size === 0 || known.get(it.uuid) >= it.created_at);
    merge(news.items, !isFirst);
    if (isFirst) {
      change({ status: 'ready', problem: null, next: news.next });
    }
  } catch (problem) {
    if (isFirst) {
      change({ status: 'failed', problem });
    }
    throw problem;
  }
}

let more = null;

/** Reads the next page. However many ask at once, it is read once. */
export function loadMoreGroups() {
  more ??= nextPage().finally(() => {
    more = null;
  });
  return more;
}

async function nextPage() {
  const { next } = get().inbox;
  if (!next) {
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

/** Pages on while the group is not there and still looked for. Undefined where there is none, or the pages cannot be read. */
export async function findGroup(isIt, isStillLookedFor) {
  const found = () => get().inbox.groups.find(isIt);
  while (!found() && get().inbox.next && isStillLookedFor()) {
    await loadMoreGroups();
    if (get().inbox.problem) {
      break;
    }
  }
  return found();
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
  const isNewer = (row) => !(groups.get(row.uuid)?.created_at >= row.created_at);
  const newer = rows.filter(isNewer);
  if (newer.length === 0) {
    return;
  }
  for (const row of newer) {
    const isOpen = route.group === row.uuid;
    groups.set(row.uuid, { ...row, isUnread: !isOpen && (asNews || Boolean(groups.get(row.uuid)?.isUnread)) });
  }
  change({ groups: [...groups.values()].sort((one, other) => (one.created_at < other.created_at ? 1 : -1)) });
}
