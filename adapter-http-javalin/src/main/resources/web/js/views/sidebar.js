/** The conversations, and where a new one starts. */
import { Component, h } from '../preact.js';
import { unreadIn } from '../inbox.js';
import { navigate, pathToGroup, pathToHandle } from '../router.js';
import { exact, relative } from '../time.js';
import { Avatar, Failure, Icon, Notice, Skeleton } from './parts.js';
import { Unsent } from './unsent.js';

const NEAR_THE_END = 300;
const MOST_COUNTED = 99;

export function Sidebar({ state, actions }) {
  const isPage = state.route.page === 'inbox';
  return h(
    'section',
    { class: 'sidebar', 'aria-labelledby': 'sidebar-title' },
    h(
      'header',
      { class: 'bar' },
      h(isPage ? 'h1' : 'h2', { id: 'sidebar-title', class: 'bar-title', tabIndex: -1, 'data-focus': isPage || undefined }, 'Messages'),
      h('span', { class: 'me' }, h('bdi', null, `@${state.session.handle}`)),
      h('button', { class: 'button-icon', type: 'button', onClick: actions.signOut, 'aria-label': 'Sign out', title: 'Sign out' }, h(Icon, { name: 'leave' })),
    ),
    h(NewConversation),
    h(Unsent, { state }),
    h(Groups, { state, actions }),
  );
}

class NewConversation extends Component {
  state = { handle: '' };

  start = (event) => {
    event.preventDefault();
    const handle = this.state.handle.trim().replace(/^@/, '');
    if (handle) {
      this.setState({ handle: '' });
      navigate(pathToHandle(handle));
    }
  };

  render(_, { handle }) {
    return h(
      'form',
      { class: 'start', onSubmit: this.start },
      h('label', { class: 'visually-hidden', for: 'handle' }, 'Handle of the person to write to'),
      h('input', {
        id: 'handle',
        class: 'input',
        value: handle,
        placeholder: 'New message to @handle',
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: false,
        onInput: (event) => this.setState({ handle: event.target.value }),
      }),
      h('button', { class: 'button', type: 'submit' }, 'Start'),
    );
  }
}

class Groups extends Component {
  shouldComponentUpdate({ state: { inbox, route, read, now } }) {
    const { state: old } = this.props;
    return inbox !== old.inbox || route !== old.route || read !== old.read || now !== old.now;
  }

  render({ state, actions }) {
    return list(state, actions);
  }
}

function list(state, actions) {
  const { inbox, route, now } = state;
  const { groups, next, status, problem } = inbox;
  if (status === 'loading') {
    return h(Skeleton, { kind: 'groups', count: 6, label: 'Loading your conversations' });
  }
  if (status === 'failed') {
    return h(Failure, { problem, what: 'Your conversations could not be loaded', onRetry: () => actions.reload() });
  }
  if (groups.length === 0) {
    return h(Notice, { icon: 'chat', title: 'No conversations yet' }, h('p', null, 'Type somebody’s handle above and say hello.'));
  }
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
    if (next && !problem && scrollHeight - scrollTop - clientHeight < NEAR_THE_END) {
      actions.loadMoreGroups();
    }
  };
  return h(
    'nav',
    { class: 'groups', 'aria-label': 'Conversations', onScroll },
    h('ul', null, groups.map((group) => h(Group, { key: group.uuid, group, unread: unreadIn(group, state), now, isOpen: group.uuid === route.group }))),
    next && h('button', { class: 'button button-more', type: 'button', onClick: actions.loadMoreGroups }, status === 'more' ? 'Loading…' : 'More conversations'),
  );
}

class Group extends Component {
  shouldComponentUpdate({ group, unread, now, isOpen }) {
    const old = this.props;
    return group !== old.group || unread !== old.unread || now !== old.now || isOpen !== old.isOpen;
  }

  render({ group, unread, now, isOpen }) {
    return row(group, unread, now, isOpen);
  }
}

function row(group, unread, now, isOpen) {
  return h(
    'li',
    null,
    h(
      'a',
      { class: `group ${unread > 0 ? 'group-unread' : ''}`, href: pathToGroup(group.uuid), 'aria-current': isOpen ? 'page' : undefined },
      h(Avatar, { name: group.display_name, handle: group.handle }),
      h('span', { class: 'group-name' }, h('bdi', { class: 'name' }, group.display_name), ' ', h('bdi', { class: 'handle' }, `@${group.handle}`)),
      h('time', { class: 'group-time', dateTime: group.created_at, title: exact(group.created_at) }, relative(group.created_at, now)),
      h('span', { class: 'group-preview', dir: 'auto' }, group.message),
      unread > 0 && h(Count, { unread }),
    ),
  );
}

function Count({ unread }) {
  return h(
    'span',
    { class: 'group-count' },
    unread > MOST_COUNTED ? `${MOST_COUNTED}+` : unread,
    h('span', { class: 'visually-hidden' }, unread === 1 ? ' new message' : ' new messages'),
  );
}
