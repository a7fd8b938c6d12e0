// Draws the grounds of the share cards, assets/cards/<category>.png, out of our own drawings; Hugo sets the words on them
// (layouts/_partials/func/card.html). To be run by hand when a category or a drawing changes:
//   npm ci --prefix site/e2e && node site/cards/draw.mjs
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../e2e/package.json', import.meta.url))('playwright-core');
const assets = new URL('../assets/', import.meta.url);
const drawing = (name) => readFileSync(new URL(`svg/${name}.svg`, assets), 'utf8');
const styles = ['tokens', 'illustration'].map((name) => readFileSync(new URL(`css/${name}.css`, assets), 'utf8')).join('\n');

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' });
for (const file of readdirSync(new URL('svg/', assets))) {
  const category = /^category-(.+)\.svg$/.exec(file)?.[1];
  if (!category) continue;
  await page.setContent(`<style>${styles}
    body { margin: 0; width: 1200px; height: 630px; background: var(--fz-jade-deep); }
    .picture { position: absolute; right: 64px; top: 143px; width: 344px; height: 344px; display: grid; place-items: center; border-radius: 50%; background: #ffffff; }
    .picture svg { width: 300px; height: 300px; }
    .mark { position: absolute; left: 72px; top: 56px; display: flex; align-items: center; gap: 20px; color: #ffffff; font: 700 44px "Noto Sans CJK HK", "Noto Sans HK", sans-serif; }
    .mark svg { width: 72px; height: 72px; }
    .say { position: absolute; left: 72px; bottom: 44px; color: #ffffff; font: 500 30px "Noto Sans CJK HK", "Noto Sans HK", sans-serif; }
    .line { position: absolute; left: 72px; bottom: 104px; width: 96px; height: 8px; border-radius: 4px; background: #ffdf9b; }
  </style><div class="mark">${drawing('brand')}防詐 Fangzha</div><div class="picture">${drawing(`category-${category}`).replace('<svg ', '<svg class="fz-drawing" ')}</div><div class="line"></div><div class="say">先停一停，查一查。 Stop a moment. Look it up.</div>`);
  await page.screenshot({ path: new URL(`cards/${category}.png`, assets).pathname });
}
await browser.close();
