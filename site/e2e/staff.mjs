// The organiser's page, over real held points, slips and sessions.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { withPage } from './browser.mjs';
import { Hall } from './hall.mjs';
import { findings } from './pages.mjs';

const phone = { width: 360, height: 740 };

/** A UUIDv7 of now. */
function newKey() {
  const raw = randomBytes(16);
  raw.writeUIntBE(Date.now(), 0, 6);
  raw[6] = (raw[6] & 0x0f) | 0x70;
  raw[8] = (raw[8] & 0x3f) | 0x80;
  return raw.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function staff(portal) {
  describe("the organiser's page", () => {
    let hall;
    before(async () => { hall = await Hall.open(portal.stack); });
    after(() => hall?.close());

    async function post(path, body, cookie = '') {
      const response = await fetch(hall.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', cookie }, body: JSON.stringify(body) });
      return response;
    }
    /** The cookie of a signed-in presenter of the hall. */
    async function presenter() {
      const link = await hall.link('en', '--role', 'presenter', '--presenter', hall.seminar.presenter);
      const response = await post('/api/v1/session', { token: link.split('#t=')[1] });
      return response.headers.get('set-cookie').split(';')[0];
    }
    /** As a script would: far more phones at once than the hall can send. */
    async function burst() {
      const cookie = await presenter();
      const screen = await (await fetch(`${hall.url}/api/v1/live?code=${hall.code}`, { headers: { cookie } })).json();
      const scans = Array.from({ length: 150 }, () => ({ code: screen.live[0].code, key: newKey(), seen_at: new Date().toISOString(), locale: 'en' }));
      const answers = await Promise.all(scans.map((scan) => post('/api/v1/scans', scan)));
      assert.ok(answers.every(({ status }) => status === 201));
    }
    async function enter(page, lang, ...who) {
      await page.goto((await hall.link(lang, ...who)).replace('/live/', '/staff/'));
      await page.locator('[data-fz-signin-go]').click();
      await page.locator('[data-fz-desk]').waitFor();
    }
    const held = async () => (await hall.rows("select coalesce(sum(held), 0) as n from session"))[0].n;

    it('shows what is held and why, and does what is decided', async () => {
      await burst();
      const before = await held();
      assert.ok(before > 0, 'something is held');
      await withPage(portal.browser, hall.url, async (page) => {
        await enter(page, 'en', '--role', 'organiser', '--name', 'lee');
        const first = page.locator('[data-fz-holds] li').first();
        await first.waitFor();
        assert.match(await first.textContent(), /\d+ points.*(More arrived at once|New phones came)/s);
        await first.locator('[data-fz-reject]').click();
        await page.locator('dialog button', { hasText: 'Cancel' }).click();
        assert.equal(await held(), before, 'nothing is decided by looking');
        await first.locator('[data-fz-release]').click();
        await page.locator('[data-fz-holds] [data-fz-said]', { hasText: 'released' }).waitFor();
        assert.ok((await held()) < before);
        await page.locator('[data-fz-past] summary').click();
        await page.locator('[data-fz-decided] li', { hasText: 'released by lee' }).waitFor();
      });
      assert.match(await hall.command('audit', '--person', 'lee'), /POST \/api\/v1\/holds\/:id/);
    });

    it('rejects after asking once more', async () => {
      await burst();
      const points = async () => (await hall.rows('select sum(points) as n from session'))[0].n;
      const [before, holding] = [await points(), await held()];
      await withPage(portal.browser, hall.url, async (page) => {
        await enter(page, 'zh-hant', '--role', 'organiser', '--name', 'ho');
        await page.locator('[data-fz-holds] li [data-fz-reject]').first().click();
        await page.locator('dialog button[value="reject"]').click();
        await page.locator('[data-fz-holds] [data-fz-said]', { hasText: '不計' }).waitFor();
      });
      assert.equal(await points(), before);
      assert.ok((await held()) < holding);
    });

    it('enters people without a phone, and says which slip is not ours', async () => {
      await withPage(portal.browser, hall.url, async (page) => {
        await enter(page, 'en', '--role', 'presenter', '--presenter', hall.seminar.presenter);
        assert.equal(await page.locator('[data-fz-holds]').isVisible(), false, 'a presenter has slips to enter and nothing to decide');
        await page.locator('#entries-code').fill(hall.code);
        await page.locator('#entries-slips').fill('aaaa-bbbb\n');
        await page.locator('#entries-count').fill('3');
        await page.locator('[data-fz-entries] button').click();
        const said = page.locator('[data-fz-entries] [data-fz-said]', { hasText: '3 helped' });
        await said.waitFor();
        assert.match(await said.textContent(), /do not match.*aaaa-bbbb/i);
        assert.equal(await page.locator('#entries-slips').inputValue(), 'aaaa-bbbb');
      });
      assert.deepEqual(await hall.rows("select count(*) as n from scan where tier = 'assisted'"), [{ n: 3 }]);
    });

    it('confirms that a hall had no network', async () => {
      await withPage(portal.browser, hall.url, async (page) => {
        await enter(page, 'en', '--role', 'organiser', '--name', 'lee');
        await page.locator('#nonetwork-seminar').selectOption(hall.seminar.id);
        await page.locator('[data-fz-nonetwork] button[value="true"]').click();
        await page.locator('[data-fz-nonetwork] [data-fz-said]', { hasText: 'Confirmed' }).waitFor();
        assert.deepEqual(await hall.rows('select offline from session'), [{ offline: 1 }]);
        await page.locator('[data-fz-nonetwork] button[value=""]').click();
        await page.locator('[data-fz-nonetwork] [data-fz-said]', { hasText: 'Withdrawn' }).waitFor();
        assert.deepEqual(await hall.rows('select offline from session'), [{ offline: 0 }]);
      });
    });

    it('enters sheets of the paper quiz in either order, and no side that is half filled in', async () => {
      await withPage(portal.browser, hall.url, async (page) => {
        await enter(page, 'en', '--role', 'presenter', '--presenter', hall.seminar.presenter);
        const section = page.locator('[data-fz-paper]');
        const said = (text) => section.locator('[data-fz-said]', { hasText: text }).waitFor();
        const tick = async (form, count) => {
          for (let i = 0; i < count; i++) await section.locator(`[data-fz-paper-form="${form}"] [role="group"]`).nth(i).locator('input[value="scam"]').check();
        };
        const send = () => section.locator('button[type="submit"]').click();
        await page.locator('#paper-code').fill(hall.code);
        await page.locator('#paper-order').selectOption('ba');
        await tick('b', 3);
        await send();
        await said('A side needs all four');
        await tick('b', 4);
        await tick('a', 4);
        await send();
        await said('Sheets recorded: 1');
        await tick('b', 4);
        await send();
        await said('Sheets recorded: 2');
      });
      const rows = await hall.rows("select token, round, form from quiz where source = 'paper' order by received_at, round desc");
      assert.deepEqual(rows.map(({ round, form }) => round + form), ['beforeb', 'aftera', 'beforeb']);
      assert.equal(rows[0].token, rows[1].token);
      assert.notEqual(rows[0].token, rows[2].token);
    });

    it('publishes a comment only once it is approved', async () => {
      const answer = await post('/api/v1/feedback', { code: hall.code, key: newKey(), rating: 5, comment: '<b>Very</b> clear, call me: 13812345678', locale: 'en' });
      assert.equal(answer.status, 201);
      const states = () => hall.rows("select comment_state as state from feedback where comment <> ''");
      await withPage(portal.browser, hall.url, async (page) => {
        await enter(page, 'en', '--role', 'organiser', '--name', 'lee');
        const waiting = page.locator('[data-fz-comments] li', { hasText: '<b>Very</b> clear' });
        await waiting.waitFor();
        assert.match(await waiting.textContent(), /\[\*\*\*\]/);
        assert.deepEqual(await states(), [{ state: 'pending' }]);
        await waiting.locator('[data-fz-approve]').click();
        await page.locator('[data-fz-comments] [data-fz-said]', { hasText: 'Approved' }).waitFor();
        assert.deepEqual(await states(), [{ state: 'approved' }]);
        await page.locator('#comments-state').selectOption('approved');
        await waiting.locator('[data-fz-reject]').click();
        await page.locator('[data-fz-comments] [data-fz-said]', { hasText: 'Rejected' }).waitFor();
        assert.deepEqual(await states(), [{ state: 'rejected' }]);
      });
    });

    it("ends a lost phone's session", async () => {
      const lost = await presenter();
      const signedIn = () => fetch(`${hall.url}/api/v1/session`, { headers: { cookie: lost } }).then(({ status }) => status);
      assert.equal(await signedIn(), 200);
      await withPage(portal.browser, hall.url, async (page) => {
        await enter(page, 'en', '--role', 'organiser', '--name', 'lee');
        const rows = page.locator('[data-fz-sessions] li', { hasText: 'presenter' });
        await rows.first().waitFor();
        for (let left = await rows.count(); left > 0; left--) {
          await rows.first().locator('button').click();
          await page.waitForFunction((n) => [...document.querySelectorAll('[data-fz-sessions] li')].filter((li) => li.textContent.includes('presenter')).length < n, left);
        }
      });
      assert.equal(await signedIn(), 401);
    });

    it('passes axe and fits on a phone in the three languages', async () => {
      await burst();
      for (const lang of ['zh-hant', 'zh-hans', 'en']) {
        await withPage(portal.browser, hall.url, async (page) => {
          await enter(page, lang, '--role', 'organiser', '--name', 'lee');
          await page.locator('[data-fz-sessions] li').first().waitFor();
          assert.deepEqual(await findings(page), [], lang);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), phone.width);
        }, { context: { viewport: phone } });
      }
    });
  });
}
