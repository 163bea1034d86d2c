/** Brings the view up to date at each event. Events are hints: the messages themselves are read from the lists. */
import { groupOf, refreshGroup, rereadInbox, showRead } from './inbox.js';
import { settle } from './problem.js';
import { get, set } from './store.js';
import { refreshThread } from './thread.js';

/** By group: reads it. */
const readers = new Map();

let losses = 0;

/** From now on events tell of news. The lists are read first, for earlier news; where that fails, the page polls. */
export const arrive = coalesced(async () => {
  const { group } = get().route;
  const before = losses;
  const problems = await settle([rereadInbox(), ...(group ? readGroup(group) : [])]);
  if (losses === before && !problems.some((it) => it.isPassing)) {
    set({ isLive: true, connection: 'ok' });
  }
});

/** From now on one polls. */
export function lose() {
  losses++;
  set({ isLive: false });
}

/** The messages of other conversations are read when they are opened. */
export function tell(event) {
  const { type, message_group_uuid: group, user_uuid: user, up_to } = event;
  if (type === 'message') {
    reread(group);
  } else if (type === 'read' && user !== get().me.uuid) {
    showRead(group, 'other_read_up_to', up_to);
  } else if (type === 'read' && !(groupOf(group)?.read_up_to >= up_to)) {
    reread(group);
  }
}

function reread(group) {
  if (!readers.has(group)) {
    readers.set(group, coalesced(() => readNow(group)));
  }
  readers.get(group)();
}

async function readNow(group) {
  if ((await settle(readGroup(group))).some((it) => it.isPassing)) {
    lose();
  }
}

/** However often it is called while the task is under way, the task is done once more. */
function coalesced(task) {
  let isBusy = false;
  let isDue = false;
  return async () => {
    isDue = true;
    if (isBusy) {
      return;
    }
    isBusy = true;
    while (isDue) {
      isDue = false;
      await task();
    }
    isBusy = false;
  };
}

const readGroup = (group) => (get().route.group === group ? [refreshGroup(group), refreshThread(group)] : [refreshGroup(group)]);
