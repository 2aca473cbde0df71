// Keeps the choices that stand on the page itself true, when their visitor decides elsewhere on it, such as in the dialog; without scripts the next page does.
const panel = document.getElementById('choices');
const section = panel.querySelector('#np-preferences');

function standing() {
  const line = document.createElement('p');
  line.className = 'np-standing';
  const link = document.createElement('a');
  link.href = '/consent/records';
  link.textContent = panel.dataset.record;
  line.append(`${panel.dataset.decided} `, document.createElement('time'), ' ', link);
  section.querySelector('h2').after(line);
  return line;
}

function withdrawal() {
  const button = document.createElement('button');
  button.className = 'np-button';
  button.setAttribute('form', 'np-page-all');
  button.name = 'decision';
  button.value = 'withdraw';
  button.textContent = panel.dataset.withdraw;
  section.querySelector('.np-actions').append(button);
}

document.addEventListener('privacy:change', ({ detail: { allowed, decisions, decidedAt } }) => {
  for (const box of section.querySelectorAll('[type=checkbox][value=granted]'))
    box.checked = allowed[box.name] === true;
  // It goes with the decision that it was given for: the next one is acknowledged anew.
  for (const box of section.querySelectorAll('[name^=acknowledged-]'))
    box.checked = allowed[box.closest('.np-category').querySelector('[value=granted]').name] === true;
  const hasGrants = Object.values(decisions).includes('granted');
  const button = section.querySelector('[value=withdraw]');
  if (hasGrants && !button) withdrawal();
  if (!hasGrants) button?.remove();
  if (!decidedAt) return;
  const day = new Date(decidedAt);
  const time = (section.querySelector('.np-standing') ?? standing()).querySelector('time');
  time.dateTime = day.toISOString();
  time.textContent = day.toLocaleDateString(section.lang, { dateStyle: 'long', timeZone: 'UTC' });
});
