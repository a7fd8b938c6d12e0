// The feedback form. It is sent, or waits on the phone, exactly as a scan-in does.
import { codeInAddress, foldCode, printedPart } from './code.js';
import { deliver } from './deliver.js';
import { uuidv7 } from './uuid.js';

const form = document.querySelector('[data-fz-feedback]');
const words = form.dataset;
let key = uuidv7();

/** @param {'open'|'sending'|'recorded'|'queued'|'held'|'refused'} name */
const state = (name) => {
  form.parentElement.dataset.fzFeedbackState = name;
};

const ends = { accepted: ['recorded', 'feedback-done'], saved: ['queued', 'feedback-saved'], held: ['held', 'feedback-held'] };

const shown = (name, visible) => {
  const element = document.querySelector(`[data-fz-${name}]`);
  element.hidden = !visible;
  return element;
};

function complain(field, message) {
  const line = form.querySelector(`[data-fz-error="${field}"]`);
  if (!line) return false;
  line.textContent = message;
  line.hidden = !message;
  const input = form.elements[field];
  if (input instanceof HTMLElement) input.setAttribute('aria-invalid', message ? 'true' : 'false');
  return Boolean(message);
}

function read() {
  const { code, rating, first_step: firstStep, comment } = form.elements;
  return {
    code: foldCode(code.value),
    key,
    rating: Number(rating.value),
    first_step: firstStep.value, // "" when none is chosen
    comment: comment.value.trim(),
    locale: document.body.dataset.fzLang,
  };
}

function refuse(error) {
  state('refused');
  const told = (error.fields || []).filter(({ field, message }) => complain(field, message));
  shown('refused-say', true).textContent = error.message;
  shown('feedback-refused', true).focus();
  if (told.length) form.querySelector('[aria-invalid="true"]')?.focus();
  key = uuidv7(); // what is sent next is another record
}

async function send(event) {
  event.preventDefault();
  const body = read();
  const noCode = complain('code', body.code ? '' : words.fzNeedCode);
  const noRating = complain('rating', body.rating ? '' : words.fzNeedRating);
  if (noCode) return form.elements.code.focus();
  if (noRating) return form.elements.rating[0].focus();
  state('sending');
  shown('feedback-busy', true);
  shown('feedback-refused', false);
  const outcome = await deliver(words.fzApi, body);
  shown('feedback-busy', false);
  if (outcome.kind === 'refused') return refuse(outcome.error);
  form.hidden = true;
  const [name, panel] = ends[outcome.kind];
  state(name);
  shown(panel, true).focus();
  if (outcome.kind !== 'saved') return;
  shown('saved-offline', outcome.why === 'offline');
  shown('saved-busy', outcome.why !== 'offline');
}

for (const line of form.querySelectorAll('[data-fz-count]')) {
  const field = form.querySelector(`#${line.dataset.fzCount}`);
  const count = () => {
    line.textContent = words.fzLeft.replace('{n}', field.maxLength - field.value.length);
  };
  field.addEventListener('input', count);
  count();
}
form.elements.code.value = printedPart(codeInAddress());
form.addEventListener('submit', send);
document.querySelector('[data-fz-retry]').addEventListener('click', () => document.dispatchEvent(new Event('fz-retry')));
document.addEventListener('fz-answered', (event) => {
  const { detail } = event;
  if (detail.key !== key || !form.hidden) return;
  event.preventDefault();
  shown('feedback-saved', false);
  shown('feedback-held', false);
  if (detail.answer.kind === 'accepted') {
    state('recorded');
    shown('feedback-done', true).focus();
  } else {
    form.hidden = false;
    refuse(detail.answer.error);
  }
});
