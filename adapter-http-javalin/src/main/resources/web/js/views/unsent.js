/** Conversations that are not open and hold messages that could not be sent: nobody must look for them. */
import { h } from '../preact.js';
import { pendingIn, placeOf } from '../outbox.js';
import { pathToGroup, pathToHandle } from '../router.js';

export function Unsent({ state }) {
  const { inbox, route } = state;
  const open = route.page === 'conversation' || route.page === 'new' ? placeOf(route) : null;
  const places = new Set(state.outbox.filter((it) => it.reason).map(placeOf));
  places.delete(open);
  return (
    places.size > 0 &&
    h(
      'ul',
      { class: 'unsent', 'aria-label': 'Messages that are not sent' },
      [...places].map((place) => h('li', { key: place }, link(pendingIn(state, place), inbox))),
    )
  );
}

function link(entries, inbox) {
  const { group, handle } = entries[0];
  const to = handle ?? inbox.groups.find((it) => it.uuid === group)?.handle;
  const isRefused = entries.some((it) => it.state === 'refused');
  return h(
    'a',
    { class: `unsent-link ${isRefused ? 'error' : ''}`, href: group ? pathToGroup(group) : pathToHandle(handle) },
    isRefused ? 'Not sent: ' : 'Waiting to be sent: ',
    entries.length === 1 ? '1 message' : `${entries.length} messages`,
    to && [' to ', h('bdi', { key: 'to' }, `@${to}`)],
  );
}
