/** What one tab keeps over a reload. Other tabs have their own, and it goes with the tab. */
const PREFIX = 'messaging.';

export function read(name) {
  return JSON.parse(sessionStorage.getItem(PREFIX + name));
}

/** Keeps a value in place of what was there; null removes it. */
export function write(name, value) {
  if (value === null) {
    sessionStorage.removeItem(PREFIX + name);
  } else {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  }
}

/** Reads a value and removes it. */
export function take(name) {
  const value = read(name);
  write(name, null);
  return value;
}
