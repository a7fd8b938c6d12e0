// The search box on every page: the search page answers in place of the service's page for browsers without JavaScript.

/** Longer texts are stories: they stay behind the #, which no host logs. Counted in characters. */
export const longestInQuery = 40;

/** The address of the search page for a text. */
export function searchAddress(page, text, category = '') {
  const asked = new URLSearchParams();
  const story = [...text].length > longestInQuery;
  if (text && !story) asked.set('q', text);
  if (category) asked.set('category', category);
  const query = asked.toString();
  return page + (query && `?${query}`) + (story ? `#q=${encodeURIComponent(text)}` : '');
}

export function followSearchBox() {
  for (const form of document.querySelectorAll('[data-fz-search-form]')) {
    const field = form.elements.q;
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.querySelector('[type="submit"]').click();
    });
    if (form.closest('[data-fz-search]')) continue; // the search page itself: search.js
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      location.assign(searchAddress(form.dataset.fzSearchPage, field.value.trim()));
    });
  }
}
