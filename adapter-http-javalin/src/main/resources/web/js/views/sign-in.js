/** Where one says who one is. */
import { Component, h } from '../preact.js';
import { personOf } from '../people.js';
import { Avatar, Icon, Names } from './parts.js';

export class SignInPage extends Component {
  state = { problem: null, isBusy: false };

  componentDidMount() {
    this.props.state.config.handles?.forEach(this.props.actions.lookUp);
  }

  choose = async (handle) => {
    this.setState({ problem: null, isBusy: true });
    try {
      await this.props.actions.signIn(handle);
    } catch (problem) {
      this.setState({ problem, isBusy: false });
    }
  };

  render({ state }, { problem, isBusy }) {
    const notice = problem?.message ?? state.notice;
    return h(
      'main',
      { class: 'sign-in' },
      h(Icon, { name: 'chat' }),
      h('h1', null, 'Messages'),
      h('p', { class: 'sign-in-notice', role: 'status', hidden: !notice }, notice),
      this.ways(state, isBusy),
    );
  }

  ways(state, isBusy) {
    if (state.config.sign_in === 'cognito') {
      return h('button', { class: 'button button-main', type: 'button', disabled: isBusy, onClick: () => this.choose() }, 'Sign in');
    }
    return [
      h('p', { key: 'what' }, 'Choose a user. Open another tab to sign in as another one.'),
      h('ul', { key: 'who', class: 'card-list' }, state.config.handles.map((handle) => this.demoUser(state, handle, isBusy))),
    ];
  }

  demoUser(state, handle, isBusy) {
    const person = personOf(state, handle).person ?? { display_name: handle, handle };
    return h(
      'li',
      { key: handle },
      h(
        'button',
        { class: 'card', type: 'button', disabled: isBusy, onClick: () => this.choose(handle) },
        h(Avatar, { name: person.display_name, handle }),
        h(Names, { person }),
      ),
    );
  }
}
