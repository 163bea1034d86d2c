/** The stream of events of the server. */
import { openStream } from './api.js';
import { Problem } from './problem.js';
import { eventReader } from './sse.js';

/** The server sends something every 15 seconds. */
const LONGEST_SILENCE = 40_000;

/**
 * Reads events until the stream ends. A stream on which nothing comes counts as broken.
 *
 * @param onEvent takes each event: its type and its fields
 * @param onBytes is called whenever something has come, a comment too
 * @returns why the server ended the stream, or undefined where it only broke off
 * @throws a Problem where the stream is refused or breaks
 */
export async function readEvents(onEvent, onBytes) {
  const abort = new AbortController();
  const stop = () => abort.abort();
  let silence;
  let reason;
  const read = eventReader((type, data) => {
    const event = { ...JSON.parse(data), type };
    reason = type === 'end' ? event.reason : reason;
    onEvent(event);
  });
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(stop, LONGEST_SILENCE);
  };
  addEventListener('offline', stop);
  listen();
  try {
    const reader = (await openStream('/api/events', abort.signal)).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      listen();
      onBytes();
      read(piece.value);
    }
    return reason;
  } catch (problem) {
    throw problem instanceof Problem ? problem : new Problem(0);
  } finally {
    clearTimeout(silence);
    removeEventListener('offline', stop);
    stop();
  }
}
