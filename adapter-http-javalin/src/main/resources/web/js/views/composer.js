/** Where a message is written. Enter sends, Shift+Enter breaks the line. On a phone, where there is no Shift+Enter, Enter breaks it. */
import { Component, createRef, h } from '../preact.js';
import { draftOf, keepDraft } from '../drafts.js';
import { codePoints, isBlank, MAX_CODE_POINTS } from '../text.js';
import { Icon } from './parts.js';

const NEAR_THE_LIMIT = 100;

/** Where there is a keyboard, one writes at once; where there is none, it would cover half of the screen. */
const hasKeyboard = () => matchMedia('(hover: hover) and (pointer: fine)').matches;
const isPhone = () => matchMedia('(pointer: coarse)').matches;

/** Safari ends a composition before the key that ends it arrives; 229 is the code of a key that went to an input method. */
const isComposing = (event) => event.isComposing || event.keyCode === 229;

/** @param place which draft it is; drafts stay while one looks at other conversations */
export class Composer extends Component {
  input = createRef();
  state = { text: draftOf(this.props.place) };

  componentDidMount() {
    if (hasKeyboard()) {
      this.input.current.focus({ preventScroll: true });
    }
    this.grow();
  }

  componentDidUpdate() {
    this.grow();
  }

  grow() {
    const { style } = this.input.current;
    style.height = 'auto';
    style.height = `${this.input.current.scrollHeight + 2}px`;
  }

  write = (text) => {
    keepDraft(this.props.place, text);
    this.setState({ text });
  };

  send = (event) => {
    event.preventDefault();
    const { value } = this.input.current;
    if (!isBlank(value) && codePoints(value) <= MAX_CODE_POINTS) {
      this.input.current.value = '';
      this.write('');
      this.props.onSend(value);
    }
    this.input.current.focus();
  };

  onKeyDown = (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !isComposing(event) && !isPhone()) {
      this.send(event);
    }
  };

  render({ name }, { text }) {
    const left = MAX_CODE_POINTS - codePoints(text);
    const label = name ? `Message to ${name}` : 'Message';
    return h(
      'form',
      { class: 'composer', onSubmit: this.send },
      h('label', { class: 'visually-hidden', for: 'message' }, label),
      h('textarea', {
        id: 'message',
        ref: this.input,
        class: 'input composer-input',
        rows: 1,
        dir: 'auto',
        value: text,
        placeholder: 'Write a message',
        enterkeyhint: isPhone() ? 'enter' : 'send',
        'aria-describedby': 'counter',
        'aria-invalid': left < 0 ? 'true' : undefined,
        onInput: (event) => this.write(event.target.value),
        onKeyDown: this.onKeyDown,
      }),
      h('button', { class: 'button-send', type: 'submit', 'aria-label': 'Send', 'aria-disabled': isBlank(text) || left < 0 ? 'true' : undefined }, h(Icon, { name: 'send' })),
      h('p', { id: 'counter', class: `counter ${left < 0 ? 'counter-over' : ''}`, hidden: left > NEAR_THE_LIMIT }, counter(left)),
      h('p', { class: 'visually-hidden', role: 'status' }, left < 0 ? 'The message is too long to send.' : ''),
    );
  }
}

const counter = (left) => (left < 0 ? `${-left} too many` : `${left} left`);
