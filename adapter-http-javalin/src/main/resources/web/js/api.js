/** The HTTP interface. */
import { Problem } from './problem.js';
import { endSession, renewedToken, token } from './session.js';

const TIMEOUT = 15_000;

/** Sends a request and reads JSON: { body, next }, where next is the path of the following page, or null. A 204 has no body. */
export async function exchange(url, options = {}) {
  let answer;
  let body;
  try {
    answer = await fetch(url, { ...options, signal: AbortSignal.timeout(TIMEOUT), credentials: 'omit' });
    body = answer.status === 204 ? null : await answer.json();
  } catch {
    throw answer && !answer.ok ? new Problem(answer.status, [], undefined, pauseAsked(answer)) : new Problem(0);
  }
  if (!answer.ok) {
    throw new Problem(answer.status, body.errors, body.detail, pauseAsked(answer));
  }
  return { body, next: nextPage(answer.headers.get('Link')) };
}

/** As exchange, in the name of the signed-in user. */
export const call = (path, options = {}) => asUser((bearer) => exchange(path, { ...options, headers: { ...options.headers, ...bearer } }));

/** Opens a stream of events: its bytes, as they come. */
export function openStream(path, signal) {
  return asUser(async (bearer) => {
    let answer;
    try {
      answer = await fetch(path, { headers: { Accept: 'text/event-stream', ...bearer }, signal, cache: 'no-store', credentials: 'omit' });
    } catch {
      throw new Problem(0);
    }
    if (!answer.ok) {
      throw new Problem(answer.status, [], undefined, pauseAsked(answer));
    }
    return answer.body;
  });
}

/** A token that is refused is renewed once; then the session is over. */
async function asUser(request) {
  const requestWith = (accessToken) => request({ Authorization: `Bearer ${accessToken}` });
  const isRefused = (problem) => problem.status === 401;
  try {
    return await requestWith(await token()).catch(async (problem) => {
      if (!isRefused(problem)) {
        throw problem;
      }
      return requestWith(await renewedToken());
    });
  } catch (problem) {
    if (isRefused(problem)) {
      endSession();
    }
    throw problem;
  }
}

export const post = (path, body, headers) => send('POST', path, body, headers);
export const put = (path, body) => send('PUT', path, body);

function send(method, path, body, headers = {}) {
  return call(path, { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
}

/** Reads pages until there is no next one, or the items of all pages so far are enough. */
export async function readPages(path, areEnough = () => false) {
  const items = [];
  let page = { next: path };
  do {
    page = await call(page.next);
    items.push(...page.body);
  } while (page.next && !areEnough(items));
  return { items, next: page.next };
}

/** Reads on until a page holds something: what cannot be read leaves a page short, or empty, and more may follow it. */
export const readPage = (path) => readPages(path, (items) => items.length > 0);

/** Retry-After, in seconds or as a date (RFC 9110), as milliseconds from now. */
function pauseAsked(answer) {
  const value = answer.headers.get('Retry-After') ?? '0';
  const pause = /^\d+$/.test(value) ? value * 1_000 : Date.parse(value) - Date.now();
  return pause > 0 ? pause : 0;
}

function nextPage(link) {
  const match = /<([^>]*)>\s*;\s*rel="next"/.exec(link ?? '');
  return match && match[1];
}
