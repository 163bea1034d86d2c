/** Which page is shown: { page: 'inbox' }, { page: 'conversation', group }, { page: 'new', handle } or { page: 'nowhere' }. */
import { set } from './store.js';

export const pathToGroup = (group) => `/messages/${encodeURIComponent(group)}`;
export const pathToHandle = (handle) => `/messages/new/${encodeURIComponent(handle)}`;

export function parse(path) {
  const [first, second, ...more] = path.split('/').slice(2).map(decode);
  if (more.length > 0) {
    return { page: 'nowhere' };
  }
  if (first === 'new') {
    return second ? { page: 'new', handle: second } : { page: 'nowhere' };
  }
  if (second !== undefined) {
    return { page: 'nowhere' };
  }
  return first ? { page: 'conversation', group: first } : { page: 'inbox' };
}

export function navigate(path, replace = false) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  show();
}

/** Follows the address, and turns clicks on links to our pages into changes of the address. */
export function startRouter(onEnter) {
  entered = onEnter;
  addEventListener('popstate', show);
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="/messages"]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link && plain && !event.defaultPrevented) {
      event.preventDefault();
      navigate(link.pathname, link.pathname === location.pathname);
    }
  });
  show();
}

let entered;

function show() {
  const route = parse(location.pathname);
  set({ route });
  entered(route);
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
