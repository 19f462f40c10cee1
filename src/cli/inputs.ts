/** What a run was made from, as summary.json holds it: written beside its numbers, and taken from there to run it again. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import {
  type Answer,
  type Inputs,
  type Language,
  MOST_RUNS,
  parseYaml,
  type Reader,
  type RunInputs,
  readSummary,
  type SeriesAsked,
  type Setting,
  yamlText,
} from '../index.ts';
import { nameOf, type Read } from './answer.ts';
import type { EnsembleOptions, RowsWritten } from './ensemble.ts';
import { UsageError, wholeNumber } from './options.ts';
import { readerOf, readText } from './read-file.ts';
import { chanceWords, readingWords, seriesWords, shellWord, wordsOf } from './shell.ts';

/** How a run was called, as far as its numbers and reports depend on it. */
export interface RunCall extends Omit<EnsembleOptions, 'threads'> {
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  readonly series: SeriesAsked;
  readonly rows?: RowsWritten;
  readonly bound?: boolean;
  readonly language: Language;
}

/** The call of a check, which writes what a run without other options writes. */
export function plainCall({ runs, allowOutside }: Pick<RunCall, 'runs' | 'allowOutside'>): RunCall {
  return { runs, allowOutside, settings: [], seed: undefined, sampling: 'plain', series: [], language: 'en' };
}

/** The inputs of a scenario that was read without a fault. */
export function inputsOf({ file, resolved }: Read, call: RunCall): RunInputs {
  if (resolved === undefined) throw new Error(`${file} is not sound, and nothing to run again`);
  const { runs, seed, sampling, series, language } = call;
  return {
    name: nameOf(file),
    command: commandOf(file, call),
    settings: {
      ...(runs !== undefined && { runs }),
      ...(seed !== undefined && { seed }),
      ...(sampling !== 'plain' && { sampling }),
      ...(series.length > 0 && { series }),
      ...(language !== 'en' && { lang: language }),
    },
    scenario: yamlText(resolved.scenario),
    ...(resolved.figures.length > 0 && { figures: yamlText(resolved.figures) }),
  };
}

/** An answer whose summary holds what it was made from. */
export function withInputs(answer: Answer, inputs: RunInputs): Answer {
  return { ...answer, summary: { ...answer.summary, inputs } };
}

/** The way to a file from this folder where it lies below, the same on every machine; else as it was named. */
export function wayTo(file: string): string {
  const way = relative(process.cwd(), resolve(file));
  return isAbsolute(way) || way.startsWith('..') ? file : way.replaceAll(sep, '/');
}

/** The words that run a file so again; of a file below this folder by the way from here. */
export function commandOf(
  file: string,
  { settings, allowOutside, series, rows = 'parquet', bound = false, language, ...chance }: RunCall,
): string {
  const words = [readingWords(settings, allowOutside), chanceWords({ ...chance, threads: undefined })];
  const told = [
    ...(rows === 'parquet' ? [] : ['--rows', rows]),
    ...(bound ? ['--bound'] : []),
    ...(language === 'en' ? [] : ['--lang', language]),
  ];
  return `chokepoint run ${shellWord(wayTo(file))}${words.join('')}${seriesWords(series)}${wordsOf(told)}`;
}

/** The words that ask a question of a file so again; `changed` are the question's own options with their values. */
export function callOf(
  command: string,
  file: string,
  how: Pick<RunCall, 'settings' | 'allowOutside' | 'language'>,
  changed: Readonly<Record<string, unknown>>,
): string {
  const own = Object.entries(changed).flatMap(([option, value]) =>
    value === true ? [option] : [value].flat().flatMap((one) => [option, String(one)]),
  );
  const told = how.language === 'en' ? [] : ['--lang', how.language];
  const words = `${readingWords(how.settings, how.allowOutside)}${wordsOf([...own, ...told])}`;
  return `chokepoint ${command} ${shellWord(wayTo(file))}${words}`;
}

/** What a summary holds of its inputs, as data: what is no YAML is a text that differs from any other. */
export function heldInputs({ scenario, figures = '[]' }: RunInputs): Inputs {
  const dataOf = (text: string) => parseYaml('summary.json', text).source?.data ?? text;
  return { scenario: dataOf(scenario), figures: dataOf(figures) };
}

/** A run as its summary.json holds it: a file of no folder, the reader that gives its texts, and how it was called. */
export interface HeldRun {
  readonly file: string;
  readonly read: Reader;
  readonly inputs: RunInputs;
  readonly call: Omit<RunCall, 'settings' | 'allowOutside'>;
}

/** Opens a summary.json. Throws a UsageError that names `option` where it holds no run. */
export function openHeldRun(path: string, option: string): HeldRun {
  const found = readText(path);
  if ('missing' in found) throw new UsageError(`${option}: ${path} can't be read: ${found.missing}`);
  const inputs = readSummary(found.text)?.inputs;
  if (inputs === undefined || typeof inputs.scenario !== 'string' || !/^[^./][^/]*$/.test(String(inputs.name))) {
    throw new UsageError(
      `${option} wants a summary.json that holds what it was made from; ${path} does not: make it anew with chokepoint run.`,
    );
  }
  const { name, scenario, figures, settings = {} } = inputs;
  const { runs, seed, sampling = 'plain', series = [], lang = 'en' } = settings;
  const file = `${path}/${name}.yaml`;
  const texts = new Map([
    [file, scenario],
    ...(typeof figures === 'string' ? [[`${path}/figures.yaml`, figures] as const] : []),
  ]);
  return {
    file,
    read: readerOf(texts),
    inputs,
    call: { runs: wholeNumber('--runs', runs, MOST_RUNS), seed, sampling, series, language: lang },
  };
}
