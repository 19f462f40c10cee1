/**
 * `npm run bench`: how fast the kernel is beside the reference step, C one by one and in lockstep, and a naive loop;
 * whether the cost of a lane stays the same as networks grow; what each stage of a scenario costs at three sizes, and
 * whole commands. Times on a shared machine mean little by themselves: compare within one run.
 *
 * `npm run bench -- stages 100 1000` measures the stages alone, at sizes of one's own.
 */
import { lanesFor } from '../../src/simulation/kernel/block.ts';
import { createKernel } from '../../src/simulation/kernel/kernel.ts';
import { printCommands } from './commands.ts';
import { blocks, type Case, caseOf, inC, metered, naive, reference, steppingAlone } from './contestants.ts';
import { checkC, compileC } from './in-c.ts';
import { measureStages, printStages } from './stages.ts';
import { type Contestant, exponent, race, type Time } from './timing.ts';

const SIZES = [10, 40, 200, 1000, 2000];

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

/** The kernel beside others, and how its time grows. */
function printKernel(): void {
  const started = performance.now();
  const kernel = createKernel();
  const startUp = performance.now() - started;
  if (kernel === undefined) throw new Error('no SIMD here: there is no kernel to measure');
  const compiled = compileC();
  console.log(`start-up of the kernel: ${startUp.toFixed(1)} ms`);
  if (compiled.length === 0) console.log('no C compiler (cc) here: the kernel is compared with the rest alone');

  const perCell: number[] = [];
  const bySize: [number, number][] = [];
  for (const size of SIZES) {
    // Two years of the largest: five would make a record of more than a gigabyte.
    const one = caseOf(size, size > 200 ? 104 : 260);
    const lanes = Math.min(16, lanesFor(one.model.network));
    for (const c of compiled) checkC(c, one.model, one.runs);
    const contestants = [
      steppingAlone(kernel, one, lanes),
      metered(kernel, one, lanes),
      ...compiled.map((c) => inC(c, one)),
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
}

const [word, ...rest] = process.argv.slice(2);
if (word === 'measure') console.log(JSON.stringify(await measureStages(Number(rest[0]), rest[1] as string)));
else if (word === 'stages') printStages(rest.length > 0 ? rest.map(Number) : undefined);
else {
  // First, since a process is told the peak of memory of the one that starts it.
  printStages();
  printKernel();
  await printCommands();
}
