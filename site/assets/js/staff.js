// The organiser's page: each part of it a module. A presenter who comes here finds the slips of their own talks.
import { comments } from './comments.js';
import { entries } from './entries.js';
import { holds } from './holds.js';
import { nonetwork } from './nonetwork.js';
import { paper } from './paper.js';
import { watchSession } from './session.js';
import { sessions } from './sessions.js';

const root = document.querySelector('[data-fz-staff]');
const desk = root.querySelector('[data-fz-desk]');
const section = (name) => desk.querySelector(`[data-fz-${name}]`);

const session = watchSession(root, ({ staff, role, presenter, area }) => {
  desk.hidden = false;
  section('who').textContent = [presenter?.label ?? staff, area?.name].filter(Boolean).join(' · ');
  section('show').hidden = !presenter;
  const organises = role !== 'presenter';
  for (const [name, part] of Object.entries({ holds, nonetwork, comments, sessions })) {
    section(name).hidden = !organises;
    if (organises) part(section(name), leave);
  }
  entries(section('entries'), leave);
  paper(section('paper'), leave);
});

function leave(said) {
  desk.hidden = true;
  session.leave(said);
}

section('signout').addEventListener('click', () => {
  desk.hidden = true;
  session.signOut();
});
