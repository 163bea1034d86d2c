/** Where one read a conversation, by the entry of the tab's history: going back leads there, and going on leads to the end. */
const places = new Map();

export const placeIn = (entry) => places.get(entry);

/** @param place the first message in sight and its distance from the top, or null for the end */
export const keepPlace = (entry, place) => places.set(entry, place);
