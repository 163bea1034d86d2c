/** Which messages of a conversation are new, and the way to them. */
import { h } from '../preact.js';
import { Icon } from './parts.js';

/** How many messages of the other are new, and which is the first; undefined where it may not be loaded. */
export function newIn({ messages, next }, fresh, me) {
  const others = fresh ? messages.filter((it) => it.user_uuid !== me && it.created_at > fresh.after) : [];
  const isCut = Boolean(next) && messages[0]?.created_at > fresh?.after;
  return { count: Math.max(others.length, isCut ? fresh.unread : 0), from: isCut ? undefined : others[0]?.uuid };
}

export function Jump({ icon, onClick, children }) {
  return h('button', { class: 'button jump', type: 'button', onClick }, h(Icon, { name: icon }), children);
}

export function NewMessages({ count }) {
  return [`${count} new`, h('span', { class: 'visually-hidden' }, count === 1 ? ' message' : ' messages')];
}
