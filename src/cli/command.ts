/** How a command is declared, in one place: its words, options and examples, and what it does with a call. */
import type { Argv, InferredOptionType, Options, PositionalOptions } from 'yargs';
import type { Language, SeriesAsked, Setting } from '../index.ts';
import { type Drawing, EXIT_CODES, readDrawing, readSeries, readSettings, wholeNumber } from './options.ts';

/** Options by name; `range`: the whole numbers that one may be. */
type Declared = Readonly<Record<string, Options & { readonly range?: readonly [least: number, most: number] }>>;

type CamelCase<S extends string> = S extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : S;

/** Options that are read for the command: what is written in the call, by what it stands for. */
interface Understood {
  readonly set: { readonly settings: readonly Setting[] };
  readonly series: { readonly series: SeriesAsked };
  readonly charts: { readonly drawing: Drawing };
  readonly lang: { readonly language: Language };
}

type All<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;

/** What a call says, by the names of its options. */
export type Call<O extends Declared> = {
  readonly [K in keyof O & string as K extends keyof Understood | 'no-charts'
    ? never
    : CamelCase<K>]: InferredOptionType<O[K]>;
} & All<Understood[keyof Understood & keyof O] | object>;

export interface Command<P extends Readonly<Record<string, PositionalOptions>>, O extends Declared> {
  /** Its name and positional words, as in `run [files..]`. */
  readonly words: string;
  readonly describe: string;
  readonly positionals: P;
  readonly options: O;
  readonly examples: readonly (readonly [call: string, meaning: string])[];
  /** Further exit codes. */
  readonly codes?: string;
  /** What help says above the exit codes. */
  readonly note?: string;
}

/** Adds a command to the command line; `act` returns the exit code. What a call gives wrongly is a UsageError. */
export function command<const P extends Readonly<Record<string, PositionalOptions>>, const O extends Declared>(
  { words, describe, positionals, options, examples, codes = '', note }: Command<P, O>,
  act: (call: Call<P & O>) => number | Promise<number>,
): (cli: Argv) => Argv {
  return (cli) =>
    cli.command(
      words,
      describe,
      (help) => {
        for (const [name, one] of Object.entries(positionals)) help.positional(name, one);
        help.options({ ...options });
        for (const [call, meaning] of examples) help.example(...example(call, meaning));
        return help.epilogue(`${note === undefined ? '' : `${note}\n`}${EXIT_CODES}${codes}.`);
      },
      async (given) => {
        process.exitCode = await act(readCall({ ...positionals, ...options }, given) as Call<P & O>);
      },
    );
}

/** An example of help: the call on a line by itself, which is long enough for it, and below it what it does, as a shell's comment. */
function example(call: string, meaning: string): [call: string, meaning: ''] {
  return [`${call}\n# ${meaning}`, ''];
}

/** What a call says of these options other than by default: their values by `--name`, in the order of the options. */
export function changesIn(declared: Declared, call: object): Record<string, unknown> {
  const values = call as Readonly<Record<string, unknown>>;
  const given = Object.entries(declared).flatMap(([name, { default: usual }]) => {
    const value = values[camelCase(name)];
    const isUsual =
      value === undefined || value === usual || value === false || (Array.isArray(value) && value.length === 0);
    return isUsual ? [] : [[`--${name}`, value]];
  });
  return Object.fromEntries(given);
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Throws a UsageError. */
function readCall(declared: Declared, given: Readonly<Record<string, unknown>>): object {
  const call = Object.entries(declared).map(([name, { range }]) => {
    const value = given[name];
    switch (name) {
      case 'set':
        return { settings: readSettings(value as string[]) };
      case 'series':
        return { series: readSeries(value as string[]) };
      case 'charts':
        return { drawing: readDrawing(value as string | undefined, given['no-charts'] === true) };
      case 'no-charts':
        return {};
      case 'lang':
        return { language: value };
    }
    const read = range ? wholeNumber(`--${name}`, value as number | undefined, range[1], range[0]) : value;
    return { [camelCase(name)]: read };
  });
  return Object.assign({}, ...call);
}
