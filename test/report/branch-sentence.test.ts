/** Where a chance decides, the answer tells its branches apart, on whose word the odds are, in the words of the file. */
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
  return report.answer[1];
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
    'If the lane is reopened (40 %, an assumption), the shortage is 0 t on average; if it stays shut (60 %), 800 t.',
  ],
  [
    'zh',
    { chance: '40%', why: 'a guess' },
    WORDS,
    '若通道重开（概率 40 %，系假设），平均缺 0 t；若通道仍关闭（60 %），缺 800 t。',
  ],
  [
    'en',
    { chance: '40%', source: 'a poll' },
    WORDS,
    'If the lane is reopened (40 %, from a source), the shortage is 0 t on average; if it stays shut (60 %), 800 t.',
  ],
  [
    'en',
    { chance: '40%' },
    WORDS,
    'If the lane is reopened (40 %, an assumption without a stated ground), the shortage is 0 t on average; if it stays shut (60 %), 800 t.',
  ],
  [
    'en',
    { chance: '51%', why: 'a guess' },
    {},
    'If “open” is yes (51 %, an assumption), the shortage is 0 t on average; if “open” is no (49 %), 800 t.',
  ],
  [
    'zh',
    { chance: '51%', why: 'a guess' },
    { title: { en: 'reopening', zh: '重开' } },
    '若“重开”为是（概率 51 %，系假设），平均缺 0 t；若“重开”为否（49 %），缺 800 t。',
  ],
] as const)('in %s of %j', async (language, assumption, words, sentence) => {
  expect(await answerOf(assumption, words, language)).toBe(sentence);
});
