/** What comes in and is not used is told of a run in which nobody is short, and of no other. */
import { expect, test } from 'vitest';
import { answerIn, answerSentence } from '../../src/index.ts';
import { run } from '../run.ts';

/** Ore comes at 10 t a week into a yard; a plant takes 1 t a week of it, beside metal from elsewhere. */
const yard = (changes: { plant?: object; elsewhere?: object } = {}) => ({
  ...{ version: 2, title: { en: 'A yard', zh: '堆场' }, start: '2025-01-06', horizon: '40 weeks' },
  stockpiles: {
    ore: { title: { en: 'Ore in the yard', zh: '堆场矿石' }, initial: '0 t', target: '400 t', adjust: '1 week' },
    metal: { cover: '2 weeks' },
  },
  flows: {
    ships: { to: 'ore', capacity: '10 t/week' },
    plant: { from: 'ore', to: 'metal', share: 1, capacity: '1 t/week', ...changes.plant },
    elsewhere: { to: 'metal', share: 9, ...changes.elsewhere },
  },
  demands: { user: { from: 'metal', rate: '10 t/week' } },
});

test('what piled up is told beside that nobody is short', () => {
  expect(answerSentence(run(yard()), undefined, 'en')).toMatch(
    /short at any time between .+\. Of the 391 t that would come to “Ore in the yard”, 351 t \(90 %\) would lie there unused at the end\.$/,
  );
  expect(answerSentence(answerIn(run(yard()), 'zh'), undefined, 'zh')).toMatch(
    /从未短缺。运抵“堆场矿石”的 391 t 中，期末有 351 t（90 %）堆存未用。$/,
  );
});

test('nothing is told of a yard of which the half is used, or where somebody is short', () => {
  expect(answerSentence(run(yard({ plant: { capacity: '8 t/week', share: 9 } })), undefined, 'en')).not.toMatch(
    /unused/,
  );
  expect(answerSentence(run(yard({ elsewhere: { capacity: '1 t/week' } })), undefined, 'en')).not.toMatch(/unused/);
});
