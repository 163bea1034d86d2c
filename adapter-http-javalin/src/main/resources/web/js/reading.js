/**
 * Tells the server how far one has read: up to the newest message, once the end of the conversation is in sight of somebody, which
 * means that the page is visible and has the focus.
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
  ['focus', 'blur', 'visibilitychange'].forEach((type) => addEventListener(type, markWhatIsRead));
  subscribe(markWhatIsRead);
}

/** @param isInSight whether the newest message of this group is */
export function showEnd(group, isInSight) {
  const { endInSight } = get();
  if (isInSight || endInSight === group) {
    set({ endInSight: isInSight ? group : null });
  }
}

/** Whether somebody sees what comes into this conversation now. */
export const isRead = ({ route, endInSight }, group) =>
  route?.group === group && endInSight === group && document.visibilityState === 'visible' && document.hasFocus();

function markWhatIsRead() {
  const state = get();
  const group = state.route?.group;
  const { messages, status } = threadOf(state, group);
  const row = groupOf(group);
  if (!row || status === 'loading' || status === 'failed' || !isRead(state, group)) {
    return;
  }
  const isNew = otherIn(messages, state.me)?.created_at > (row.read_up_to ?? '');
  const upTo = messages.at(-1)?.created_at;
  if (isNew && !resting.has(group) && refused.get(group) !== upTo) {
    mark(group, upTo);
  }
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
    markWhatIsRead();
  }, problem ? PAUSE_AFTER_FAILURE : PAUSE);
}
