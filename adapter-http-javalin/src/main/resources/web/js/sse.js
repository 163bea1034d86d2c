/** The format of a stream of events (text/event-stream). */

/**
 * Reads a stream piece by piece. A piece may end anywhere, in a line or in a character.
 *
 * @param onEvent takes the name and the data of each event
 * @returns takes the next bytes
 */
export function eventReader(onEvent) {
  const decoder = new TextDecoder();
  let rest = '';
  let name = '';
  let data = [];

  function take(line) {
    if (line === '') {
      if (data.length > 0) {
        onEvent(name, data.join('\n'));
      }
      name = '';
      data = [];
      return;
    }
    const [, field, value] = /^([^:]*)(?:: ?)?(.*)$/s.exec(line);
    if (field === 'event') {
      name = value;
    } else if (field === 'data') {
      data.push(value);
    }
  }

  return (bytes) => {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    lines.forEach(take);
  };
}
