/** The books of a run. */
import type { Parameters, Run } from '../src/index.ts';

/** Opening + in − out − closing of each stockpile at each step, and the throughput it is held against. */
export function imbalances(run: Run, parameters: Parameters): { imbalance: number; throughput: number }[] {
  const { network } = run.model;
  const { byproductPerUnit, initialFlow, initialLead, initialOnHand, schedule } = parameters;
  const { layout, first, changing, values } = schedule;
  const at = (slot: number, t: number) => {
    const column = changing.indexOf(slot);
    return (column < 0 ? first[slot] : values[t * changing.length + column]) as number;
  };
  const shipped = (f: number, t: number) => run.shipped[t * network.flows + f] as number;
  // By step and flow: what was under way at the start, and what ships a lead later.
  const coming = Array.from({ length: run.steps }, () => new Float64Array(network.flows));
  for (let f = 0; f < network.flows; f++) {
    for (let t = 0; t < Math.min(initialLead[f], run.steps); t++) coming[t][f] += initialFlow[f];
    for (let t = 0; t < run.steps; t++) {
      const arrives = t + at(layout.lead + f, t);
      if (arrives < run.steps) coming[arrives][f] += shipped(f, t);
    }
  }
  const balances: { imbalance: number; throughput: number }[] = [];
  const opening = Float64Array.from(initialOnHand);
  for (let t = 0; t < run.steps; t++) {
    const into = new Float64Array(network.stockpiles);
    const out = new Float64Array(network.stockpiles);
    for (let f = 0; f < network.flows; f++) {
      const arriving = coming[t][f];
      into[network.to[f] as number] += arriving;
      for (let i = network.byproducts.start[f]; i < network.byproducts.start[f + 1]; i++)
        into[network.byproducts.items[i]] += byproductPerUnit[i] * arriving;
      for (let i = network.inputs.start[f]; i < network.inputs.start[f + 1]; i++)
        out[network.inputs.items[i]] += at(layout.inputPerUnit + i, t) * shipped(f, t);
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
