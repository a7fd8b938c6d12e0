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
const tables = JSON.parse(execFileSync('go', ['run', './search', 'tables'], { cwd: root, maxBuffer: 1 << 24 }));
const fold = folder(tables);

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

const empty = { s: '', a: [], k: [], o: [], f: [], w: [], d: '', x: '' };
const rows = [
  { ...empty, u: '/zh-hant/tactics/pig-butchering/', t: '殺豬盤', s: '網戀投資', n: 'tactics', c: 'investment', a: ['戀人'], f: ['chat'], w: ['singles'] },
  { ...empty, u: '/zh-hant/tactics/task-rebate/', t: '刷單返利', s: '兼職', n: 'tactics', c: 'rebate', k: ['驗證碼'], f: ['group'], w: ['students'] },
  { ...empty, u: '/zh-hant/alerts/tasks/', t: '刷單警示', n: 'alerts', c: 'rebate', x: '2026-11-01' },
];
const find = search(rows, tables, '2026-11-22');
const slugs = (text, facets = {}) => find(text, facets, 5).map(({ url }) => url.split('/').at(-2));

test('the built-in search finds across scripts, filters by facets and leaves expired alerts out', () => {
  assert.deepEqual(slugs('杀猪盘'), ['pig-butchering']);
  assert.deepEqual(slugs('刷单'), ['task-rebate']);
  assert.deepEqual(slugs('验证码', { category: 'investment' }), []);
  assert.deepEqual(slugs('刷单', { channel: 'chat' }), []);
  assert.deepEqual(slugs('刷单', { audience: 'students' }), ['task-rebate']);
  assert.deepEqual(slugs('??'), []);
});

test('pinyin, homophones and English lead to the same page', () => {
  for (const text of ['shazhupan', 'sha zhu pan', '莎猪盘', 'pig butchering', 'pig butchring']) assert.equal(slugs(text)[0], 'pig-butchering', text);
});

test('a hit says why and how sure it is, in the words of the reader', () => {
  const [hit] = find('我媽在網上認識的男朋友教她投資，會不會是殺豬盤', {}, 5);
  assert.equal(hit.confidence, 'likely');
  assert.ok(hit.because.includes('殺豬盤'), hit.because.join());
  assert.ok(find('紅燒肉做法', {}, 5).every(({ confidence }) => confidence === 'unsure'));
});
