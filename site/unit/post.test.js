// What an answer means for a record: only the service's own word settles it.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { post } from '../assets/js/post.js';

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

const json = (status, body, headers) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const error = (code) => ({ error: { code, message: 'A sentence.', fields: [] } });
const record = { key: '019ac2d1-5f3e-7c3a-9d52-0b6f2f0f9c11', code: 'FR23R1AV' };

/** Answers every POST with `answer`, and says of the codes in `site` that the site knows them. @returns {object[]} the options of the POSTs */
function serve(answer, site = []) {
  const asked = [];
  globalThis.fetch = async (url, options) => {
    if (options.method === 'HEAD') return new Response(null, { status: site.some((id) => url === `/codes/${id}.json`) ? 200 : 404 });
    asked.push(options);
    return answer();
  };
  return asked;
}

for (const [name, answer, want] of [
  ['recorded', () => json(201, { id: '1' }), { kind: 'accepted', data: { id: '1' } }],
  ['recorded by an earlier try', () => json(200, { id: '1' }), { kind: 'accepted', data: { id: '1' } }],
  ['refused', () => json(422, error('conflict')), { kind: 'refused', error: error('conflict').error }],
  ['nobody has this code', () => json(404, error('not_found')), { kind: 'refused', error: error('not_found').error }],
  ['too many requests', () => json(429, error('rate_limited'), { 'Retry-After': '7' }), { kind: 'later', why: 'busy', after: 7 }],
  ['unavailable', () => json(503, error('unavailable'), { 'Retry-After': '2' }), { kind: 'later', why: 'busy', after: 2 }],
  ['a host that speaks for a service that is gone', () => new Response('<h1>Bad gateway</h1>', { status: 502 }), { kind: 'later', why: 'busy', after: 0 }],
  ['an hour to wait is not believed', () => json(503, error('unavailable'), { 'Retry-After': '3600' }), { kind: 'later', why: 'busy', after: 300 }],
  ['a date to wait for is not read', () => json(503, error('unavailable'), { 'Retry-After': 'Fri, 31 Dec 1999 23:59:59 GMT' }), { kind: 'later', why: 'busy', after: 0 }],
  ['a fault of the service', () => json(500, error('internal')), { kind: 'later', why: 'fault', after: 0 }],
  ['a captive portal', () => new Response('<form>Log in to the wireless network</form>', { status: 200 }), { kind: 'later', why: 'offline', after: 0 }],
  ['a captive portal that speaks JSON', () => json(200, ['log in']), { kind: 'later', why: 'offline', after: 0 }],
  ['a captive portal that answers with an object', () => json(200, { login: 'https://portal.example' }), { kind: 'later', why: 'offline', after: 0 }],
  ['a portal that forbids', () => new Response('<h1>Forbidden</h1>', { status: 403 }), { kind: 'later', why: 'offline', after: 0 }],
  ['a refusal that is not ours', () => json(403, { message: 'forbidden' }), { kind: 'later', why: 'offline', after: 0 }],
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), { kind: 'later', why: 'offline', after: 0 }],
  ['an answer that breaks off', () => new Response('{"id": "0', { status: 201 }), { kind: 'later', why: 'offline', after: 0 }],
]) {
  test(`the answer means the right thing: ${name}`, async () => {
    serve(answer);
    assert.deepEqual(await post('/api/v1/scans', record), want);
  });
}

test('a code that the site knows and the service does not yet is sent again later', async () => {
  serve(() => json(404, error('not_found')), ['FR23R1AV']);
  assert.equal((await post('/api/v1/scans', record)).why, 'new');
});

test('a live code and digits that the service does not know are refused at once', async () => {
  serve(() => json(404, error('not_found')), ['FR23R1AV', '12345678']);
  for (const code of ['FR23R1AV0123456789ABCD', '12345678']) assert.equal((await post('/api/v1/scans', { ...record, code })).kind, 'refused', code);
});

test('a record is sent once by a request that outlives the page, follows no redirect, and carries no cookie where none is wanted', async () => {
  const asked = serve(() => json(201, { id: '1' }));
  await post('/api/v1/scans', record);
  await post('/api/v1/scans', { ...record, without_cookie: true });
  assert.deepEqual(asked.map(({ method, credentials, redirect, keepalive }) => [method, credentials, redirect, keepalive]),
    [['POST', 'same-origin', 'error', true], ['POST', 'omit', 'error', true]]);
});
