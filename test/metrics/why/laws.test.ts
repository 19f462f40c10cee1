/** What must hold of Shapley values on any network: names mean nothing, fields share what their phase adds. */
import { expect, test } from 'vitest';
import { type Answer, explain, fieldSharesOf, type WhyFound, type WhyQuestion } from '../../../src/index.ts';
import { changesOf } from '../../../src/metrics/why/changes.ts';
import { totalOf } from '../../../src/metrics/why/payoffs.ts';
import { scenarioArbitrary } from '../../oracle/generate.ts';
import { isShippedAlike, renamed } from '../../renamed.ts';
import { law, runIfSound } from '../../run.ts';

const QUESTION: WhyQuestion = { merge: 'change', without: 'open', pairs: 1, seed: 'why' };
const MOST = 7;

/** What there is to say of some scenarios, the same questions asked of each; undefined where one has too many changes, or can't run without some. */
function explained(...answers: readonly (Answer | undefined)[]): WhyFound[] | undefined {
  const found = answers.flatMap((answer) => {
    if (answer === undefined || changesOf(answer.run.model.scenario).all.length > MOST) return [];
    const one = explain(answer.run.model, QUESTION, 'none');
    return one.ok ? [one.value] : [];
  });
  return found.length === answers.length ? found : undefined;
}

test('with other names, in another order, causes add the same', () => {
  let compared = 0;
  law(
    scenarioArbitrary({ maxSteps: 20, maxStockpiles: 2 }),
    (scenario) => {
      const { scenario: other, former } = renamed(scenario);
      const [one, two] = [runIfSound(scenario), runIfSound(other)];
      if (one === undefined || two === undefined || !isShippedAlike(one, two, former)) return undefined;
      const [mine, theirs] = explained(one, two) ?? [];
      if (mine === undefined || theirs === undefined) return undefined;
      // An event is known by the first path that it sets, which another may be under other names: values are compared in order.
      const sums = ({ why }: WhyFound) =>
        [totalOf(why.base), ...why.shares.map(({ value }) => totalOf(value))].sort((a, b) => a - b);
      const [ours, others] = [sums(mine), sums(theirs)];
      const needed = totalOf(one.run.demand);
      expect(others.length).toBe(ours.length);
      for (const [n, value] of ours.entries()) {
        const renamedTo = others[n] as number;
        expect(Math.abs(value - renamedTo), `${value}, ${renamedTo}`).toBeLessThanOrEqual(1e-6 * needed);
      }
      compared++;
      return undefined;
    },
    480,
  );
  expect(compared).toBeGreaterThan(5);
});

test('the fields of a phase share what it adds, step by step', () => {
  let several = 0;
  law(
    scenarioArbitrary({ maxSteps: 24, maxStockpiles: 3 }),
    (scenario) => {
      const [found] = explained(runIfSound(scenario)) ?? [];
      if (found === undefined) return undefined;
      const { why } = found;
      const phases = why.shares.filter(({ cause: { parts } }) => parts.length === 1 && parts[0]?.kind === 'phase');
      for (const { cause, value } of phases) {
        const fields = fieldSharesOf(why, cause.id);
        if (!fields.ok) continue;
        const scale = Math.max(1, totalOf(value.map(Math.abs)), totalOf(why.lacked));
        for (const [place, whole] of value.entries()) {
          const sum = fields.value.reduce((total, field) => total + (field.value[place] as number), 0);
          expect(Math.abs(sum - whole), `${cause.id}: ${sum} of ${whole}`).toBeLessThanOrEqual(1e-9 * scale);
        }
        if (fields.value.filter((field) => totalOf(field.value) !== 0).length > 1) several++;
      }
      return undefined;
    },
    160,
  );
  expect(several).toBeGreaterThan(0);
});
