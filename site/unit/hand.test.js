// Codes at hand and the clock they are shown by.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock, Hand } from '../assets/js/hand.js';

const at = (seconds) => new Date(seconds * 1000).toISOString();
const three = () => new Hand([0, 15, 30].map((from) => ({ code: `from ${from}`, from: at(from), until: at(from + 15) })));

for (const { name, now, code, left } of [
  { name: 'a moment within a code', now: 7, code: 'from 0', left: 38 },
  { name: 'the first moment of a code', now: 15, code: 'from 15', left: 30 },
  { name: 'the last moment of all', now: 44.999, code: 'from 30', left: 0.001 },
  { name: 'after the last', now: 45, code: '', left: 0 },
  { name: 'a little before the first, which rounding explains', now: -0.5, code: 'from 0', left: 45.5 },
  { name: 'long before the first', now: -60, code: '', left: 105 },
]) {
  test(`codes at hand: ${name}`, () => {
    const hand = three();
    assert.equal(hand.at(now * 1000), code);
    assert.equal(Math.round(hand.left(now * 1000)), Math.round(left * 1000));
  });
}

test('an empty hand has nothing', () => {
  assert.equal(new Hand().at(0), '');
  assert.equal(new Hand().left(0), 0);
});

test('the clock is the service\'s and goes on by the steady one, less half the way there and back', () => {
  let steady = 5000;
  const clock = new Clock(() => steady);
  clock.set(1_900_000_000_000, 4000, 5000);
  assert.equal(clock.now(), 1_900_000_000_500);
  steady += 60_000;
  assert.equal(clock.now(), 1_900_000_060_500);
  clock.set(1_900_000_100_000, 65_000, 65_000);
  assert.equal(clock.now(), 1_900_000_100_000);
});
