/** What tests of the bound share: the solver, a run that is bounded, and its programmes. */
import type fc from 'fast-check';
import { loadSolver } from '../../../src/cli/highs.ts';
import { type Answer, type BoundQuestion, leastMissed, referenceRun } from '../../../src/index.ts';
import { componentsOf } from '../../../src/metrics/bound/components.ts';
import type { Reference } from '../../../src/metrics/bound/reference.ts';
import { relaxationOf } from '../../../src/metrics/bound/relaxation.ts';
import type { OracleScenario } from '../../oracle/input.ts';
import { law, parametersOfAnswer, run, runIfSound } from '../../run.ts';

export const solver = await loadSolver();

/** From the first step, with everything else as the command has it. */
export const FROM_START: BoundQuestion = {
  ...{ begin: 0, end: 'as-simulated', licences: 'granted', lanes: 'as-shipped' },
  ...{ weights: 'tonne', hasPrices: false },
};

export const referenceOf = (answer: Answer) => referenceRun(answer.run.model, parametersOfAnswer(answer));

/** The least missed in all of a scenario, tonnes, and what the simulation missed. */
export function least(scenario: object, question: Partial<BoundQuestion> = {}): { simulated: number; bound: number } {
  const [part = { simulated: 0, bound: 0 }] = leastMissed(
    referenceOf(run(scenario)),
    { ...FROM_START, ...question },
    solver,
  );
  return { simulated: part.simulated, bound: part.bound };
}

/** Checks a law on the runs of generated scenarios, those that the program rightly refuses left out. */
export function lawOfRuns(
  scenarios: fc.Arbitrary<OracleScenario>,
  check: (reference: Reference) => void,
  runs: number,
) {
  law(
    scenarios,
    (scenario) => {
      const answer = runIfSound(scenario);
      if (answer !== undefined) check(referenceOf(answer));
      return true;
    },
    runs,
  );
}

/** The programme of each component of a run, in which every tonne short counts alike. */
export function programmesOf(reference: Reference) {
  return componentsOf(reference.model).map((component) => {
    const { builder, columns, balanceRows, limitRows } = relaxationOf(reference, component, FROM_START);
    for (const column of columns.short) builder.setCost(column, 1);
    return { programme: builder.build(), columns, balanceRows, limitRows };
  });
}
