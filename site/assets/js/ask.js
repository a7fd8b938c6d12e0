// Asks the service; when it fails or is slow, the built-in search answers for a while.
import { longestInQuery } from './address.js';

const patience = 800; // ms, then the built-in search answers
const warming = 100; // ms, then the built-in search is made ready beside the question
const rest = 30000; // ms before the service is asked again

/**
 * @param {{fzApi: string, fzIndex: string, fzTables: string, fzFallback: string}} words   data of the search form
 * @returns {(q: string, facets: object, options: {limit: number, rested?: boolean, signal: AbortSignal}) => Promise<{hits: object[], local: boolean} | null>}
 *   null when the signal has ended it; rested: the reader has stopped typing
 */
export function asker(words) {
  let serviceRestsUntil = 0;
  let builtIn; // promise of fallback.js's search, once it is needed

  async function askService(q, facets, { limit, rested }, signal) {
    const asked = { q, lang: document.body.dataset.fzLang, ...facets, limit, ...(rested && { rested }) };
    const story = [...q].length > longestInQuery;
    const request = story
      ? fetch(words.fzApi, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(asked), credentials: 'omit', signal })
      : fetch(`${words.fzApi}?${new URLSearchParams(asked)}`, { credentials: 'omit', signal });
    const response = await request;
    if (!response.ok) throw new Error(`the service answers ${response.status}`);
    return (await response.json()).hits;
  }

  function loadBuiltIn() {
    builtIn = builtIn || import(words.fzFallback).then(({ open }) => open({ index: words.fzIndex, tables: words.fzTables }));
    builtIn.catch(() => {
      builtIn = undefined; // no network either: try anew next time
    });
    return builtIn;
  }

  return async (q, facets, options) => {
    const { signal } = options;
    if (Date.now() >= serviceRestsUntil) {
      const slow = new AbortController();
      const warm = setTimeout(loadBuiltIn, warming);
      signal.addEventListener('abort', () => slow.abort());
      try {
        return { hits: await within(askService(q, facets, options, slow.signal), patience), local: false };
      } catch {
        slow.abort();
        if (signal.aborted) return null;
        serviceRestsUntil = Date.now() + rest;
      } finally {
        clearTimeout(warm);
      }
    }
    const find = await loadBuiltIn();
    return signal.aborted ? null : { hits: find(q, facets, options.limit), local: true };
  };
}

function within(promise, ms) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the service is slow')), ms);
    promise.then(resolve, reject);
  });
}
