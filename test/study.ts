/** What tests of studies share: files given as text, read and run without a disk. */
import {
  type Issue,
  type Model,
  pathText,
  readStudy,
  runStudy,
  type Study,
  type StudyOptions,
  type StudyReading,
  type StudyResult,
  studyOfFiles,
} from '../src/index.ts';
import type { Column, Sample } from '../src/metrics/study/sample.ts';

/** Files by name. */
export type Files = Readonly<Record<string, string>>;

/** A stock that a year's need draws down, and a lane that may be cut: every number can be followed by hand. */
export const BASE = `version: 2
title: A stock and a lane
start: 2025-01-01
horizon: 364 days
runs: 40
assumptions:
  stock: {uniform: [20 t, 60 t], source: a test}
  need: {value: 100 t/year, figure: need_low, source: a test}
  delay: {value: 0 weeks, source: a test}
stockpiles:
  magnets: {title: Magnets, initial: stock, cover: 3 years + delay, source: a test}
  spare: {initial: 0 t, source: a test}
flows:
  lane: {title: The lane, to: magnets, capacity: 50 t/year, cost: 2, source: a test}
demands:
  cars: {title: Car makers, from: magnets, rate: need, source: a test}
`;

/** A ledger in which one figure has three rivals, of which one has no number and one measures something else. */
export const LEDGER = `- {id: need_low, value: 100 t/year, what: what cars need, document: d, line: 1, role: demand, rivals: [need_high, need_text, need_days]}
- {id: need_high, value: "> 200 t/year", what: what cars need, document: d, line: 2, role: demand, rivals: [need_low]}
- {id: need_text, value: a lot, what: what cars need, document: d, line: 3, role: context, rivals: [need_low]}
- {id: need_days, value: 3 weeks, what: how long it lasts, document: d, line: 4, role: duration, rivals: [need_low]}
`;

export const STUDY = `version: 2
title: What helps
base: base.yaml
variants:
  same: {title: nothing}
  more: {title: twenty tonnes more, set: {stockpiles.magnets.initial: stock + 20 t}}
  less: {title: no lane, set: {flows.lane.capacity: 0 t/year}}
`;

const reader = (files: Files) => (path: string) =>
  Object.hasOwn(files, path) ? { text: files[path] } : { missing: 'there is no such file' };

/** Reads a study, or as many scenarios as are named. */
export function readingOf(files: Files, ...entries: string[]): StudyReading {
  return entries.length > 1
    ? studyOfFiles(entries, reader(files))
    : readStudy(entries[0] ?? 'study.yaml', reader(files));
}

/** Everything that is said of a study, as text; `sound` where nothing is. */
export function toldOfStudy(files: Files, ...entries: string[]): string {
  const { study, issues } = readingOf({ 'base.yaml': BASE, 'figures.yaml': LEDGER, ...files }, ...entries);
  const told = issues.filter(({ code }) => code !== 'unsourced');
  if (told.length === 0) return study === undefined ? 'unsound, but nothing is said' : 'sound';
  return `\n${told.map(issueText).join('\n')}\n`;
}

/** An issue as three lines: place, kind and path; what was expected and found; what to do. */
export function issueText({ place, severity, code, path, expected, found, remedy }: Issue): string {
  const where = place === undefined ? 'nowhere' : `${place.file}:${place.line}:${place.column}`;
  const lines = [[where, severity, code, pathText(path)].join(' ').trim(), `  expected ${expected}, got ${found}`];
  return [...lines, `  ${remedy}`].join('\n').replaceAll(/one of [^,\n]*(, [^,\n]*){6,}, got/g, 'one of the keys, got');
}

/** The sound study of these files; throws with everything that is said of them. */
export function studyOf(files: Files = {}, ...entries: string[]): Study {
  const all = { 'base.yaml': BASE, 'figures.yaml': LEDGER, 'study.yaml': STUDY, ...files };
  const { study } = readingOf(all, ...entries);
  if (study === undefined) throw new Error(toldOfStudy(all, ...entries));
  return study;
}

/** What a sound study comes to. */
export async function resultOf(study: Study, how: StudyOptions = {}): Promise<StudyResult> {
  const found = await runStudy(study, how);
  if (!found.ok) throw new Error(found.issues.map(issueText).join('\n'));
  return found.value;
}

/** Names of columns of the whole that are not their paths. */
const WHOLE: Readonly<Record<string, string>> = { shortage: 'total_shortage', costs: 'cost' };

/** A variant as it was run, from columns of replicates by path: `demands.x.shortage`, `total.shortage`, `total.costs`. */
export function sample(
  values: Readonly<Record<string, readonly number[]>>,
  units: Readonly<Record<string, string>> = {},
): Sample {
  const columns = Object.entries(values).map(([path, replicates]): Column => {
    const [section, id, metric] = path.split('.');
    const name = (metric ?? WHOLE[id] ?? id) as Column['name'];
    const demand = section === 'demands' ? id : undefined;
    return { name, path, demand, measure: 'amount', unit: units[path] ?? 't', values: Float64Array.from(replicates) };
  });
  const ids = new Set(columns.flatMap(({ demand }) => demand ?? []));
  const model = { scenario: { demands: [...ids].map((id) => ({ id })) } } as unknown as Model;
  const runs = columns[0].values.length;
  const summed = { material: undefined, unit: 't' };
  return { model, runs, summed, columns: new Map(columns.map((one) => [one.path, one])), bands: [], expectations: [] };
}
