/** The messages of a conversation, in a list that stays where one reads. */
import { Component, createRef, h } from '../preact.js';
import { keepPlace, placeIn } from '../places.js';
import { sameDay } from '../time.js';
import { MessageBlock, sameItems, split } from './message-block.js';
import { Jump, NewMessages, newIn } from './new-messages.js';
import { PendingList } from './pending.js';

const NEAR_THE_TOP = 800;
const NEAR_THE_BOTTOM = 80;
const NEAR_SIGHT = '1500px 0px';

export class MessageList extends Component {
  list = createRef();
  state = { isBehind: false, newAt: null };
  isAtBottom = true;
  starts = new Set();
  observed = new WeakSet();

  /** Most changes of the page's state are none here. */
  shouldComponentUpdate({ thread, pending, me, name, now, seenTo, fresh }, { isBehind, newAt }) {
    const old = this.props;
    const isSame = thread === old.thread && sameItems(pending, old.pending) && me === old.me && name === old.name;
    const isMarkedAlike = seenTo === old.seenTo && fresh === old.fresh;
    return !isSame || !isMarkedAlike || isBehind !== this.state.isBehind || newAt !== this.state.newAt || !sameDay(now, old.now);
  }

  componentDidMount() {
    this.resize = new ResizeObserver(() => this.stay());
    this.resize.observe(this.list.current);
    this.sight = new IntersectionObserver(markFar, { root: this.list.current, rootMargin: NEAR_SIGHT });
    this.observeBlocks();
    this.toPlace(placeIn(this.props.entry));
    this.props.onEnd(this.isAtBottom);
    addEventListener('focus', this.lookForNew);
    this.lookForNew();
    this.loadOlderWhereNear();
  }

  componentWillUnmount() {
    this.resize.disconnect();
    this.sight.disconnect();
    removeEventListener('focus', this.lookForNew);
    this.props.onEnd(false);
    keepPlace(this.props.entry, this.isAtBottom ? null : this.seen);
  }

  getSnapshotBeforeUpdate() {
    this.look();
    return null;
  }

  componentDidUpdate(before) {
    const { pending, thread } = this.props;
    this.observeBlocks();
    if (pending.length > before.pending.length) {
      this.isAtBottom = true;
    }
    this.stay();
    this.props.onEnd(this.isAtBottom);
    if (!this.isAtBottom && thread.messages.at(-1) !== before.thread.messages.at(-1)) {
      this.setState({ isBehind: true });
    }
    this.lookForNew();
    if (this.isOnTheWay && thread.status === 'ready') {
      this.toNew();
    }
    this.loadOlderWhereNear();
  }

  /** Of blocks that are far from sight the browser remembers the height, which may have changed when they come near. */
  observeBlocks() {
    for (const block of this.list.current.querySelectorAll('.block')) {
      if (!this.observed.has(block)) {
        this.observed.add(block);
        this.resize.observe(block);
        this.sight.observe(block);
      }
    }
  }

  /** Remembers what is seen first, and where. Only the block in sight is asked for its rows: the others have no layout. */
  look() {
    const { top } = this.list.current.getBoundingClientRect();
    const isInSight = (it) => it.getBoundingClientRect().bottom > top;
    const block = [...this.list.current.querySelectorAll('.block')].find(isInSight);
    const row = block && [...block.querySelectorAll('[data-uuid]')].find(isInSight);
    this.seen = row && { uuid: row.dataset.uuid, distance: row.getBoundingClientRect().top - top };
  }

  /** What is seen first is seen there again, however the list has grown above or below. */
  stay() {
    if (this.isAtBottom) {
      this.toBottom();
    } else {
      this.toSeen();
    }
  }

  toPlace(place) {
    this.seen = place;
    this.isAtBottom = !place;
    this.stay();
  }

  toSeen() {
    const list = this.list.current;
    const row = this.seen && list.querySelector(`[data-uuid="${CSS.escape(this.seen.uuid)}"]`);
    if (row) {
      list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - this.seen.distance;
    }
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
    if (!list) {
      return; // the event of a scroll just before the list went
    }
    this.isAtBottom = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_THE_BOTTOM;
    this.look();
    this.props.onEnd(this.isAtBottom);
    if (this.isAtBottom && this.state.isBehind) {
      this.setState({ isBehind: false });
    }
    this.lookForNew();
    this.loadOlderWhereNear();
  };

  /** Where the line before the new messages is, until somebody has seen it: above, below, or null. */
  lookForNew = () => {
    const { fresh, thread, me } = this.props;
    let newAt = null;
    if (fresh && fresh !== this.seenFresh && newIn(thread, fresh, me).count > 0) {
      const { top, bottom } = this.list.current.getBoundingClientRect();
      const line = this.list.current.querySelector('.new')?.getBoundingClientRect();
      newAt = !line || line.top < top ? 'above' : line.bottom > bottom ? 'below' : null;
      if (!newAt && document.hasFocus()) {
        this.seenFresh = fresh;
      }
    }
    if (newAt !== this.state.newAt) {
      this.setState({ newAt });
    }
  };

  /** The line may be further up than what is loaded. */
  toNew = () => {
    const { thread, onOlder } = this.props;
    const line = this.list.current.querySelector('.new');
    this.isOnTheWay = !line && Boolean(thread.next) && !thread.problem;
    if (line) {
      this.list.current.focus({ preventScroll: true });
      line.scrollIntoView({ block: 'start' });
      this.onScroll();
    } else if (this.isOnTheWay) {
      onOlder();
    }
  };

  /** After a failure one asks by the button. */
  loadOlderWhereNear() {
    const { thread, onOlder } = this.props;
    if (thread.next && thread.status === 'ready' && !thread.problem && this.list.current.scrollTop < NEAR_THE_TOP) {
      onOlder();
    }
  }

  render({ me, name, now, seenTo, fresh, thread, pending, onOlder, onRetry, onDiscard }, { isBehind, newAt }) {
    const { count, from } = newIn(thread, fresh, me);
    return h(
      'div',
      { class: 'messages-frame' },
      h(
        'div',
        { ref: this.list, class: 'messages', role: 'group', tabIndex: 0, 'aria-label': name ? `Messages with ${name}` : 'Messages', onScroll: this.onScroll },
        h('div', { class: 'messages-top', key: 'top' }, top(thread, onOlder)),
        split(thread.messages, this.starts).map((block) => h(MessageBlock, { key: block.messages[0].uuid, block, me, now, seenTo, newFrom: from })),
        pending.length > 0 && h(PendingList, { key: 'pending', pending, onRetry, onDiscard }),
      ),
      newAt
        ? h(Jump, { icon: newAt === 'above' ? 'up' : 'down', onClick: this.toNew }, h(NewMessages, { count }))
        : isBehind && h(Jump, { icon: 'down', onClick: this.toBottom }, 'Newest messages'),
    );
  }
}

/** By itself the browser would know a block only once it is in sight, and show it a moment later. */
function markFar(blocks) {
  blocks.forEach(({ target, isIntersecting }) => target.classList.toggle('block-far', !isIntersecting));
}

function top({ messages, next, status, problem }, onOlder) {
  if (next) {
    const label = status === 'older' ? 'Loading…' : problem ? 'Older messages could not be loaded. Try again' : 'Older messages';
    return h('button', { class: 'button button-more', type: 'button', onClick: onOlder }, label);
  }
  return messages.length > 0 && h('span', { class: 'beginning' }, 'This is where your conversation began.');
}
