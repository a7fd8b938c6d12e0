// The small rules that a page shares with the service.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { foldCode, printedPart } from '../assets/js/code.js';
import { choose } from '../assets/js/language.js';
import { searchAddress } from '../assets/js/searchbox.js';
import { uuidv7 } from '../assets/js/uuid.js';

test('a typed code is read as the service reads it', () => {
  const cases = JSON.parse(readFileSync(new URL('../../api/outreach/testdata/codes.json', import.meta.url), 'utf8'));
  assert.ok(cases.length > 20);
  for (const { name, text, want, id = '' } of cases) {
    assert.equal(foldCode(text), want, name);
    assert.equal(printedPart(want), id, name);
  }
});

test('the first wish for Chinese or English decides the language', () => {
  for (const [wishes, want] of [
    [['zh-CN'], 'zh-hans'], [['zh'], 'zh-hans'], [['zh-SG'], 'zh-hans'], [['zh-MY'], 'zh-hans'], [['zh-Hans-HK'], 'zh-hans'],
    [['zh-TW'], 'zh-hant'], [['zh-HK'], 'zh-hant'], [['zh-MO'], 'zh-hant'], [['zh-Hant-MY'], 'zh-hant'],
    [['fr', 'zh-HK'], 'zh-hant'], [['en-GB', 'zh-HK'], 'en'], [['fr'], 'en'], [[], 'en'],
  ]) assert.equal(choose(wishes), want, String(wishes));
});

test('a story stays behind the #', () => {
  assert.equal(searchAddress('/en/search/', 'refund'), '/en/search/?q=refund');
  assert.equal(searchAddress('/en/search/', '', 'loan'), '/en/search/?category=loan');
  const story = '我'.repeat(41);
  assert.equal(searchAddress('/en/search/', story, 'loan'), `/en/search/?category=loan#q=${encodeURIComponent(story)}`);
});

test('a key is a UUIDv7 that carries its time', () => {
  const now = Date.UTC(2026, 10, 22);
  const key = uuidv7(now);
  assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(parseInt(key.replace(/-/g, '').slice(0, 12), 16), now);
  assert.notEqual(key, uuidv7(now));
});
