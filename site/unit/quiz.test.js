import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boosters, calendar, readBooster } from '../assets/js/booster.js';
import { drawer, plan, practice, rounds } from '../assets/js/quizplan.js';

const tactics = [...'abcdefghijklmn'].map((letter) => `tactic-${letter}`);
const items = tactics.flatMap((tactic, i) => ['a', 'b'].flatMap((form) => ['scam', 'genuine'].map((truth) => ({
  slug: `${tactic}-${form}-${truth}`, truth, form, tactic, category: `category-${i % 3}`,
}))));
const tokens = Array.from({ length: 200 }, (_, i) => `token${i}`);

test('the rounds of a talk', async (t) => {
  await t.test('follow from the token alone, whatever the order of the items', () => {
    for (const token of tokens.slice(0, 20)) assert.deepEqual(plan([...items].reverse(), token, ['tactic-c']), plan(items, token, ['tactic-c']));
  });
  await t.test('have two scams and two genuine scenes of four tactics and one form', () => {
    for (const token of tokens) {
      for (const round of rounds) {
        const { form, items: four } = plan(items, token)[round];
        assert.deepEqual(four.map(({ truth }) => truth).sort(), ['genuine', 'genuine', 'scam', 'scam']);
        assert.equal(new Set(four.map(({ tactic }) => tactic)).size, 4);
        assert.ok(four.every((item) => item.form === form));
      }
    }
  });
  await t.test('turn form and truth of the same tactics around after the talk', () => {
    for (const token of tokens) {
      const { before, after } = plan(items, token);
      assert.notEqual(before.form, after.form);
      const truths = (round) => Object.fromEntries(round.items.map(({ tactic, truth }) => [tactic, truth]));
      const turned = Object.fromEntries(Object.entries(truths(before)).map(([tactic, truth]) => [tactic, truth === 'scam' ? 'genuine' : 'scam']));
      assert.deepEqual(truths(after), turned);
    }
  });
  await t.test('ask something new later', () => {
    for (const token of tokens) {
      const { before, day30, day90 } = plan(items, token);
      assert.equal(new Set([before, day30, day90].flatMap(({ items: four }) => four.map(({ tactic }) => tactic))).size, 12);
    }
  });
  await t.test('are half about the talk, scams and genuine scenes alike', () => {
    const own = ['tactic-b', 'tactic-e', 'tactic-h'];
    let scams = 0;
    for (const token of tokens) {
      const mine = plan(items, token, own).before.items.filter(({ tactic }) => own.includes(tactic));
      assert.equal(mine.length, 2);
      scams += mine.filter(({ truth }) => truth === 'scam').length;
    }
    assert.ok(scams > 150 && scams < 250, `${scams} of 400 are scams`);
  });
  await t.test('begin with either form equally often', () => {
    const a = tokens.filter((token) => plan(items, token).before.form === 'a').length;
    assert.ok(a > 70 && a < 130, `${a} of 200`);
  });
  await t.test('leave out a tactic of which something is missing', () => {
    const lacking = items.filter(({ slug }) => slug !== 'tactic-a-b-genuine');
    for (const token of tokens) assert.ok(!plan(lacking, token).before.items.some(({ tactic }) => tactic === 'tactic-a'));
  });
});

test('practice', async (t) => {
  await t.test('begins with the topic and stays half genuine', () => {
    for (const token of tokens.slice(0, 50)) {
      const four = practice(items, drawer(token), 'tactic-d');
      assert.deepEqual(four.map(({ truth }) => truth).sort(), ['genuine', 'genuine', 'scam', 'scam']);
      assert.equal(four.filter(({ tactic }) => tactic === 'tactic-d').length, 4);
    }
    assert.ok(practice(items, drawer('x'), 'category-1').every(({ category }) => category === 'category-1'));
    assert.equal(new Set(practice(items, drawer('y')).map(({ slug }) => slug)).size, 4);
  });
});

test('the booster', async (t) => {
  const now = Date.UTC(2026, 10, 24, 4);
  const links = boosters('VA8HT6J7', 'AbCdEfGhIjKlMnOpQr-_12', now);
  await t.test('gives links that read back', () => {
    assert.deepEqual(links.map(({ round, due }) => [round, due]), [['day30', '20261224'], ['day90', '20270222']]);
    assert.deepEqual(readBooster(links[1].hash), { code: 'VA8HT6J7', round: 'day90', due: '20270222', token: 'AbCdEfGhIjKlMnOpQr-_12' });
    for (const wrong of ['', '#VA8HT6J7', '#VA8HT6J7.day31.20261224.AbCdEfGhIjKlMnOpQr-_12', `${links[0].hash}x`]) assert.equal(readBooster(wrong), null);
  });
  await t.test('gives a calendar file with CRLF and lines of at most 75 octets', () => {
    const file = calendar(links.map((link) => ({ ...link, address: `https://fangzha.example/zh-hant/quiz/${link.hash}` })), '防詐：再答四題，一分鐘；好嗎', () => 'id', now);
    for (const line of file.split('\r\n')) {
      assert.ok(!line.includes('\n'));
      assert.ok(new TextEncoder().encode(line).length <= 75, line);
    }
    const whole = file.replace(/\r\n /g, '');
    assert.match(whole, /DTSTART;VALUE=DATE:20261224\r\n/);
    assert.match(whole, /URL:https:\/\/fangzha\.example\/zh-hant\/quiz\/#VA8HT6J7\.day90\.20270222\.AbCdEfGhIjKlMnOpQr-_12\r\n/);
    assert.equal(whole.match(/BEGIN:VEVENT/g).length, 2);
  });
});
