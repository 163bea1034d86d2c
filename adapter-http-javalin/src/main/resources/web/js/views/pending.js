/** Messages of one's own that are not acknowledged: on their way, waiting, or refused for good. */
import { h } from '../preact.js';
import { clockTime } from '../time.js';
import { Bubble } from './message.js';

const LONG_PAUSE = 30_000;

/** @param pending entries of the outbox */
export function PendingList({ pending, onRetry, onDiscard }) {
  return h('ol', { class: 'block' }, pending.map((entry) => h(Pending, { key: entry.key, entry, onRetry, onDiscard })));
}

/** The same, where there is no list of messages that they could follow. */
export function PendingAlone(props) {
  const frame = { class: 'pending-alone', tabIndex: 0, role: 'group', 'aria-label': 'Messages that are not sent' };
  return props.pending.length > 0 && h('div', frame, h(PendingList, props));
}

function Pending({ entry, onRetry, onDiscard }) {
  const { key, text, state, reason } = entry;
  return h(
    'li',
    { class: `message message-own message-last message-${kindOf(entry)}`, 'data-key': key },
    h('span', { class: 'visually-hidden' }, 'You: '),
    h(Bubble, { text }),
    h(
      'p',
      { class: 'meta' },
      state === 'refused' ? h('span', { class: 'error' }, `Not sent. ${reason} `) : progress(entry),
      mayBeTried(entry) && [h(Button, { key: 'retry', label: 'Try again', onClick: () => onRetry(key) }), ' '],
      isStuck(entry) && h(Button, { key: 'discard', label: 'Discard', onClick: () => onDiscard(key) }),
    ),
  );
}

/** One that failed keeps its look while it is tried again, so that its buttons stay where they are. */
const kindOf = ({ state, reason }) => (state === 'sending' && reason ? 'waiting' : state);

const isStuck = ({ state, reason }) => state !== 'sending' || Boolean(reason);

/** Not while the server asks for a pause. */
const mayBeTried = ({ state, reason, tryAt, notBefore }) => state !== 'refused' && Boolean(reason) && notBefore <= tryAt;

function progress({ state, reason, tryAt, notBefore }) {
  if (!reason) {
    return state === 'sending' ? 'Sending…' : 'Waiting… ';
  }
  const pause = notBefore > tryAt + LONG_PAUSE ? `It is sent after ${clockTime(notBefore)}. ` : '';
  return `Waiting to be sent. ${reason} ${pause}`;
}

function Button({ label, onClick }) {
  return h('button', { class: 'link', type: 'button', onClick }, label);
}
