/** Asks whether to sign out though something is not sent, and says what would be lost. */
import { Component, createRef, h } from '../preact.js';
import { draftTexts } from '../drafts.js';

export class Leaving extends Component {
  dialog = createRef();

  componentDidMount() {
    this.dialog.current.showModal();
  }

  render({ state, actions }) {
    const { outbox } = state;
    return h(
      'dialog',
      { ref: this.dialog, class: 'dialog', 'aria-labelledby': 'leaving-title', onClose: actions.stay },
      h('h2', { id: 'leaving-title' }, 'Sign out?'),
      outbox.length > 0
        ? texts('If you sign out now, you lose these unsent messages:', outbox.map((it) => it.text))
        : h('p', null, 'Everything is sent now.'),
      draftTexts().length > 0 && texts('You also lose these drafts:', draftTexts()),
      h(
        'div',
        { class: 'dialog-buttons' },
        h('button', { class: 'button', type: 'button', autofocus: true, onClick: () => this.dialog.current.close() }, 'Stay'),
        h('button', { class: 'button', type: 'button', onClick: actions.leave }, outbox.length > 0 ? 'Discard and sign out' : 'Leave'),
      ),
    );
  }
}

function texts(what, all) {
  const items = all.map((text, i) => h('li', { key: i, dir: 'auto' }, text));
  return [h('p', { key: what }, what), h('ul', { key: `${what} list`, class: 'lost', tabIndex: 0, 'aria-label': what }, items)];
}
