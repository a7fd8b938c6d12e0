// What the page /verify makes of what people type from a poster.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readClaim } from '../assets/js/claim.js';

const ours = 'fangzha.example';

test('a code is looked up by its printed part, however it is typed', () => {
  for (const typed of ['FR23R1AV', 'fr23-r1av', 'ＦＲ２３－ｒ１ａｖ', ' FR23 R1AV. ', 'FR23R1AV0000001ABCDEFG', 'https://fangzha.example/S/FR23R1AV', 'HTTPS://FANGZHA.EXAMPLE/S/FR23R1AV',
    'fangzha.example/s/fr23-r1av', 'https://fangzha.example/zh-hant/s/#FR23R1AV', '網址：fangzha.example/s/FR23R1AV', 'fangzha。example/s/FR23R1AV', 'https://fangzha.example./s/FR23R1AV']) {
    assert.deepEqual(readClaim(typed, ours), { kind: 'code', code: 'FR23R1AV' }, typed);
  }
});

test('eight digits are from a screen', () => {
  for (const typed of ['12345678', '1234 5678', 'https://fangzha.example/en/s/#12345678']) assert.deepEqual(readClaim(typed, ours), { kind: 'digits' }, typed);
});

test('an address is ours only when its host is, to the letter', () => {
  for (const typed of ['https://fangzha.example', 'fangzha.example/verify', 'FANGZHA.EXAMPLE', 'https://fangzha.example/en/tactics/guess-who/', 'http://fangzha.example/', 'https://fangzha.example/s/nothing', 'https://fangzha.example/%E0%A4%A']) {
    assert.deepEqual(readClaim(typed, ours), { kind: 'ours' }, typed);
  }
  for (const [typed, host] of [
    ['https://fangzha.example.cn/S/FR23R1AV', 'fangzha.example.cn'], ['fangzha-example.com', 'fangzha-example.com'], ['fangzhа.example', 'xn--fangzh-8nf.example'],
    ['https://fangzha.example@evil.example/s/FR23R1AV', 'evil.example'], ['fangzha.example@evil.example', 'evil.example'], ['https://fangzha.example:8443/', 'fangzha.example:8443'],
    ['fangzha.example.evil.example/S/FR23R1AV', 'fangzha.example.evil.example'], ['https://evil.example/?https://fangzha.example', 'evil.example'], ['weixin://dl/business', 'dl'],
    ['https://evil.example\\@fangzha.example', 'evil.example'],
  ]) assert.deepEqual(readClaim(typed, ours), { kind: 'other', host }, typed);
  assert.equal(readClaim('http://localhost:8080/S/FR23R1AV', 'localhost:8080').kind, 'code');
});

test('anything else is asked for again', () => {
  for (const typed of ['', '  ', 'hello', '這張海報', 'FR23', '...', 'javascript:alert(1)', 'https://', 'a . b']) assert.deepEqual(readClaim(typed, ours), { kind: 'unclear' }, typed);
});
