// What a seminar taught, once it has ended and enough people answered.
const section = document.querySelector('[data-fz-learning]');
const percent = (x) => `${Math.round(x * 100)} %`;

function fill({ rounds, changes, feedback }) {
  const words = section.dataset;
  const count = ({ under, at_least: atLeast }) => (under ? words.fzUnder : words.fzAtLeast).replace('{n}', under || atLeast);
  const scored = rounds.filter(({ scores }) => scores);
  for (const { round, people, scores } of scored) {
    const row = section.querySelector(`[data-fz-round="${round}"]`);
    const cell = (name) => row.querySelector(`[data-fz-cell="${name}"]`);
    const { value, low, high } = scores.discernment;
    cell('people').textContent = count(people);
    cell('hit_rate').textContent = percent(scores.hit_rate);
    cell('false_alarm_rate').textContent = percent(scores.false_alarm_rate);
    cell('discernment').textContent = words.fzInterval.replace('{value}', value.toFixed(2)).replace('{low}', low.toFixed(2)).replace('{high}', high.toFixed(2));
    row.hidden = false;
  }
  section.querySelector('[data-fz-learning-table]').hidden = scored.length === 0;
  const gain = changes.find(({ round }) => round === 'after')?.gain;
  let finding = words.fzNone;
  if (gain) finding = (gain.low > 0 ? words.fzGained : words.fzSame).replace('{value}', gain.value.toFixed(2)).replace('{low}', gain.low.toFixed(2)).replace('{high}', gain.high.toFixed(2));
  section.querySelector('[data-fz-learning-finding]').textContent = finding;
  if (feedback) fillFeedback(feedback);
  section.hidden = scored.length === 0 && !feedback;
}

function fillFeedback({ useful, first_steps: steps, comments }) {
  section.querySelector('[data-fz-learning-useful]').textContent = useful.toFixed(1);
  for (const { step, share } of steps) section.querySelector(`[data-fz-step="${step}"] td`).textContent = percent(share);
  section.querySelector('[data-fz-learning-comments]').replaceChildren(...comments.map((text) => {
    const item = document.createElement('li');
    item.className = 'fz-says__one';
    item.textContent = text;
    return item;
  }));
  section.querySelector('[data-fz-learning-feedback]').hidden = false;
}

async function start() {
  try {
    const response = await fetch(section.dataset.fzLearning, { credentials: 'omit' });
    if (response.ok) fill(await response.json());
  } catch {
    // Without the service the page says what it says.
  }
}

if (section) start();
