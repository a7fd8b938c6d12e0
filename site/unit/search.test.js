// The browser folds as search/normalize does: the same cases, which that package writes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { folder } from '../assets/js/fold.js';
import { search } from '../assets/js/fallback.js';
import { segments } from '../assets/js/highlight.js';
import { indexTerms, queryTerms } from '../assets/js/terms.js';

const root = resolve(import.meta.dirname, '../..');
const fold = folder(JSON.parse(execFileSync('go', ['run', './search', 'tables'], { cwd: root, maxBuffer: 1 << 24 })));

test('every case of search/normalize folds to the same text', () => {
  const cases = JSON.parse(readFileSync(`${root}/search/normalize/testdata/fold-cases.json`, 'utf8'));
  assert.ok(cases.length > 100);
  for (const { in: text, want } of cases) assert.equal(fold(text).text, want, text);
});

test('Chinese is looked up by pairs, other scripts by words', () => {
  assert.deepEqual(queryTerms('杀猪盘 app2'), ['杀猪', '猪盘', 'app2']);
  assert.deepEqual(queryTerms('骗'), ['骗']);
  assert.deepEqual(queryTerms('qq群'), ['qq', '群']);
  assert.deepEqual(indexTerms('刷单', true), ['刷单', '刷', '单']);
});

test('a highlight covers the original characters, whatever their script', () => {
  const original = '「殺豬盤」來了';
  assert.deepEqual(segments(original, fold(original), queryTerms(fold('杀猪盘').text)), [
    { text: '「', hit: false }, { text: '殺豬盤', hit: true }, { text: '」來了', hit: false },
  ]);
});

test('the built-in search finds across scripts, filters by category and leaves expired alerts out', () => {
  const rows = [
    { u: '/a/', t: '殺豬盤', s: '網戀投資', n: 'tactics', c: 'investment', k: '戀人', b: '', x: '' },
    { u: '/b/', t: '刷單返利', s: '兼職', n: 'tactics', c: 'rebate', k: '', b: '驗證碼', x: '' },
    { u: '/c/', t: '刷單警示', s: '', n: 'alerts', c: 'rebate', k: '', b: '', x: '2026-11-01' },
  ];
  const find = search(rows, fold, '2026-11-22');
  const addresses = (...asked) => find(...asked).map(({ url }) => url);
  assert.deepEqual(addresses('杀猪盘', '', 5), ['/a/']);
  assert.deepEqual(addresses('刷单', '', 5), ['/b/']);
  assert.deepEqual(addresses('验证码', 'investment', 5), []);
  assert.deepEqual(addresses('??', '', 5), []);
});
