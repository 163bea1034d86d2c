/** One message, stored or on its way. What somebody typed is only ever text. */
import { Component, h } from '../preact.js';
import { clockTime, exact } from '../time.js';
import { isPictures, pieces } from '../text.js';

export class Message extends Component {
  /** A stored message never changes; a list may hold thousands. */
  shouldComponentUpdate({ message, isOwn, isLast }) {
    return message.uuid !== this.props.message.uuid || isOwn !== this.props.isOwn || isLast !== this.props.isLast;
  }

  render({ message, isOwn, isLast }) {
    const time = h('time', { dateTime: message.created_at, title: exact(message.created_at) }, clockTime(message.created_at));
    return h(
      'li',
      { class: `message ${isOwn ? 'message-own' : ''} ${isLast ? 'message-last' : ''}`, 'data-uuid': message.uuid },
      h('span', { class: 'visually-hidden' }, isOwn ? 'You: ' : `${message.display_name}: `),
      h(Bubble, { text: message.message, title: exact(message.created_at) }),
      isLast && h('p', { class: 'meta' }, time, isOwn && ' · Sent'),
    );
  }
}

/** @param entry of the outbox */
export function Pending({ entry, onRetry, onDiscard }) {
  const { key, text, isSending, reason } = entry;
  return h(
    'li',
    { class: `message message-own message-last ${isSending ? 'message-sending' : 'message-failed'}`, 'data-key': key },
    h('span', { class: 'visually-hidden' }, 'You: '),
    h(Bubble, { text }),
    isSending
      ? h('p', { class: 'meta' }, 'Sending…')
      : h(
          'p',
          { class: 'meta' },
          h('span', { class: 'error' }, `Not sent. ${reason} `),
          h('button', { class: 'link', type: 'button', onClick: () => onRetry(key) }, 'Try again'),
          ' ',
          h('button', { class: 'link', type: 'button', onClick: () => onDiscard(key) }, 'Discard'),
        ),
  );
}

function Bubble({ text, title }) {
  const link = (href, label) => h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow ugc', dir: 'ltr' }, label);
  return h(
    'p',
    { class: `bubble ${isPictures(text) ? 'bubble-pictures' : ''}`, dir: 'auto', title },
    pieces(text).map((piece) => (piece.href ? link(piece.href, piece.text) : piece.text)),
  );
}
