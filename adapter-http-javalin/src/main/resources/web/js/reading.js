/**
 * How far one has read. The server is told once the newest message is in sight of somebody: the list is at its end, and the page is
 * visible and has the focus. Until one leaves the conversation, a line stays before the first message that was new.
 */
import { put } from './api.js';
import { groupOf, pathOf, showRead } from './inbox.js';
import { settle } from './problem.js';
import { get, set, subscribe } from './store.js';
import { otherIn, threadOf } from './thread.js';

/** At most one mark a second for each group; after a failure the next one comes later. */
const PAUSE = 1_000;
const PAUSE_AFTER_FAILURE = 5_000;

/** Groups for which the next mark must wait. */
const resting = new Set();

/** The last mark of each group that was refused for good. */
const refused = new Map();

export function startReading() {
  ['focus', 'blur', 'visibilitychange'].forEach((type) => addEventListener(type, look));
  subscribe(look);
}

/** @param isInSight whether the newest message of this group is */
export function showEnd(group, isInSight) {
  const { endInSight } = get();
  if (isInSight || endInSight === group) {
    set({ endInSight: isInSight ? group : null });
  }
}

/** Whether somebody sees what comes into this conversation now. */
const isSeen = (group, endInSight) => endInSight === group && document.visibilityState === 'visible' && document.hasFocus();

function look() {
  const state = get();
  const group = state.route?.group;
  const { messages, status } = threadOf(state, group);
  const row = groupOf(group);
  const isRead = Boolean(group) && isSeen(group, state.endInSight);
  set({ read: isRead ? group : null });
  if (!row || status === 'loading' || status === 'failed') {
    return;
  }
  const isNew = otherIn(messages, state.me)?.created_at > (row.read_up_to ?? '');
  if (state.fresh?.route !== state.route) {
    set({ fresh: { route: state.route, after: horizonOf(row, messages, state.me), unread: row.unread } });
  } else if (!isRead) {
    if (isNew && row.read_up_to > state.fresh.after) {
      set({ fresh: { route: state.route, after: row.read_up_to, unread: 0 } });
    }
  } else if (isNew && !resting.has(group) && refused.get(group) !== messages.at(-1).created_at) {
    mark(group, messages.at(-1).created_at);
  }
}

/** The time after which messages are new. For a user who has never marked any, these are the last ones, as many as the server counts. */
function horizonOf({ read_up_to, unread }, messages, me) {
  if (read_up_to || messages.length === 0) {
    return read_up_to ?? '';
  }
  const others = messages.filter((it) => it.user_uuid !== me.uuid);
  const lastRead = unread === 0 ? messages.length - 1 : messages.indexOf(others.at(-unread)) - 1;
  return messages[lastRead]?.created_at ?? '';
}

async function mark(group, upTo) {
  resting.add(group);
  const [problem] = await settle([put(`${pathOf(group)}/read`, { up_to: upTo })]);
  if (!problem) {
    showRead(group, 'read_up_to', upTo);
  } else if (problem.isFinal) {
    refused.set(group, upTo);
  }
  setTimeout(() => {
    resting.delete(group);
    look();
  }, problem ? PAUSE_AFTER_FAILURE : PAUSE);
}
