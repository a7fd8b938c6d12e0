// A scan-in and feedback as an attendee gives them: from the printed code to the row in the service's database.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withPage } from './browser.mjs';

const code = 'ZZEQKSGY'; // the badge of p-2017 in site/data/codes.yaml
const failed = /50[0-9]|Failed to load resource|net::ERR/;

export function scan(portal) {
  const scans = async () => (await portal.stack.rows('select count(*) as n from scan'))[0].n;
  const record = '[data-fz-scan-record]';

  describe('a scan-in', () => {
    it('takes one tap from the address in the QR to the database', async () => {
      const before = await scans();
      await withPage(portal.browser, portal.stack.url, async (page, context) => {
        await page.goto(`${portal.stack.url}/S/${code}`);
        await page.locator(record).waitFor();
        assert.match(page.url(), /\/zh-hant\/s\//, 'a reader with zh-TW lands on the Traditional page');
        assert.match(await page.locator('[data-fz-scan-presenter]').textContent(), /2017/);
        await page.locator(record).click();
        await page.locator('[data-fz-scan-state="recorded"]').waitFor();
        assert.ok((await context.cookies()).some((cookie) => /fz_device$/.test(cookie.name)));
      });
      assert.equal(await scans(), before + 1);
    });

    it('can be recorded without a cookie', async () => {
      const before = await scans();
      await withPage(portal.browser, portal.stack.url, async (page, context) => {
        await page.goto(`${portal.stack.url}/en/s/#${code}`);
        await page.locator('[data-fz-scan-without-cookie]').click();
        await page.locator('[data-fz-scan-state="recorded"]').waitFor();
        assert.deepEqual(await context.cookies(), []);
      });
      assert.equal(await scans(), before + 1);
    });

    it('is never counted by merely opening the page', async () => {
      const before = await scans();
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/zh-hans/s/#${code}`);
        await page.locator(record).waitFor();
      });
      assert.equal(await scans(), before);
    });

    it('works without JavaScript by typing the code', async () => {
      const before = await scans();
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/s/${code}`);
        const form = page.locator('form[lang="zh-Hant"], [lang="zh-Hant"] form').first();
        await form.locator('input[name="code"]').fill('zzeq-ksgy');
        await form.locator('button').first().click();
        assert.match(await page.locator('main').textContent(), /2017/);
      }, { context: { javaScriptEnabled: false } });
      assert.equal(await scans(), before + 1);
    });

    it('says so when nobody has such a code', async () => {
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/zh-hant/s/#ABCDEFGH`);
        await page.locator('[data-fz-scan-state="unknown"]').waitFor();
      }, { expectErrors: /404/ });
    });

    it('is posted by the form on a host that is not localhost, where browsers say less about themselves', async () => {
      const before = await scans();
      const origin = portal.stack.url.replace('localhost', 'fangzha.test');
      await withPage(portal.browser, origin, async (page) => {
        await page.goto(`${origin}/s/${code}`);
        const form = page.locator('[lang="en"] form').first();
        await form.locator('input[name="code"]').fill(code);
        await form.locator('button').first().click();
        assert.match(await page.locator('main').textContent(), /2017/);
        // Chromium says that it ignores this header on plain http.
      }, { context: { javaScriptEnabled: false }, expectErrors: /Cross-Origin-Opener-Policy/ });
      assert.equal(await scans(), before + 1);
    });

    it('stands on the board with its figure hidden, and earned no point', async () => {
      const [counter] = await portal.stack.rows("select scans, reach, points from counter where presenter = 'p-2017' and period = 'all'");
      assert.ok(counter.scans > counter.reach && counter.reach > 0, JSON.stringify(counter));
      assert.equal(counter.points, 0);
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/zh-hant/board/`);
        await page.locator('[data-fz-board] tbody tr').first().waitFor();
        assert.match(await page.locator('[data-fz-board]').textContent(), /不足 10/);
        await page.locator('#around').selectOption('p-2017');
        const own = page.locator('[data-fz-board-around] [aria-current="true"]');
        await own.waitFor();
        assert.match(await own.textContent(), /2017/);
        await page.locator('#level').selectOption('street');
        await page.locator('[data-fz-areas-rate] tbody tr').getByText('荷塘街').waitFor();
        assert.equal(await page.locator('[data-fz-areas-reach] tbody tr').count(), 2);
        assert.match(page.url(), /around=p-2017&level=street/);
      });
    });
  });

  describe('feedback', () => {
    it('reaches the database, with numbers masked', async () => {
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/zh-hant/feedback/#${code}`);
        await page.locator('input[name="rating"][value="5"]').check({ force: true });
        await page.locator('input[name="first_step"][value="hang_up"]').check({ force: true });
        await page.locator('[name="comment"]').fill('很清楚，我的電話是 13812345678');
        await page.locator('[data-fz-feedback-send]').click();
        await page.locator('[data-fz-feedback-state="recorded"]').waitFor();
      });
      const rows = await portal.stack.rows('select rating, first_step, comment, comment_state from feedback');
      assert.equal(rows.length, 1);
      assert.equal(rows[0].rating, 5);
      assert.equal(rows[0].first_step, 'hang_up');
      assert.equal(rows[0].comment_state, 'pending');
      assert.doesNotMatch(rows[0].comment, /13812345678/);
    });
  });

  return {
    /** To be called once the service has been stopped: what is saved on the phone is sent after `restart`. */
    withoutService(restart) {
      it('waits on the phone while the service is down and arrives exactly once when it is back', async () => {
        const before = await scans();
        await withPage(portal.browser, portal.stack.url, async (page) => {
          await page.goto(`${portal.stack.url}/zh-hant/s/#${code}`);
          await page.locator(record).click();
          await page.locator('[data-fz-scan-state="queued"]').waitFor();
          assert.equal(await scans(), before);
          await restart();
          await page.reload();
          await page.waitForFunction(() => indexedDB.databases().then((all) => all.length > 0));
          for (let i = 0; i < 100 && (await scans()) === before; i++) await page.waitForTimeout(100);
          await page.reload();
          await page.waitForTimeout(500);
        }, { expectErrors: failed });
        assert.equal(await scans(), before + 1);
      });
    },
  };
}
