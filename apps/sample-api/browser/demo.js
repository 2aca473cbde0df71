// Shows the JavaScript API at work on the page of the demonstration site. Without scripts the section stays hidden.
import { sharedClient } from './client/index.js';

const consent = sharedClient();
const section = document.getElementById('demo');
const output = section.querySelector('[role=status]');

function say(...lines) {
  output.textContent = lines.join('\n');
}

const actions = {
  track() {
    consent.track('demo', { page: document.title });
    say(section.dataset.sent);
  },

  async load() {
    const { state, decisions } = await consent.load();
    say(
      `state: ${state}`,
      ...Object.keys(decisions).map(
        (category) => `${category}: ${consent.decision(category)}, allows: ${consent.allows(category)}`,
      ),
    );
  },
};

section.addEventListener('click', async ({ target }) => {
  const action = actions[target.dataset?.action];
  if (action === undefined) return;
  try {
    await action();
  } catch (error) {
    say(`${section.dataset.failed} ${error.message}`);
  }
});
section.hidden = false;
