// The reader's place decides which numbers stand on every page. The page itself carries the numbers of all places.
import { recall, remember } from './storage.js';

export function followPlace() {
  const strip = document.querySelector('[data-fz-emergency]');
  if (!strip) return;
  const places = [...strip.querySelectorAll('[data-fz-place]')];

  const show = (place) => {
    for (const other of places) {
      other.classList.toggle('fz-place--chosen', other === place);
      other.querySelector('[data-fz-place-choose]').hidden = other === place;
    }
    strip.querySelector('[data-fz-place-name]').textContent = place.dataset.fzName;
    for (const shown of document.querySelectorAll('[data-fz-hotline]')) {
      const number = place.querySelector(`[data-fz-role="${shown.dataset.fzHotline}"]`);
      if (!number) continue; // a place without such a line keeps the one that the article names
      shown.textContent = number.textContent;
      shown.closest('a').href = number.href;
    }
  };

  for (const place of places) {
    place.querySelector('[data-fz-place-choose]').addEventListener('click', () => {
      remember('fz-place', place.dataset.fzPlace);
      show(place);
      const details = strip.querySelector('details');
      details.open = false;
      details.querySelector('summary').focus();
    });
  }
  show(places.find((place) => place.dataset.fzPlace === recall('fz-place')) || places[0]);
}
