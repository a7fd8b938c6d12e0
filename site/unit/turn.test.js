// Turns between tabs: the work is done exactly once, whatever the browser says about locks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurn } from '../assets/js/turn.js';

const named = (name) => Object.assign(new Error(name), { name });

for (const [name, locks, works] of [
  ['where there are no locks', undefined, true],
  ['where a turn comes', { request: (_, __, work) => work() }, true],
  ['where locks are refused', { request: () => Promise.reject(named('SecurityError')) }, true],
  ['where another tab holds the turn too long', { request: () => Promise.reject(named('AbortError')) }, true],
  ['where the work itself fails', { request: (_, __, work) => work() }, false],
]) {
  test(`the work is done once ${name}`, async () => {
    Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
    let done = 0;
    const work = async () => {
      done++;
      if (!works) throw named('TypeError');
      return 'answer';
    };
    if (works) assert.equal(await inTurn(work), 'answer');
    else await assert.rejects(inTurn(work), { name: 'TypeError' });
    assert.equal(done, 1);
  });
}
