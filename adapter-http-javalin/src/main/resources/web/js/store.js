/** What the page shows. Actions replace parts of it, views read it, nobody else knows it. */
import { thisMinute } from './time.js';

let state = {
  now: thisMinute(), // times are shown to the minute
  config: null, // how to sign in; null while somebody comes back from the hosted pages
  session: null, // who is signed in here: { user, handle, accessToken, expiresAt, refreshToken }
  me: null, // the uuid and names of who is signed in; null until the server has said so
  notice: null, // what to say on the sign-in page
  route: null, // see router.js
  connection: 'ok', // or 'offline', 'unreachable'
  isLive: false, // whether events tell what is new
  inbox: { groups: [], next: null, status: 'loading', problem: null },
  threads: new Map(), // see thread.js
  fresh: null, // where the new messages of the open conversation begin, see reading.js
  read: null, // the group whose messages count as read as soon as they come
  endInSight: null, // the group whose newest message is in sight
  people: new Map(), // by handle in lower case: { status, person, group, problem }
  outbox: [], // see outbox.js
  isOutboxKept: true, // over a reload
  givenBack: 0, // how many texts came back to the form
  isLeaving: false, // asked whether to sign out and lose what is not sent
  announcement: '', // for screen readers
};
const listeners = new Set();
let scheduled = false;

export const get = () => state;

/** The object with this change; the object itself where nothing changes, so that nothing is drawn anew for it. */
export function changed(object, change) {
  return Object.keys(change).every((key) => object[key] === change[key]) ? object : { ...object, ...change };
}

export function set(change) {
  const before = state;
  state = changed(state, change);
  if (state !== before && !scheduled) {
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      listeners.forEach((listener) => listener(state));
    });
  }
}

/** Calls the listener with the state once after any number of changes in a row. */
export function subscribe(listener) {
  listeners.add(listener);
}
