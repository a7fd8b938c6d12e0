// Noting that a hall had no network, which gives late scan-ins room up to its seats.
import { ask } from './session.js';
import { tell } from './tell.js';

/** @param {HTMLElement} section   @param {(said: string) => void} leave   when the session has ended */
export function nonetwork(section, leave) {
  const say = section.dataset;
  section.querySelector('form').onsubmit = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const confirmed = event.submitter?.value === 'true';
    const { status, data, said } = await ask(`/api/v1/seminars/${form.elements.seminar.value}/offline`, { method: 'PUT', body: { offline: confirmed } });
    if (status === 401) return leave(said);
    if (status !== 200) return tell(section, said || say.fzSayFailed, 'bad');
    return tell(section, (confirmed ? say.fzSayYes : say.fzSayNo).replace('{n}', data.late_points).replace('{waiting}', data.waiting), 'good');
  };
}
