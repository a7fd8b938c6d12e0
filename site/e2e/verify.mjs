// /verify, the address on every poster: it tells our codes and addresses from others.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withPage } from './browser.mjs';

export function verify(portal) {
  describe('/verify', () => {
    it('opens in the language of the reader', async () => {
      for (const [locale, lang] of [['zh-HK', 'zh-hant'], ['zh-CN', 'zh-hans'], ['en-GB', 'en'], ['fr', 'en']]) {
        await withPage(portal.browser, portal.stack.url, async (page) => {
          await page.goto(`${portal.stack.url}/verify`);
          await page.waitForURL(`**/${lang}/verify/`);
        }, { context: { locale } });
      }
    });

    it('says of a code and of an address whether it is ours', async () => {
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/en/verify/`);
        const { host, hostname } = new URL(portal.stack.url);
        assert.equal(await page.locator('[data-fz-verify-host]').textContent(), host);
        for (const [typed, kind, says] of [
          ['va8h-t6j7', 'code', /Keep your savings safe.*Hetang Station Team 2017.*10:00.*Hetang East/s],
          [`HTTPS://${host.toUpperCase()}/S/FR23R1AV`, 'code', /Ah Ning.*Heping Lecture Team.*is not proven/s],
          ['AAAA-AAAA', 'unknown', /no such code/],
          ['12345678', 'digits', /change every few minutes/],
          [`${hostname}.evil.example/S/FR23R1AV`, 'other', /It leads to: .*evil\.example/s],
          [`https://${host}/en/`, 'ours', /on our site/],
          ['the poster', 'unclear', /neither/],
        ]) {
          await page.locator('#claim').fill(typed);
          await page.locator('#claim').press('Enter');
          const answer = page.locator(`[data-fz-verify-${kind}]`);
          await answer.waitFor();
          assert.match(await answer.innerText(), says, typed);
          assert.equal(await page.locator('[data-fz-verify-answer] > :not([hidden])').count(), 1, `one answer to ${typed}`);
        }
      }, { expectErrors: /404/ }); // the code that nobody has
    });

    it('shows our address without JavaScript', async () => {
      await withPage(portal.browser, portal.stack.url, async (page) => {
        await page.goto(`${portal.stack.url}/verify?choose`);
        await page.locator('a[href="/zh-hans/verify/"]').click();
        assert.ok((await page.locator('[data-fz-verify-host]').textContent()).length > 3);
        assert.ok(await page.locator('noscript').first().isVisible());
        assert.ok(await page.locator('[data-fz-verify]').isHidden());
      }, { context: { javaScriptEnabled: false } });
    });
  });
}
