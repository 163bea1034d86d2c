/** Asks for news while the page is seen: often while something happens, seldom while nothing does. */
import { settle } from './problem.js';
import { get, set } from './store.js';
import { thisMinute } from './time.js';
import { refreshInbox } from './inbox.js';
import { refreshThread, threadOf } from './thread.js';

const SHORTEST = 2_000;
const LONGEST = 15_000;
const GROWTH = 1.25;

let afterwards;
let timer;
let delay = SHORTEST;
let isAsking = false;

/** @param lookFurther is called after news has been read */
export function startPolling(lookFurther) {
  afterwards = lookFurther;
  document.addEventListener('visibilitychange', soon);
  addEventListener('online', soon);
  addEventListener('offline', () => set({ connection: 'offline' }));
  addEventListener('keydown', hurry);
  addEventListener('pointerdown', hurry);
  timer = setTimeout(poll, delay);
}

/** Someone is at the page: the next wait is a short one. */
function hurry() {
  if (delay > SHORTEST * 2) {
    soon();
  }
  delay = SHORTEST;
}

function soon() {
  delay = SHORTEST;
  clearTimeout(timer);
  poll();
}

async function poll() {
  if (isAsking || document.hidden) {
    return;
  }
  isAsking = true;
  const before = get();
  const failed = (await settle(questions(before))).some((it) => it.isPassing);
  isAsking = false;
  set({ now: thisMinute(), connection: !failed ? 'ok' : navigator.onLine ? 'unreachable' : 'offline' });
  const isNews = get().inbox.groups !== before.inbox.groups || get().threads !== before.threads;
  delay = isNews && !failed ? SHORTEST : Math.min(delay * GROWTH, LONGEST);
  clearTimeout(timer);
  timer = setTimeout(poll, delay);
  if (!failed) {
    afterwards();
  }
}

function questions({ route, threads }) {
  if (route.page !== 'conversation') {
    return [refreshInbox()];
  }
  const { status, problem } = threadOf({ threads }, route.group);
  const mayChange = status === 'ready' || problem?.isPassing;
  return mayChange ? [refreshInbox(), refreshThread(route.group)] : [refreshInbox()];
}
