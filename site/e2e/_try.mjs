import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { cms } from './cms.mjs';
const portal = { stack: { url: 'http://localhost:8093' } };
before(async () => { portal.browser = await launch(); const nc = portal.browser.newContext.bind(portal.browser); portal.browser.newContext = async (...a) => { const c = await nc(...a); const close = c.close.bind(c); c.close = async () => { const p = c.pages()[0]; await p?.screenshot({ path: '/tmp/ed/shots/end.png' }); return close(); }; return c; }; });
after(() => portal.browser.close());
cms(portal);
