/** The messages of a conversation, in a list that stays where one reads. */
import { Component, createRef, h } from '../preact.js';
import { dayName, sameDay } from '../time.js';
import { sameHandle } from '../text.js';
import { Message, Pending } from './message.js';
import { Icon } from './parts.js';

const NEAR_THE_TOP = 800;
const NEAR_THE_BOTTOM = 80;
const PAUSE = 5 * 60_000;

export class MessageList extends Component {
  list = createRef();
  state = { isBehind: false };
  isAtBottom = true;

  componentDidMount() {
    this.toBottom();
    this.resize = new ResizeObserver(() => this.isAtBottom && this.toBottom());
    this.resize.observe(this.list.current);
    this.loadOlderWhereNear();
  }

  componentWillUnmount() {
    this.resize.disconnect();
  }

  /** What is seen first, and where, so that it is seen there again however the list has grown above or below. */
  getSnapshotBeforeUpdate() {
    const { top } = this.list.current.getBoundingClientRect();
    const anchor = [...this.list.current.children].find((it) => it.dataset.uuid && it.getBoundingClientRect().bottom > top);
    return { anchor, place: anchor?.getBoundingClientRect().top };
  }

  componentDidUpdate(before, _, { anchor, place }) {
    const { pending, thread } = this.props;
    const list = this.list.current;
    if (this.isAtBottom || pending.length > before.pending.length) {
      this.toBottom();
    } else if (anchor?.isConnected) {
      list.scrollTop += anchor.getBoundingClientRect().top - place;
    }
    if (!this.isAtBottom && thread.messages.at(-1) !== before.thread.messages.at(-1)) {
      this.setState({ isBehind: true });
    }
    this.loadOlderWhereNear();
  }

  toBottom = () => {
    const list = this.list.current;
    list.scrollTop = list.scrollHeight;
    this.isAtBottom = true;
    if (this.state.isBehind) {
      this.setState({ isBehind: false });
    }
  };

  onScroll = () => {
    const list = this.list.current;
    this.isAtBottom = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_THE_BOTTOM;
    if (this.isAtBottom && this.state.isBehind) {
      this.setState({ isBehind: false });
    }
    this.loadOlderWhereNear();
  };

  /** After a failure one asks by the button. */
  loadOlderWhereNear() {
    const { thread, onOlder } = this.props;
    if (thread.next && thread.status === 'ready' && !thread.problem && this.list.current.scrollTop < NEAR_THE_TOP) {
      onOlder();
    }
  }

  render({ me, name, now, thread, pending, onOlder, onRetry, onDiscard }, { isBehind }) {
    return h(
      'div',
      { class: 'messages-frame' },
      h(
        'ol',
        { ref: this.list, class: 'messages', tabIndex: 0, 'aria-label': name ? `Messages with ${name}` : 'Messages', onScroll: this.onScroll },
        h('li', { class: 'messages-top', key: 'top' }, top(thread, onOlder)),
        rows(thread.messages, me, now),
        pending.map((entry) => h(Pending, { key: entry.key, entry, onRetry, onDiscard })),
      ),
      isBehind && h('button', { class: 'button to-bottom', type: 'button', onClick: this.toBottom }, h(Icon, { name: 'down' }), 'New messages'),
    );
  }
}

function top({ messages, next, status, problem }, onOlder) {
  if (next) {
    const label = status === 'older' ? 'Loading…' : problem ? 'Older messages could not be loaded. Try again' : 'Older messages';
    return h('button', { class: 'button button-more', type: 'button', onClick: onOlder }, label);
  }
  return messages.length > 0 && h('span', { class: 'beginning' }, 'This is where your conversation began.');
}

/** Days are named where they begin; what one person says in a few minutes stands together. */
function rows(messages, me, now) {
  return messages.flatMap((message, i) => {
    const next = messages[i + 1];
    const row = h(Message, { key: message.uuid, message, isOwn: sameHandle(message.handle, me), isLast: !next || !belongsTo(message, next) });
    const isNewDay = i === 0 || !sameDay(messages[i - 1].created_at, message.created_at);
    return isNewDay ? [h('li', { key: `day ${message.uuid}`, class: 'day' }, dayName(message.created_at, now)), row] : [row];
  });
}

function belongsTo(message, next) {
  const pause = new Date(next.created_at) - new Date(message.created_at);
  return next.handle === message.handle && pause < PAUSE && sameDay(message.created_at, next.created_at);
}
