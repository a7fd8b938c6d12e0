// One Chromium for all tests, and pages that watch themselves: a console error, an uncaught exception, a request to another host or
// anything that the Content-Security-Policy refuses fails the test.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const phone = { width: 360, height: 740 };

/** Starts Debian's Chromium; background services are off, since nothing outside this machine may be asked. */
export function launch() {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      // A name that is not localhost: browsers trust localhost more than a hall's own network.
      '--host-resolver-rules=MAP fangzha.test 127.0.0.1'],
  });
}

/**
 * Opens a fresh phone-sized context, hands a page to `visit` and closes it.
 * @param {(page, watch) => Promise<void>} visit
 * @param {{expectErrors?: RegExp, context?: object}} options  expectErrors: console errors that the test itself causes, such as a stopped service
 */
export async function withPage(browser, origin, visit, { expectErrors, context: settings } = {}) {
  // Without a service worker, unless the test is about it: it would bring pages of one test into another's counts of requests.
  const context = await browser.newContext({ viewport: phone, locale: 'zh-TW', serviceWorkers: 'block', ...settings });
  const problems = [];
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) problems.push(`request to another host: ${request.url()}`);
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    const said = `${message.text()} (${message.location().url})`;
    if (message.type() === 'error' && !expectErrors?.test(said)) problems.push(`console: ${said}`);
  });
  // Not left to the console: what a test expects there could hide it. It runs before the page's own scripts.
  await context.exposeBinding('fzRefused', (_, what) => problems.push(`policy: ${what}`));
  await context.addInitScript(() => addEventListener('securitypolicyviolation', (event) => globalThis.fzRefused(`${event.effectiveDirective} refused ${event.blockedURI || 'code'} on ${location.pathname}`)));
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  try {
    await visit(page, context);
    assert.deepEqual(problems, [], 'the page is quiet');
  } finally {
    await context.close();
  }
}
