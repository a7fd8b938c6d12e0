// Comments that wait for an organiser, and those already decided.
import { ask } from './session.js';
import { moment, tell } from './tell.js';

/** @param {HTMLElement} section   @param {(said: string) => void} leave   when the session has ended */
export function comments(section, leave) {
  const say = section.dataset;
  const state = section.querySelector('[data-fz-state]');

  function row({ id, text, seminar, presenter, received_at: at }) {
    const item = section.querySelector('template').content.cloneNode(true);
    item.querySelector('[data-fz-text]').textContent = text;
    item.querySelector('[data-fz-what]').textContent = [seminar || presenter, moment(at)].join(' · ');
    for (const [name, decision] of [['approve', 'approved'], ['reject', 'rejected']]) {
      const button = item.querySelector(`[data-fz-${name}]`);
      button.hidden = state.value === decision;
      button.addEventListener('click', () => decide(id, decision));
    }
    return item;
  }
  async function decide(id, decision) {
    const { status, said } = await ask(`/api/v1/comments/${id}`, { method: 'POST', body: { state: decision } });
    if (status === 401) return leave(said);
    if (status !== 204) return tell(section, said || say.fzSayFailed, 'bad');
    await load();
    tell(section, decision === 'approved' ? say.fzSayApproved : say.fzSayRejected, 'good');
    return section.querySelector('[data-fz-said]').focus();
  }
  async function load() {
    const { status, data, said } = await ask(`/api/v1/comments?state=${state.value}`);
    if (status === 401) return leave(said);
    if (status !== 200) return tell(section, said || say.fzSayFailed, 'bad');
    tell(section, data.comments.length ? '' : say.fzSayNone);
    return section.querySelector('[data-fz-list]').replaceChildren(...data.comments.map(row));
  }
  state.onchange = load;
  return load();
}
