/**
 * What the stages of a scenario cost in CPU as networks grow, from its file to its report, each size in a process of its
 * own; between sizes the exponent, which is 1 where work is linear and 2 where it grows with the square.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from '../../src/cli/read-file.ts';
import { renderSvg } from '../../src/cli/render.ts';
import {
  answer,
  bandedSeries,
  chartsOf,
  compile,
  csvParts,
  explainBriefly,
  readScenario,
  reportMarkdown,
  scenarioReport,
  seriesTable,
  taskRunner,
  textWidth,
} from '../../src/index.ts';
import { bandMaker } from '../../src/metrics/ensemble/bands.ts';
import { meterOf } from '../../src/metrics/measures.ts';
import { replicatesOf } from '../../src/simulation/replicates.ts';
import { gridFiles } from './grid.ts';
import { exponent } from './timing.ts';

const SIZES = [30, 300, 3000];
const WEEKS = 104;
/** Replicates of the stages of an ensemble, and those that bands are of, all of whose series are kept. */
const RUNS = 64;
const BANDED = 16;
/** Stages shorter than so many seconds say nothing of how they grow. */
const SHORTEST = 0.02;

/** Seconds of each stage by name, in their order, and the peak of memory in MB. */
interface Measured {
  readonly seconds: Readonly<Record<string, number>>;
  readonly peak: number;
}

/** Measures one size; to be called in a process of its own, with a folder for the files. */
export async function measureStages(stockpiles: number, folder: string): Promise<Measured> {
  const files = gridFiles(stockpiles, WEEKS);
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const path = join(folder, files.at(-1)?.name as string);
  const seconds: Record<string, number> = {};
  const stage = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const before = process.cpuUsage();
    const made = await work();
    const { user, system } = process.cpuUsage(before);
    seconds[name] = (user + system) / 1e6;
    return made;
  };
  const { scenario } = await stage('read', () => readScenario(path, readText));
  if (scenario === undefined) throw new Error('a grid that is not sound');
  const model = await stage('compile', () => compile(scenario));
  const chance = { seed: 'bench', sampling: 'plain', runs: RUNS } as const;
  const replicates = replicatesOf(model, chance);
  const meters = new Map<number, ReturnType<typeof meterOf>>();
  const meterFor = (lanes: number) => {
    const meter = meters.get(lanes) ?? meterOf(model, lanes);
    meters.set(lanes, meter);
    return meter;
  };
  const eachBlock = (isStepped: boolean, isMetered: boolean) => {
    for (const block of replicates.drawn(0, RUNS)) {
      if (!block.ok) throw new Error('a grid that cannot run');
      const { run, steps } = block.value;
      const meter = meterFor(run.lanes);
      meter.begin();
      if (isStepped) for (const t of steps) if (isMetered) meter.add(run, t);
      if (isMetered) meter.columns();
    }
  };
  eachBlock(true, true);
  await stage('draw', () => eachBlock(false, false));
  await stage('step', () => eachBlock(true, false));
  await stage('meter', () => eachBlock(true, true));
  // Each of these did what the one before it did, and more.
  for (const [less, more] of [
    ['step', 'meter'],
    ['draw', 'step'],
  ] as const) {
    seconds[more] = Math.max(0, (seconds[more] as number) - (seconds[less] as number));
  }
  const banded = bandedSeries(model);
  const series = { places: banded.map(({ place }) => place), count: BANDED };
  const part = taskRunner(model, chance)({ first: 0, count: BANDED, series });
  if (!part.ok) throw new Error('a grid that cannot run');
  await stage('bands', () => {
    const bands = bandMaker(banded, model.steps, BANDED);
    for (const cells of part.value.series ?? []) bands.add(cells);
    return bands.result();
  });
  const central = await stage('central run', () => answer(scenario));
  if (!central.ok) throw new Error('a grid that cannot run');
  const { dates, series: all, run } = central.value;
  await stage('CSV', () => {
    let characters = 0;
    for (const text of csvParts(seriesTable(dates, all))) characters += text.length;
    return characters;
  });
  const charts = await stage('charts', async () => {
    const drawn = chartsOf({ ...central.value, model: run.model });
    for (const { spec } of drawn) await renderSvg(spec, textWidth);
    return drawn;
  });
  const why = await stage('causes', () => explainBriefly(run.model, undefined)?.found);
  await stage('report', () => {
    const told = { answer: central.value, charts, why, ensemble: undefined, drivers: undefined };
    reportMarkdown(scenarioReport({ ...told, ledger: new Map(), command: '', files: [] }, 'en'), 'chokepoint');
  });
  return { seconds, peak: process.resourceUsage().maxRSS / 1024 };
}

/** Measures sizes, and prints a row a stage. */
export function printStages(sizes: readonly number[] = SIZES): void {
  const measured = sizes.map((size) => {
    const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
    try {
      const words = [process.argv[1] as string, 'measure', String(size), folder];
      const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return JSON.parse(stdout) as Measured;
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  const row = (name: string, cells: readonly string[]) => {
    console.log(`  ${name.padEnd(36)}${cells.map((cell) => cell.padStart(9)).join('')}`);
  };
  console.log(
    `\nseconds of CPU by stockpiles, ${WEEKS} weeks, ${RUNS} replicates, ${BANDED} for bands; then the power with which they grow`,
  );
  row('', [...sizes.map((size) => size.toLocaleString('en')), ...sizes.slice(1).map((size) => `to ${size}`)]);
  for (const stage of Object.keys(measured[0]?.seconds ?? {})) {
    const seconds = measured.map((one) => one.seconds[stage] as number);
    const powers = sizes.slice(1).map((size, n) => {
      const [before, after] = [seconds[n] as number, seconds[n + 1] as number];
      const points = [[sizes[n] as number, before] as const, [size, after] as const];
      return before < SHORTEST ? '–' : exponent(points).toFixed(2);
    });
    row(stage, [...seconds.map((one) => one.toFixed(2)), ...powers]);
  }
  row(
    'peak of memory, MB',
    measured.map(({ peak }) => peak.toFixed(0)),
  );
}
