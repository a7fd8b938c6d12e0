// Addresses of the search page: what a reader shares, and what the back button returns to.

/** Longer texts are stories: they stay behind the #, which no host logs. Counted in characters. */
export const longestInQuery = 40;

/** The facets, in the order of the page. */
export const facetNames = ['category', 'channel', 'audience'];

/** The address of the search page for a text. */
export function searchAddress(page, text, facets = {}) {
  const asked = new URLSearchParams();
  const story = [...text].length > longestInQuery;
  if (text && !story) asked.set('q', text);
  for (const name of facetNames) if (facets[name]) asked.set(name, facets[name]);
  const query = asked.toString();
  return page + (query && `?${query}`) + (story ? `#q=${encodeURIComponent(text)}` : '');
}

/** What an address asks for. @returns {{text: string, facets: object}} */
export function readAddress({ search, hash }) {
  const asked = new URLSearchParams(search);
  const text = new URLSearchParams(hash.slice(1)).get('q') || asked.get('q') || '';
  return { text, facets: Object.fromEntries(facetNames.map((name) => [name, asked.get(name) || ''])) };
}
