// Every page of the sitemap: no accessibility finding, no console error, no request to another host, nothing that its Content-Security-Policy refuses.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { withPage } from './browser.mjs';

const missing = ['/en/no-such-page', '/no-such-page'];
const languages = ['zh-hant', 'zh-hans', 'en'];
const axe = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Paths of all pages that the sitemap index leads to. */
async function sitemapPaths(origin) {
  const locations = async (path) => [...(await (await fetch(origin + path)).text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => new URL(m[1]).pathname);
  const found = [];
  for (const path of await locations('/sitemap.xml')) found.push(...(path.endsWith('.xml') ? await locations(path) : [path]));
  return found;
}

// HTML's own rules give a textarea no role but its own. The search box is a combobox in which a story has lines; browsers map it all the same.
const accepted = ({ id, nodes }) => id === 'aria-allowed-role' && nodes.every(({ target }) => target.join(' ') === '#q');

/** What axe finds on the page, one line a finding. axe-core itself: its Playwright wrapper opens a second page for each, twice the time. */
export async function findings(page) {
  await page.evaluate(axe);
  const violations = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations));
  return violations.filter((v) => !accepted(v)).map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join('; ')})`);
}

export function pages(portal) {
  describe('every page', () => {
    it('passes axe, is quiet and asks no other host, in the three languages', async () => {
      const { url } = portal.stack;
      const paths = [...(await sitemapPaths(url)), '/?choose', '/scan/?choose', '/verify/?choose', '/search?lang=en&q=transfer', '/board?lang=zh-hans', ...missing, ...languages.flatMap((lang) => [`/${lang}/tactics/police-prosecutor-court/print.html`, `/${lang}/quiz/paper.html`])];
      const own404 = /404 .*no-such-page|503 .*\/search/;
      for (const lang of languages) assert.ok(paths.filter((path) => path.startsWith(`/${lang}/`)).length > 80, `the sitemap lists the pages of ${lang}`);
      const queue = [...paths];
      const problems = [];
      // Two pages side by side: this machine and CI have two cores.
      await Promise.all([1, 2].map(() => withPage(portal.browser, url, async (page) => {
        for (let path = queue.shift(); path; path = queue.shift()) {
          let response = await page.goto(url + path, { waitUntil: 'load' });
          // Two axe runs can keep both cores from Meilisearch longer than its 300 ms: 503 says to ask again.
          for (let i = 0; i < 10 && response.status() === 503; i++) response = await page.goto(url + path, { waitUntil: 'load' });
          assert.equal(response.status(), missing.includes(path) ? 404 : 200, path);
          for (const finding of await findings(page)) problems.push(`${path}: ${finding}`);
        }
      }, { expectErrors: own404 })));
      assert.deepEqual(problems, []);
      console.log(`    axe: ${paths.length} pages`);
    });

    it('is watched for what its policy refuses: a script and a style written into one are noticed, with the policy in a header and in <meta>', async () => {
      for (const path of ['/en/', '/no-such-page']) {
        await assert.rejects(withPage(portal.browser, portal.stack.url, async (page) => {
          await page.goto(portal.stack.url + path);
          await page.evaluate(() => {
            const script = document.createElement('script');
            script.setAttribute('src', 'data:text/javascript,globalThis.fzRan=1'); // setAttribute is refused by Trusted Types, on its own
          }).catch(() => {});
          await page.evaluate(() => { document.body.setAttribute('style', 'color: red'); });
          await page.waitForTimeout(200);
          assert.equal(await page.evaluate(() => globalThis.fzRan), undefined);
        }, { expectErrors: /./ }), ({ actual }) => ['require-trusted-types-for', 'style-src-attr'].every((part) => actual.some((problem) => problem.startsWith(`policy: ${part} `))), path);
      }
    });

    it('has a print sheet of exactly one A4 page for each tactic', async () => {
      const sheets = (await sitemapPaths(portal.stack.url)).filter((path) => /^\/(zh-hant|en)\/tactics\/[^/]+\/$/.test(path));
      assert.equal(sheets.length, 2 * 52); // Simplified is as long as Traditional
      await withPage(portal.browser, portal.stack.url, async (page) => {
        for (const path of sheets) {
          await page.goto(`${portal.stack.url}${path}print.html`);
          const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
          assert.equal((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length, 1, `${path}print.html is one page`);
        }
      });
    });

    it('hides an alert after its last day, without a new build', async () => {
      const { url } = portal.stack;
      await withPage(portal.browser, url, async (page) => {
        const cards = page.locator('[data-fz-alerts] [data-fz-expires]');
        await page.goto(`${url}/zh-hant/alerts/`);
        const days = await cards.evaluateAll((all) => all.map((card) => card.dataset.fzExpires).sort());
        const [first, last] = [days[0], days.at(-1)];
        await page.clock.setFixedTime(new Date(`${first}T23:59:00+08:00`));
        await page.reload();
        assert.equal(await cards.filter({ visible: true }).count(), days.length, `on ${first}, the last day of the first one`);
        await page.clock.setFixedTime(new Date(new Date(`${first}T23:59:00+08:00`).getTime() + 120_000));
        await page.reload();
        assert.equal(await cards.filter({ visible: true }).count(), days.filter((day) => day > first).length, `two minutes later`);
        await page.clock.setFixedTime(new Date(new Date(`${last}T23:59:00+08:00`).getTime() + 120_000));
        for (const list of ['/zh-hant/', '/zh-hans/alerts/', '/en/alerts/']) {
          await page.goto(url + list);
          assert.equal(await cards.filter({ visible: true }).count(), 0, `${list} after ${last}`);
          assert.ok(await page.locator('[data-fz-alerts-none]').isVisible(), `${list} says that there is none`);
        }
        await page.goto(`${url}/en/alerts/parcel-double-refund/`);
        assert.ok(await page.locator('[data-fz-expired]').isVisible(), 'the page of an alert says that it has ended');
      });
    });

    it('reads without JavaScript: an article, its three doors and all emergency numbers', async () => {
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/zh-hant/tactics/police-prosecutor-court/`);
        for (const door of ['is-it-a-scam', 'i-paid', 'loved-one']) {
          assert.ok(await page.locator(`a[href$="#${door}"]`).count() > 0, `a door leads to ${door}`);
          assert.equal(await page.locator(`#${door}`).count(), 1, `the page has ${door}`);
        }
        const text = await page.locator('body').textContent();
        for (const number of ['110', '999', '18222', '993', '8800 7777', '165']) assert.ok(text.includes(number), `the page names ${number}`);
      }, { context: { javaScriptEnabled: false } });
    });
  });
}
