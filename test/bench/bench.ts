/**
 * `npm run bench`: what whole commands cost, in time and in memory; what each stage of a scenario costs at three sizes;
 * how fast the kernel is beside the reference step, C one by one and in lockstep, and a naive loop, and whether the cost of
 * a lane stays the same as networks grow; then each figure that the program is held to beside its limit. Half an hour on a
 * quiet machine; times on a shared one mean little by themselves: compare within one run.
 *
 * `npm run bench -- kernel` measures a part alone: `commands`, `memory`, `stages` or `kernel`; `npm run bench -- stages 100
 * 1000` the stages at sizes of one's own.
 */
import { lanesFor } from '../../src/simulation/kernel/block.ts';
import { createKernel } from '../../src/simulation/kernel/kernel.ts';
import { measureCommands, measureMemory } from './commands.ts';
import { blocks, type Case, caseOf, inC, metered, naive, reference, steppingAlone } from './contestants.ts';
import { type Figure, printFigure, printSummary } from './figures.ts';
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
function measureKernel(): Figure[] {
  const started = performance.now();
  const kernel = createKernel();
  const startUp = performance.now() - started;
  if (kernel === undefined) throw new Error('no SIMD here: there is no kernel to measure');
  const compiled = compileC();
  console.log(`start-up of the kernel: ${startUp.toFixed(1)} ms`);
  if (compiled.length === 0) console.log('no C compiler (cc) here: the kernel is compared with the rest alone');

  const figures: Figure[] = [];
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
    const [alone, withMetering] = times as [Time, Time];
    const scalar = times.find(({ name }) => name.startsWith('scalar C'));
    if (scalar) {
      const name = `kernel with its metering, times scalar C without, ${size.toLocaleString('en')} stockpiles`;
      figures.push({ name, value: withMetering.least / scalar.least, most: size === 40 ? 0.8 : 1.6 });
    }
    perCell.push(cell(one, alone.least));
    bySize.push([one.model.network.flows, alone.least / one.model.steps]);
  }
  console.log(
    `\nfrom 10 to 2,000 stockpiles the cost of a lane differs by a factor of ${(Math.max(...perCell) / Math.min(...perCell)).toFixed(2)}`,
  );
  const [plain, rich] = race(
    [false, true].map((isRich) => steppingAlone(kernel, caseOf(40, 260, isRich), 16)),
    30,
  ) as [Time, Time];
  const features = 'kernel with orders that wait, floors, a quota, a market, times without';
  figures.push({ name: features, value: rich.least / plain.least, most: 1.5 });
  for (const figure of figures) printFigure(figure);

  /** The least time of each of some contestants, beside what it grows with. */
  const growth = (sizes: readonly number[], contestantOf: (size: number) => Contestant) =>
    race(sizes.map(contestantOf), 30).map(({ least }, i): [number, number] => [sizes[i] as number, least]);
  const bySteps = growth([65, 130, 260, 520], (steps) => steppingAlone(kernel, caseOf(40, steps), 16));
  const byReplicates = growth([16, 32, 64, 128], (replicates) => blocks(kernel, caseOf(40, 104), replicates));
  console.log('time grows with a power of');
  console.log(
    `  replicates ${exponent(byReplicates).toFixed(2)}, flows ${exponent(bySize).toFixed(2)}, steps ${exponent(bySteps).toFixed(2)}`,
  );
  return figures;
}

/** The parts of the whole, in their order: first what starts processes, which are told the peak of memory of this one. */
const PARTS: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  commands: measureCommands,
  memory: measureMemory,
  stages: () => {
    printStages(process.argv.length > 3 ? process.argv.slice(3).map(Number) : undefined);
    return [];
  },
  kernel: measureKernel,
};

const [word, ...rest] = process.argv.slice(2);
if (word === 'measure') console.log(JSON.stringify(await measureStages(Number(rest[0]), rest[1] as string)));
else {
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(PARTS)) {
    if (word === undefined || word === name) figures.push(...(await measure()));
  }
  if (figures.length > 0) printSummary(figures);
}
