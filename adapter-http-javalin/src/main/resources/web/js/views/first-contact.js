/** A conversation that begins: the other user's card, what is on its way, and the form. */
import { h } from '../preact.js';
import { pendingIn, placeOf } from '../outbox.js';
import { personOf } from '../people.js';
import { sameHandle } from '../text.js';
import { Composer } from './composer.js';
import { Header } from './conversation.js';
import { MessageList } from './message-list.js';
import { Avatar, Failure, Names, Notice, Skeleton } from './parts.js';
import { PendingAlone } from './pending.js';

const NO_MESSAGES = { messages: [], next: null, status: 'ready', problem: null };

export function FirstContact({ state, actions }) {
  const { handle } = state.route;
  const { status, person, group } = personOf(state, handle);
  const isSelf = sameHandle(handle, state.session.handle);
  const place = placeOf({ handle });
  const own = { pending: pendingIn(state, place), onRetry: actions.retry, onDiscard: (key) => actions.discard(key, place) };
  const isNew = group === null && !isSelf;
  return h(
    'div',
    { class: 'pane-body' },
    h(Header, { person: null, title: 'New message' }),
    isSelf ? h(Self) : isNew ? h(Card, { person }) : STATES.get(status)({ state, actions, handle }),
    isNew ? list(state, person, own) : h(PendingAlone, own),
    isNew && form(state, actions, handle, person),
  );
}

const STATES = new Map([
  ['loading', Looking],
  ['unknown', Unknown],
  ['failed', Unreachable],
  ['ready', Known],
]);

function Looking() {
  return h(Skeleton, { kind: 'card', count: 1, label: 'Looking the handle up' });
}

function Unknown({ handle }) {
  return h(
    Notice,
    { icon: 'lost', title: 'Nobody has this handle' },
    h('p', null, 'There is no ', h('bdi', { class: 'handle' }, `@${handle}`), '. Check the spelling, and try again.'),
    h('a', { class: 'button', href: '/messages' }, 'Back to your messages'),
  );
}

function Unreachable({ actions }) {
  return h(Failure, {
    problem: { message: 'The server cannot be reached.' },
    what: 'The handle could not be looked up',
    onRetry: () => actions.reload(),
  });
}

function Known({ state, actions, handle }) {
  const { problem } = personOf(state, handle);
  return problem ? h(Failure, { problem, what: 'Your conversations could not be loaded', onRetry: () => actions.reload() }) : h(Looking);
}

function Self() {
  return h(
    Notice,
    { icon: 'lost', title: 'That is you' },
    h('p', null, 'A message goes to somebody else.'),
    h('a', { class: 'button', href: '/messages' }, 'Back to your messages'),
  );
}

function Card({ person }) {
  return h(
    'div',
    { class: 'profile' },
    h(Avatar, { name: person.display_name, handle: person.handle, size: 'avatar-large' }),
    h(Names, { person }),
    h('p', null, 'Your first message starts the conversation.'),
  );
}

/** What was written to this handle and has not opened a conversation yet. */
function list({ now, route }, person, own) {
  return h(MessageList, { me: null, name: person.display_name, now, entry: route.entry, thread: NO_MESSAGES, onEnd: () => {}, ...own });
}

function form(state, actions, handle, person) {
  return h(Composer, {
    key: state.givenBack,
    place: placeOf({ handle }),
    name: person.display_name,
    onSend: (text) => actions.send({ handle }, text),
  });
}
