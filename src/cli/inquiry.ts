/** What commands share that ask one question of one file: their options, and how an answer is delivered. */
import { join } from 'node:path';
import {
  type Chart,
  type Issue,
  type Language,
  makeCharts,
  type Outcome,
  type Report,
  reportTerminal,
  type Setting,
} from '../index.ts';
import { addPictures } from './charts.ts';
import { beginFolder } from './files.ts';
import { withRollback } from './interrupt.ts';
import { nothingWritten, tellIssues } from './issues.ts';
import { ALLOW_OUTSIDE, CHARTS, type Drawing, LANGUAGE, QUIET, readDrawing, readSettings, SET } from './options.ts';
import { type Changing, optionsGiven, placeFor } from './places.ts';
import { bold, say, sayJson, screenWidth } from './print.ts';
import type { Kind } from './results-folder.ts';

export interface InquiryOptions {
  readonly file: string;
  readonly out: string | undefined;
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
  readonly language: Language;
  readonly drawing: Drawing;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** The options of such a command: its results lie in `home`, and `told` is what --json prints. */
export function inquiryOptions(home: string, told: string) {
  return {
    out: { describe: `folder for the results: in it ${home}/`, type: 'string', defaultDescription: 'results' },
    set: SET,
    'allow-outside': ALLOW_OUTSIDE,
    ...CHARTS,
    lang: { ...LANGUAGE, describe: 'language of the answer, the chart and the report' },
    json: { describe: `print ${told} instead of the answer`, type: 'boolean', default: false },
    quiet: QUIET,
  } as const;
}

/** What was given for those that are read. Throws a UsageError. */
export function readInquiry({
  set,
  charts,
  noCharts,
  lang,
}: {
  readonly set: readonly string[];
  readonly charts: string | undefined;
  readonly noCharts: boolean;
  readonly lang: Language;
}): Pick<InquiryOptions, 'language' | 'drawing' | 'settings'> {
  return { language: lang, drawing: readDrawing(charts, noCharts), settings: readSettings(set) };
}

/** An answer. */
export interface Delivery {
  /** Texts by the names of their files; the first is what --json prints. */
  readonly files: readonly (readonly [name: string, text: string])[];
  readonly chart: readonly [name: Chart['name'], make: () => Chart | undefined];
  /** The report with the charts that were drawn, which names the others. */
  readonly report: (charts: readonly Chart[], undrawn: readonly Chart['name'][]) => Report;
}

/**
 * Asks, and delivers what is found: files, the report on the terminal, and with its chart in the folder. Returns the exit
 * code. Nothing is written unless there is an answer. `changed` are options of the command's own that change the folder.
 */
export async function inquire(
  options: InquiryOptions & Partial<Pick<Changing, 'runs' | 'seed' | 'sampling'>>,
  how: { readonly kind: Kind; readonly name: string; readonly changed: Readonly<Record<string, unknown>> },
  ask: () => Outcome<Delivery> | Promise<Outcome<Delivery>>,
): Promise<number> {
  const { out, settings, language, drawing, json, quiet, runs, seed, sampling = 'plain' } = options;
  const { kind, name, changed } = how;
  const given = { ...optionsGiven({ settings, language, drawing, runs, seed, sampling }), ...changed };
  const place = placeFor({ kind, name, out, standard: 'results', given, quiet });
  const folder = beginFolder(place);
  return withRollback(folder.discard, async () => {
    const found = await ask();
    tellIssues(found.issues, quiet);
    if (!found.ok) {
      folder.discard();
      return nothingWritten(found.issues);
    }
    const { files, chart, report } = found.value;
    for (const [file, text] of files) folder.write(file, text);
    folder.commit();
    const numbers = `Numbers: ${files.map(([file]) => join(place.path, file)).join(', ')}`;
    const lines = reportTerminal(report([], []), screenWidth());
    if (json) sayJson(files[0]?.[1] ?? '');
    else if (!quiet) {
      const told = lines.map(({ text, isHeading }) => (isHeading ? bold(text) : text));
      say(['', ...told, '', numbers, ...(place.why === undefined ? [] : [place.why])]);
    }
    // Charts and reports speak the language already.
    const prepare = () => ({ charts: (fail: Parameters<typeof makeCharts>[1]) => makeCharts([chart], fail), report });
    return (await addPictures([{ folder, path: place.path, prepare }], drawing, json || quiet)) ? 0 : 1;
  });
}

/** Issues but for those that say of a number that it lacks its source. */
export function worthTelling(issues: readonly Issue[]): Issue[] {
  return issues.filter(({ code }) => code !== 'unsourced');
}
