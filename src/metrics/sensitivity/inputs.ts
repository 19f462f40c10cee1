/** What is varied: the uncertain assumptions, and the values that all assumptions take when some of them are set. */
import { type Distribution, drawFault, mapDistribution } from '../../distribution.ts';
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import type { Model } from '../../model/network.ts';

/** The positions of the assumptions that have a distribution, in the order of their ids. */
export function uncertainAssumptions({ scenario }: Model): number[] {
  return scenario.assumptions.flatMap(({ distribution }, position) =>
    distribution.kind === 'value' ? [] : [position],
  );
}

/**
 * The value of every assumption in each of `runs` runs, `values[position · runs + run]`, where an uncertain one is what
 * `choose` picks from its distribution. A distribution may rest on other assumptions, so it is evaluated anew in each
 * run; numbers that then do not fit together are an issue, told once an assumption.
 */
export function assumptionValues(
  { scenario }: Model,
  runs: number,
  choose: (distribution: Distribution<number>, position: number, run: number) => number,
): Outcome<Float64Array> {
  const { assumptions, evaluationOrder } = scenario;
  const values = new Float64Array(assumptions.length * runs);
  const issues = new Map<string, Issue>();
  const ofRun = new Float64Array(assumptions.length);
  for (let run = 0; run < runs; run++) {
    for (const position of evaluationOrder) {
      const { id, distribution } = assumptions[position];
      const numbers = mapDistribution(distribution, (parameter) => parameter.at({ elapsed: 0, values: ofRun }));
      const fault = drawFault(numbers);
      if (fault !== undefined) issues.set(id, misfit(id, fault, numbers));
      ofRun[position] = numbers.kind === 'value' ? numbers.value : choose(numbers, position, run);
      values[position * runs + run] = ofRun[position];
    }
  }
  return outcome(values, [...issues.values()]);
}

function misfit(id: string, expected: string, distribution: Distribution<number>): Issue {
  const numbers: number[] = [];
  mapDistribution(distribution, (parameter) => numbers.push(parameter));
  return {
    severity: 'error',
    code: 'out-of-range',
    path: ['assumptions', id],
    expected,
    found: numbers.join(', '),
    remedy: 'Mend its numbers, or the assumptions that they use.',
  };
}
