/**
 * Which page is shown: { page: 'inbox' }, { page: 'conversation', group }, { page: 'new', handle } or { page: 'nowhere' }, and
 * the entry of the tab's history that it is shown for.
 */
import { set } from './store.js';

const START = '/messages';

export const pathToGroup = (group) => `${START}/${encodeURIComponent(group)}`;
export const pathToHandle = (handle) => `${START}/new/${encodeURIComponent(handle)}`;

export function parse(path) {
  const [first, second, ...more] = path.split('/').slice(2).map(decode);
  if (!first) {
    return { page: second === undefined ? 'inbox' : 'nowhere' };
  }
  if (first === 'new' && second && more.length === 0) {
    return { page: 'new', handle: second };
  }
  return first !== 'new' && second === undefined ? { page: 'conversation', group: first } : { page: 'nowhere' };
}

export function navigate(path, replace = false) {
  if (replace) {
    history.replaceState(history.state, '', path);
  } else {
    history.pushState(newEntry(location.pathname), '', path);
  }
  show();
}

/** Follows the address, and turns clicks on links to our pages into changes of the address. */
export function startRouter(onEnter) {
  entered = onEnter;
  if (!history.state?.entry) {
    history.replaceState(newEntry(null), '');
  }
  addEventListener('popstate', show);
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.(`a[href^="${START}"]`);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link && plain && !event.defaultPrevented) {
      event.preventDefault();
      follow(link.pathname);
    }
  });
  show();
}

/** The list is where one comes from: a link to it leads back and adds nothing to the history, or one would go in circles. */
function follow(path) {
  if (path === START && history.state?.from === START) {
    history.back();
  } else {
    navigate(path, path === START || path === location.pathname);
  }
}

const newEntry = (from) => ({ entry: Math.random(), from });

let entered;

function show() {
  const route = { ...parse(location.pathname), entry: history.state?.entry };
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
