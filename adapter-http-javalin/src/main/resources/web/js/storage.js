/** What one tab keeps over a reload. Other tabs have their own, and it goes with the tab. */
const PREFIX = 'messaging.';
let isClosed = false;

export function read(name) {
  return JSON.parse(sessionStorage.getItem(PREFIX + name));
}

/** Keeps a value in place of what was there; null removes it. */
export function write(name, value) {
  if (isClosed) {
    return;
  }
  if (value === null) {
    sessionStorage.removeItem(PREFIX + name);
  } else {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
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
