/**
 * `npm run bench`: how fast the kernel is beside the reference step, plain C and a naive loop; whether the cost of a
 * lane stays the same as networks grow; memory and start-up. Times on a shared machine mean little by themselves:
 * compare within one run.
 */
import { simulate } from '../../src/index.ts';
import { lanesFor } from '../../src/simulation/kernel/block.ts';
import { createKernel } from '../../src/simulation/kernel/kernel.ts';
import { blocks, type Case, caseOf, naive, reference, scalarC, steppingAlone, withRecord } from './contestants.ts';
import { LARGER, timeFlagship } from './flagship.ts';
import { compileScalarC, differenceOfScalarC, writeNetwork } from './scalar-c.ts';
import { type Contestant, exponent, race, type Time } from './timing.ts';

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
  // Two years of the largest: five would make a record of more than a gigabyte.
  const one = caseOf(size, size > 200 ? 104 : 260);
  const lanes = Math.min(16, lanesFor(one.model.network));
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
  bySize.push([one.model.network.flows, least / one.model.steps]);
}
console.log(
  `\nfrom 10 to 2,000 stockpiles the cost of a lane differs by a factor of ${(Math.max(...perCell) / Math.min(...perCell)).toFixed(2)}`,
);

/** The least time of each of some contestants, beside what it grows with. */
const growth = (sizes: readonly number[], contestantOf: (size: number) => Contestant) =>
  race(sizes.map(contestantOf), 30).map(({ least }, i): [number, number] => [sizes[i] as number, least]);
const bySteps = growth([65, 130, 260, 520], (steps) => steppingAlone(kernel, caseOf(40, steps), 16));
const byReplicates = growth([16, 32, 64, 128], (replicates) => blocks(kernel, caseOf(40, 104), replicates));
console.log('time grows with a power of');
console.log(
  `  replicates ${exponent(byReplicates).toFixed(2)}, flows ${exponent(bySize).toFixed(2)}, steps ${exponent(bySteps).toFixed(2)}`,
);
console.log(`peak memory of all this: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);

const { runs, command, ensemble, larger, simulation } = await timeFlagship(10_000);
const times = ([one, two]: readonly [number, number]) =>
  `${one.toFixed(1)} s with one thread, ${two.toFixed(1)} s with two: ${(one / two).toFixed(2)} times as fast`;
console.log(`\n${runs.toLocaleString('en')} replicates of the flagship`);
console.log(`  start to files on disk: ${times(command)}`);
console.log(`  the replicates alone:   ${times(ensemble)}`);
console.log(`  ${LARGER} times as many alone: ${times(larger)}`);
const further = (n: 0 | 1) => (1e3 * (larger[n] - ensemble[n])) / (LARGER - 1) / runs;
console.log(
  `  each further replicate: ${further(0).toFixed(3)} ms with one thread, ${further(1).toFixed(3)} ms with two: ` +
    `${(further(0) / further(1)).toFixed(2)} times as fast`,
);
console.log(`  stepping alone:         ${simulation.toFixed(1)} s in one thread`);
