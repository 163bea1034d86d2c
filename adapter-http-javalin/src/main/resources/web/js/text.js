/** Text as the server counts it, and as people read it. */
export const MAX_CODE_POINTS = 1024;

const LINK = /https?:\/\/[^\s<>"]+/gi;
const BIDI_CONTROL = /\p{Bidi_Control}/gu;
const TRAILING = /[.,;:!?'’”»)\]}]+$/;
const PICTURES = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u200d\ufe0f\s])+$/u;

export const codePoints = (text) => [...text].length;

/** Nothing but white space, in any of Unicode's kinds: the same characters as the server takes for it. */
export const isBlank = (text) => /^[\p{Z}\t-\r\x1c-\x1f]*$/u.test(text);

/** A few emoji and nothing else. */
export const isPictures = (text) => text.length <= 24 && !isBlank(text) && PICTURES.test(text);

/** The pieces of a text in order, each { text } or { text, href }. Only http and https become links. */
export function pieces(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = withoutTrail(match[0]);
    if (URL.canParse(link)) {
      found.push({ text: text.slice(end, match.index) }, { text: label(link), href: link });
      end = match.index + link.length;
    }
  }
  found.push({ text: text.slice(end) });
  return found.filter((piece) => piece.text !== '');
}

/** A character that turns the direction of text is shown as its code: nobody sees an address that is not the link's. */
const label = (link) => link.replace(BIDI_CONTROL, encodeURIComponent);

/** A bracket that the link itself opened belongs to it: .../Ada_(language) */
function withoutTrail(link) {
  const trail = TRAILING.exec(link)?.[0] ?? '';
  const bare = link.slice(0, link.length - trail.length);
  return trail.startsWith(')') && bare.lastIndexOf('(') > bare.lastIndexOf(')') ? `${bare})` : bare;
}

/** One or two letters for a picture of somebody. */
export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.match(/[\p{L}\p{N}]/u)?.[0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

export const sameHandle = (one, other) => one.toLowerCase() === other.toLowerCase();
