/** The report of a study: the policies, what each changes, on which draws, and whether that depends on whom one believes. */

import { comparedOf, shortDemands } from '../../findings/study.ts';
import { userOrder } from '../../findings/subject.ts';
import { isEqual } from '../../metrics/study/dominance.ts';
import type { Compared, StudyDemand, StudyResult, VariantResult } from '../../metrics/study/result.ts';
import { parseDate } from '../../quantity/calendar.ts';
import type { Chart } from '../charts/chart.ts';
import { drawnVariants } from '../charts/study/study-palette.ts';
import { localiseStudy } from '../study/named.ts';
import { studyWords } from '../text/apart.ts';
import type { Words } from '../text/en.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { summedAmount } from '../text/summed.ts';
import { whyWords } from '../text/why.ts';
import { assumptionBlocks } from './assumptions.ts';
import { type Block, type Figure, type Report, type Section, type Table, text } from './document.ts';
import { driverSentence, driverTable } from './drivers.ts';
import { expectationBlocks, observationBlocks } from './expectations.ts';
import { figureOf, undrawnBlocks } from './figures.ts';
import type { StudyReportInput } from './input.ts';
import { repeatBlocks } from './repeat.ts';
import { settingTexts } from './settings.ts';
import { studyAnswer, titleOf } from './study-sentences.ts';
import { gridTable, moneyTable, oddsTable, toldVariants, totalTable, userTable, worldTables } from './study-tables.ts';
import { policyBlocks } from './why.ts';

/** Where each chart stands. */
const WORLD_CHARTS: readonly Chart['name'][] = ['study-regret'];

/** The picture that shows the answer, beside it: the first of these that there is. */
const LEADING: readonly Chart['name'][] = ['study-regret', 'study-grid', 'study-differences', 'study-shortages'];

/** The sections that a terminal shows. */
const SHOWN: readonly string[] = ['comparison', 'worlds'];

/** The report, in a language. */
export function studyReport(told: StudyReportInput, language: Language): Report {
  const words = wordsOf(language);
  const input = { ...told, result: localiseStudy(told.result, language) };
  const { result, base, drivers, why = [], charts, ledger, command, files, undrawn, explore } = input;
  const [subject] = userOrder({ model: base.run.model, metrics: base.metrics });
  const { model } = base.run;
  const start = parseDate(result.start) as number;
  const figure = (chart: Chart) => studyFigure(chart, input, words);
  const isWorlds = ({ name }: Chart) => WORLD_CHARTS.includes(name);
  const isDriver = ({ name }: Chart) => name === 'tornado';
  const leading = LEADING.map((name) => charts.find((one) => one.name === name)).find((one) => one !== undefined);
  const further = charts.filter((one) => one !== leading);
  const comparing = further.filter((one) => !isWorlds(one) && !isDriver(one));
  const ofBase: Block = { kind: 'prose', text: studyWords(words).ofBase(result.variants[0].title) };
  const sections = { ...words.sections, why: whyWords(language).report.heading };
  const section = (id: keyof typeof sections, blocks: readonly Block[]): Section[] =>
    blocks.length > 0 ? [{ id, heading: sections[id], blocks, ...(!SHOWN.includes(id) && { isDetail: true }) }] : [];
  const of = (blocks: readonly Block[]) => (blocks.length > 0 ? [ofBase, ...blocks] : []);
  const repeating = { command, files, explore, ensemble: { runs: result.runs, sampling: result.sampling } };
  return {
    ...{ language, title: result.title, about: result.about },
    scope: words.quantities.clauses([
      words.scope(
        words.quantities.longDate(start),
        words.quantities.longDate(start + result.steps * result.stepDays),
        words.quantities.duration(result.stepDays),
      ),
      result.runs > 1 ? studyWords(words).scope(result.runs) : words.centralOnly,
    ]),
    answer: studyAnswer(result, words),
    leading: leading && figure(leading),
    sections: [
      ...section('policies', policies(result, words)),
      ...section('comparison', tables(result, words)),
      ...section('why', policyBlocks(why, subject, words)),
      ...section('charts', [...comparing.map(figure), ...undrawnBlocks(undrawn, words)]),
      ...section('worlds', [...worldBlocks(result, words), ...further.filter(isWorlds).map(figure)]),
      ...section(
        'drivers',
        of([
          ...(drivers ? [{ kind: 'prose' as const, text: driverSentence(model, drivers, words) }] : []),
          ...charts.filter(isDriver).map(figure),
          ...(drivers && !charts.some(isDriver) ? [driverTable(model, drivers, words)] : []),
        ]),
      ),
      ...section('expectations', [
        ...of(expectationBlocks(base.verdicts, undefined, words)),
        ...oddsTable(result, words).map((table) => ({ kind: 'table' as const, ...table })),
      ]),
      ...section('observations', of(observationBlocks(base.comparisons, words))),
      ...section('assumptions', of(assumptionBlocks(model, words, ledger))),
      ...section('repeat', repeatBlocks(result, repeating, words, words.repeat.studyDigest)),
    ],
  };
}

function policies(result: StudyResult, words: Words): Block[] {
  const told = (variant: VariantResult, place: number) =>
    words.quantities.clauses([
      ...(place === 0 ? [studyWords(words).isBase] : []),
      settingsOf(variant, words),
      ...(variant.about ? [variant.about.trim()] : []),
    ]);
  const named = result.variants.filter(({ cell }) => cell === undefined);
  return [
    {
      kind: 'table',
      caption: words.table.policies,
      header: [words.table.policy, words.table.changes],
      rows: named.map((variant, place) => [text(variant.title), text(told(variant, place))]),
    },
    ...(result.axes.length > 0
      ? [
          { kind: 'prose' as const, text: studyWords(words).combinations(result.variants.length - named.length) },
          { kind: 'points' as const, items: result.axes.map(({ path, labels }) => `${path}: ${labels.join(', ')}`) },
        ]
      : []),
  ];
}

function settingsOf({ settings, file }: VariantResult, words: Words): string {
  if (settings.length === 0) return studyWords(words).from(file);
  return studyWords(words).sets(
    words.quantities.clauses(settings.flatMap(({ path, value }) => settingTexts(path, value, words))),
  );
}

function tables(result: StudyResult, words: Words): Block[] {
  const hidden = result.variants.length - toldVariants(result).length;
  const money = moneyTable(result, words);
  return [
    ...[...gridTable(result, words), totalTable(result, words)].map((table) => ({ kind: 'table' as const, ...table })),
    ...(hidden > 0 ? [{ kind: 'prose' as const, text: studyWords(words).undrawn(hidden) }] : []),
    ...money.map((table) => ({ kind: 'table' as const, ...table })),
    {
      kind: 'prose',
      text: result.costs.length === 0 ? studyWords(words).noCurrency : studyWords(words).costScope(result.costs),
    },
    ...userBlocks(result, words),
  ];
}

/** A table for each user whom some policy helps or hurts; the others are named, with what they lack under every one. */
function userBlocks(result: StudyResult, words: Words): Block[] {
  const isMoved = ({ id }: StudyDemand) =>
    result.variants.some((variant) => differs(comparedOf(variant, 'shortage', id)));
  const short = shortDemands(result);
  const still = short.filter((demand) => !isMoved(demand));
  const named = still.map(({ id, title, unit }) => {
    const mean = comparedOf(result.variants[0], 'shortage', id)?.variant.mean ?? 0;
    return { title, amount: words.quantities.amount(mean, unit) };
  });
  return [
    ...short
      .filter(isMoved)
      .map((demand) => userTable(result, demand, words))
      // Of a large grid the combinations that have a row may all leave a user without a shortage.
      .filter(({ rows }) => rows.length > 1)
      .map((table) => ({ kind: 'table' as const, ...table })),
    ...(named.length > 0 ? [{ kind: 'prose' as const, text: studyWords(words).unmoved(named) }] : []),
  ];
}

/** Whether means differ from those of the base by more than rounding. */
function differs(compared: Compared | undefined): boolean {
  const [from, to] = [compared?.base.mean ?? 0, compared?.variant.mean ?? 0];
  return !isEqual(from, to);
}

function worldBlocks(result: StudyResult, words: Words): Block[] {
  const found = result.worlds;
  if (found === undefined) return [];
  const [least] = found.regrets.toSorted((left, right) => left.greatest - right.greatest);
  const title = titleOf(result, least.variant);
  const study = studyWords(words);
  return [
    ...(found.worlds.length > 1
      ? [
          {
            kind: 'prose' as const,
            text:
              least.greatest === 0
                ? study.noRegret(title)
                : study.regret(title, summedAmount(least.greatest, result, words)),
          },
          ...worldTables(result, words).map((table) => ({ kind: 'table' as const, ...table })),
        ]
      : []),
    ...(found.leftOut.length > 0
      ? [
          {
            kind: 'points' as const,
            items: found.leftOut.map(({ figure, rival, why }) => study.leftOut(figure, rival, why)),
          },
        ]
      : []),
  ];
}

/** Charts whose marks belong to variants that can be hidden. */
const OVERLAID: readonly Chart['name'][] = ['study-shortages', 'study-survival'];

function studyFigure(chart: Chart, { result, base, drivers }: StudyReportInput, words: Words): Figure {
  const variants = OVERLAID.includes(chart.name)
    ? drawnVariants(result).map(({ variant: { title }, colour }) => ({ title, colour }))
    : [];
  const own = (): readonly Table[] => {
    switch (chart.name) {
      case 'tornado':
        return drivers ? [driverTable(base.run.model, drivers, words)] : [];
      case 'study-differences':
      case 'study-grid':
        return [totalTable(result, words)];
      case 'study-regret':
        return worldTables(result, words);
      default:
        return [];
    }
  };
  return figureOf(chart, words, own(), variants);
}
