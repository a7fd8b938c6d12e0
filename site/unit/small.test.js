// The small rules that a page shares with the service.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { foldCode, printedPart } from '../assets/js/code.js';
import { choose } from '../assets/js/language.js';
import { readAddress, searchAddress } from '../assets/js/address.js';
import { dayOf } from '../assets/js/expiry.js';
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
  assert.equal(searchAddress('/en/search/', '', { category: 'loan', audience: '' }), '/en/search/?category=loan');
  const story = '我'.repeat(41);
  assert.equal(searchAddress('/en/search/', story, { category: 'loan' }), `/en/search/?category=loan#q=${encodeURIComponent(story)}`);
});

test('an address leads back to what it was made of', () => {
  for (const [text, facets] of [
    ['刷單', { category: '', channel: '', audience: '' }], ['', { category: 'loan', channel: 'sms', audience: 'elders' }],
    ['a&b=c#d', { category: '', channel: 'call', audience: '' }], ['我&'.repeat(30), { category: 'loan', channel: '', audience: 'students' }],
  ]) assert.deepEqual(readAddress(new URL(searchAddress('/en/search/', text, facets), 'https://x.example')), { text, facets });
});

test('the day of the page is that of the time zone of the registry', () => {
  const registry = JSON.parse(readFileSync(new URL('../testdata/golden/registry.json', import.meta.url), 'utf8'));
  const zoned = new Intl.DateTimeFormat('en-CA', { timeZone: registry.time_zone });
  for (let hour = 0; hour < 366 * 24; hour++) {
    const at = Date.UTC(2026, 0, 1, hour, 30);
    assert.equal(dayOf(at), zoned.format(at));
  }
});

test('a key is a UUIDv7 that carries its time', () => {
  const now = Date.UTC(2026, 10, 22);
  const key = uuidv7(now);
  assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(parseInt(key.replace(/-/g, '').slice(0, 12), 16), now);
  assert.notEqual(key, uuidv7(now));
});
