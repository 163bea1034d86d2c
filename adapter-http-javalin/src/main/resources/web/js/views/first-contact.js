/** A conversation that begins: the other user's card, what is on its way, and the form. */
import { h } from '../preact.js';
import { personOf } from '../people.js';
import { sameHandle } from '../text.js';
import { Composer } from './composer.js';
import { Header } from './conversation.js';
import { MessageList } from './message-list.js';
import { Avatar, Failure, Names, Notice, Skeleton } from './parts.js';

const NO_MESSAGES = { messages: [], next: null, status: 'ready', problem: null };

export function FirstContact({ state, actions }) {
  const { handle } = state.route;
  const { status, person } = personOf(state, handle);
  const isSelf = sameHandle(handle, state.session.handle);
  return h(
    'div',
    { class: 'pane-body' },
    h(Header, { person: null, title: 'New message' }),
    isSelf ? h(Self) : (STATES.get(status) ?? Known)({ state, actions, handle, person }),
  );
}

const STATES = new Map([
  ['loading', Looking],
  ['unknown', Unknown],
  ['failed', Unreachable],
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

/** A conversation is offered as a new one once the list of conversations, read to its end, does not hold it. */
function Known({ state, actions, handle, person }) {
  const { groups, next, status, problem } = state.inbox;
  const isKnown = groups.some((it) => sameHandle(it.handle, handle));
  if (status === 'ready' && !next && !isKnown) {
    return h(Ready, { state, actions, handle, person });
  }
  if (problem) {
    return h(Failure, { problem, what: 'Your conversations could not be loaded', onRetry: () => actions.reload() });
  }
  return h(Looking);
}

function Self() {
  return h(
    Notice,
    { icon: 'lost', title: 'That is you' },
    h('p', null, 'A message goes to somebody else.'),
    h('a', { class: 'button', href: '/messages' }, 'Back to your messages'),
  );
}

function Ready({ state, actions, handle, person }) {
  return [
    h(
      'div',
      { key: 'card', class: 'profile' },
      h(Avatar, { name: person.display_name, handle: person.handle, size: 'avatar-large' }),
      h(Names, { person }),
      h('p', null, 'Your first message starts the conversation.'),
    ),
    h(MessageList, {
      key: 'list',
      me: state.session.handle,
      name: person.display_name,
      now: state.now,
      entry: state.route.entry,
      thread: NO_MESSAGES,
      pending: state.outbox.filter((it) => it.handle === handle && !it.group),
      onRetry: actions.retry,
      onDiscard: actions.discard,
    }),
    h(Composer, { key: 'form', place: `@${handle}`, name: person.display_name, onSend: (text) => actions.send({ handle }, text) }),
  ];
}
