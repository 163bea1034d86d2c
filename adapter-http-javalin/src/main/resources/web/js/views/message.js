/** One message. What somebody typed is only ever text. */
import { Component, h } from '../preact.js';
import { clockTime, exact } from '../time.js';
import { isPictures, pieces } from '../text.js';

export class Message extends Component {
  /** A stored message never changes; a list may hold thousands. */
  shouldComponentUpdate({ message, isOwn, isLast, mark }) {
    const old = this.props;
    return message.uuid !== old.message.uuid || isOwn !== old.isOwn || isLast !== old.isLast || mark !== old.mark;
  }

  /** @param mark what is said below the message beside its time; undefined where nothing is said, not the time either */
  render({ message, isOwn, isLast, mark }) {
    const time = h('time', { dateTime: message.created_at, title: exact(message.created_at) }, clockTime(message.created_at));
    return h(
      'li',
      { class: `message ${isOwn ? 'message-own' : ''} ${isLast ? 'message-last' : ''}`, 'data-uuid': message.uuid },
      h('span', { class: 'visually-hidden' }, isOwn ? 'You: ' : `${message.display_name}: `),
      h(Bubble, { text: message.message, title: exact(message.created_at) }),
      mark !== undefined && h('p', { class: 'meta' }, time, mark),
    );
  }
}

export function Bubble({ text, title }) {
  const link = (href, label) => h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow ugc', dir: 'ltr' }, label);
  return h(
    'p',
    { class: `bubble ${isPictures(text) ? 'bubble-pictures' : ''}`, dir: 'auto', title },
    pieces(text).map((piece) => (piece.href ? link(piece.href, piece.text) : piece.text)),
  );
}
