/** Where one assumption decides, the answer begins with it: how much is lacked in each branch, and on whose word. */
import { expect, test } from 'vitest';
import { answerIn, ensembleOf, type Language, scenarioReport } from '../../src/index.ts';
import { run } from '../run.ts';

/** A user of 10 t/day over 100 days whose only supply is open or shut. */
async function answerOf(assumption: object, words: Readonly<Record<string, unknown>>, language: Language) {
  const plain = run({
    ...{ version: 2, title: 'One supply', start: '2025-01-01', horizon: '100 days', step: '1 day' },
    assumptions: { open: { ...assumption, ...words } },
    stockpiles: { store: { initial: '0 t' } },
    flows: { lane: { to: 'store', capacity: '10 t/day * (0.2 + 0.8 * open)' } },
    demands: { user: { from: 'store', rate: '10 t/day', title: 'The user' } },
  });
  const answer = answerIn(plain, language);
  const drawn = await ensembleOf(plain.run.model, { seed: 'branches', sampling: 'latin-hypercube', runs: 200 });
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.issues));
  const rest = { drivers: undefined, charts: [], ledger: new Map(), command: '', files: [] };
  const report = scenarioReport({ answer, ensemble: drawn.value, ...rest }, language);
  return report.answer[0];
}

const WORDS = {
  if: { en: 'the lane is reopened', zh: '通道重开' },
  else: { en: 'it stays shut', zh: '通道仍关闭' },
};

test.each([
  [
    'en',
    { chance: '40%', why: 'a guess' },
    WORDS,
    'The user would lack 0 t on average if the lane is reopened (40 %, an assumption) and 800 t if it stays shut (60 %).',
  ],
  [
    'zh',
    { chance: '40%', why: 'a guess' },
    WORDS,
    'The user：若通道重开（概率 40 %，系假设），平均缺 0 t；若通道仍关闭（60 %），缺 800 t。',
  ],
  [
    'en',
    { chance: '40%', source: 'a poll' },
    WORDS,
    'The user would lack 0 t on average if the lane is reopened (40 %, from a source) and 800 t if it stays shut (60 %).',
  ],
  [
    'en',
    { chance: '40%' },
    WORDS,
    'The user would lack 0 t on average if the lane is reopened (40 %, an assumption without a stated ground) and 800 t if it stays shut (60 %).',
  ],
  [
    'en',
    { chance: '51%', why: 'a guess' },
    {},
    'The user would lack 0 t on average if “open” is yes (51 %, an assumption) and 800 t if “open” is no (49 %).',
  ],
  [
    'zh',
    { chance: '51%', why: 'a guess' },
    { title: { en: 'reopening', zh: '重开' } },
    'The user：若“重开”为是（概率 51 %，系假设），平均缺 0 t；若“重开”为否（49 %），缺 800 t。',
  ],
  [
    'en',
    { uniform: ['0%', '100%'], why: 'a guess' },
    {},
    'How much The user would lack hangs most on “open” (0 to 100 %, all equally likely; the author’s judgement): 666 t on average if it is below 33.4 %, 400 t at 33.4 to 66.5 %, 134 t above 66.5 %.',
  ],
  [
    'zh',
    { uniform: ['0%', '100%'], source: 'a poll' },
    { title: { en: 'opening', zh: '开放程度' } },
    'The user缺多少，主要取决于“开放程度”（0 至 100 %，各值可能性相同；依据：文件所列来源）：低于 33.4 % 时平均为 666 t，33.4 至 66.5 % 时为 400 t，高于 66.5 % 时为 134 t。',
  ],
] as const)('in %s of %j', async (language, assumption, words, sentence) => {
  expect(await answerOf(assumption, words, language)).toBe(sentence);
});
