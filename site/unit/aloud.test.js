import assert from 'node:assert/strict';
import { test } from 'node:test';
import { voiceFor } from '../assets/js/aloud.js';

const voice = (lang, localService = true) => ({ lang, localService });

test('a voice fits the language of the page', async (t) => {
  for (const { name, lang, voices, want } of [
    { name: 'Cantonese for Traditional Chinese', lang: 'zh-hant', voices: ['zh-CN', 'zh-HK'], want: 'zh-HK' },
    { name: 'Cantonese by its own tag, as Android writes it', lang: 'zh-hant', voices: ['zh_CN', 'yue_HK'], want: 'yue_HK' },
    { name: 'Mandarin where there is no Cantonese', lang: 'zh-hant', voices: ['en-US', 'zh-CN'], want: 'zh-CN' },
    { name: 'Mandarin for Simplified Chinese', lang: 'zh-hans', voices: ['zh-HK', 'zh-CN'], want: 'zh-CN' },
    { name: 'any English for English', lang: 'en', voices: ['zh-CN', 'en-GB'], want: 'en-GB' },
    { name: 'no voice, no button', lang: 'en', voices: ['zh-CN', 'enm'], want: undefined },
  ]) {
    await t.test(name, () => assert.equal(voiceFor(lang, voices.map((tag) => voice(tag)))?.lang, want));
  }
  await t.test('a voice that lives on another host is none', () => assert.equal(voiceFor('en', [voice('en-US', false)]), undefined));
});
