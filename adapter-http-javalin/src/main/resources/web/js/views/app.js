/** The whole page. */
import { Component, h } from '../preact.js';
import { unreadIn } from '../inbox.js';
import { Conversation, Header } from './conversation.js';
import { FirstContact } from './first-contact.js';
import { Notice } from './parts.js';
import { Sidebar } from './sidebar.js';
import { Leaving } from './leaving.js';
import { SignInPage } from './sign-in.js';

const BANNERS = {
  ok: '',
  offline: 'You are offline. New messages appear when you are back.',
  unreachable: 'The server cannot be reached. Trying again…',
};

const NOT_KEPT = 'This browser keeps nothing for this page. Leave it open until your messages are sent.';

/** What one must know whatever page is open. */
function banner({ connection, isOutboxKept, outbox }) {
  return `${BANNERS[connection]} ${isOutboxKept || outbox.length === 0 ? '' : NOT_KEPT}`.trim();
}

export class App extends Component {
  /** The keyboard's focus follows to the new page. */
  componentDidUpdate({ state: before }) {
    const { route, inbox } = this.props.state;
    const unread = inbox.groups.filter((group) => unreadIn(group, this.props.state) > 0).length;
    const name = document.querySelector('h1')?.textContent ?? 'Messages';
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${name === 'Messages' ? name : `${name} · Messages`}`;
    const isWriting = document.activeElement?.id === 'message';
    if (before.config && before.route !== route && !isWriting) {
      document.querySelector('[data-focus]')?.focus({ preventScroll: true });
    }
  }

  render({ state, actions }) {
    if (!state.config) {
      return null;
    }
    if (!state.session || !state.route) {
      return h(SignInPage, { state, actions });
    }
    return h(
      'div',
      { class: `app app-${state.route.page === 'inbox' ? 'list' : 'detail'}`, 'data-live': String(state.isLive) },
      h('a', { class: 'skip', href: '#pane' }, 'Skip to the conversation'),
      h('p', { class: 'banner', role: 'status', hidden: !banner(state) }, banner(state)),
      h('main', { class: 'columns' }, h(Sidebar, { state, actions }), h('section', { class: 'pane', id: 'pane', tabIndex: -1, 'aria-label': 'Conversation' }, pane(state, actions))),
      state.isLeaving && h(Leaving, { state, actions }),
      h('p', { class: 'visually-hidden', 'aria-live': 'polite', 'aria-atomic': 'true' }, state.announcement),
    );
  }
}

function pane(state, actions) {
  const { route } = state;
  switch (route.page) {
    case 'conversation':
      return h(Conversation, { key: route.group, state, actions });
    case 'new':
      return h(FirstContact, { key: route.handle, state, actions });
    case 'nowhere':
      return h(Nowhere);
    default:
      return h(Notice, { icon: 'chat', title: 'Your messages' }, h('p', null, 'Choose a conversation, or start one with a handle.'));
  }
}

function Nowhere() {
  return h(
    'div',
    { class: 'pane-body' },
    h(Header, { person: null, title: 'Not found' }),
    h(
      Notice,
      { icon: 'lost', title: 'There is nothing at this address' },
      h('a', { class: 'button', href: '/messages' }, 'Back to your messages'),
    ),
  );
}
