/** Puts the parts together: state flows to the views, what people do flows to the actions. */
import { h, render } from './preact.js';
import { App } from './views/app.js';
import { config } from './config.js';
import { cognitoSignIn } from './sign-in-cognito.js';
import { devSignIn } from './sign-in-dev.js';
import { settle } from './problem.js';
import { begin, restore, signOut } from './session.js';
import { take } from './storage.js';
import { get, set, subscribe } from './store.js';
import { findGroup, loadMoreGroups, markRead, refreshInbox } from './inbox.js';
import { loadOlder, otherIn, refreshThread, threadOf } from './thread.js';
import { lookUp, personOf } from './people.js';
import { discard, openedBy, retry, send, startDelivery } from './delivery.js';
import { startRouter } from './router.js';
import { startPolling } from './poll.js';
import { sameHandle } from './text.js';

const actions = { discard, loadMoreGroups, loadOlder, lookUp, reload: enter, retry, send, signIn, signOut: askToSignOut, stay, leave: signOut };
const provider = config.sign_in === 'cognito' ? cognitoSignIn(config) : devSignIn();

const root = document.getElementById('app');
root.replaceChildren();
subscribe((state) => render(h(App, { state, actions }), root));

await start();

async function start() {
  restore(provider);
  set({ notice: take('notice') });
  if (provider.comeBack && !get().session) {
    await comeBack();
  }
  set({ config });
  if (get().session) {
    run();
  }
}

async function comeBack() {
  try {
    const back = await provider.comeBack(location.search);
    if (back) {
      begin(back.session);
      history.replaceState(null, '', back.from);
    }
  } catch (problem) {
    history.replaceState(null, '', location.pathname);
    set({ notice: `${problem.message} Please try again.` });
  }
}

/** With the hosted pages this leaves; with demo users it goes on. Throws a Problem where it fails. */
async function signIn(handle) {
  if (provider.leave) {
    await provider.leave();
  } else {
    begin(await provider.signIn(handle));
    run();
  }
}

/** Where nothing would be lost, nobody is asked. */
function askToSignOut() {
  return get().outbox.length > 0 ? set({ isLeaving: true }) : signOut();
}

function stay() {
  set({ isLeaving: false });
}

function run() {
  startRouter(enter);
  startDelivery();
  startPolling(lookFurther);
}

/** Loads what the page needs. What fails is shown where it is missing. */
async function enter(route = get().route) {
  if (route.page === 'conversation') {
    markRead(route.group);
  }
  const inbox = get().inbox.status === 'ready' ? null : refreshInbox();
  await settle([inbox, load(route)]);
  await lookFurther(route);
}

function load(route) {
  if (route.page === 'conversation') {
    return refreshThread(route.group);
  }
  return route.page === 'new' ? lookUp(route.handle) : null;
}

/** Looks through the older conversations where the page needs one of them. */
async function lookFurther(route = get().route) {
  if (route.page === 'conversation') {
    await findOther(route);
  } else if (route.page === 'new') {
    await openExisting(route);
  }
}

/** Where the other has not said anything yet, or the messages cannot be read, the list of conversations knows who it is. */
async function findOther(route) {
  const { messages, problem } = threadOf(get(), route.group);
  if (!otherIn(messages, get().session) && (!problem || problem.isPassing)) {
    await findGroup(({ uuid }) => uuid === route.group, () => get().route === route);
  }
}

/** An existing conversation with this user is opened, however old it is. */
async function openExisting(route) {
  const isHere = () => get().route === route && personOf(get(), route.handle).status === 'ready';
  const group = await findGroup(({ handle }) => sameHandle(handle, route.handle), isHere);
  if (group && isHere()) {
    openedBy(route.handle, group.uuid);
  }
}
