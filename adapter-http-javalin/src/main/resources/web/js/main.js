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
import { loadMoreGroups, refreshGroup, refreshInbox } from './inbox.js';
import { loadOlder, refreshThread } from './thread.js';
import { findGroup, lookUp, personOf } from './people.js';
import { discard, openedBy, retry, send, startDelivery } from './delivery.js';
import { startRouter } from './router.js';
import { startEvents } from './live.js';
import { knowMe } from './me.js';
import { startPolling } from './poll.js';
import { showEnd, startReading } from './reading.js';
import { sameHandle } from './text.js';
import { thisMinute } from './time.js';

const actions = { discard, loadMoreGroups, loadOlder, lookUp, reload: enter, retry, send, showEnd, signIn, signOut: askToSignOut, stay, leave: signOut };
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
  startReading();
  startPolling(openExisting);
  startEvents();
  startClock();
}

/** Times are shown as they are now, and what came by events may be the conversation that one is about to begin. */
function startClock() {
  setInterval(() => set({ now: thisMinute() }), 15_000);
  let { groups } = get().inbox;
  subscribe(({ inbox }) => {
    if (inbox.groups !== groups) {
      groups = inbox.groups;
      openExisting();
    }
  });
}

/** Loads what the page needs. What fails is shown where it is missing. */
async function enter(route = get().route) {
  const inbox = get().inbox.status === 'ready' ? null : refreshInbox();
  await settle([knowMe(), inbox, ...load(route)]);
  await openExisting(route);
}

function load(route) {
  if (route.page === 'conversation') {
    return [refreshGroup(route.group), refreshThread(route.group)];
  }
  return route.page === 'new' ? [lookUp(route.handle)] : [];
}

/** An existing conversation with this user is opened, however old it is and whoever began it. */
async function openExisting(route = get().route) {
  if (route.page !== 'new') {
    return;
  }
  const { handle } = route;
  const shown = get().inbox.groups.find((it) => sameHandle(it.handle, handle))?.uuid;
  const { status, group } = personOf(get(), handle);
  if (!shown && status === 'ready' && group === undefined) {
    await settle([findGroup(handle)]);
  }
  const found = shown ?? personOf(get(), handle).group;
  if (found && get().route === route) {
    openedBy(handle, found);
  }
}
