/** The report of a stress test: what each loss does, how concentrated supply is, and what is meant by it. */
import { type StressFound, soonest } from '../../metrics/stress/stress.ts';
import { VERSION } from '../../version.ts';
import type { Chart } from '../charts/chart.ts';
import { gravestOf, isHurting, lossOf, namesOf, stressSentences } from '../stress/sentences.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { stressWords } from '../text/stress.ts';
import { type Block, type Cell, type Report, type Table, text } from './document.ts';
import { figureOf, undrawnBlocks } from './figures.ts';
import { repeatBlocks } from './repeat.ts';

/** Rows of the table of losses; all are in stress.csv. */
const MOST_ROWS = 20;
/** Places that are named of a stage. */
const MOST_PLACES = 3;

export interface StressReportInput {
  readonly found: StressFound;
  /** The charts that were drawn, and those that could not be. */
  readonly charts: readonly Chart[];
  readonly undrawn: readonly Chart['name'][];
  readonly command: string;
  readonly files: readonly string[];
}

/** The report, in a language; `found` speaks it already. */
export function stressReport(
  { found, charts, undrawn, command, files }: StressReportInput,
  language: Language,
): Report {
  const [words, own] = [wordsOf(language), stressWords(language)];
  const { model, question, losses } = found;
  const { scenario } = model;
  const summary = { program: `chokepoint ${VERSION}`, digest: scenario.digest, seed: scenario.seed };
  const chart: Block[] = [...charts.map((one) => figureOf(one, words)), ...undrawnBlocks(undrawn, words)];
  return {
    ...{ language, title: own.title(scenario.title), about: undefined },
    scope: own.scope(scenario.disruption, own.weeks(question.weeks), losses.length, question.world),
    answer: stressSentences(found, language),
    sections: [
      { id: 'losses', heading: own.sections.losses, blocks: [{ kind: 'table', ...lossTable(found, language) }] },
      ...(chart.length > 0 ? [{ id: 'chart', heading: own.sections.chart, blocks: chart }] : []),
      { id: 'stages', heading: own.sections.stages, blocks: [{ kind: 'table', ...stageTable(found, language) }] },
      {
        ...{ id: 'meaning', heading: own.sections.meaning, isDetail: true },
        blocks: [{ kind: 'points', items: own.meaning(question.world) }],
      },
      {
        ...{ id: 'repeat', heading: words.sections.repeat, isDetail: true },
        blocks: repeatBlocks(summary, { command, files, ensemble: undefined }, words),
      },
    ],
  };
}

/** The losses that leave one of the ranked users short, the gravest first, below what happens with nothing lost. */
function lossTable(found: StressFound, language: Language): Table {
  const [words, { table }] = [wordsOf(language), stressWords(language)];
  const { ranked, base, losses, model } = found;
  const { percent, duration, amount } = words.quantities;
  const names = namesOf(found, language);
  const hasWorth = lossOf(base) !== undefined;
  /** Nothing is not what a user loses who has no worth. */
  const money = (value: number | undefined, isUnknown = false): Cell[] => {
    if (value === undefined) return [];
    if (isUnknown && value === 0) return [text(words.none)];
    return [{ text: amount(value, { name: model.scenario.currency ?? '', scale: 1, base: 't' }).trim(), value }];
  };
  const time = (days: number, otherwise: string): Cell =>
    Number.isFinite(days) ? { text: duration(days), value: days } : text(otherwise);
  const hurt = losses.filter((one) => isHurting(one, base, ranked));
  const rows = hurt.slice(0, MOST_ROWS).map((one): Cell[] => {
    const at = gravestOf(one, ranked);
    const own = at && one.byWeeks[at.n];
    return [
      text(words.quantities.capital(names.lost(one.loss))),
      { text: percent(one.index), value: one.index },
      text(at ? names.user(at.k) : words.none),
      time(soonest(one, at ? [at.k] : ranked), table.never),
      own && at ? time(own[at.k].timeToRecover, table.notYet) : text(words.none),
      ...(hasWorth && own && at ? money(lossOf(own), own[at.k].loss === undefined) : []),
    ];
  });
  const most = Math.max(...ranked.map((k) => base[k].want));
  const nothing: Cell[] = [
    ...[text(words.quantities.capital(table.base)), { text: percent(most), value: most }],
    text(most > 0 ? names.user(ranked.find((k) => base[k].want === most) ?? 0) : words.none),
    time(Math.min(...ranked.map((k) => base[k].timeToSurvive).filter((one) => !Number.isNaN(one))), table.never),
    text(words.none),
    ...(hasWorth ? money(lossOf(base)) : []),
  ];
  return {
    caption: table.caption,
    header: [
      ...[table.lost, table.index, table.user, table.survives, table.recovers],
      ...(hasWorth ? [table.loss] : []),
    ],
    rows: [nothing, ...rows],
  };
}

/** The stages of supply; the places of the ranked users first. */
function stageTable(found: StressFound, language: Language): Table {
  const { concentration, model, ranked } = found;
  const [words, { table, label }] = [wordsOf(language), stressWords(language)];
  const { percent, round, amount, list } = words.quantities;
  const names = namesOf(found, language);
  const { demands, stockpiles } = model.scenario;
  const near = new Set(ranked.map((k) => stockpiles.find(({ id }) => id === demands[k].from)?.place));
  const aYear = 365.25 / model.stepDays;
  return {
    caption: table.stages,
    header: [table.material, table.production, table.herfindahl, table.suppliers, table.reliance],
    rows: concentration.map(({ material, unit, production, index, suppliers, places }): Cell[] => {
      const known = places.filter(({ importReliance }) => importReliance > 0);
      const sorted = known.toSorted(
        (a, b) => Number(near.has(b.place)) - Number(near.has(a.place)) || b.imports - a.imports,
      );
      const reliant = sorted.slice(0, MOST_PLACES).map((one) => `${label(one.place)} ${percent(one.importReliance)}`);
      const [largest] = suppliers;
      return [
        text(words.quantities.capital(label(material))),
        { text: amount(production * aYear, { name: unit, scale: 1, base: unit }), value: production * aYear },
        { text: round(index), value: index },
        largest
          ? { text: `${names.supplier(largest)} ${percent(largest.share)}`, value: largest.share }
          : text(words.none),
        text(reliant.length > 0 ? list(reliant) : words.none),
      ];
    }),
  };
}
