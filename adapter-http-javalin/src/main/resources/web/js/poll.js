/**
 * Asks for news where no events tell of them: often while something happens, seldom while nothing does, and in a hidden tab for the
 * list alone. Events or not, the whole list is read again every five minutes.
 */
import { knowMe } from './me.js';
import { settle } from './problem.js';
import { get, set, subscribe } from './store.js';
import { refreshGroup, refreshInbox, rereadInbox } from './inbox.js';
import { refreshThread, threadOf } from './thread.js';

const SHORTEST = 2_000;
const LONGEST = 15_000;
const GROWTH = 1.25;
const HIDDEN = 60_000;
const REREAD = 300_000;

let afterwards;
let timer;
let delay = SHORTEST;
let isAsking = false;
let isLive = false;
let rereadAt;

/** @param onRead is called after what is new has been read */
export function startPolling(onRead) {
  afterwards = onRead;
  rereadAt = Date.now() + REREAD;
  document.addEventListener('visibilitychange', () => document.hidden || soon());
  addEventListener('online', soon);
  addEventListener('offline', () => set({ connection: 'offline' }));
  addEventListener('keydown', hurry);
  addEventListener('pointerdown', hurry);
  subscribe(follow);
  wait();
}

/** Once events have stopped, what they would have told is asked for at once. */
function follow(state) {
  if (state.isLive !== isLive) {
    isLive = state.isLive;
    if (isLive) {
      wait();
    } else {
      soon();
    }
  }
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
  if (!isLive) {
    clearTimeout(timer);
    poll();
  }
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(poll, isLive ? Math.max(rereadAt - Date.now(), SHORTEST) : document.hidden ? HIDDEN : delay);
}

async function poll() {
  if (isAsking) {
    return;
  }
  isAsking = true;
  const before = get();
  const failed = (await settle(questions(before))).some((it) => it.isPassing);
  isAsking = false;
  set({ connection: !failed ? 'ok' : navigator.onLine ? 'unreachable' : 'offline' });
  const isNews = get().inbox.groups !== before.inbox.groups || get().threads !== before.threads;
  delay = isNews && !failed ? SHORTEST : Math.min(delay * GROWTH, LONGEST);
  wait();
  if (!failed) {
    afterwards();
  }
}

function questions({ route, threads }) {
  const { status, problem } = threadOf({ threads }, route.group);
  const mayChange = route.page === 'conversation' && (status === 'ready' || problem?.isPassing);
  const isOpen = mayChange && !isLive && !document.hidden;
  return isOpen ? [knowMe(), list(), refreshGroup(route.group), refreshThread(route.group)] : [knowMe(), list()];
}

function list() {
  if (Date.now() < rereadAt) {
    return refreshInbox();
  }
  rereadAt = Date.now() + REREAD;
  return rereadInbox();
}
