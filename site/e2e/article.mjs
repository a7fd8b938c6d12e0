// An article with what its page offers: reading aloud, and the message for the neighbours' chat.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withPage } from './browser.mjs';

const article = 'tactics/police-prosecutor-court';

/** Voices that the test gives to the page, since Chromium has none here; "far zh-HK" is one that another company speaks. What is spoken is kept in `spoken`, and a reading lasts 10 ms. */
function voices(languages) {
  globalThis.spoken = [];
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  speechSynthesis.getVoices = () => languages.map((name) => ({ lang: name.split(' ').at(-1), localService: !name.startsWith('far ') }));
  speechSynthesis.speak = (speech) => {
    globalThis.spoken.push({ lang: speech.lang, text: speech.text });
    setTimeout(() => speech.onend(), 10);
  };
  speechSynthesis.cancel = () => {};
}

export function articles(portal) {
  const visit = (lang, given, check) => withPage(portal.browser, portal.stack.url, async (page, context) => {
    await context.addInitScript(voices, given);
    await page.goto(`${portal.stack.url}/${lang}/${article}/`);
    await check(page);
  }, { context: { permissions: ['clipboard-read', 'clipboard-write'] } });

  describe('an article', () => {
    for (const [lang, given, want] of [
      ['zh-hant', ['en-US', 'zh-CN', 'zh-HK'], 'zh-HK'], ['zh-hant', ['zh-TW', 'zh-CN'], 'zh-CN'],
      ['zh-hans', ['zh-HK', 'zh-CN'], 'zh-CN'], ['en', ['zh-HK', 'en-GB'], 'en-GB'],
    ]) {
      it(`in ${lang} is read aloud by ${want} where the device speaks ${given.join(', ')}, once asked`, async () => {
        await visit(lang, given, async (page) => {
          assert.deepEqual(await page.evaluate(() => globalThis.spoken), [], 'silent until asked');
          await page.locator('[data-fz-aloud-start]').click();
          await page.waitForFunction(() => globalThis.spoken.length > 3);
          const spoken = await page.evaluate(() => globalThis.spoken);
          assert.deepEqual([...new Set(spoken.map((speech) => speech.lang))], [want]);
          assert.equal(spoken[0].text, (await page.locator('h1').textContent()).trim(), 'it begins with the title');
          await page.locator('[data-fz-aloud-stop]').click();
          const said = await page.evaluate(() => globalThis.spoken.length);
          await page.waitForTimeout(100);
          assert.equal(await page.evaluate(() => globalThis.spoken.length), said, 'silent once stopped');
        });
      });
    }
    for (const [name, given] of [['no voice', []], ['voices of other languages only', ['en-US', 'ja-JP']], ['a voice of another company only', ['far zh-HK']]]) {
      it(`offers no reading where the device has ${name}`, async () => {
        await visit('zh-hant', given, async (page) => {
          assert.equal(await page.locator('[data-fz-aloud-start]').isVisible(), false);
        });
      });
    }
    it('hands out its message for the neighbours under 200 characters, with an address that leads back', async () => {
      await visit('zh-hans', [], async (page) => {
        await page.locator('[data-fz-copy]').click();
        const message = await page.evaluate(() => navigator.clipboard.readText());
        assert.ok([...message].length < 200, `${[...message].length} characters`);
        await page.goto(message.split('\n').at(-1));
        assert.equal(new URL(page.url()).pathname, `/zh-hans/${article}/`);
      });
    });
  });
}
