// Points that wait for an organiser: why, and the decision. Rejecting asks once more, releasing does not.
import { ask } from './session.js';
import { moment, tell } from './tell.js';

/** @param {HTMLElement} section   @param {(said: string) => void} leave   when the session has ended */
export async function holds(section, leave) {
  const say = section.dataset;
  const dialog = section.querySelector('dialog');
  const points = ({ scans }) => say.fzSayPoints.replace('{n}', scans);
  const what = ({ presenter, seminar, area }) => [seminar?.title ?? say.fzSayBadge, presenter.label, area.name].join(' · ');

  function row(hold) {
    const item = section.querySelector('template').content.cloneNode(true);
    const set = (name, text) => { item.querySelector(`[data-fz-${name}]`).textContent = text; };
    set('points', points(hold));
    set('what', what(hold));
    set('explained', hold.explained);
    set('times', say.fzSaySince.replace('{opened}', moment(hold.opened_at)).replace('{last}', moment(hold.last_at)));
    set('overdue', say.fzSayOverdue);
    item.querySelector('[data-fz-overdue]').hidden = !hold.overdue;
    item.querySelector('[data-fz-release]').addEventListener('click', () => decide(hold, 'release'));
    item.querySelector('[data-fz-reject]').addEventListener('click', () => {
      section.querySelector('[data-fz-reject-what]').textContent = `${points(hold)} · ${what(hold)}`;
      dialog.onclose = () => dialog.returnValue === 'reject' && decide(hold, 'reject');
      dialog.returnValue = '';
      dialog.showModal();
    });
    return item;
  }
  /** A decision of before: what, by whom and when. */
  function past(hold) {
    const item = document.createElement('li');
    item.className = 'fz-rows__one';
    const words = hold.state === 'rejected' ? say.fzSayWasrejected : hold.decided_by ? say.fzSayWasreleased : say.fzSayDissolved;
    item.textContent = `${points(hold)} · ${what(hold)} · ${words.replace('{who}', hold.decided_by).replace('{time}', moment(hold.decided_at))}`;
    return item;
  }
  async function showPast() {
    const details = section.querySelector('[data-fz-past]');
    if (!details.open) return;
    const { status, data, said } = await ask('/api/v1/holds?decided=true');
    if (status === 401) leave(said);
    else if (status === 200) details.querySelector('ul').replaceChildren(...data.holds.map(past));
    else tell(section, said || say.fzSayFailed, 'bad');
  }
  async function decide(hold, decision) {
    const { status, said } = await ask(`/api/v1/holds/${hold.id}`, { method: 'POST', body: { decision } });
    if (status === 401) return leave(said);
    if (status === 200) tell(section, (decision === 'release' ? say.fzSayReleased : say.fzSayRejected).replace('{n}', hold.scans), 'good');
    else tell(section, said || say.fzSayFailed, 'bad');
    section.querySelector('[data-fz-said]').focus();
    showPast();
    return load();
  }
  async function load() {
    const { status, data, said } = await ask('/api/v1/holds');
    if (status === 401) return leave(said);
    if (status !== 200) return tell(section, said || say.fzSayFailed, 'bad');
    section.querySelector('[data-fz-list]').replaceChildren(...data.holds.map(row));
    if (!data.holds.length && section.querySelector('[data-fz-said]').hidden) tell(section, say.fzSayNone, '');
    return undefined;
  }
  section.querySelector('[data-fz-past]').ontoggle = showPast;
  return load();
}
