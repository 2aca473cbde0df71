// Keeps true what the page says of where its visitor stands, when they decide on it; without scripts the next page does.
const standingOf = (category, { decisions, allowed, state }) => {
  if (decisions[category] === 'granted') return allowed[category] ? 'allowed' : 'outvoted';
  if (decisions[category] === 'denied') return state === 'withdrawn' ? 'withdrawn' : 'refused';
  return 'undecided';
};

document.addEventListener('privacy:change', ({ detail: state }) => {
  for (const line of document.querySelectorAll('[data-standing]')) {
    const category = line.dataset.standing;
    const isOn = state.allowed[category] === true;
    const badge = line.querySelector('.badge');
    badge.textContent = isOn ? line.dataset.on : line.dataset.off;
    badge.classList.toggle('is-on', isOn);
    line.querySelector('.why').textContent = line.dataset[standingOf(category, state)];
  }
});
