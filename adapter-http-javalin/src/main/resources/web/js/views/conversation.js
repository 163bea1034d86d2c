/** One conversation: who it is with, its messages, and the form. */
import { h } from '../preact.js';
import { pendingIn, withoutTwin } from '../outbox.js';
import { otherIn, threadOf } from '../thread.js';
import { Composer } from './composer.js';
import { MessageList } from './message-list.js';
import { Avatar, Failure, Icon, Notice, Skeleton } from './parts.js';
import { PendingAlone } from './pending.js';

export function Conversation({ state, actions }) {
  const { group } = state.route;
  const thread = threadOf(state, group);
  const person = otherOf(state, thread);
  const pending = pendingIn(state, group);
  const own = { pending, onRetry: actions.retry, onDiscard: (key) => actions.discard(key, group) };
  if (thread.status === 'failed') {
    const failure = whatFailed(thread.problem, actions);
    return h('div', { class: 'pane-body' }, h(Header, { person }), failure, h(PendingAlone, own));
  }
  return h(
    'div',
    { class: 'pane-body' },
    h(Header, { person }),
    thread.status === 'loading'
      ? [h(Skeleton, { key: 'loading', kind: 'messages', count: 6, label: 'Loading the messages' }), h(PendingAlone, { key: 'own', ...own })]
      : h(MessageList, {
          me: state.me.uuid,
          name: person?.display_name,
          now: state.now,
          entry: state.route.entry,
          seenTo: state.inbox.groups.find((it) => it.uuid === group)?.other_read_up_to ?? '',
          fresh: state.fresh?.route === state.route ? state.fresh : null,
          thread: withoutTwin(thread, pending, state.me.uuid),
          onEnd: (isInSight) => actions.showEnd(group, isInSight),
          onOlder: () => actions.loadOlder(group),
          ...own,
        }),
    h(Composer, { key: state.givenBack, place: group, name: person?.display_name, onSend: (text) => actions.send({ group }, text) }),
  );
}

/** The bar above a conversation. On a narrow screen it leads back to the list. */
export function Header({ person, title = 'Conversation' }) {
  return h(
    'header',
    { class: 'bar' },
    h('a', { class: 'button-icon back', href: '/messages', 'aria-label': 'Back to the conversations' }, h(Icon, { name: 'back' })),
    person && h(Avatar, { name: person.display_name, handle: person.handle, size: 'avatar-small' }),
    h(
      'div',
      { class: 'names' },
      h('h1', { class: 'bar-title', tabIndex: -1, 'data-focus': true, dir: 'auto' }, person ? person.display_name : title),
      person && h('bdi', { class: 'handle' }, `@${person.handle}`),
    ),
  );
}

/** The list knows the other member; until it is loaded, what the other has said does. */
function otherOf({ inbox, route, me }, { messages }) {
  return inbox.groups.find((it) => it.uuid === route.group) ?? otherIn(messages, me) ?? null;
}

function whatFailed(problem, actions) {
  if (problem.isPassing || problem.status === 403) {
    return h(Failure, { problem, what: 'The messages could not be loaded', onRetry: () => actions.reload() });
  }
  return h(
    Notice,
    { icon: 'lost', title: 'This conversation is not here' },
    h('p', null, 'It does not exist, or you are not in it.'),
    h('a', { class: 'button', href: '/messages' }, 'Back to your messages'),
  );
}
