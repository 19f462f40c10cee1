/** The same recurrence in scalar C (step.c), compiled where there is a compiler, fed with a network and its numbers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model, Parameters, Run } from '../../src/index.ts';
import { lotsAtOnce, mostSteps } from '../../src/simulation/state.ts';

const COMPILER = 'cc';

/** A compiled step.c, and where its files lie. */
export interface ScalarC {
  readonly program: string;
  readonly folder: string;
}

/** Compiles step.c with `cc -O3`; undefined where that cannot be done. */
export function compileScalarC(source: string): ScalarC | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
  const program = join(folder, 'step');
  try {
    execFileSync(COMPILER, ['-O3', '-o', program, source, '-lm'], { stdio: 'pipe' });
  } catch {
    return undefined;
  }
  return { program, folder };
}

/** Writes a network and the parameters of one run as step.c reads them; returns the file. */
export function writeNetwork(
  { folder }: ScalarC,
  name: string,
  { network, steps }: Model,
  parameters: Parameters,
): string {
  const { schedule } = parameters;
  const { layout, first, changing, values } = schedule;
  // Of networks whose leads and recipes are the same at all times.
  const rowsOf = (from: number, count: number) => first.slice(from, from + count);
  const parts: Uint8Array[] = [];
  const integers = (all: Iterable<number>) => parts.push(new Uint8Array(Int32Array.from(all).buffer));
  const counted = (all: ArrayLike<number>, bytes: Uint8Array) => {
    integers([all.length]);
    parts.push(bytes);
  };
  const { stockpiles, flows, licences, demands, inputs, byproducts } = network;
  integers([
    ...[steps, stockpiles, flows, licences, demands, parameters.sharesAreConstant ? 1 : 0],
    ...[1 + mostSteps(parameters, layout.review, licences), lotsAtOnce(parameters, licences)],
    ...[layout.capacity, layout.share, layout.allow, layout.limit, layout.review, layout.approve, layout.valid],
    ...[layout.demand, layout.cover, layout.target, first.length, changing.length],
    ...[inputs.items.length, byproducts.items.length],
  ]);
  const lead = rowsOf(layout.lead, flows);
  const { to, licenceOf, isRelease, drawsFrom, isBackordered, inputOwner } = network;
  for (const all of [to, licenceOf, isRelease, drawsFrom, isBackordered, inputOwner, lead, changing]) {
    counted(all, new Uint8Array(Int32Array.from(all).buffer));
  }
  const { inflows, deliveries, ordinaryOf, gatedBy, demandsOn, claims, tiers } = network;
  const tables = [inputs, byproducts, inflows, deliveries, ordinaryOf, gatedBy, demandsOn, claims, tiers];
  for (const { start, items } of [...tables, parameters.switchOrder, parameters.releaseOrder]) {
    for (const all of [start, items]) counted(all, new Uint8Array(Int32Array.from(all).buffer));
  }
  const taken = rowsOf(layout.taken, inputs.items.length);
  const { given, releaseBelow, adjust, forecastSteps, switchable, conserve } = parameters;
  const { initialOnHand, initialForecast, initialFlow } = parameters;
  const doubles = [first, values, taken, given, releaseBelow, adjust, forecastSteps, switchable, conserve];
  for (const all of [...doubles, initialOnHand, initialForecast, initialFlow]) {
    counted(all, new Uint8Array(all.buffer, all.byteOffset, all.byteLength));
  }
  const file = join(folder, name);
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** The nanoseconds of ten steps after ten steps, run by run. */
export function timeScalarC({ program }: ScalarC, file: string, runs: number): number[][] {
  const lines = execFileSync(program, [file, String(runs)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return lines.map((line) => line.trim().split(' ').map(Number));
}

/** The greatest difference between what C and the reference step record, relative to the size of a variable. */
export function differenceOfScalarC({ program, folder }: ScalarC, file: string, run: Run): number {
  const out = join(folder, 'record');
  execFileSync(program, [file, '0', out]);
  const bytes = readFileSync(out);
  const theirs = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
  const { stockpiles, flows, demands } = run.model.network;
  const parts: [Float64Array, number][] = [
    ...[run.onHand, run.forecast].map((all): [Float64Array, number] => [all, stockpiles]),
    ...[run.ordered, run.wanted, run.shipped, run.inTransit].map((all): [Float64Array, number] => [all, flows]),
    ...[run.demand, run.served, run.shortfall, run.backlog].map((all): [Float64Array, number] => [all, demands]),
  ];
  let worst = 0;
  let place = 0;
  const scale = run.forecast.reduce((most, value) => Math.max(most, value), 0);
  for (let t = 0; t < run.steps; t++) {
    for (const [all, count] of parts) {
      for (let i = 0; i < count; i++) {
        worst = Math.max(worst, Math.abs((theirs[place++] as number) - (all[t * count + i] as number)) / scale);
      }
    }
  }
  return place === theirs.length ? worst : Number.POSITIVE_INFINITY;
}
