// What a seminar taught, once it has ended and enough people answered.
const section = document.querySelector('[data-fz-learning]');
const percent = (x) => `${Math.round(x * 100)} %`;

function fill({ rounds, changes, feedback }) {
  const words = section.dataset;
  const count = ({ under, at_least: atLeast }) => (under ? words.fzUnder : words.fzAtLeast).replace('{n}', under || atLeast);
  const scored = rounds.filter(({ scores }) => scores);
  for (const { round, people, scores } of scored) {
    const { value, low, high } = scores.discernment;
    const cells = {
      people: count(people), hits: percent(scores.hit_rate), alarms: percent(scores.false_alarm_rate), discernment: value.toFixed(2),
      interval: words.fzRange.replace('{low}', low.toFixed(2)).replace('{high}', high.toFixed(2)),
    };
    for (const [what, text] of Object.entries(cells)) section.querySelector(`[data-fz-what="${what}"] [data-fz-round="${round}"]`).textContent = text;
    for (const cell of section.querySelectorAll(`[data-fz-round="${round}"]`)) cell.hidden = false;
  }
  section.querySelector('[data-fz-learning-table]').hidden = scored.length === 0;
  const change = changes.find(({ round }) => round === 'after');
  const gain = change?.gain;
  let finding = words.fzNone;
  if (gain) finding = (gain.low > 0 ? words.fzGained : words.fzSame).replace('{value}', gain.value.toFixed(2)).replace('{low}', gain.low.toFixed(2)).replace('{high}', gain.high.toFixed(2));
  section.querySelector('[data-fz-learning-finding]').textContent = finding;
  if (gain) section.querySelector('[data-fz-learning-attrition]').textContent = words.fzAttrition.replace('{began}', count(change.began)).replace('{people}', count(change.people)).replace('{share}', percent(change.attrition));
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
