/** Where what came in piled up unused, as data: what a run without a shortage still has to tell. */
import type { Answer } from '../metrics/answer.ts';
import type { Scenario } from '../model/network.ts';

/** A stockpile at the end of the central run that holds more than it opened with. */
export interface PileFinding {
  readonly title: string;
  readonly unit: Scenario['stockpiles'][number]['unit'];
  /** Tonnes or pieces that came in, and what more than at the start lies there at the end. */
  readonly received: number;
  readonly left: number;
}

/** Less than this share of what came in is no pile. */
const NOTABLE = 0.5;

/** The stockpile that keeps the greatest share of what it receives, if that is more than the half; central run. */
export function pileOf({ run }: Pick<Answer, 'run'>): PileFinding | undefined {
  const { model, steps, parameters } = run;
  const { network, scenario } = model;
  const piles = scenario.stockpiles.map(({ title, unit }, j): PileFinding => {
    const { start, items } = network.deliveries;
    const flows = items.subarray(start[j], start[j + 1]);
    let received = 0;
    for (let t = 0; t < steps; t++) for (const f of flows) received += run.received[t * network.flows + f];
    const left = run.onHand[(steps - 1) * network.stockpiles + j] - parameters.initialOnHand[j];
    return { title, unit, received, left };
  });
  const share = ({ left, received }: PileFinding) => (received > 0 ? left / received : 0);
  const [most] = piles.toSorted((one, other) => share(other) - share(one));
  return most !== undefined && share(most) > NOTABLE ? most : undefined;
}
