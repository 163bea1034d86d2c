/** The conversations of the signed-in user, the one with the newest message first (pattern B). */
import { call, readPage, readPages } from './api.js';
import { changed, get, set } from './store.js';

const NEWEST = '/api/message_groups';
const FIRST_PAGE = `${NEWEST}?limit=100`;

const change = (part) => set({ inbox: changed(get().inbox, part) });

export const groupOf = (uuid) => get().inbox.groups.find((group) => group.uuid === uuid);

export const pathOf = (uuid) => `${NEWEST}/${encodeURIComponent(uuid)}`;

/** The number of messages that the user has still to see. Messages in the conversation that is open and looked at are seen. */
export const unreadIn = (group, { read }) => (group.uuid === read ? 0 : group.unread);

/** Reads what is new, or the first page where nothing was read before. */
export async function refreshInbox() {
  const { groups, status } = get().inbox;
  if (status === 'loading' || status === 'failed') {
    await readFirst();
    return;
  }
  const known = new Map(groups.map((group) => [group.uuid, group.created_at]));
  const isKnown = (it) => known.size === 0 || known.get(it.uuid) >= it.created_at;
  merge((await readPages(NEWEST, (items) => items.length > 0 && isKnown(items.at(-1)))).items);
}

/** Reads all that is shown again: another device may have read any of it. */
export async function rereadInbox() {
  const { groups, status } = get().inbox;
  if (status === 'loading' || status === 'failed') {
    await readFirst();
    return;
  }
  merge((await readPages(FIRST_PAGE, (items) => items.length >= groups.length)).items);
}

async function readFirst() {
  try {
    const page = await readPage(FIRST_PAGE);
    merge(page.items);
    change({ status: 'ready', problem: null, next: page.next });
  } catch (problem) {
    change({ status: 'failed', problem });
    throw problem;
  }
}

/** Reads one conversation, as it is now, and how far the other has read. */
export async function refreshGroup(uuid) {
  merge([(await call(pathOf(uuid))).body]);
}

/** The uuid of the conversation with this user, or null where there is none. */
export async function groupWith(handle) {
  const { body } = await call(`${NEWEST}?with=${encodeURIComponent(handle)}`);
  merge(body);
  return body[0]?.uuid ?? null;
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
    merge(page.items);
    change({ status: 'ready', next: page.next });
  } catch (problem) {
    change({ status: 'ready', problem });
  }
}

/** A message of one's own is in the list at once. */
export function showInInbox(message, other) {
  const { message_group_uuid: uuid, message: text, created_at } = message;
  const unseen = { unread: 0, read_up_to: null, other_read_up_to: null };
  merge([{ ...(groupOf(uuid) ?? unseen), ...other, uuid, message: text, created_at }]);
}

/** A member has read up to this time, or further. */
export function showRead(uuid, horizon, upTo) {
  const group = groupOf(uuid);
  if (!group || group[horizon] >= upTo) {
    return;
  }
  const isAllRead = horizon === 'read_up_to' && group.created_at <= upTo;
  const read = { ...group, [horizon]: upTo, unread: isAllRead ? 0 : group.unread };
  change({ groups: get().inbox.groups.map((it) => (it === group ? read : it)) });
}

/** Rows that say nothing new leave the list as it is. Times are of one length and zone, so their text sorts as they do. */
function merge(rows) {
  const groups = new Map(get().inbox.groups.map((group) => [group.uuid, group]));
  let isNews = false;
  for (const row of rows) {
    const shown = groups.get(row.uuid);
    const news = shown ? newer(row, shown) : row;
    isNews ||= news !== shown;
    groups.set(row.uuid, news);
  }
  if (isNews) {
    change({ groups: [...groups.values()].sort((one, other) => (one.created_at < other.created_at ? 1 : -1)) });
  }
}

/** A row that is older than what is shown is on its way to the newest message, and not taken. Horizons only move forward. */
function newer(row, shown) {
  const isBehind = (name) => (row[name] ?? '') < (shown[name] ?? '');
  if (isBehind('created_at') || (row.created_at === shown.created_at && isBehind('read_up_to'))) {
    return shown;
  }
  return changed(shown, isBehind('other_read_up_to') || !('other_read_up_to' in row) ? { ...row, other_read_up_to: shown.other_read_up_to } : row);
}
