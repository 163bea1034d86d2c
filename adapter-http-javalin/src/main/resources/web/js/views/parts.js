/** Small pieces that several views share. */
import { h } from '../preact.js';
import { initials } from '../text.js';

const COLOURS = 8;

export function Avatar({ name, handle, size = '' }) {
  const sum = [...handle.toLowerCase()].reduce((hash, c) => (hash * 37 + c.codePointAt(0)) >>> 0, 7);
  return h('span', { class: `avatar avatar-${sum % COLOURS} ${size}`, 'aria-hidden': 'true' }, initials(name));
}

/** A person's name and handle, each on its own in a text of another direction. */
export function Names({ person }) {
  return h('span', { class: 'names' }, h('bdi', { class: 'name' }, person.display_name), h('bdi', { class: 'handle' }, `@${person.handle}`));
}

/** What is said where there is nothing to show. */
export function Notice({ icon, title, level = 'h2', children }) {
  return h(
    'div',
    { class: 'notice' },
    h(Icon, { name: icon }),
    h(level, { class: 'notice-title', tabIndex: level === 'h1' ? -1 : undefined }, title),
    children,
  );
}

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  send: 'M4 12l16-8-5 16-3-7-8-1z',
  chat: 'M7 5h10a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-5l-4 3v-3H7a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z',
  lost: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17v.01',
  alert: 'M12 4l9 16H3zM12 10v4M12 17v.01',
  down: 'M12 5v14M6 13l6 6 6-6',
  up: 'M12 19V5M6 11l6-6 6 6',
  leave: 'M14 5H6v14h8M10 12h10M17 9l3 3-3 3',
};

export function Icon({ name }) {
  return h('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, h('path', { d: PATHS[name] }));
}

export function Failure({ problem, what, onRetry }) {
  return h(
    'div',
    { class: 'notice', role: 'alert' },
    h(Icon, { name: 'alert' }),
    h('p', { class: 'notice-title' }, what),
    h('p', null, problem.message),
    h('button', { class: 'button', type: 'button', onClick: onRetry }, 'Try again'),
  );
}

/** Grey shapes in place of what is on its way. */
export function Skeleton({ kind, count, label }) {
  return h(
    'div',
    { class: `skeleton skeleton-${kind}`, role: 'status' },
    h('span', { class: 'visually-hidden' }, label),
    Array.from({ length: count }, (_, i) => h('div', { key: i, class: 'skeleton-row', 'aria-hidden': 'true' })),
  );
}
