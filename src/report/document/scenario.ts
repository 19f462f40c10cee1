/** The report of one scenario: its central run, the ensemble around it if there is one, and what moves the result. */

import { isAsStated } from '../../findings/expectations.ts';
import { type Findings, findingsOf } from '../../findings/findings.ts';
import type { Answer } from '../../metrics/answer.ts';
import type { EnsembleSummary } from '../../metrics/ensemble-types.ts';
import type { Model } from '../../model/network.ts';
import { boundSentences } from '../bound/sentences.ts';
import type { Chart } from '../charts/chart.ts';
import { boundWords } from '../text/bound.ts';
import type { Words } from '../text/en.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { whyWords } from '../text/why.ts';
import { toldDemands } from '../why/account.ts';
import { assumptionBlocks } from './assumptions.ts';
import { boundTables } from './bound.ts';
import { branchBlocks, branchSentence } from './branches.ts';
import type { Block, Report, Section } from './document.ts';
import { driverSentence, driverTable } from './drivers.ts';
import { expectationBlocks, observationBlocks } from './expectations.ts';
import { figureOf, undrawnBlocks } from './figures.ts';
import { idleBlocks } from './idle.ts';
import type { ScenarioReportInput } from './input.ts';
import { priceSentences } from './prices.ts';
import { repeatBlocks } from './repeat.ts';
import {
  centralSentence,
  forgoneSentence,
  othersSentence,
  pileSentence,
  subjectSentence,
  userBlocks,
} from './users.ts';
import { whyAnswer, whyBlocks } from './why.ts';

/** The chart that shows the answer: of a scenario that asks for a price, or for who is short. */
const leadingOf = (findings: Findings): Chart['name'] => (findings.prices.length > 0 ? 'prices' : 'shortages');

/** The report, in a language. */
export function scenarioReport(input: ScenarioReportInput, language: Language): Report {
  const words = wordsOf(language);
  const { answer, ensemble, drivers, bound, charts, ledger, command, files, undrawn, explore } = input;
  const { model } = answer.run;
  const { summary, verdicts } = answer;
  const findings = findingsOf(answer, ensemble, bound);
  const isDriver = ({ name }: Chart) => name === 'tornado';
  const figure = (chart: Chart) =>
    figureOf(chart, words, isDriver(chart) && drivers ? [driverTable(model, drivers, words)] : []);
  const leading = charts.find(({ name }) => name === leadingOf(findings));
  const section = (id: string, heading: string, blocks: readonly Block[], isDetail = false): Section[] =>
    blocks.length > 0 ? [{ id, heading, blocks, ...(isDetail && { isDetail }) }] : [];
  const { sections } = words;
  const [from, to] = spanOf(model, words);
  return {
    ...{ language, title: model.scenario.title, about: model.scenario.about },
    scope: words.quantities.clauses([
      words.scope(from, to, words.quantities.duration(model.stepDays)),
      ensemble ? words.run.scope(ensemble.runs) : words.centralOnly,
    ]),
    answer: answerOf(input, findings, [from, to], language),
    leading: leading && figure(leading),
    sections: [
      ...section('users', sections.users, [...userBlocks(findings, words), ...branchBlocks(findings, model, words)]),
      ...section('why', whyWords(language).report.heading, whySection(input, findings, words, figure)),
      ...section('charts', sections.charts, [
        ...charts.filter((one) => !isDriver(one) && !isWhy(one) && one.name !== 'bound' && one !== leading).map(figure),
        ...undrawnBlocks(undrawn, words),
      ]),
      ...section('idle', sections.idle, idleBlocks(findings, words)),
      ...section('bound', boundWords(language).section, boundBlocks(findings, charts, language)),
      ...section(
        'drivers',
        sections.drivers,
        [
          ...(drivers ? [{ kind: 'prose' as const, text: driverSentence(model, drivers, words) }] : []),
          ...charts.filter(isDriver).map(figure),
          ...(drivers && !charts.some(isDriver) ? [driverTable(model, drivers, words)] : []),
        ],
        true,
      ),
      ...section('expectations', sections.expectations, expectationBlocks(verdicts, ensemble, words)),
      ...section('observations', sections.observations, observationBlocks(answer.comparisons, words)),
      ...section('assumptions', sections.assumptions, assumptionBlocks(model, words, ledger), true),
      ...section(
        'repeat',
        sections.repeat,
        repeatBlocks(
          { ...summary, seed: ensemble?.seed ?? summary.seed },
          { command, files, ensemble, explore },
          words,
        ),
        true,
      ),
    ],
  };
}

const isWhy = ({ name }: Chart) => name === 'why-waterfall' || name === 'why-time';

/** Causes of what the subjects lack, and the charts of them. */
function whySection(
  { why, unweighed, charts }: ScenarioReportInput,
  findings: Findings,
  words: Words,
  figure: (chart: Chart) => Block,
): readonly Block[] {
  if (unweighed !== undefined && (findings.subject?.centralShortage ?? 0) > 0) {
    return [{ kind: 'prose', text: whyWords(words.language).report.unweighed(unweighed) }];
  }
  const isTold = (k: number) =>
    why?.why.model.scenario.demands[k].id === findings.subject?.id && whyAnswer(why, findings, words).length > 0;
  const blocks = why === undefined ? [] : whyBlocks(why, toldDemands(why, []), isTold, words);
  if (blocks.length === 0) return [];
  const { ofCentral } = whyWords(words.language).report;
  const note: Block[] = findings.runs === undefined ? [] : [{ kind: 'prose', text: ofCentral }];
  return [...note, ...blocks, ...charts.filter(isWhy).map(figure)];
}

/** What could have been avoided, where that was asked for: in sentences, by user, by date of a warning, and as a chart. */
function boundBlocks({ avoidable }: Findings, charts: readonly Chart[], language: Language): Block[] {
  if (avoidable === undefined) return [];
  return [
    { kind: 'points', items: boundSentences(avoidable, language) },
    ...boundTables(avoidable, language),
    ...charts.filter(({ name }) => name === 'bound').map((chart) => figureOf(chart, wordsOf(language))),
  ];
}

/**
 * The answer in one sentence: what becomes of the price that is asked for, else of the subject, over an ensemble if there
 * is one; in two where nobody is short and something piles up.
 */
export function answerSentence(answer: Answer, ensemble: EnsembleSummary | undefined, language: Language): string {
  const words = wordsOf(language);
  const { model } = answer.run;
  const findings = findingsOf(answer, ensemble);
  const price = priceSentences(findings, words)[0];
  return (
    price ?? words.sentences([subjectSentence(findings, spanOf(model, words), words), ...pileSentence(findings, words)])
  );
}

function spanOf({ start, steps, stepDays }: Model, words: Words): string[] {
  return [start, start + steps * stepDays].map(words.quantities.longDate);
}

/**
 * What decides, then how high the prices go that are asked for, who is short and of how much, or forgoes what; then, where that was found, cause, place and idle
 * capacity; else, three sentences in all, who else is short, or what matters most.
 */
function answerOf(
  { answer, drivers, why }: ScenarioReportInput,
  findings: Findings,
  time: string[],
  language: Language,
): string[] {
  const words = wordsOf(language);
  const { model } = answer.run;
  const { verdicts } = answer;
  const branch = branchSentence(findings, model, words);
  const central = centralSentence(findings, words);
  const first = words.sentences([subjectSentence(findings, time, words), ...(central === undefined ? [] : [central])]);
  const because = whyAnswer(why, findings, words);
  const avoidable = findings.avoidable && boundSentences(findings.avoidable, language)[0];
  if (because.length > 0)
    return [branch, ...priceSentences(findings, words), first, ...because, avoidable].filter(
      (one) => one !== undefined,
    );
  const sentences = [
    branch,
    ...priceSentences(findings, words),
    first,
    ...pileSentence(findings, words),
    forgoneSentence(findings, words),
    avoidable,
    othersSentence(findings, words),
    drivers && driverSentence(model, drivers, words),
    verdicts.length > 0 ? words.run.expected(verdicts.filter(isAsStated).length, verdicts.length) : undefined,
  ];
  return sentences.filter((one) => one !== undefined).slice(0, 3);
}
