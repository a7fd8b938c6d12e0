// Every page of the sitemap: no accessibility finding, no console error, no request to another host.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { describe, it } from 'node:test';
import { withPage } from './browser.mjs';

/** Paths of all pages that the sitemap index leads to. */
async function sitemapPaths(origin) {
  const locations = async (path) => [...(await (await fetch(origin + path)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => new URL(m[1]).pathname);
  const found = [];
  for (const path of await locations('/sitemap.xml')) found.push(...(path.endsWith('.xml') ? await locations(path) : [path]));
  return found;
}

const findings = (violations) => violations.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join('; ')})`);

export function pages(portal) {
  describe('every page', () => {
    it('passes axe, is quiet and asks no other host, in the three languages', async () => {
      const paths = [...(await sitemapPaths(portal.stack.url)), '/', '/scan/'];
      for (const lang of ['zh-hant', 'zh-hans', 'en']) assert.ok(paths.filter((p) => p.startsWith(`/${lang}/`)).length > 20, `the sitemap lists the pages of ${lang}`);
      const problems = [];
      await withPage(portal.browser, portal.stack.url, async (page) => {
        for (const path of paths) {
          await page.goto(`${portal.stack.url}${path}${path === '/' ? '?choose' : ''}${path === '/scan/' ? '?choose' : ''}`, { waitUntil: 'load' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          for (const finding of findings(violations)) problems.push(`${path}: ${finding}`);
        }
      });
      assert.deepEqual(problems, []);
      console.log(`    axe: ${paths.length} pages`);
    });

    it('reads without JavaScript: an article, its three doors and all emergency numbers', async () => {
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/zh-hant/tactics/police-prosecutor-court/`);
        for (const door of ['is-it-a-scam', 'i-paid', 'loved-one']) {
          assert.equal(await page.locator(`a[href$="#${door}"]`).count() > 0, true, `a door leads to ${door}`);
          assert.equal(await page.locator(`#${door}`).count(), 1, `the page has ${door}`);
        }
        const text = await page.locator('body').textContent();
        for (const number of ['110', '999', '18222', '993', '8800 7777', '165']) assert.ok(text.includes(number), `the page names ${number}`);
      }, { context: { javaScriptEnabled: false } });
    });
  });
}
