// Sheets of the paper quiz: each is sent when it is entered, so that nothing typed is lost. A side that is not filled in whole is left out.
import { foldCode } from './code.js';
import { ask } from './session.js';
import { tell } from './tell.js';
import { newToken } from './token.js';
import { uuidv7 } from './uuid.js';

/** @param {HTMLElement} section   @param {(said: string) => void} leave   when the session has ended */
export function paper(section, leave) {
  const say = section.dataset;
  const form = section.querySelector('form');
  const sides = [...form.querySelectorAll('[data-fz-paper-form]')];
  let recorded = 0;
  let sheet = null; // a sheet whose answer was lost: sent again with its keys

  function arrange() {
    const [first] = form.elements.order.value;
    for (const side of sides) {
      const before = side.dataset.fzPaperForm === first;
      side.querySelector('[data-fz-paper-before]').hidden = !before;
      side.querySelector('[data-fz-paper-after]').hidden = before;
      if (before) side.parentElement.prepend(side);
    }
  }
  /** The round of a side; null when it is empty, undefined when it is half filled in. */
  function round(side, code, token) {
    const answers = [...side.querySelectorAll('input:checked')].map(({ name, value }) => ({ item: name, said: value }));
    if (answers.length === 0) return null;
    if (answers.length < 4) return undefined;
    const before = side.dataset.fzPaperForm === form.elements.order.value[0];
    return { code, key: uuidv7(), token, round: before ? 'before' : 'after', form: side.dataset.fzPaperForm, answers, locale: document.body.dataset.fzLang };
  }
  function read() {
    const code = foldCode(form.elements.code.value);
    if (!code) return say.fzSayTypo;
    const token = newToken();
    const rounds = sides.map((side) => round(side, code, token));
    if (rounds.includes(undefined) || rounds.every((one) => one === null)) return say.fzSayIncomplete;
    return rounds.filter(Boolean);
  }
  form.onsubmit = async (event) => {
    event.preventDefault();
    const rounds = sheet ?? read();
    if (typeof rounds === 'string') return tell(section, rounds, 'bad');
    const { status, said } = await ask('/api/v1/quiz/batch', { method: 'POST', body: { rounds } });
    if (status === 401) return leave(said);
    sheet = status === 0 || status >= 500 ? rounds : null;
    if (status !== 200) return tell(section, said || say.fzSayFailed, 'bad');
    recorded += 1;
    for (const input of form.querySelectorAll('input:checked')) input.checked = false;
    tell(section, say.fzSayRecorded.replace('{n}', recorded), 'good');
    return sides.find((side) => !side.previousElementSibling).querySelector('input').focus();
  };
  form.oninput = () => { sheet = null; }; // changed: another sheet
  form.elements.order.onchange = arrange;
  arrange();
}
