/** The words of a call: options that several commands share, and how their values are read. */
import { parse } from 'yaml';
import {
  LANGUAGES,
  type Language,
  MOST_RUNS,
  SAMPLINGS,
  type Sampling,
  type SeriesAsked,
  type Setting,
} from '../index.ts';

/** The words of the call can't be understood. */
export class UsageError extends Error {}

/** What help says of every command; those that have a code 3 add it. */
export const EXIT_CODES = 'Exit codes: 0 done, 1 the program failed, 2 the input is not sound';

/** Scenario files by their places in the call. */
export const SCENARIO_FILES = { describe: 'scenario files', type: 'string', array: true, demandOption: true } as const;
/** A scenario file by its place in the call. */
export const SCENARIO_FILE = { file: { describe: 'a scenario file', type: 'string', demandOption: true } } as const;
/** Scenario files where none need be named. */
export const SOME_SCENARIOS = {
  describe: 'scenario files',
  type: 'string',
  array: true,
  default: [] as string[],
  defaultDescription: 'all of scenarios/',
} as const;
/** Values put over what the files say; see readSettings. */
export const SET = {
  describe: 'put a value over what the file says, as in --set assumptions.renewed=0; repeatable',
  type: 'string',
  array: true,
  nargs: 1,
  default: [] as string[],
  defaultDescription: 'nothing',
} as const;
/** Whether a scenario may name files outside its root. */
export const ALLOW_OUTSIDE = {
  describe: 'read files that a scenario names also outside the folder of chokepoint.yaml, or of the git repository',
  type: 'boolean',
  default: false,
} as const;
/** How an ensemble is drawn, and by how many threads. */
export const ENSEMBLE = {
  runs: {
    describe: 'replicates of the ensemble; 1: the central run alone',
    type: 'number',
    defaultDescription: 'what the file says, where anything is uncertain',
    range: [1, MOST_RUNS],
  },
  seed: { describe: 'seed of the draws', type: 'string', defaultDescription: 'what the file says' },
  sampling: {
    describe:
      'how draws spread: plain (each depends on seed, name and replicate alone), latin-hypercube (on the number of replicates, too), sobol (on the place of the name among the assumptions, too)',
    choices: SAMPLINGS,
    default: 'plain' as Sampling,
  },
  threads: {
    describe: 'threads; each takes memory, some 90 MB with 50 flows; results are the same for any number',
    type: 'number',
    defaultDescription: 'one for each core',
    range: [1, 1024],
  },
} as const;
/** Series that have bands beside the usual; see readSeries. */
export const SERIES = {
  describe: 'series that bands.csv is to have as well, such as flows.x.in_transit; all: every one; repeatable',
  type: 'string',
  array: true,
  nargs: 1,
  default: [] as string[],
  defaultDescription: 'shortfalls, stocks that demands draw on, and what feeds them',
} as const;
/** The language of reports. */
export const LANGUAGE = {
  describe: 'language of the reports',
  choices: LANGUAGES,
  default: 'en' as Language,
} as const;
/** What is drawn; see readDrawing. */
export const CHARTS = {
  charts: {
    describe:
      'what charts are drawn as: svg (with the Vega-Lite specification), png, or all; then a chart that fails is exit code 1',
    choices: ['svg', 'png', 'all'],
    requiresArg: true,
    defaultDescription: 'all; a chart that fails is named, and no more',
  },
  'no-charts': {
    describe: 'draw nothing: numbers, and reports of words and tables alone',
    type: 'boolean',
    default: false,
  },
} as const;

/** What charts are drawn as. */
export interface Drawing {
  readonly svg: boolean;
  readonly png: boolean;
  /** Whether the call says so: then a chart that fails is a failure of the command. */
  readonly isAsked: boolean;
}

/** What is drawn, by the options of a call. Throws a UsageError. */
export function readDrawing(charts: string | undefined, isNone: boolean): Drawing {
  if (charts !== undefined && isNone) throw new UsageError(`--charts ${charts} and --no-charts: ask for one of them`);
  const kind = charts ?? 'all';
  return { svg: !isNone && kind !== 'png', png: !isNone && kind !== 'svg', isAsked: charts !== undefined };
}

/** Whether only faults are told. */
export const QUIET = { describe: 'say nothing but faults', type: 'boolean', default: false } as const;

/** The series that are asked for. */
export function readSeries(words: readonly string[]): SeriesAsked {
  return words.includes('all') ? 'all' : words;
}

/** A whole number from `least` to `most`, or undefined where none is given. Throws a UsageError. */
export function wholeNumber(option: string, value: number | undefined, most: number, least = 1): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return value;
  throw new UsageError(`${option} wants a whole number from ${least} to ${most}; got ${value}`);
}

/** What `--set path=value` puts over a file. Throws a UsageError. */
export function readSettings(words: readonly string[]): Setting[] {
  return words.map(readSetting);
}

function readSetting(word: string): Setting {
  const equals = word.indexOf('=');
  if (equals <= 0) throw new UsageError(`--set wants path=value, such as assumptions.renewed=0; got ${word}`);
  try {
    return { path: word.slice(0, equals).trim(), value: parse(word.slice(equals + 1)) };
  } catch {
    throw new UsageError(`--set ${word}: the value can't be read; quote it for the shell and for YAML`);
  }
}
