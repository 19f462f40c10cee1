/**
 * `npm run bench`: how fast the kernel is beside the reference step, plain C and a naive loop; whether the cost of a
 * lane stays the same as networks grow; memory and start-up. Times on a shared machine mean little by themselves:
 * compare within one run.
 */

import { simulate } from '../../src/index.ts';
import { createKernel, simulateBlock } from '../../src/simulation/kernel/block.ts';
import { lanesFor } from '../../src/simulation/kernel/lanes.ts';
import { emptyRun } from '../../src/simulation/record.ts';
import { join } from '../simulation/perturb.ts';
import { type Case, caseOf, naive, reference, scalarC, steppingAlone, withRecord } from './contestants.ts';
import { compileScalarC, differenceOfScalarC, writeNetwork } from './scalar-c.ts';
import { exponent, race, type Time } from './timing.ts';

const SIZES = [10, 40, 200, 1000, 2000];

const started = performance.now();
const kernel = createKernel();
const startUp = performance.now() - started;
if (kernel === undefined) throw new Error('no SIMD here: there is no kernel to measure');
const c = compileScalarC('test/bench/step.c');
console.log(`start-up of the kernel: ${startUp.toFixed(1)} ms`);
if (c === undefined) console.log('no C compiler (cc) here: the kernel is compared with the rest alone');

/** Nanoseconds per flow, step and replicate. */
const cell = ({ model }: Case, nanoseconds: number) => nanoseconds / (model.network.flows * model.steps);

function print(one: Case, times: readonly Time[]): void {
  const base = times.find(({ name }) => name.startsWith('scalar C'))?.least ?? times[0]?.least ?? 1;
  console.log(`\n${one.stockpiles} stockpiles, ${one.model.network.flows} flows, ${one.model.steps} steps`);
  console.log('ns per flow, step and replicate   least   median   least, times that of C');
  for (const { name, least, median } of times) {
    const numbers = [cell(one, least).toFixed(2).padStart(8), cell(one, median).toFixed(2).padStart(8)];
    console.log(`  ${name.padEnd(36)}${numbers.join(' ')}   ${(least / base).toFixed(2)}`);
  }
}

const perCell: number[] = [];
const bySize: [number, number][] = [];
for (const size of SIZES) {
  const one = caseOf(size);
  const lanes = lanesFor(one.model);
  if (c) {
    const first = one.runs[0] as Case['runs'][number];
    const difference = differenceOfScalarC(c, writeNetwork(c, 'check', one.model, first), simulate(one.model, first));
    if (!(difference <= 1e-9)) throw new Error(`step.c is another recurrence: it differs by ${difference}`);
  }
  const contestants = [
    steppingAlone(kernel, one, lanes),
    withRecord(kernel, one, lanes),
    ...(c ? [scalarC(c, one)] : []),
    ...(size <= 200 ? [reference(one)] : []),
    ...(size === 40 ? [naive(one)] : []),
  ];
  const times = race(contestants, Math.max(4, Math.round(1200 / size)));
  print(one, times);
  const { least } = times[0] as Time;
  perCell.push(cell(one, least));
  bySize.push([one.model.network.flows, least]);
}
console.log(
  `\nfrom 10 to 2,000 stockpiles the cost of a lane differs by a factor of ${(Math.max(...perCell) / Math.min(...perCell)).toFixed(2)}`,
);

const bySteps = [65, 130, 260, 520].map((steps): [number, number] => {
  const one = caseOf(40, steps);
  return [steps, (race([steppingAlone(kernel, one, 16)], 20)[0] as Time).least];
});
const forty = caseOf(40);
const block = join(forty.runs);
const kept = emptyRun(forty.model, block);
const byReplicates = [16, 32, 64, 128].map((replicates): [number, number] => {
  const times = Array.from({ length: 8 }, () => {
    const before = performance.now();
    for (let done = 0; done < replicates; done += 16) simulateBlock(kernel, forty.model, block, undefined, kept);
    return performance.now() - before;
  });
  return [replicates, Math.min(...times)];
});
console.log('time grows with a power of');
console.log(
  `  replicates ${exponent(byReplicates).toFixed(2)}, flows ${exponent(bySize).toFixed(2)}, steps ${exponent(bySteps).toFixed(2)}`,
);
console.log(`peak memory of all this: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
