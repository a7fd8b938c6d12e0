// Who is signed in, on the organiser's page.
import { ask } from './session.js';
import { moment, tell } from './tell.js';

/** @param {HTMLElement} section   @param {(said: string) => void} leave   when the own session has ended */
export async function sessions(section, leave) {
  const say = section.dataset;

  function row({ id, staff, role, presenter, began_at, used_at, own }) {
    const item = section.querySelector('template').content.cloneNode(true);
    item.querySelector('[data-fz-name]').textContent = presenter?.label ?? staff;
    item.querySelector('[data-fz-role]').textContent = say[`fzSay${role[0].toUpperCase()}${role.slice(1)}`] + (own ? say.fzSayOwn : '');
    item.querySelector('[data-fz-times]').textContent = say.fzSaySince.replace('{began}', moment(began_at)).replace('{used}', moment(used_at));
    const button = item.querySelector('button');
    button.hidden = own; // signing out is at the foot of the page
    button.addEventListener('click', () => end(id));
    return item;
  }
  async function end(id) {
    const { status, said } = await ask(`/api/v1/sessions/${id}`, { method: 'DELETE' });
    if (status === 401) return leave(said);
    tell(section, status === 204 ? '' : said || say.fzSayFailed, 'bad');
    return load();
  }
  async function load() {
    const { status, data, said } = await ask('/api/v1/sessions');
    if (status === 401) return leave(said);
    if (status !== 200) return tell(section, said || say.fzSayFailed, 'bad');
    return section.querySelector('[data-fz-list]').replaceChildren(...data.sessions.map(row));
  }
  return load();
}
