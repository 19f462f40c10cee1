/** Where results go, found before anything is computed: what a command must not replace it refuses here, all at once. */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Language, SeriesAsked, Setting } from '../index.ts';
import type { EnsembleOptions, RowsWritten } from './ensemble.ts';
import { finishInterrupted } from './files.ts';
import { refusalText } from './journal.ts';
import { labelsIn } from './labels.ts';
import type { Drawing } from './options.ts';
import { reason } from './read-file.ts';
import { type Kind, type Place, WriteRefusal, whyForeign, whyNoFolder } from './results-folder.ts';

/** What a command asks for. */
export interface Wanted {
  readonly kind: Kind;
  /** Of results, one in a folder each. */
  readonly names: readonly string[];
  /** The folder for them as it was named in the call. */
  readonly out: string | undefined;
  /** The folder where none was named. */
  readonly standard: string;
  /** The options of the call that change what a folder holds, with their values; see optionsGiven. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly force?: boolean;
  readonly quiet: boolean;
}

/**
 * The folders of results by these names, in what an interrupted command left in order. Where no folder was named and
 * options change what it holds, a folder beside the standard one, called after them. Throws a WriteRefusal.
 */
export function placesFor({ kind, names, out, standard, given = {}, force = false, quiet }: Wanted): Place[] {
  const options = Object.keys(given).sort();
  const isApart = out === undefined && options.length > 0;
  const language = given['--lang'] === 'zh' ? 'zh' : 'en';
  const digest = createHash('sha256')
    .update(JSON.stringify(options.map((name) => [name, given[name]])))
    .digest('hex');
  const places = names.map((name) => {
    const usual = join(out ?? standard, name);
    const path = isApart ? `${usual}@${digest.slice(0, 8)}` : usual;
    const why = isApart ? labelsIn(language).apart(path, usual, options) : undefined;
    return { path, kind, force, why };
  });
  const isNamed = names.map((name) => name.split('/').every((part) => /^[^.]/.test(part)));
  const named = places.filter((_, n) => isNamed[n]);
  for (const folder of new Set(named.map(({ path }) => dirname(path)))) finishInterrupted(folder, quiet);
  const reasons = [
    ...names
      .filter((_, n) => !isNamed[n])
      .map((name) => `${JSON.stringify(name)}: no name for results, which are called after their file`),
    ...named.flatMap(({ path }) => {
      try {
        return force ? whyNoFolder(path) : whyForeign(path, kind);
      } catch (error) {
        return [`${path}: ${reason(error)}`];
      }
    }),
  ];
  if (reasons.length > 0) throw new WriteRefusal(refusalText(reasons));
  return places;
}

/** The folder of a single result; see placesFor. */
export function placeFor({ name, ...wanted }: Omit<Wanted, 'names'> & { readonly name: string }): Place {
  return placesFor({ ...wanted, names: [name] })[0] as Place;
}

/** Options of a call that change what a folder holds. */
export interface Changing extends Omit<EnsembleOptions, 'threads'> {
  readonly settings?: readonly Setting[];
  readonly language: Language;
  readonly drawing: Drawing;
  readonly series?: SeriesAsked;
  readonly rows?: RowsWritten;
  readonly explore?: boolean | undefined;
  readonly bound?: boolean;
}

/** Those that were given, by name: not those that say what holds anyway. */
export function optionsGiven({
  settings = [],
  runs,
  seed,
  sampling,
  language,
  drawing,
  series = [],
  rows = 'parquet',
  explore = false,
  bound = false,
}: Changing): Record<string, unknown> {
  const all = {
    '--set': settings.length > 0 ? settings : undefined,
    '--runs': runs,
    '--seed': seed,
    '--sampling': sampling === 'plain' ? undefined : sampling,
    '--lang': language === 'en' ? undefined : language,
    '--series': series.length > 0 ? series : undefined,
    '--rows': rows === 'parquet' ? undefined : rows,
    '--bound': bound || undefined,
    '--charts': drawing.svg === drawing.png ? undefined : drawing,
    '--explore': explore || undefined,
    '--no-charts': drawing.svg || drawing.png ? undefined : true,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
