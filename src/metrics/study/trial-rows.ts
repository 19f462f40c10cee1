/** The rows of one model under a chance: of a single replicate the central run, else all that the crew gives. */
import { type Outcome, outcome } from '../../issue.ts';
import type { Chance } from '../../model/draws.ts';
import type { Model } from '../../model/network.ts';
import type { Run } from '../../simulation/record.ts';
import { simulateCentral } from '../../simulation/simulate.ts';
import type { Crew } from '../ensemble/crew.ts';
import { gatherRows } from '../ensemble/rows.ts';
import type { Rows } from '../ensemble/tasks.ts';
import { metricColumns } from '../measures.ts';

/** Metrics of every replicate, or of the central run where `runs` is 1. */
export async function trialRows(model: Model, { runs }: Chance, crew: () => Crew): Promise<Outcome<Rows>> {
  if (runs > 1) return gatherRows(crew(), runs);
  const run = simulateCentral(model);
  return run.ok ? outcome(centralRows(run.value), []) : run;
}

/** The metrics of a central run as rows of one replicate. */
export function centralRows(run: Run): Rows {
  const metrics = Float64Array.from(metricColumns(run), ({ values: [value] }) => value);
  return { first: 0, count: 1, values: new Float64Array(0), metrics };
}
