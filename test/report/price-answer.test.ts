/** A scenario whose focus is a market is answered by its price, what opens as it rises, and on what that hangs. */
import { expect, test } from 'vitest';
import { answerIn, answerSentence, ensembleOf, type Language, scenarioReport } from '../../src/index.ts';
import { run } from '../run.ts';

/** A user of 10 t/day who is let have a part of it, beside a plant that opens from the price of before to twice that. */
const bidding = (part: object, focus: unknown = ['markets.home', 'demands.user']) => ({
  ...{ version: 2, title: 'Who builds?', start: '2025-01-01', horizon: '300 days', step: '1 day', focus },
  assumptions: { part: { title: { en: 'part let through', zh: '放行比例' }, why: 'a guess', ...part } },
  stockpiles: { store: { cover: '20 days' } },
  flows: {
    lane: { to: 'store', capacity: '10 t/day * part' },
    plant: {
      ...{ to: 'store', title: { en: 'the plant', zh: '工厂' }, share: 0, capacity: '10 t/day' },
      opens: { from: 1, fully: 2, within: '10 days', market: 'home' },
    },
  },
  markets: { home: { title: { en: 'Goods', zh: '货物' }, of: ['store'], elasticity: 1 } },
  demands: { user: { from: 'store', rate: '10 t/day', title: { en: 'Users', zh: '用户' } } },
});

async function answersOf(scenario: object, language: Language): Promise<readonly string[]> {
  const plain = run(scenario);
  const answer = answerIn(plain, language);
  const drawn = await ensembleOf(plain.run.model, { seed: 'prices', sampling: 'latin-hypercube', runs: 120 });
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.issues));
  const rest = { drivers: undefined, charts: [], ledger: new Map(), command: '', files: [] };
  return scenarioReport({ answer, ensemble: drawn.value, ...rest }, language).answer;
}

test('the price of the central run is the answer in one sentence', () => {
  const sentence = (part: string, focus?: unknown) =>
    answerSentence(run(bidding({ value: part }, focus)), undefined, 'en');
  expect(sentence('100%')).toBe(
    'The price of “Goods” would stay as it is; opened by the price, the plant would deliver 0 t.',
  );
  expect(sentence('60%')).toMatch(
    /^The price of “Goods” would rise to [\d.]+ times its earlier level on .+; opened by the price, the plant would deliver [\d,]+ t\.$/,
  );
  // Without a market in focus the answer is about the user.
  expect(sentence('100%', 'demands.user')).toMatch(/^The one user is not short/);
});

test('an ensemble says first on what the price hangs, then how high it goes', async () => {
  const [hangs, price] = await answersOf(bidding({ uniform: ['0%', '100%'] }), 'en');
  expect(hangs).toMatch(
    /^How high the price of “Goods” goes hangs most on “part let through” \(0 to 100 %, all equally likely; the author’s judgement\): a median of [\d.]+ times its earlier level if it is below 33\.\d %, [\d.]+ times its earlier level at .+ above 66\.\d %\.$/,
  );
  expect(price).toMatch(
    /^The price of “Goods” would rise to [\d.]+ times its earlier level or more in half of the runs \(nine of ten runs: .+ times\); opened by the price, the plant would deliver [\d,]+ t on average\.$/,
  );
  const [first, second] = await answersOf(bidding({ uniform: ['0%', '100%'] }), 'zh');
  expect(first).toMatch(
    /^“货物”的价格涨到多高，主要取决于“放行比例”.+低于 33\.\d % 时半数模拟中至少为原价的 [\d.]+ 倍/,
  );
  expect(second).toMatch(/^“货物”的价格在半数模拟中至少升至原价的 [\d.]+ 倍/);
});

test('of a chance each branch has its price', async () => {
  const words = { if: { en: 'lanes reopen', zh: '通道重开' }, else: { en: 'they stay shut', zh: '通道仍关闭' } };
  const [hangs] = await answersOf(bidding({ chance: '40%', ...words }), 'en');
  expect(hangs).toMatch(
    /: a median of its earlier level if lanes reopen, [\d.]+ times its earlier level if they stay shut\.$/,
  );
});
