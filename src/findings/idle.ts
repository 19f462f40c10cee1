/** What stood idle while the subject was short, and why: the doctor of a scenario. */
import type { Answer } from '../metrics/answer.ts';
import { type IdleReason, idleWhileShort } from '../metrics/idle.ts';
import type { Results } from './results.ts';
import { subjectsOf } from './subject.ts';

/** A flow upstream of the subject that had capacity to spare in the steps in which the subject was short, central run. */
export interface IdleFinding {
  readonly flow: string;
  readonly title: string;
  /** The unit of what it delivers. */
  readonly unit: Results['model']['scenario']['stockpiles'][number]['unit'];
  /** Tonnes or pieces over these steps, and their share of its capacity. */
  readonly unused: number;
  readonly share: number;
  /** The reason of the greatest part. */
  readonly reason: IdleReason;
  /** What was unused by reason, the most first. */
  readonly reasons: readonly { readonly reason: IdleReason; readonly amount: number }[];
}

/** Less than this share of a capacity is not worth a word. */
const NOTABLE = 0.05;

/**
 * Idle capacity of the first subject; what a reader could turn to first, then what only waits for a bottleneck
 * elsewhere; within each the largest share first, then by id.
 */
export function idleOf({ run }: Pick<Answer, 'run'>, results: Results): readonly IdleFinding[] {
  const { scenario, network } = run.model;
  const [subject] = subjectsOf(results);
  const k = scenario.demands.findIndex(({ id }) => id === subject);
  if (k < 0) return [];
  return idleWhileShort(run, k)
    .flatMap(({ flow, capacity, unused, reasons }): IdleFinding[] => {
      const position = scenario.flows.findIndex(({ id }) => id === flow);
      const share = unused / capacity;
      if (share < NOTABLE) return [];
      const { unit } = scenario.stockpiles[network.to[position]];
      const { reason } = reasons[0];
      return [{ flow, title: scenario.flows[position].title, unit, unused, share, reason, reasons }];
    })
    .toSorted((a, b) => waits(a) - waits(b) || b.share - a.share || (a.flow < b.flow ? -1 : 1));
}

function waits({ reason }: IdleFinding): number {
  return reason === 'elsewhere' ? 1 : 0;
}
