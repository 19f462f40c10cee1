/** The report of one scenario: its central run, the ensemble around it if there is one, and what moves the result. */
import { modelIn } from '../../model/in-language.ts';
import type { Chart } from '../charts/chart.ts';
import type { Language } from '../text/languages.ts';
import { wordsOf } from '../text/languages.ts';
import { assumptionBlocks } from './assumptions.ts';
import { chartTables } from './chart-tables.ts';
import type { Block, Report, Section } from './document.ts';
import { driverSentence, driverTable } from './drivers.ts';
import { expectationBlocks, observationBlocks } from './expectations.ts';
import { figureOf, undrawnBlocks } from './figures.ts';
import { repeatBlocks } from './repeat.ts';
import type { ScenarioReportInput } from './scenario-input.ts';
import { usersOf } from './users.ts';

/** The report, in a language. */
export function scenarioReport(input: ScenarioReportInput, language: Language): Report {
  const words = wordsOf(language);
  const { answer, ensemble, drivers, charts, ledger, command, files, undrawn } = input;
  const model = modelIn(answer.run.model, language);
  const { summary, metrics } = answer;
  const verdicts = answer.verdicts.map((one) => {
    const { because, reason } = model.scenario.expectations[one.position] ?? one;
    return { ...one, because, reason };
  });
  const users = usersOf(model, metrics, ensemble, words);
  const met = verdicts.filter((one) => one.met !== one.isContradicted).length;
  const third = drivers ? driverSentence(model, drivers, words) : words.scenario.expectations(met, verdicts.length);
  const tables = chartTables(input, words);
  const figure = (chart: Chart) => figureOf(chart, words, tables(chart.name));
  const isDriver = ({ name }: Chart) => name === 'tornado';
  const section = (id: string, heading: string, blocks: readonly Block[]): Section[] =>
    blocks.length > 0 ? [{ id, heading, blocks }] : [];
  const { sections } = words;
  return {
    ...{ language, title: model.scenario.title, about: model.scenario.about },
    scope: words.clauses([
      words.scope(
        words.date(model.start),
        words.date(model.start + model.steps * model.stepDays),
        words.duration(model.stepDays),
      ),
      ensemble ? words.replicates(ensemble.runs) : words.centralOnly,
    ]),
    answer: [...users.sentences, third],
    sections: [
      ...section('users', sections.users, users.blocks),
      ...section('charts', sections.charts, [
        ...charts.filter((one) => !isDriver(one)).map(figure),
        ...undrawnBlocks(undrawn, words),
      ]),
      ...section('drivers', sections.drivers, [
        ...(drivers ? [{ kind: 'prose' as const, text: driverSentence(model, drivers, words) }] : []),
        ...charts.filter(isDriver).map(figure),
        ...(drivers && !charts.some(isDriver) ? [driverTable(model, drivers, words)] : []),
      ]),
      ...section('expectations', sections.expectations, expectationBlocks(verdicts, ensemble, words)),
      ...section('observations', sections.observations, observationBlocks(answer.comparisons, words)),
      ...section('assumptions', sections.assumptions, assumptionBlocks(model, words, ledger)),
      ...section(
        'repeat',
        sections.repeat,
        repeatBlocks({ ...summary, seed: ensemble?.seed ?? summary.seed }, { command, files, ensemble }, words),
      ),
    ],
  };
}
