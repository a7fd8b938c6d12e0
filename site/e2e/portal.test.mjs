// The whole portal in a real browser: one start, all suites, then the same with the service stopped and after a restart.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { articles } from './article.mjs';
import { launch } from './browser.mjs';
import { cms } from './cms.mjs';
import { live } from './live.mjs';
import { pages } from './pages.mjs';
import { quiz } from './quiz.mjs';
import { scan } from './scan.mjs';
import { search } from './search.mjs';
import { Stack } from './stack.mjs';
import { staff } from './staff.mjs';
import { verify } from './verify.mjs';

const portal = { stack: undefined, browser: undefined };

before(async () => {
  portal.stack = await Stack.start();
  portal.browser = await launch();
});
after(async () => {
  await portal.browser?.close();
  await portal.stack?.stop();
});

pages(portal);
articles(portal);
cms(portal);
verify(portal);
quiz(portal);
const searching = search(portal);
const scanning = scan(portal);
live(portal);
staff(portal);

describe('with the service stopped', () => {
  before(() => portal.stack.end('api'));
  it('pages still read', async () => {
    const answer = await fetch(`${portal.stack.url}/zh-hant/tactics/police-prosecutor-court/`);
    assert.equal(answer.status, 200);
  });
  searching.withoutService();
  scanning.withoutService(async () => {
    const { data, port } = portal.stack;
    await portal.stack.stop({ forget: false });
    portal.stack = await Stack.start({ data, port });
  });
});
