/** Committed results of scenarios that ship, against what the program makes of them today. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readerAgain } from '../src/cli/answer.ts';
import {
  answerWithEnsemble,
  chartsOf,
  driversOf,
  type EnsembleSummary,
  explainBriefly,
  type Summary,
  seriesCsv,
  summaryJson,
  toldDemands,
  tornadoChart,
  usersOf,
  whyJson,
  whyTime,
  whyWaterfall,
} from '../src/index.ts';
import { answerOf, ensembleFor, ROOT, read, reader, resultsOf } from './files.ts';

/**
 * The names of the committed files that are not what is made today, or not there, or too many. Without the ensemble
 * what a single run makes is compared: the series, and the summary but for what an ensemble says in it.
 */
export async function outdated(file: string, isWhole: boolean): Promise<string[]> {
  const { answer } = answerOf(file);
  const { model } = answer.run;
  const ensemble = isWhole ? await ensembleFor(model) : undefined;
  const folder = join(ROOT, resultsOf(file));
  const written = (name: string) => read(`${resultsOf(file)}/${name}`);
  const whole = ensemble ? answerWithEnsemble(answer, ensemble) : answer;
  const made = new Map([
    ['series.csv', seriesCsv(answer.dates, answer.series)],
    ['summary.json', summaryJson({ ...whole.summary, ...inputsIn(written('summary.json')) })],
    ...(isWhole ? ofWhole(file, answer, ensemble) : []),
  ]);
  const isAsMade = (name: string) => {
    if (!existsSync(join(folder, name))) return false;
    if (name !== 'summary.json' || isWhole) return written(name) === made.get(name);
    return singleOf(written(name)) === singleOf(made.get(name) as string);
  };
  const kept = isWhole ? readdirSync(folder).filter((name) => name.endsWith('.vl.json')) : [];
  return [...[...made.keys()].filter((name) => !isAsMade(name)), ...kept.filter((name) => !made.has(name))];
}

/** What the command that wrote a summary was given: the tests of the command hold it. */
function inputsIn(summary: string): Pick<Summary, 'inputs'> {
  const { inputs } = JSON.parse(summary) as Summary;
  return inputs ? { inputs } : {};
}

/** Charts, as data, and why users are short. */
function ofWhole(
  file: string,
  answer: ReturnType<typeof answerOf>['answer'],
  ensemble: EnsembleSummary | undefined,
): [string, string][] {
  const { model } = answer.run;
  const [subject] = usersOf({ model, metrics: answer.metrics, ensemble });
  const drivers = subject && subject.odds > 0 ? driversOf(answer, subject.id) : undefined;
  const tornado = drivers && tornadoChart(model, drivers);
  const why = explainBriefly(model, readerAgain(file, reader))?.found;
  const subjects = why ? toldDemands(why, []) : [];
  const charts = [
    ...chartsOf({ ...answer, model, ...(ensemble && { ensemble }) }),
    ...[tornado, why && whyWaterfall(why, subjects, 'en'), why && whyTime(why, subjects, 'en')].filter(
      (chart) => chart !== undefined,
    ),
  ];
  return [
    ...(why ? [['why.json', whyJson(why)] as [string, string]] : []),
    ...charts.map(({ name, spec }): [string, string] => [`${name}.vl.json`, `${JSON.stringify(spec)}\n`]),
  ];
}

/** A summary without what an ensemble says: what it comes to, and expectations that ask of it. */
function singleOf(text: string): string {
  const { ensemble: _ensemble, expectations, ...single } = JSON.parse(text) as Summary;
  return JSON.stringify({
    ...single,
    expectations: expectations.filter(({ that }) => !/\b(mean|quantile|probability)\(/.test(that)),
  });
}
