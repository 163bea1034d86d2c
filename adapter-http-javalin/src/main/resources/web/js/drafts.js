/** What this user is writing, by place: a group's uuid, or @ and a handle. It stays while one looks elsewhere, and over a reload. */
import { own } from './session.js';
import { read, write } from './storage.js';
import { isBlank } from './text.js';

/** A place comes from the address, so it may have any name; handles are the same in upper and lower case. */
const keyOf = (place) => place.toLowerCase();
const drafts = () => new Map(read(own('drafts')));

export const draftOf = (place) => drafts().get(keyOf(place)) ?? '';

export function keepDraft(place, text) {
  const all = drafts();
  if (text) {
    all.set(keyOf(place), text);
  } else {
    all.delete(keyOf(place));
  }
  write(own('drafts'), [...all]);
}

/** Puts a text before what is being written there. */
export function addToDraft(place, text) {
  keepDraft(place, [text, draftOf(place)].filter((it) => !isBlank(it)).join('\n'));
}

export function takeDraft(place) {
  const text = draftOf(place);
  keepDraft(place, '');
  return text;
}

/** The texts of all drafts. */
export const draftTexts = () => [...drafts().values()].filter((it) => !isBlank(it));
