/**
 * What one tab keeps over a reload. Other tabs have their own, and it goes with the tab. What the browser does not keep, because
 * its storage is full or turned off, lasts as long as the page.
 */
const PREFIX = 'messaging.';
const notKept = new Map();
let isClosed = false;

export function read(name) {
  return notKept.has(name) ? notKept.get(name) : JSON.parse(stored(name));
}

/** Keeps a value in place of what was there; null removes it. Says whether it lasts longer than the page. */
export function write(name, value) {
  if (isClosed) {
    return true;
  }
  try {
    if (value === null) {
      sessionStorage.removeItem(PREFIX + name);
    } else {
      sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
    }
    notKept.delete(name);
    return true;
  } catch {
    notKept.set(name, value);
    return false;
  }
}

/** From now on nothing is written: what still happens in this page is not for the next one. */
export function close() {
  isClosed = true;
}

/** Reads a value and removes it. */
export function take(name) {
  const value = read(name);
  write(name, null);
  return value;
}

function stored(name) {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}
