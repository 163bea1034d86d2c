/**
 * Events for all tabs of one user in this browser over one stream: browsers open few connections to a server. The tab that holds
 * the user's lock reads the stream, with its own token, and passes on what comes. When it closes, the next tab gets the lock.
 * A tab without locks, or without a stream, polls.
 */
import { arrive, lose, tell } from './news.js';
import { get, subscribe } from './store.js';
import { readEvents } from './stream.js';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
const LONGEST_SILENCE = 40_000;

let channel;
let silence;
let isStarted = false;
let isReady = false;
let failures = 0;
let wake = () => {};

/** Begins as soon as it is known who is signed in. */
export function startEvents() {
  addEventListener('online', () => wake());
  subscribe(({ me }) => {
    if (me && navigator.locks && !isStarted) {
      isStarted = true;
      join(`messaging.${me.uuid}`);
    }
  });
}

function join(name) {
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => hear(data);
  channel.postMessage({ type: 'hello' });
  navigator.locks.request(name, lead).catch(reportError);
}

/** Reads the stream as long as this tab lives. A stream that ended with its token is opened again with a new one, or the session ends. */
async function lead() {
  for (;;) {
    const { reason, problem } = await readOnce();
    isReady = false;
    passOn({ type: 'lost' });
    const isAtOnce = reason === 'token_expired' && failures === 0;
    if (!isAtOnce) {
      await pause(problem?.retryAfter ?? 0);
    }
    failures++;
  }
}

async function readOnce() {
  try {
    return { reason: await readEvents(onEvent, onBytes) };
  } catch (problem) {
    return { problem };
  }
}

function onEvent(event) {
  isReady ||= event.type === 'ready';
  passOn(event);
}

/** A stream on which more comes than its beginning works. */
function onBytes() {
  if (isReady) {
    failures = 0;
    passOn({ type: 'alive' });
  }
}

/** Tabs that lost their streams together come back one by one. */
function pause(asked) {
  const backoff = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE) * (0.5 + Math.random());
  return new Promise((done) => {
    setTimeout(done, Math.max(asked, backoff));
    wake = asked > 0 ? () => {} : done;
  });
}

function passOn(event) {
  channel.postMessage(event);
  hear(event);
}

/** Takes what the stream or the leading tab says. */
function hear(event) {
  if (event.type === 'hello') {
    if (isReady) {
      channel.postMessage({ type: 'alive' });
    }
    return;
  }
  clearTimeout(silence);
  if (event.type === 'lost' || event.type === 'end') {
    lose();
    return;
  }
  silence = setTimeout(lose, LONGEST_SILENCE);
  if (event.type === 'ready' || !get().isLive) {
    arrive();
  }
  tell(event);
}
