/** What commands share that ask one question of one file: their options, and how an answer is delivered. */
import type { Chart, ChartFailure, Issue, Outcome, Report, Setting } from '../index.ts';
import { type Delivery, type DeliveryOptions, deliver } from './delivery.ts';
import { ALLOW_OUTSIDE, CHARTS, LANGUAGE, QUIET, SET } from './options.ts';
import { type Changing, optionsGiven, placeFor } from './places.ts';
import type { Line } from './print.ts';
import type { Kind } from './results-folder.ts';

export interface InquiryOptions extends DeliveryOptions {
  readonly file: string;
  readonly out: string | undefined;
  readonly settings: readonly Setting[];
  readonly allowOutside: boolean;
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

/** An answer. */
export interface Answered extends Pick<Delivery, 'files'> {
  readonly charts: (fail: ChartFailure) => readonly Chart[];
  /** The report with the charts that were drawn, which names the others; or lines for the terminal alone. */
  readonly told: ((charts: readonly Chart[], undrawn: readonly Chart['name'][]) => Report) | readonly Line[];
}

/**
 * Asks, and delivers what is found: files, the report on the terminal, and with its chart in the folder. Returns the exit
 * code. Nothing is written unless there is an answer. `changed` are options of the command's own that change the folder.
 */
export function inquire(
  options: Omit<InquiryOptions, 'file' | 'allowOutside'> & Partial<Pick<Changing, 'runs' | 'seed' | 'sampling'>>,
  how: { readonly kind: Kind; readonly name: string; readonly changed: Readonly<Record<string, unknown>> },
  ask: () => Outcome<Answered> | Promise<Outcome<Answered>>,
): Promise<number> {
  const { out, settings, language, drawing, quiet, runs, seed, sampling = 'plain' } = options;
  const { kind, name, changed } = how;
  const given = { ...optionsGiven({ settings, language, drawing, runs, seed, sampling }), ...changed };
  return deliver(placeFor({ kind, name, out, standard: 'results', given, quiet }), options, async () => {
    const found = await ask();
    if (!found.ok) return found;
    // Charts and reports speak the language already.
    const { files, charts, told } = found.value;
    const value =
      told instanceof Function
        ? { files, prepare: () => ({ charts, report: told }) }
        : { files, lines: told, prepare: () => ({ charts }) };
    return { ...found, value };
  });
}

/** Issues but for those that say of a number that it lacks its source. */
export function worthTelling(issues: readonly Issue[]): Issue[] {
  return issues.filter(({ code }) => code !== 'unsourced');
}
