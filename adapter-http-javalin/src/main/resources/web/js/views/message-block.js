/** Messages that follow each other. A block is drawn anew only where it changed, and laid out only where it is in sight. */
import { Component, h } from '../preact.js';
import { dayName, sameDay } from '../time.js';
import { Message } from './message.js';

const LENGTH = 25;
const PAUSE = 5 * 60_000;

/**
 * Splits messages into blocks. A block begins where one began before, so that those that stand stay as they are while messages
 * are added above or below.
 *
 * @param starts the uuids of the messages that a block has begun with; what begins a block is added
 */
export function split(messages, starts) {
  const blocks = [];
  messages.forEach((message, i) => {
    if (i === 0 || blocks.at(-1).messages.length === LENGTH || starts.has(message.uuid)) {
      starts.add(message.uuid);
      blocks.push({ messages: [], before: messages[i - 1] });
    }
    blocks.at(-1).messages.push(message);
  });
  blocks.forEach((block, i) => {
    block.after = blocks[i + 1]?.messages[0];
  });
  return blocks;
}

export class MessageBlock extends Component {
  shouldComponentUpdate({ block, me, now }) {
    const { block: old } = this.props;
    const isSame = block.before === old.before && block.after === old.after && sameItems(block.messages, old.messages);
    return !isSame || me !== this.props.me || !sameDay(now, this.props.now);
  }

  render({ block, me, now }) {
    return h('ol', { class: 'block' }, rows(block, me, now));
  }
}

export const sameItems = (some, others) => some.length === others.length && some.every((it, i) => it === others[i]);

/** Days are named where they begin; what one person says in a few minutes stands together. */
function rows({ messages, before, after }, me, now) {
  return messages.flatMap((message, i) => {
    const previous = messages[i - 1] ?? before;
    const next = messages[i + 1] ?? after;
    const row = h(Message, { key: message.uuid, message, isOwn: message.user_uuid === me, isLast: !next || !belongsTo(message, next) });
    const isNewDay = !previous || !sameDay(previous.created_at, message.created_at);
    return isNewDay ? [h('li', { key: `day ${message.uuid}`, class: 'day' }, dayName(message.created_at, now)), row] : [row];
  });
}

function belongsTo(message, next) {
  const pause = new Date(next.created_at) - new Date(message.created_at);
  return next.user_uuid === message.user_uuid && pause < PAUSE && sameDay(message.created_at, next.created_at);
}
