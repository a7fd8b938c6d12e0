// How soon results stand in the page: from the input event to the painted results, the service warm, and from the input event to the
// results of the built-in search when the service hangs or is down. Prints p50 and p95.
//
//   node site/e2e/search-speed.mjs      starts the portal, types, stops it
import { readFileSync } from 'node:fs';
import { launch, withPage } from './browser.mjs';
import { Stack } from './stack.mjs';

const perLanguage = 60; // queries
const cold = 5; // fresh pages for each way of failing

const queries = readFileSync(new URL('../../search/eval/queries.tsv', import.meta.url), 'utf8').split('\n')
  .map((line) => line.split('\t')).filter(([, set]) => set === 'dev').map(([, , , lang, text]) => ({ lang, text }));

/** Sets the text as typing its last letter does and measures until the frame with its results is painted. @returns {Promise<number>} ms */
const typed = (page, text) => page.evaluate((q) => new Promise((resolve) => {
  const field = document.querySelector('[data-fz-search-input]');
  const results = document.querySelector('[data-fz-search-results]');
  const painted = new MutationObserver(() => {
    if (results.dataset.fzQuery !== q) return;
    painted.disconnect();
    // A task after the next frame's callbacks: the frame is painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - began);
      port2.postMessage('');
    });
  });
  painted.observe(results, { attributes: true });
  field.value = q;
  const began = performance.now();
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}), text);

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

function print(name, took, more = '') {
  took.sort((a, b) => a - b);
  console.log(`| ${name} | ${took.length} | ${at(took, 0.5).toFixed(0)} ms | ${at(took, 0.95).toFixed(0)} ms | ${more} |`);
}

const stack = await Stack.start();
const browser = await launch();
const quiet = { expectErrors: /50[0-9]|Failed to load resource/ };
try {
  console.log('| from typing to painted results | searches | p50 | p95 | |\n|---|--:|--:|--:|---|');
  const warm = [];
  let local = 0;
  for (const lang of ['zh-hant', 'zh-hans', 'en']) {
    await withPage(browser, stack.url, async (page) => {
      await page.goto(`${stack.url}/${lang}/search/`);
      const own = queries.filter((q) => q.lang === lang).slice(0, perLanguage + 10);
      for (const [i, { text }] of own.entries()) {
        const took = await typed(page, text);
        if (await page.locator('[data-fz-search-local]').isVisible()) { // the service was late once: a fresh page asks it again
          local++;
          await page.reload();
          continue;
        }
        if (i >= 10) warm.push(took); // the first ones warm everything up
        await page.waitForTimeout(50);
      }
    }, quiet);
  }
  print('service warm', warm, `${local} more answered by the built-in search, because the service was late`);
  for (const [name, prepare] of [
    ['service hangs, fresh page', (page) => page.route('**/api/v1/search*', () => {})],
    ['service down, fresh page', () => {}],
  ]) {
    if (name.includes('down')) await stack.end('api');
    const took = [];
    for (let i = 0; i < cold; i++) {
      await withPage(browser, stack.url, async (page) => {
        await prepare(page);
        await page.goto(`${stack.url}/zh-hant/search/`);
        took.push(await typed(page, '公检法'));
      }, quiet);
    }
    print(name, took);
  }
} finally {
  await browser.close();
  await stack.stop();
}
