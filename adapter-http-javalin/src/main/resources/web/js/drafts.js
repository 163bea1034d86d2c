/** What is being written, by place: a group's uuid, or @ and a handle. It stays while one looks elsewhere, and over a reload. */
import { read, write } from './storage.js';

const NAME = 'drafts';

/** A place comes from the address, so it may have any name; handles are the same in upper and lower case. */
const keyOf = (place) => place.toLowerCase();
const drafts = () => new Map(read(NAME));

export const draftOf = (place) => drafts().get(keyOf(place)) ?? '';

export function keepDraft(place, text) {
  const all = drafts();
  if (text) {
    all.set(keyOf(place), text);
  } else {
    all.delete(keyOf(place));
  }
  write(NAME, [...all]);
}

export function moveDraft(from, to) {
  keepDraft(to, draftOf(from));
  keepDraft(from, '');
}
