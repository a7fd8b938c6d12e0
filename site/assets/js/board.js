// The board: asks the service for published figures and sets them into the table as text.

const board = document.querySelector('[data-fz-board]');
const form = board.querySelector('[data-fz-board-form]');
const table = board.querySelector('[data-fz-board-table]');
const status = board.querySelector('[data-fz-board-status]');
const row = board.querySelector('[data-fz-board-row]');

/** @param {{at_least: number} | {under: number}} published */
function figure(published) {
  return 'under' in published ? board.dataset.fzUnder.replace('{n}', published.under) : board.dataset.fzAtLeast.replace('{n}', published.at_least);
}

function line(entry) {
  const filled = row.content.cloneNode(true);
  const set = (name, text) => {
    filled.querySelector(`[data-fz-cell="${name}"]`).textContent = text;
  };
  set('rank', entry.rank);
  set('presenter', entry.presenter.label);
  set('team', entry.team.name);
  set('area', entry.area.name);
  set('level', entry.level.name);
  set('reach', figure(entry.reach));
  set('points', figure(entry.points));
  return filled;
}

async function load() {
  const asked = new URLSearchParams();
  for (const name of ['period', 'area', 'team']) {
    if (form.elements[name].value) asked.set(name, form.elements[name].value);
  }
  history.replaceState(null, '', `?${asked}`);
  asked.set('lang', document.body.dataset.fzLang);
  status.textContent = status.dataset.fzBusy;
  try {
    const response = await fetch(`${board.dataset.fzApi}?${asked}`, { credentials: 'omit' });
    if (!response.ok) throw new Error(response.status);
    const { rows, total } = await response.json();
    table.tBodies[0].replaceChildren(...rows.map(line));
    table.hidden = !rows.length;
    const known = total.reach.at_least > 0; // a sum of published figures: 0 says nothing
    status.textContent = !rows.length ? status.dataset.fzNone : known ? board.dataset.fzTotal.replace('{n}', figure(total.reach)) : '';
  } catch {
    table.hidden = true;
    status.textContent = status.dataset.fzFailed;
  }
}

for (const [name, value] of new URLSearchParams(location.search)) {
  const field = form.elements[name];
  if (field && [...field.options].some((option) => option.value === value)) field.value = value;
}
form.hidden = false;
form.addEventListener('change', load);
form.addEventListener('submit', (event) => event.preventDefault());
load();
