// Holds scripts/host to what Netlify itself answers: Netlify's own command line builds the site from a clean clone, then serves it
// beside scripts/host, both before the same real API, and one list of requests is put to the two.
//
//	npm ci --prefix scripts/netlify && node --test scripts/netlify
//
// Netlify's edge functions are switched off: we have none, and the command line would download a runtime for them.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const netlify = join(import.meta.dirname, 'node_modules/.bin/netlify');
const secret = randomBytes(32).toString('hex');
const children = [];
let folder, clone, hosts, signatures;

/** Runs a command to its end and returns what it printed. */
async function run(command, args, { cwd = clone, env = {} } = {}) {
  const { stdout } = await promisify(execFile)(command, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 64 << 20 });
  return stdout;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a server and waits until it answers. */
async function start(command, args, url, env = {}) {
  const child = spawn(command, args, { cwd: clone, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk; });
  for (let i = 0; i < 600; i++) {
    assert.equal(child.exitCode, null, `${command} ended:\n${output}`);
    if (await fetch(url).then((answer) => answer.body?.cancel().then(() => true), () => false)) return;
    await new Promise((later) => setTimeout(later, 200));
  }
  assert.fail(`${command} does not answer at ${url}:\n${output}`);
}

/** Passes everything on to the API and remembers the signatures that came with it. */
async function recorder(target) {
  const server = createServer((q, a) => {
    signatures.push(q.headers['x-nf-sign']);
    q.pipe(request(target + q.url, { method: q.method, headers: q.headers }, (answer) => {
      a.writeHead(answer.statusCode, answer.headers);
      answer.pipe(a);
    }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fangzha-netlify-'));
  clone = join(folder, 'clone');
  await run('git', ['clone', '--quiet', root, clone], { cwd: root });
});
after(async () => {
  for (const child of children) if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const page = ['status', 'location', 'content-type', 'content-security-policy', 'x-content-type-options', 'x-frame-options', 'referrer-policy',
  'strict-transport-security', 'cross-origin-opener-policy', 'permissions-policy', 'x-robots-tag'];
const passedOn = ['status', 'content-type', 'content-security-policy', 'x-content-type-options', 'cache-control'];
/** What is asked, which headers must agree, and the status that is right. */
const requests = [
  ['GET', '/', page, 200], ['GET', '/en/', page, 200], ['GET', '/zh-hant/', page, 200], ['GET', '/zh-hans/', page, 200],
  ['GET', '/en/tactics/sextortion/', page, 200], ['GET', '/zh-hans/tactics/police-prosecutor-court/', page, 200],
  ['GET', '/s/VA8HT6J7', page, 200], ['GET', '/S/VA8HT6J7', page, 200], ['GET', '/scan/', page, 200],
  ['GET', '/h/guess-who', page, 301], ['GET', '/c/guess-who', page, 301], ['GET', '/e/guess-who', page, 301],
  ['GET', '/ha/year-end-boss-group', page, 301], ['GET', '/ca/year-end-boss-group', page, 301], ['GET', '/ea/year-end-boss-group', page, 301],
  ['GET', '/en/nothing-here', page, 404], ['GET', '/zh-hant/nothing-here', page, 404], ['GET', '/zh-hans/a/b/c', page, 404], ['GET', '/nothing-here', page, 404],
  ['GET', '/registry.json', page, 200], ['GET', '/en/seminars/seminars.ics', page, 200], ['GET', '/admin/', page, 200], ['GET', '/robots.txt', page, 200],
  ['GET', '/api/v1/registry', passedOn, 200], ['GET', '/api/v1/leaderboard?period=all', passedOn, 200], ['GET', '/api/v1/nothing', passedOn, 404],
  ['GET', '/board?lang=en', passedOn, 200], ['GET', '/search?q=a&lang=en', passedOn, 503],
  ['POST', '/api/v1/scans', passedOn, 400], ['POST', '/s', passedOn, 400],
  ['GET', '/healthz', page, 404], ['GET', '/readyz', page, 404],
];

async function ask(host, method, path, names) {
  const answer = await fetch(host + path, { method, redirect: 'manual', ...(method === 'POST' && { body: '{}', headers: { 'Content-Type': 'application/json' } }) });
  const body = await answer.text();
  const plain = (text) => text?.replaceAll(host, '').replace(/;\s*charset/i, '; charset').toLowerCase() ?? null;
  return { told: Object.fromEntries(names.map((name) => [name, name === 'status' ? answer.status : plain(answer.headers.get(name))])), body };
}

describe('Netlify', () => {
  it('builds the site from a clean clone', async () => {
    await run(netlify, ['build', '--offline'], { env: { NETLIFY_TELEMETRY_DISABLED: '1' } });
    assert.match(await readFile(join(clone, 'site/public/en/tactics/sextortion/index.html'), 'utf8'), /<main/);
  });

  it('answers as scripts/host does', async (t) => {
    signatures = [];
    await run('go', ['build', '-o', join(folder, 'bin/'), './api', './scripts/host']);
    const [apiPort, hostPort, netlifyPort] = [await freePort(), await freePort(), await freePort()];
    const api = `http://127.0.0.1:${apiPort}`;
    await start(join(folder, 'bin/api'), ['serve', '--addr', `127.0.0.1:${apiPort}`, '--data', join(folder, 'data')], `${api}/healthz`, { FZ_NETLIFY_SIGNATURE: secret });
    const signed = await recorder(api);
    const deploy = await run('go', ['run', './scripts/host', '--deploy'], { env: { CONTEXT: 'production', FZ_API_ORIGIN: signed, FZ_NETLIFY_SIGNATURE: secret } });
    assert.equal(deploy, '');
    await appendFile(join(clone, '.env'), `FZ_NETLIFY_SIGNATURE=${secret}\n`); // the command line signs with what it finds there
    hosts = { own: `http://localhost:${hostPort}`, netlify: `http://localhost:${netlifyPort}` };
    await start(join(folder, 'bin/host'), ['--addr', `127.0.0.1:${hostPort}`, '--api', api], `${hosts.own}/en/`);
    await start(netlify, ['dev', '--offline', '--internal-disable-edge-functions', '--no-open', '--dir', 'site/public', '--port', String(netlifyPort)],
      `${hosts.netlify}/en/`, { NETLIFY_TELEMETRY_DISABLED: '1', CI: '1' });

    for (const [method, path, names, status] of requests) {
      await t.test(`${method} ${path}`, async () => {
        const [own, theirs] = await Promise.all([ask(hosts.own, method, path, names), ask(hosts.netlify, method, path, names)]);
        assert.equal(own.told.status, status, 'scripts/host');
        assert.deepEqual(theirs.told, own.told, 'Netlify and scripts/host differ');
        if (names === page && status !== 301) assert.equal(theirs.body, own.body);
      });
    }
  });

  it('signs what it passes on with our secret', () => {
    assert.ok(signatures.length >= requests.filter(([, , names]) => names === passedOn).length);
    for (const text of signatures) {
      const [head, claims, signature] = text.split('.');
      assert.equal(signature, createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'));
      const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
      assert.equal(said.iss, 'netlify');
      assert.ok(said.exp > Date.now() / 1000);
    }
  });

  it('keeps a preview out of search engines and says what it is', async () => {
    const env = { NETLIFY_TELEMETRY_DISABLED: '1', DEPLOY_PRIME_URL: 'https://deploy-preview-1--fangzha.netlify.app' };
    await run(netlify, ['build', '--offline', '--context', 'deploy-preview'], { env });
    assert.match(await readFile(join(clone, 'site/public/_headers'), 'utf8'), /^\/\*\n {2}X-Robots-Tag: noindex$/m);
    const home = await readFile(join(clone, 'site/public/en/index.html'), 'utf8');
    assert.match(home, /class="fz-preview"/);
    assert.match(home, /<meta name="robots" content="noindex">/);
  });
});
