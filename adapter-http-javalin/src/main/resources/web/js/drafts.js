/** What is being written, by place: a group's uuid, or @ and a handle. It stays while one looks elsewhere, and over a reload. */
import { read, write } from './storage.js';

const NAME = 'drafts';

export const draftOf = (place) => read(NAME)?.[place] ?? '';

export function keepDraft(place, text) {
  const { [place]: _, ...others } = read(NAME) ?? {};
  write(NAME, text ? { ...others, [place]: text } : others);
}

export function moveDraft(from, to) {
  keepDraft(to, draftOf(from));
  keepDraft(from, '');
}
