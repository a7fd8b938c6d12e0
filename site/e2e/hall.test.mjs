// A hall with a bad network: phones that are offline, answers that are lost, 300 phones behind one address, the service worker.
// Its own portal, because the limits count this machine as one hall.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launch, withPage } from './browser.mjs';
import { Network } from './network.mjs';
import { findings } from './pages.mjs';
import { Stack } from './stack.mjs';

const codes = ['FR23R1AV', 'ZZEQKSGY', 'JN8SQVEH', 'EZDSG36W', 'PXBBKSGB', '8VDW5NMT', '8XQQT1SD', 'VA8HT6J7', 'RBZJDXFA', 'S9B8YM57'];
const record = '[data-fz-scan-record]';
const broken = /Failed to load resource|net::ERR|50[0-9]|429|404/; // what browsers say about a network that is down
let stack;
let browser;
let network;

before(async () => {
  stack = await Stack.start();
  browser = await launch();
  network = await Network.start(stack.url);
});
after(async () => {
  await browser?.close();
  await network?.stop();
  await stack?.stop();
});
afterEach(() => Object.assign(network, { down: false, loses: () => false, instead: () => undefined, posts: [], lost: 0 }));

const count = async (table) => (await stack.rows(`select count(*) as n from ${table}`))[0].n;
const phone = (visit, options) => withPage(browser, network.url, visit, { expectErrors: broken, ...options });
const withWorker = { context: { serviceWorkers: 'allow' } };
const open = (page, path) => page.goto(network.url + path);
const state = (page, name) => page.locator(`[data-fz-scan-state="${name}"]`).waitFor();

/** Opens the scan page of a code and presses the button. */
async function scanIn(page, code, lang = 'zh-hant') {
  await open(page, `/${lang}/s/#${code}`);
  await page.locator(record).click();
}

/** Moves the page's clock until done() holds. The page's own timers do the work: nobody presses anything. */
async function letTimePass(pages, done) {
  for (let minute = 0; minute < 60; minute++) {
    for (const page of pages) await page.clock.fastForward('01:00');
    for (let i = 0; i < 10; i++) {
      if (await done()) return;
      await pages[0].waitForTimeout(100);
    }
  }
  assert.fail('an hour of the page’s clock was not enough');
}

/** Waits until a question put to the page is answered with yes. (waitForFunction takes the promise itself for a yes.) */
async function until(page, question, argument) {
  for (let i = 0; i < 300; i++) {
    if (await page.evaluate(question, argument)) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`half a minute was not enough for ${question}`);
}

/** Waits until the service worker has put away what it keeps. */
const kept = (page) => until(page, async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');

describe('a queue on the phone', () => {
  it('brings 50 scan-ins and 50 feedback forms of five phones exactly once after ten minutes offline, with 30 % of the answers lost', async () => {
    const [scans, forms] = [await count('scan'), await count('feedback')];
    const contexts = await Promise.all(codes.slice(0, 5).map(() => browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'zh-TW' })));
    const pages = [];
    try {
      for (const context of contexts) {
        const page = await context.newPage();
        await page.clock.install();
        await open(page, '/zh-hant/s/');
        await page.clock.fastForward('00:05'); // the service worker is put in place some seconds after the page
        await kept(page);
        pages.push(page);
      }
      network.down = true;
      await Promise.all(pages.map(async (page) => {
        for (const code of codes) {
          await open(page, `/S/${code}`); // from the QR, with no network at all
          await page.locator(record).click();
          await state(page, 'queued');
          await open(page, `/zh-hant/feedback/#${code}`);
          await page.reload(); // a form of its own each time, also when only the # has changed
          await page.locator('input[name="rating"][value="4"]').check({ force: true });
          await page.locator('[name="comment"]').fill(`寫於沒有網絡的時候 ${code}`);
          await page.locator('[data-fz-feedback-send]').click();
          await page.locator('[data-fz-feedback-state="queued"]').waitFor();
        }
        await page.clock.fastForward('10:00');
      }));
      assert.deepEqual([await count('scan'), await count('feedback')], [scans, forms], 'nothing arrived while the network was down');

      let draws = 0;
      network.loses = ({ method }) => method === 'POST' && (draws++ * 37) % 100 < 30; // 30 of each 100, spread evenly
      network.down = false;
      await letTimePass(pages, async () => (await count('scan')) >= scans + 50 && (await count('feedback')) >= forms + 50);
      network.loses = () => false;
      const waiting = () => Promise.all(pages.map((page) => page.evaluate(() => new Promise((resolve) => {
        const request = indexedDB.open('fangzha');
        request.onsuccess = () => {
          const all = request.result.transaction('waiting').objectStore('waiting').count();
          all.onsuccess = () => { request.result.close(); resolve(all.result); };
        };
      }))));
      await letTimePass(pages, async () => (await waiting()).every((n) => n === 0));

      assert.deepEqual([await count('scan'), await count('feedback')], [scans + 50, forms + 50], 'each exactly once');
      const share = network.lost / network.posts.length;
      assert.ok(network.lost >= 30 && share > 0.2, `${network.lost} of ${network.posts.length} answers were lost`);
      const reach = await stack.rows("select presenter, reach, scans from counter where period = 'all' and scans > 0");
      for (const row of reach) assert.equal(row.reach, 5, `${row.presenter}: five phones, whatever answers were lost (${row.scans} scan-ins)`);
      // A key holds the moment of the press; the page's clock stood ten minutes later when it was sent.
      for (const { key, seen_at: seen } of await stack.rows('select key, seen_at from scan')) {
        const apart = Math.abs(parseInt(key.replace('-', '').slice(0, 12), 16) - seen);
        assert.ok(apart < 60000, `a queued scan-in keeps its own time: ${apart} ms from the press`);
      }
      console.log(`    100 records, ${network.posts.length} requests, ${network.lost} answers lost (${Math.round(100 * share)} %)`);
    } finally {
      await Promise.all(contexts.map((context) => context.close()));
    }
  });

  it('says saved, then recorded, by itself when the network returns', async () => {
    await phone(async (page) => {
      await open(page, `/en/s/#${codes[0]}`);
      await page.locator(record).waitFor();
      network.down = true;
      await page.locator(record).click();
      await state(page, 'queued');
      assert.match(await page.locator('[data-fz-scan-saved]').innerText(), /Saved on this phone, will be sent[\s\S]*no connection now/);
      network.down = false;
      await state(page, 'recorded');
      assert.match(await page.locator('[data-fz-scan-done]').innerText(), /Checked in/);
    });
  });

  it('waits as long as a busy service asks, and goes on by itself', async () => {
    let refusals = 2;
    let began = 0;
    network.instead = ({ method }) => (method === 'POST' && refusals-- > 0
      ? { status: 429, headers: { 'Content-Type': 'application/json', 'Retry-After': '2' }, body: '{"error":{"code":"rate_limited","message":"Please wait.","fields":[]}}' } : undefined);
    await phone(async (page) => {
      began = Date.now();
      await scanIn(page, codes[1], 'en');
      await state(page, 'queued');
      assert.match(await page.locator('[data-fz-scan-saved]').innerText(), /busy[\s\S]*need not press again/);
      await state(page, 'recorded');
    });
    assert.ok(Date.now() - began >= 4000, 'both waits were honoured');
    assert.equal(network.posts.length, 3);
    assert.equal(new Set(network.posts.map(({ key, seen_at: seenAt }) => key + seenAt)).size, 1, 'the same key and time');
  });

  it('takes a captive portal’s page for no answer', async () => {
    const before = await count('scan');
    network.instead = ({ method }) => (method === 'POST' ? { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<form>Log in to the wireless network</form>' } : undefined);
    await phone(async (page) => {
      await scanIn(page, codes[2]);
      await state(page, 'queued');
      network.instead = () => undefined;
      await state(page, 'recorded');
    });
    assert.equal(await count('scan'), before + 1);
  });

  it('sends each record from one tab only, and tells the other', async () => {
    await phone(async (page, context) => {
      const second = await context.newPage();
      await open(page, `/zh-hant/s/#${codes[3]}`);
      await open(second, `/zh-hant/s/#${codes[3]}`);
      await page.locator(record).waitFor();
      network.down = true;
      await page.locator(record).click();
      await state(page, 'queued');
      network.down = false;
      network.posts = [];
      for (const tab of [page, second]) await tab.evaluate(() => dispatchEvent(new Event('online')));
      await state(page, 'recorded');
      assert.equal(network.posts.length, 1, 'one request for one record');
    });
  });

  it('shows a record that waits when its code is opened again, and does not make a second one', async () => {
    await phone(async (page) => {
      network.instead = ({ method }) => (method === 'POST' ? { status: 503, headers: { 'Retry-After': '3' }, body: '' } : undefined);
      await scanIn(page, codes[4]);
      await state(page, 'queued');
      await page.reload();
      await state(page, 'queued');
      network.instead = () => undefined;
      await state(page, 'recorded');
      assert.equal(new Set(network.posts.map(({ key }) => key)).size, 1);
    });
  });

  it('tells the reader on any page what arrived meanwhile', async () => {
    await phone(async (page) => {
      await open(page, `/zh-hant/s/#${codes[5]}`);
      await page.locator(record).waitFor();
      network.down = true;
      await page.locator(record).click();
      await state(page, 'queued');
      network.down = false;
      await open(page, '/zh-hant/tactics/');
      await page.locator('[data-fz-notice]', { hasText: '1 份記錄，已經送達' }).waitFor();
      await page.locator('[data-fz-notice-ok]').click();
      assert.ok(await page.locator('[data-fz-notice]').isHidden());
    });
  });

  it('gives a record up after a year, and says so until that is read', async () => {
    const before = await count('scan');
    await phone(async (page) => {
      await open(page, `/en/s/#${codes[6]}`);
      await page.locator(record).waitFor();
      network.down = true;
      await page.locator(record).click();
      await state(page, 'queued');
      network.down = false;
      await page.clock.install({ time: Date.now() + 366 * 24 * 3600 * 1000 });
      for (const path of ['/en/', '/en/tactics/']) {
        await open(page, path);
        await page.locator('[data-fz-notice]', { hasText: 'could not be sent for a year' }).waitFor();
      }
      await page.locator('[data-fz-notice-ok]').click();
      await page.waitForTimeout(500); // until it has been put away
      await open(page, '/en/');
      await page.waitForTimeout(500);
      assert.ok(await page.locator('[data-fz-notice]').isHidden());
    });
    assert.equal(await count('scan'), before);
  });

  it('is honest where the browser keeps nothing, and goes on trying while the page is open', async () => {
    const before = await count('scan');
    await phone(async (page) => {
      await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('none here', 'SecurityError'); } }));
      await open(page, `/en/s/#${codes[7]}`);
      await page.locator(record).waitFor();
      network.down = true;
      await page.locator(record).click();
      await state(page, 'held');
      assert.match(await page.locator('[data-fz-scan-held]').innerText(), /keep this page open/);
      network.down = false;
      await page.locator('[data-fz-retry]').click();
      await state(page, 'recorded');
    });
    assert.equal(await count('scan'), before + 1);
  });
});

describe('the scan page on a phone of 360 by 640', () => {
  const small = { context: { viewport: { width: 360, height: 640 } } };
  for (const lang of ['zh-hant', 'zh-hans', 'en']) {
    it(`has its button in sight without scrolling for each code, in ${lang}`, async () => {
      await phone(async (page) => {
        for (const code of [...codes, '12345678', `${codes[0]}0123456789ABCD`]) {
          await open(page, `/${lang}/s/?${code}#${code}`); // a page of its own: a changed # alone is the same page
          await state(page, 'ready');
          const box = await page.locator(record).boundingBox();
          assert.ok(box && box.y + box.height <= 640, `${code}: the button ends at ${box?.y + box?.height}`);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${code}: the page is wider than the phone`);
        }
      }, small);
    });

    it(`passes axe in every state, in ${lang}`, async () => {
      const refused = { status: 404, headers: { 'Content-Type': 'application/json' }, body: '{"error":{"code":"not_found","message":"找不到。","fields":[]}}' };
      const steps = {
        typed: (page) => open(page, `/${lang}/s/`),
        unknown: (page) => open(page, `/${lang}/s/#ABCDEFGH`),
        ready: (page) => open(page, `/${lang}/s/#${codes[7]}`),
        sending: async (page) => { network.instead = ({ method }) => (method === 'POST' ? new Promise(() => {}) : undefined); await scanIn(page, codes[7], lang); },
        queued: async (page) => { network.instead = ({ method }) => (method === 'POST' ? { status: 503, headers: { 'Retry-After': '60' }, body: '' } : undefined); await scanIn(page, codes[6], lang); },
        refused: async (page) => { network.instead = ({ method }) => (method === 'POST' ? refused : undefined); await scanIn(page, '12345678', lang); },
        recorded: async (page) => { network.instead = () => undefined; await scanIn(page, codes[5], lang); },
      };
      for (const [name, step] of Object.entries(steps)) {
        await phone(async (page) => {
          await step(page);
          await state(page, name);
          assert.deepEqual(await findings(page), [], name);
        }, small);
      }
      await phone(async (page) => {
        await open(page, `/${lang}/offline/`);
        assert.deepEqual(await findings(page), [], 'offline');
      }, small);
    });
  }
});

describe('300 phones behind one address', () => {
  it('all get in within a minute, retries included', async () => {
    const before = await count('scan');
    const began = Date.now();
    let waits = 0;
    const key = (n) => `019ac2d1-5f3e-7c3a-9d52-${n.toString(16).padStart(12, '0')}`;
    const send = async (n) => {
      const body = JSON.stringify({ code: codes[n % codes.length], key: key(n), seen_at: new Date(began).toISOString(), locale: 'zh-hant' });
      for (;;) {
        const answer = await fetch(`${stack.url}/api/v1/scans`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
        await answer.arrayBuffer();
        if (answer.ok) return;
        assert.ok([429, 503].includes(answer.status), `status ${answer.status}`);
        waits++;
        await new Promise((go) => setTimeout(go, 1000 * Number(answer.headers.get('Retry-After'))));
      }
    };
    await Promise.all(Array.from({ length: 300 }, async (_, n) => {
      await send(n);
      await send(n); // its answer was lost
      await send(n);
    }));
    const took = (Date.now() - began) / 1000;
    assert.equal(await count('scan'), before + 300);
    assert.ok(took < 60, `it took ${took} s`);
    console.log(`    300 phones, 900 requests, ${waits} asked to wait, ${took.toFixed(1)} s`);
  });
});

describe('the service worker', () => {
  for (const [locale, lang, words] of [['zh-HK', 'zh-hant', /還沒有付錢/], ['zh-CN', 'zh-hans', /还没有付钱/], ['en-GB', 'en', /No money has left yet/]]) {
    it(`opens the guide, feedback and a scanned code in flight mode, in ${lang}`, async () => {
      await phone(async (page) => {
        await open(page, `/${lang}/`);
        await kept(page);
        network.down = true;
        await open(page, `/${lang}/guides/emergency/`);
        assert.match(await page.locator('main').innerText(), words);
        assert.ok(await page.locator('a[href^="tel:"]').first().isVisible());
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('.fz-header')).backgroundColor), 'rgba(0, 0, 0, 0)', 'its style sheet is kept too');
        await open(page, `/${lang}/feedback/`);
        await page.locator('[data-fz-feedback-send]').waitFor();
        await open(page, `/s/${codes[8].toLowerCase()}`);
        await page.locator(record).waitFor();
        assert.ok(page.url().endsWith(`/${lang}/s/#${codes[8]}`), page.url());
        await open(page, `/${lang}/tactics/`);
        assert.ok(await page.locator(`main a[href="/${lang}/guides/emergency/"]`).isVisible(), 'a page that is not kept leads to those that are');
      }, { context: { ...withWorker.context, locale } });
    });
  }

  it('shows the kept page when the network is slow, and the network’s when it is not', async () => {
    await phone(async (page) => {
      await open(page, '/zh-hant/');
      await kept(page);
      network.instead = ({ url }) => (url === '/zh-hant/guides/emergency/' ? { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<main>from the network</main>' } : undefined);
      await open(page, '/zh-hant/guides/emergency/');
      assert.equal(await page.locator('main').innerText(), 'from the network');
      network.instead = ({ url }) => (url === '/zh-hant/guides/emergency/' ? { status: 502, headers: {}, body: 'Bad gateway' } : undefined);
      await open(page, '/zh-hant/guides/emergency/');
      assert.match(await page.locator('main').innerText(), /還沒有付錢/);
      network.instead = () => new Promise(() => {});
      const began = Date.now();
      await page.goto(`${network.url}/zh-hant/guides/emergency/`, { waitUntil: 'commit' });
      assert.match(await page.locator('main').innerText(), /還沒有付錢/);
      assert.ok(Date.now() - began < 8000, `a network that hangs kept the reader waiting ${Date.now() - began} ms`);
    }, withWorker);
  });

  it('keeps one build of one language, and no answer of the service', async () => {
    await phone(async (page) => {
      const worker = await (await fetch(`${stack.url}/sw.js`)).text();
      const [version] = /[0-9a-f]{16}(?=")/.exec(worker);
      network.instead = ({ url }) => (url.startsWith('/sw.js') ? { status: 200, headers: { 'Content-Type': 'text/javascript' }, body: worker.replace(version, '0123456789abcdef') } : undefined);
      await open(page, '/zh-hant/');
      await kept(page);
      const names = () => page.evaluate(() => caches.keys());
      assert.deepEqual(await names(), ['fz-0123456789abcdef-zh-hant']);
      network.instead = () => undefined; // a new build
      await scanIn(page, codes[9]);
      await state(page, 'recorded');
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
      await until(page, async (name) => (await caches.keys()).join() === name, `fz-${version}-zh-hant`);
      const paths = await page.evaluate(async () => {
        const found = [];
        for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
        return found;
      });
      assert.ok(paths.includes('/zh-hant/guides/emergency/') && paths.includes('/scan/'), paths.join(' '));
      assert.deepEqual(paths.filter((path) => /^\/(api|codes|en|zh-hans|search|board)\b/.test(path)), []);
      const sizes = await Promise.all(paths.map(async (path) => gzipSync(await (await fetch(stack.url + path)).arrayBuffer()).length));
      console.log(`    kept on a phone: ${paths.length} files, ${Math.round(sizes.reduce((sum, size) => sum + size) / 1024)} KiB compressed`);
    }, withWorker);
  });

  it('takes itself away when it is switched off', async () => {
    await phone(async (page) => {
      await open(page, '/zh-hant/');
      await kept(page);
      const off = await readFile(new URL('../assets/js/worker-off.js', import.meta.url), 'utf8');
      network.instead = ({ url }) => (url.startsWith('/sw.js') ? { status: 200, headers: { 'Content-Type': 'text/javascript' }, body: off } : undefined);
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
      await until(page, async () => (await caches.keys()).length === 0 && !(await navigator.serviceWorker.getRegistration()));
    }, withWorker);
  });
});
