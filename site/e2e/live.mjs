// The presenter's page as a hall sees it: what is on the screen is decoded from its picture, never from its source.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { withPage } from './browser.mjs';
import { Hall } from './hall.mjs';
import { findings } from './pages.mjs';

const projector = { width: 1280, height: 720 };
const phone = { width: 360, height: 640 };
const noNetwork = /ERR_INTERNET_DISCONNECTED|Failed to load resource/;

/** The address in the QR code of a screenshot. */
async function decode(page) {
  const { data, width, height } = PNG.sync.read(await page.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

export function live(portal) {
  describe("the presenter's page", () => {
    let hall;
    before(async () => { hall = await Hall.open(portal.stack); });
    after(() => hall?.close());

    const presenter = () => ['--role', 'presenter', '--presenter', hall.seminar.presenter];
    /** Signs in and shows the seminar. */
    async function show(page, lang) {
      await page.goto(await hall.link(lang, ...presenter()));
      await page.locator('[data-fz-signin-go]').click();
      await page.locator('.fz-choose__one').first().click();
      await page.locator('[data-fz-qr] svg').waitFor();
    }
    async function reaches(page, number, milliseconds) {
      await page.locator('[data-fz-count]', { hasText: new RegExp(`^${number}$`) }).waitFor({ timeout: milliseconds });
    }

    it('shows a code that a phone reads off the screen, and counts its owner within two seconds', async () => {
      await withPage(portal.browser, hall.url, async (screen) => {
        await show(screen, 'zh-hant');
        await reaches(screen, 0, 5000);
        const address = await decode(screen);
        assert.match(address, /^HTTP:\/\/LOCALHOST:\d+\/S\/[0-9A-HJKMNP-TV-Z]{22}$/);
        const box = await screen.locator('[data-fz-qr] svg').boundingBox();
        assert.ok(box.height >= 0.55 * projector.height, `the code is ${box.height} px high`);

        await withPage(portal.browser, hall.url, async (attendee) => {
          await attendee.goto(address);
          await attendee.locator('[data-fz-scan-record]').click();
          await attendee.locator('[data-fz-scan-state="recorded"]').waitFor();
          await reaches(screen, 1, 2000);
        });
        const digits = await screen.locator('[data-fz-digits]').textContent();
        assert.match(digits, /^\d{4} \d{4}$/);
        await withPage(portal.browser, hall.url, async (attendee) => {
          await attendee.goto(`${hall.url}/en/s/`);
          await attendee.locator('input[name="code"]').first().fill(digits);
          await attendee.locator('[data-fz-code-form] button').first().click();
          await attendee.locator('[data-fz-scan-record]').click();
          await attendee.locator('[data-fz-scan-state="recorded"]').waitFor();
          await reaches(screen, 2, 2000);
        });
        assert.deepEqual(await hall.rows('select tier, count(*) as n from scan group by tier order by tier'), [{ tier: 'live', n: 1 }, { tier: 'typed', n: 1 }]);
        await screen.locator('[data-fz-own]').click();
        for (const [figure, want] of [['live', '1'], ['typed', '1'], ['scans', '2']]) assert.equal(await screen.locator(`[data-fz-figure="${figure}"]`).textContent(), want);
      }, { context: { viewport: projector } });
    });

    it('shows another code every quarter of a minute', async () => {
      await withPage(portal.browser, hall.url, async (screen) => {
        await show(screen, 'en');
        const first = await decode(screen);
        await screen.waitForTimeout(15500);
        const second = await decode(screen);
        assert.ok(first && second && first !== second, `${first} and then ${second}`);
      }, { context: { viewport: projector } });
    });

    it('goes by the service\'s clock, and lasts five minutes without network', async () => {
      await withPage(portal.browser, hall.url, async (screen, context) => {
        await screen.clock.install({ time: new Date('2031-05-05T05:05:05Z') }); // a machine whose own clock is years off
        await show(screen, 'en');
        const address = await decode(screen);
        const before = (await hall.rows("select count(*) as n from scan where tier = 'live'"))[0].n;
        await withPage(portal.browser, hall.url, async (attendee) => {
          await attendee.goto(address);
          await attendee.locator('[data-fz-scan-record]').click();
          await attendee.locator('[data-fz-scan-state="recorded"]').waitFor();
        });
        assert.equal((await hall.rows("select count(*) as n from scan where tier = 'live'"))[0].n, before + 1);

        await context.setOffline(true);
        await screen.clock.runFor(3 * 60e3);
        await screen.locator('[data-fz-state]', { hasText: /No network.*\d+ (min|s)/ }).waitFor();
        const kept = await decode(screen);
        assert.ok(kept && kept !== address, 'a code at hand');
        await screen.clock.runFor(2.2 * 60e3);
        await screen.locator('[data-fz-state]', { hasText: 'used up' }).waitFor();
        assert.equal(await screen.locator('[data-fz-qr] svg').count(), 0, 'no code is shown that has gone by');

        await context.setOffline(false);
        await screen.clock.runFor(10e3);
        await screen.locator('[data-fz-qr] svg').waitFor();
        await screen.locator('[data-fz-state]').waitFor({ state: 'hidden' });
      }, { context: { viewport: projector }, expectErrors: noNetwork });
    });

    it('lets the board show the own place without being asked, until one signs out', async () => {
      await withPage(portal.browser, hall.url, async (page) => {
        const own = page.locator('[data-fz-board-around] [aria-current="true"]');
        await show(page, 'en');
        await page.goto(`${hall.url}/en/board/`);
        await own.waitFor();
        assert.equal(await page.locator('#around').inputValue(), hall.seminar.presenter);
        await hall.command('token', 'revoke', hall.seminar.presenter);
        await page.goto(`${hall.url}/en/live/`);
        await page.locator('[data-fz-signin-without]').waitFor();
        await page.goto(`${hall.url}/en/board/`);
        await page.locator('[data-fz-board-top]').waitFor();
        assert.equal(await own.count(), 0);
      }, { expectErrors: /401/ });
    });

    it('says from when digits can be typed at a talk that is not open yet', async () => {
      const later = new Date(Date.now() + 5 * 3600e3);
      await hall.move(later);
      await withPage(portal.browser, hall.url, async (page) => {
        await show(page, 'en');
        assert.match(await page.locator('[data-fz-typed-later]').textContent(), new RegExp(String(new Date(later - 70 * 60e3).getMinutes()).padStart(2, '0')));
        assert.equal(await page.locator('[data-fz-typed]').isVisible(), false);
      });
      await hall.move(new Date());
    });

    it('fits on a phone, passes axe in each state, and is gone once the link is used or the session ended', async () => {
      for (const lang of ['zh-hant', 'zh-hans', 'en']) {
        await withPage(portal.browser, hall.url, async (page) => {
          const link = await hall.link(lang, ...presenter());
          await page.goto(link);
          assert.deepEqual(await findings(page), [], 'signing in');
          await page.locator('[data-fz-signin-go]').click();
          await page.locator('.fz-choose__one').first().waitFor();
          assert.deepEqual(await findings(page), [], 'choosing');
          for (const when of await page.locator('.fz-choose__when').allTextContents()) assert.ok(when.length > 3, 'each choice says when it is for');
          await page.locator('.fz-choose__one').first().click();
          await page.locator('[data-fz-qr] svg').waitFor();
          await reaches(page, '\\d+', 5000);
          assert.deepEqual(await findings(page), [], 'the screen');
          assert.ok(await decode(page), 'the code can be read off a phone');
          const [needs, has] = await page.locator('[data-fz-screen]').evaluate((e) => [e.scrollHeight, e.clientHeight]);
          assert.ok(needs <= has, `${lang}: the screen needs ${needs} of ${has} px`);
          await page.reload();
          await page.locator('[data-fz-qr] svg').waitFor(); // the same screen again

          await page.goto('about:blank');
          await page.goto(link);
          await page.locator('[data-fz-signin-go]').click();
          await page.locator('[data-fz-signin-said]').waitFor();
          await hall.command('token', 'revoke', hall.seminar.presenter);
          await page.goto(`${hall.url}/${lang}/live/#${hall.code}`);
          await page.locator('[data-fz-signin-without]').waitFor();
          assert.equal(await page.locator('[data-fz-qr] svg').count(), 0);
        }, { context: { viewport: phone }, expectErrors: /401/ });
      }
    });
  });
}
