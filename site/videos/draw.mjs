// Films our own drawings: assets/videos/<slug>.mp4 and its poster <slug>.png, silent and without a word, so that one film serves every language;
// the captions stand in content/<lang>/videos/<slug>.md, one a scene. To be run by hand when a film changes (needs ffmpeg):
//   npm ci --prefix site/e2e && node site/videos/draw.mjs
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { chromium } = createRequire(new URL('../e2e/package.json', import.meta.url))('playwright-core');
const secondsPerScene = 4; // `seconds` in the front matter
const framesPerSecond = 10;
const films = {
  'fake-police-call': [
    ['icon-phone', 'shake', 'amber'],
    ['category-authority', 'grow', 'cinnabar'],
    ['category-credit-record', 'leave', 'cinnabar'],
    ['icon-stop', 'grow', 'jade'],
    ['door-loved-one', 'grow', 'jade'],
  ],
  'screen-sharing-refund': [
    ['category-customer-service', 'shake', 'amber'],
    ['icon-share', 'grow', 'cinnabar'],
    ['category-black-market', 'leave', 'cinnabar'],
    ['icon-stop', 'grow', 'jade'],
    ['icon-check', 'grow', 'jade'],
  ],
};

const assets = new URL('../assets/', import.meta.url);
const read = (path) => readFileSync(new URL(path, assets), 'utf8');
const drawing = (name) => read(`svg/${name}.svg`).replace(/<svg (class="[^"]*" )?/, '<svg class="fz-drawing" ');
const styles = ['tokens', 'illustration'].map((name) => read(`css/${name}.css`)).join('\n');

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 960, height: 540 }, colorScheme: 'light' });
for (const [slug, scenes] of Object.entries(films)) {
  const folder = mkdtempSync(join(tmpdir(), 'film-'));
  const frame = (number) => join(folder, `${String(number).padStart(4, '0')}.png`);
  await page.setContent(`<style>${styles}
    body { margin: 0; } .scene { position: absolute; inset: 0; display: none; place-items: center; }
    .scene .fz-drawing { width: 320px; height: 320px; } .cinnabar .fz-drawing { stroke: var(--fz-cinnabar); }
    .amber { background: var(--fz-amber-wash); } .cinnabar { background: var(--fz-cinnabar-wash); } .jade { background: var(--fz-jade-wash); }
    .dots { position: absolute; inset: auto 0 28px; display: flex; gap: 14px; justify-content: center; }
    .dots i { width: 14px; height: 14px; border-radius: 50%; background: var(--fz-line); } .dots .on { background: var(--fz-jade); }
  </style>${scenes.map(([name, , ground]) => `<div class="scene ${ground}">${drawing(name)}</div>`).join('')}<div class="dots">${'<i></i>'.repeat(scenes.length)}</div>`);
  const frames = scenes.length * secondsPerScene * framesPerSecond;
  for (let number = 0; number < frames; number += 1) {
    await page.evaluate(({ time, motions, length }) => {
      const now = Math.floor(time / length);
      const part = (time % length) / length;
      const come = Math.min(1, part * 5);
      document.querySelectorAll('.dots i').forEach((dot, i) => dot.classList.toggle('on', i === now));
      document.querySelectorAll('.scene').forEach((scene, i) => {
        scene.style.display = i === now ? 'grid' : 'none';
        const motion = {
          shake: `rotate(${Math.sin(part * 60) * 6}deg)`,
          grow: `scale(${0.85 + 0.15 * come + 0.03 * Math.sin(part * 12)})`,
          leave: `translateX(${Math.max(0, part - 0.4) * 700}px)`,
        }[motions[i]];
        scene.firstElementChild.style.cssText = `opacity: ${come}; transform: ${motion}`;
      });
    }, { time: number / framesPerSecond, motions: scenes.map((scene) => scene[1]), length: secondsPerScene });
    await page.screenshot({ path: frame(number) });
  }
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-framerate', String(framesPerSecond), '-i', join(folder, '%04d.png'),
    '-c:v', 'libx264', '-preset', 'slow', '-crf', '26', '-pix_fmt', 'yuv420p', '-movflags', '+faststart', new URL(`videos/${slug}.mp4`, assets).pathname]);
  copyFileSync(frame(Math.round(1.5 * secondsPerScene * framesPerSecond)), new URL(`videos/${slug}.png`, assets).pathname);
  rmSync(folder, { recursive: true });
}
await browser.close();
