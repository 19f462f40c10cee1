/** The books of a run. */
import type { Parameters, Run } from '../src/index.ts';

/** Opening + in − out − closing of each stockpile at each step, and the throughput it is held against. */
export function imbalances(run: Run, parameters: Parameters): { imbalance: number; throughput: number }[] {
  const { network } = run.model;
  const { lead, byproductPerUnit, inputPerUnit, initialFlow, initialOnHand } = parameters;
  const shipped = (f: number, t: number) =>
    t < 0 ? (initialFlow[f] as number) : (run.shipped[t * network.flows + f] as number);
  const balances: { imbalance: number; throughput: number }[] = [];
  const opening = Float64Array.from(initialOnHand);
  for (let t = 0; t < run.steps; t++) {
    const into = new Float64Array(network.stockpiles);
    const out = new Float64Array(network.stockpiles);
    for (let f = 0; f < network.flows; f++) {
      const arriving = shipped(f, t - (lead[f] as number));
      into[network.to[f] as number] += arriving;
      for (let i = network.byproducts.start[f]; i < network.byproducts.start[f + 1]; i++)
        into[network.byproducts.items[i]] += byproductPerUnit[i] * arriving;
      for (let i = network.inputs.start[f]; i < network.inputs.start[f + 1]; i++)
        out[network.inputs.items[i]] += inputPerUnit[i] * shipped(f, t);
    }
    for (let k = 0; k < network.demands; k++) out[network.drawsFrom[k]] += run.served[t * network.demands + k];
    for (let j = 0; j < network.stockpiles; j++) {
      const closing = run.onHand[t * network.stockpiles + j];
      balances.push({ imbalance: opening[j] + into[j] - out[j] - closing, throughput: opening[j] + into[j] });
      opening[j] = closing;
    }
  }
  return balances;
}
