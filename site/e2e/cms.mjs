// The browser editor at /admin/, driven as an editor would: a tactic is typed in both languages and saved, and the files that come
// out are checked and built. Saving goes to the editor's test repository, which is the browser's own private file system.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const slug = 'made-in-the-browser';
const model = 'tactics/police-prosecutor-court.md';
const reviewBy = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);

/** What is typed; the body is that of a real article. */
const article = {
  shared: { category: 'authority', channels: ['call', 'chat'], audiences: ['elders'], claims: ['police'], moves: ['bank-transfer'], related: ['screen-sharing'] },
  source: { title: '反詐騙協調中心', publisher: '香港警務處', url: 'https://www.adcc.gov.hk/' },
  'zh-hant': {
    title: '瀏覽器裏寫的騙局', summary: '有人自稱公安，要你把錢轉到「安全賬戶」。世上沒有這種賬戶。',
    also_called: ['假公安', '安全賬戶'], says: ['你的銀行卡，涉嫌洗錢。', '這個案件要保密。'], asks: ['把錢轉到安全賬戶'], group_message: '【提醒】自稱公安要你轉賬，就是騙局。',
  },
  en: {
    title: 'A tactic typed in the browser', summary: 'Someone says they are the police and wants your money in a “safe account”.',
    also_called: ['fake police'], says: ['Your card, the blue one, was used to launder money.', 'This case is confidential.'], asks: ['Move your money to a safe account'], group_message: 'Police never ask you to move money.',
  },
};

/** A pane of the editor: one language. */
class Pane {
  constructor(page, id) {
    this.page = page;
    this.pane = page.locator(`#${id}-pane-body`);
  }

  field(key) { return this.pane.locator(`section[data-key-path="${key}"]`); }

  /** The last fields are drawn once they come near. */
  async show(key) {
    for (let i = 0; i < 60 && (await this.field(key).count()) === 0; i++) {
      await this.pane.locator('section[data-key-path]').last().scrollIntoViewIfNeeded();
      await this.page.waitForTimeout(50);
    }
    await this.field(key).scrollIntoViewIfNeeded();
  }

  async type(key, text) {
    await this.show(key);
    await this.field(key).locator('input, textarea').first().fill(text);
  }

  /** Picks values of a vocabulary by their ids, which their labels end with. */
  async pick(key, ids) {
    await this.show(key);
    for (const id of [ids].flat()) {
      await this.field(key).getByRole('combobox').click();
      await this.page.getByRole('option', { name: `(${id})` }).filter({ visible: true }).click();
    }
  }

  /** A list of texts: an input for each. */
  async list(key, texts) {
    for (const [i, text] of texts.entries()) {
      if (i > 0) await this.add(key);
      await this.show(key);
      await this.field(key).getByRole('textbox').nth(i).fill(text);
    }
  }

  /** Adds one item to a list. */
  async add(key) {
    await this.show(key);
    await this.field(key).getByRole('button', { name: /^新增|add 新增/ }).first().click();
  }

  async typeBody(text) {
    await this.show('body');
    const box = this.field('body').locator('textarea, [contenteditable="true"]').filter({ visible: true }).first();
    await box.click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
  }
}

async function fill(page) {
  const panes = { 'zh-hant': new Pane(page, 'first'), en: new Pane(page, 'second') };
  for (const [key, ids] of Object.entries(article.shared)) await panes['zh-hant'].pick(key, ids);
  for (const [lang, pane] of Object.entries(panes)) {
    const words = article[lang];
    await pane.type('title', words.title);
    await pane.type('summary', words.summary);
    await pane.type('review_by', reviewBy);
    for (const key of ['also_called', 'says', 'asks']) await pane.list(key, words[key]);
    await pane.add('sources');
    for (const [key, text] of Object.entries(article.source)) await pane.type(`sources.0.${key}`, text);
    await pane.type('group_message', words.group_message);
    const text = await readFile(join(root, 'content', lang, model), 'utf8');
    await pane.typeBody(text.split('\n---\n', 2)[1].trim());
  }
  await page.locator('section, div').filter({ hasText: '網頁地址，發布後不再更改' }).locator('input[type="text"]').last().fill(slug);
}

/** The saved files: { 'content/zh-hant/tactics/x.md': text }. They are in the browser's private file system. */
function saved(page) {
  return page.evaluate(async () => {
    const files = {};
    const read = async (folder, path) => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === 'directory') await read(entry, `${path}${name}/`);
        else if (name.endsWith('.md')) files[path + name] = await (await entry.getFile()).text();
      }
    };
    const home = await navigator.storage.getDirectory();
    await read(await home.getDirectoryHandle('sveltia-cms-test'), '');
    return files;
  });
}

/** A copy of what a build reads, with the saved files in it. @returns {Promise<string>} its folder */
async function copyWith(files) {
  const copy = await mkdtemp(join(tmpdir(), 'fangzha-cms-'));
  await cp(join(root, 'content'), join(copy, 'content'), { recursive: true });
  const left = /\/site\/(node_modules|public|resources|e2e|testdata)(\/|$)/;
  await cp(join(root, 'site'), join(copy, 'site'), { recursive: true, filter: (path) => !left.test(path) });
  await symlink(join(root, 'site/node_modules'), join(copy, 'site/node_modules'));
  for (const [path, text] of Object.entries(files)) await writeFile(join(copy, path), text);
  return copy;
}

export function cms(portal) {
  describe('the browser editor', () => {
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fangzha-cms-config-'));
      await run('go', ['run', './scripts/cms', '--repository', 'test', '--out', join(folder, 'admin')], { cwd: root });
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it('is kept out of the index, the sitemap and the search', async () => {
      const { url } = portal.stack;
      const page = await fetch(`${url}/admin/`);
      assert.equal(page.status, 200);
      assert.equal(page.headers.get('x-robots-tag'), 'noindex');
      assert.match(await page.text(), /<meta name="robots" content="noindex">/);
      assert.match(await (await fetch(`${url}/robots.txt`)).text(), /Disallow: \/admin\//);
      for (const file of ['sitemap.xml', 'zh-hant/sitemap.xml', 'zh-hans/sitemap.xml', 'en/sitemap.xml', 'search-documents.json']) {
        assert.doesNotMatch(await (await fetch(`${url}/${file}`)).text(), /\/admin\//, file);
      }
    });

    it('has a policy of its own, and no other page has it', async () => {
      const { url } = portal.stack;
      const policy = async (path) => (await fetch(url + path)).headers.get('content-security-policy');
      assert.match(await policy('/admin/'), /style-src 'self' 'unsafe-inline'.*connect-src 'self' blob: data: https:\/\/api\.github\.com;/);
      for (const path of ['/', '/en/', '/zh-hant/tactics/', '/scan/', '/shell/en.html']) assert.doesNotMatch(await policy(path), /unsafe-inline|github/, path);
    });

    it('makes an article in both languages that passes the check and builds', { timeout: 300_000 }, async () => {
      const { url } = portal.stack;
      const context = await portal.browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: 'zh-TW' });
      let copy;
      try {
        const strangers = [];
        context.on('response', (answer) => { if (answer.url().startsWith('http') && !answer.url().startsWith(url)) strangers.push(answer.url()); });
        // The real page with the real policy; only where it saves to is another. The editor asks for config.yml?_=<now>.
        await context.route((address) => address.pathname === '/admin/config.yml', (route) => route.fulfill({ path: join(folder, 'admin/config.yml'), contentType: 'application/yaml' }));
        const page = await context.newPage();
        page.setDefaultTimeout(30_000);
        await page.goto(`${url}/admin/`);
        await page.getByRole('button', { name: '使用測試倉庫' }).click();
        await page.getByRole('button', { name: '建立新項目' }).first().waitFor();
        await page.goto(`${url}/admin/#/collections/tactics/new`);
        await page.locator('#second-pane-body section[data-key-path="title"]').waitFor();
        await fill(page);
await page.getByRole('button', { name: '儲存' }).click();
        let files = {};
        for (let i = 0; i < 100 && Object.keys(files).length < 2; i++) {
          await page.waitForTimeout(100);
          files = await saved(page).catch(() => ({}));
        }
        assert.deepEqual(Object.keys(files).sort(), [`content/en/tactics/${slug}.md`, `content/zh-hant/tactics/${slug}.md`],
          `saved, else the page says:\n${(await page.locator('[aria-invalid="true"]').count())} invalid fields`);
        assert.deepEqual(strangers, [], 'nothing came from another host');

        copy = await copyWith(files);
        const check = await run('go', ['run', './search', 'check', '--content', join(copy, 'content'), '--data', join(copy, 'site/data')], { cwd: root })
          .catch((failed) => assert.fail(`the check refuses it:\n${failed.stdout}\n${Object.values(files).join('\n')}`));
        assert.doesNotMatch(check.stdout, new RegExp(slug), 'not even a warning');
        await run('go', ['run', './scripts/hans', '--root', copy], { cwd: root });
        await run('go', ['tool', 'hugo', '--source', join(copy, 'site'), '--destination', join(copy, 'public'), '--logLevel', 'error'], { cwd: root });
        for (const [lang, title] of [['zh-hant', article['zh-hant'].title], ['zh-hans', '浏览器里写的骗局'], ['en', article.en.title]]) {
          assert.match(await readFile(join(copy, 'public', lang, 'tactics', slug, 'index.html'), 'utf8'), new RegExp(`<h1[^>]*>${title}`), lang);
        }
      } finally {
        await context.close();
        if (copy) await rm(copy, { recursive: true, force: true });
      }
    });
  });
}
