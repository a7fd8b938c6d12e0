// People without a phone of their own: paper slips, entered in one batch, and a number of scan-ins on somebody else's phone.
import { foldCode } from './code.js';
import { ask } from './session.js';
import { tell } from './tell.js';
import { uuidv7 } from './uuid.js';

/** @param {HTMLElement} section   @param {(said: string) => void} leave   when the session has ended */
export function entries(section, leave) {
  const say = section.dataset;
  const locale = document.body.dataset.fzLang;
  let again = null; // an assisted entry whose answer was lost: the same key makes the service count it once

  async function slips(code, typed) {
    const { status, data, said } = await ask('/api/v1/slips', { method: 'POST', body: { code, slips: typed, locale } });
    if (status !== 200) return { status, said };
    const of = (outcome) => data.slips.filter((slip) => slip.outcome === outcome).map((slip) => slip.typed);
    const parts = [say.fzSayRecorded.replace('{n}', data.recorded)];
    if (of('known').length) parts.push(say.fzSayKnown.replace('{n}', of('known').length));
    if (of('refused').length) parts.push(say.fzSayRefused.replace('{list}', of('refused').join(' ')));
    return { status, said: parts.join(' '), left: of('refused') };
  }
  async function assisted(code, count) {
    if (again?.code !== code || again?.count !== count) again = { code, key: uuidv7(), count, locale };
    const { status, said } = await ask('/api/v1/assisted', { method: 'POST', body: again });
    if (status > 0 && status < 500) again = null;
    return { status: status === 204 ? 200 : status, said: status === 204 ? say.fzSayAssisted.replace('{n}', count) : said };
  }
  section.querySelector('form').onsubmit = async (event) => {
    event.preventDefault();
    const { code: field, slips: typed, count } = event.currentTarget.elements;
    const code = foldCode(field.value);
    if (!code) return tell(section, say.fzSayTypo, 'bad');
    const numbers = typed.value.split(/[\n,，、;；]+/).map((one) => one.trim()).filter(Boolean);
    const done = [];
    if (numbers.length) done.push(await slips(code, numbers));
    if (!done.some(({ status }) => status !== 200) && count.valueAsNumber > 0) done.push(await assisted(code, count.valueAsNumber));
    const ended = done.find(({ status }) => status === 401);
    if (ended) return leave(ended.said);
    const failed = done.find(({ status }) => status !== 200);
    const [entered] = done;
    if (entered?.left) typed.value = entered.left.join('\n'); // what was not ours stays to be corrected
    if (!failed && done.length) count.value = 0;
    tell(section, done.map(({ said }) => said || say.fzSayFailed).join(' '), failed ? 'bad' : entered?.left?.length ? 'wait' : 'good');
    return section.querySelector('[data-fz-said]').focus();
  };
}
