/** The same recurrence in C, a run at a time (step.c) or several in lockstep (lockstep.c), where there is a compiler. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Model, type Parameters, type Run, simulate } from '../../src/index.ts';
import { laneOf } from '../../src/model/lane.ts';
import { lotsAtOnce, mostSteps } from '../../src/simulation/state.ts';
import { join as sideBySide } from '../simulation/perturb.ts';

const COMPILER = 'cc';

/** The programs: with the vectors of this machine, and the values of scalar C all the same. */
const PROGRAMS = [
  { source: 'test/bench/step.c', lanes: 1, options: [] },
  { source: 'test/bench/lockstep.c', lanes: 8, options: ['-march=native', '-ffp-contract=off', '-Wno-psabi'] },
];

/** A compiled program, and where its files lie. */
export interface CompiledC {
  readonly program: string;
  readonly folder: string;
  readonly lanes: number;
}

/** Compiles them with `cc -O3`; those are missing for which that cannot be done. */
export function compileC(): CompiledC[] {
  return PROGRAMS.flatMap(({ source, lanes, options }) => {
    const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
    const program = join(folder, 'step');
    try {
      execFileSync(COMPILER, ['-O3', ...options, '-o', program, source, '-lm'], { stdio: 'pipe' });
    } catch {
      return [];
    }
    return [{ program, folder, lanes }];
  });
}

/** Writes a network and the parameters of as many runs as are in lockstep as the program reads them; returns the file. */
export function writeNetwork(
  { folder, lanes }: CompiledC,
  name: string,
  { network, steps }: Model,
  parameters: Parameters,
): string {
  if (parameters.lanes !== lanes) throw new Error(`the program is for ${lanes} runs, not for ${parameters.lanes}`);
  const { schedule } = parameters;
  // What is whole is alike in all runs of a case.
  const [switches, released] = [parameters.switchOrder.items, parameters.releaseOrder.items].map((all) =>
    Int32Array.from(laneOf(all, 0, lanes)),
  ) as [Int32Array, Int32Array];
  const { layout, first, changing, values } = schedule;
  // Of networks whose leads and recipes are the same at all times.
  const rowsOf = (from: number, count: number) => first.slice(from * lanes, (from + count) * lanes);
  const lead = Int32Array.from(laneOf(rowsOf(layout.lead, network.flows), 0, lanes));
  const parts: Uint8Array[] = [];
  const integers = (all: Iterable<number>) => parts.push(new Uint8Array(Int32Array.from(all).buffer));
  const counted = (all: ArrayLike<number>, bytes: Uint8Array) => {
    integers([all.length]);
    parts.push(bytes);
  };
  const { stockpiles, flows, licences, demands, inputs, byproducts } = network;
  integers([
    ...[steps, stockpiles, flows, licences, demands, parameters.sharesAreConstant ? 1 : 0],
    ...[1 + mostSteps(parameters, layout.review, licences)[0], lotsAtOnce(parameters, licences)[0]],
    ...[layout.capacity, layout.share, layout.allow, layout.limit, layout.review, layout.approve, layout.valid],
    ...[layout.demand, layout.cover, layout.target, first.length / lanes, changing.length],
    ...[inputs.items.length, byproducts.items.length],
  ]);
  const { to, licenceOf, isRelease, drawsFrom, isBackordered, inputOwner } = network;
  for (const all of [to, licenceOf, isRelease, drawsFrom, isBackordered, inputOwner, lead, changing]) {
    counted(all, new Uint8Array(Int32Array.from(all).buffer));
  }
  const { inflows, deliveries, ordinaryOf, gatedBy, demandsOn, claims, tiers } = network;
  const tables = [inputs, byproducts, inflows, deliveries, ordinaryOf, gatedBy, demandsOn, claims, tiers];
  const orders = [
    { start: parameters.switchOrder.start, items: switches },
    { start: parameters.releaseOrder.start, items: released },
  ];
  for (const { start, items } of [...tables, ...orders]) {
    for (const all of [start, items]) counted(all, new Uint8Array(Int32Array.from(all).buffer));
  }
  const taken = rowsOf(layout.inputPerUnit, inputs.items.length);
  const { byproductPerUnit, releaseBelow, adjust, forecastSteps, switchable, conserve } = parameters;
  const { initialOnHand, initialForecast, initialFlow } = parameters;
  const doubles = [first, values, taken, byproductPerUnit, releaseBelow, adjust, forecastSteps, switchable, conserve];
  for (const all of [...doubles, initialOnHand, initialForecast, initialFlow]) {
    counted(all, new Uint8Array(all.buffer, all.byteOffset, all.byteLength));
  }
  const file = join(folder, name);
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** The nanoseconds of ten steps after ten steps, run by run. */
export function timeC({ program }: CompiledC, file: string, runs: number): number[][] {
  const lines = execFileSync(program, [file, String(runs)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return lines.map((line) => line.trim().split(' ').map(Number));
}

const RECORDED = [
  ...(['onHand', 'forecast', 'ordered', 'wanted', 'shipped', 'inTransit'] as const),
  ...(['demand', 'served', 'shortfall', 'backlog'] as const),
];

/** Throws where a program is another recurrence than the step: where numbers of these runs differ. */
export function checkC(c: CompiledC, model: Model, runs: readonly Parameters[]): void {
  const some = runs.slice(0, c.lanes);
  const file = writeNetwork(c, 'check', model, sideBySide(some));
  const difference = differenceOfC(
    c,
    file,
    some.map((parameters) => simulate(model, parameters)),
  );
  if (!(difference <= 1e-9))
    throw new Error(`C of ${c.lanes} lanes is another recurrence: it differs by ${difference}`);
}

/** The greatest difference between what C and the reference step record of runs, relative to the size of a variable. */
function differenceOfC({ program, folder, lanes }: CompiledC, file: string, runs: readonly Run[]): number {
  const out = join(folder, 'record');
  execFileSync(program, [file, '0', out]);
  const bytes = readFileSync(out);
  const theirs = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
  const [one] = runs as [Run];
  const { stockpiles, flows, demands } = one.model.network;
  const parts: [(typeof RECORDED)[number], number][] = RECORDED.map((name, n) => {
    return [name, n < 2 ? stockpiles : n < 6 ? flows : demands];
  });
  let worst = 0;
  let place = 0;
  const scale = one.forecast.reduce((most, value) => Math.max(most, value), 0);
  for (let t = 0; t < one.steps; t++) {
    for (const [name, count] of parts) {
      for (let i = 0; i < count; i++) {
        for (const { [name]: all } of runs.slice(0, lanes)) {
          const difference = Math.abs((theirs[place++] as number) - (all[t * count + i] as number)) / scale;
          // A NaN is a difference, too.
          worst = difference <= worst ? worst : difference;
        }
      }
    }
  }
  return place === theirs.length ? worst : Number.POSITIVE_INFINITY;
}
