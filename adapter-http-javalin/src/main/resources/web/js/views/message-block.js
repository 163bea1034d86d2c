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

/** @param seenTo up to when the other has read, newFrom the uuid of the first new message */
export class MessageBlock extends Component {
  shouldComponentUpdate({ block, me, now, seenTo, newFrom }) {
    const old = this.props;
    const isSame = block.before === old.block.before && block.after === old.block.after && sameItems(block.messages, old.block.messages);
    const isMarkedAlike = seenIn(block, seenTo) === seenIn(old.block, old.seenTo) && holds(block, newFrom) === holds(old.block, old.newFrom);
    return !isSame || !isMarkedAlike || me !== old.me || !sameDay(now, old.now);
  }

  render({ block, me, now, seenTo, newFrom }) {
    return h('ol', { class: 'block' }, rows(block, { me, now, seenTo, newFrom }));
  }
}

export const sameItems = (some, others) => some.length === others.length && some.every((it, i) => it === others[i]);

/** How many messages are seen of those that a block shows or looks at. */
const seenIn = ({ messages, after }, seenTo) => [...messages, after].filter((it) => it?.created_at <= seenTo).length;

const holds = ({ messages }, uuid) => messages.some((it) => it.uuid === uuid) && uuid;

/** Days are named where they begin; what one person says in a few minutes stands together. */
function rows({ messages, before, after }, { me, now, seenTo, newFrom }) {
  return messages.flatMap((message, i) => {
    const previous = messages[i - 1] ?? before;
    const next = messages[i + 1] ?? after;
    const { created_at, uuid } = message;
    const isOwn = message.user_uuid === me;
    const isLast = !next || !belongsTo(message, next);
    const row = h(Message, { key: uuid, message, isOwn, isLast, mark: isOwn ? ownMark(message, next, isLast, seenTo) : isLast ? '' : undefined });
    const isNewDay = !previous || !sameDay(previous.created_at, created_at);
    return [
      isNewDay && h('li', { key: `day ${uuid}`, class: 'day' }, dayName(created_at, now)),
      uuid === newFrom && h('li', { key: `new ${uuid}`, class: 'day new' }, 'New messages'),
      row,
    ];
  });
}

/** Where somebody has seen only the first of some messages, the last seen one says so. */
function ownMark({ created_at }, next, isLast, seenTo) {
  if (created_at > seenTo) {
    return isLast ? ' · Sent' : undefined;
  }
  return isLast || next.created_at > seenTo ? ' · Seen' : undefined;
}

function belongsTo(message, next) {
  const pause = new Date(next.created_at) - new Date(message.created_at);
  return next.user_uuid === message.user_uuid && pause < PAUSE && sameDay(message.created_at, next.created_at);
}
