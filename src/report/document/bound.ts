/** The report of a bound: what could have been avoided, by user, and what a warning is worth. */
import type { BoundFound } from '../../metrics/bound/found.ts';
import { VERSION } from '../../version.ts';
import { boundSentences, shownUnitOf } from '../bound/sentences.ts';
import type { Chart } from '../charts/chart.ts';
import { boundWords } from '../text/bound.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { amount, type ShownUnit } from '../text/quantities.ts';
import { type Block, type Cell, type Report, type Table, text } from './document.ts';
import { figureOf, undrawnBlocks } from './figures.ts';
import { repeatBlocks } from './repeat.ts';

export interface BoundReportInput {
  readonly found: BoundFound;
  readonly solver: string;
  readonly charts: readonly Chart[];
  readonly undrawn: readonly Chart['name'][];
  readonly command: string;
  readonly files: readonly string[];
}

/** The report, in a language; `found` speaks it already. */
export function boundReport(input: BoundReportInput, language: Language): Report {
  const { found, solver, charts, undrawn, command, files } = input;
  const [words, own] = [wordsOf(language), boundWords(language)];
  const { title, digest, seed } = found.model.scenario;
  const { ensemble } = found;
  const summary = { program: `chokepoint ${VERSION}`, digest, seed: ensemble?.seed ?? seed };
  const chance = ensemble && { runs: ensemble.runs, sampling: 'plain' as const };
  const tables = boundTables(found, language);
  const figures: Block[] = [...charts.map((one) => figureOf(one, words)), ...undrawnBlocks(undrawn, words)];
  return {
    ...{ language, title: own.reportTitle(title), about: undefined, scope: own.scope(solver) },
    answer: boundSentences(found, language),
    sections: [
      ...(tables.length > 0 ? [{ id: 'bound', heading: own.section, blocks: [...tables, ...figures] }] : []),
      {
        ...{ id: 'repeat', heading: words.sections.repeat, isDetail: true },
        blocks: repeatBlocks(summary, { command, files, ensemble: chance }, words),
      },
    ],
  };
}

/** Tables: by user what was short, what of it could have been avoided with nobody worse off, and what not; and warnings. */
export function boundTables(found: BoundFound, language: Language): Block[] {
  const tables = [userTable(found, language), ...warningTables(found, language)];
  return tables.filter(({ rows }) => rows.length > 0).map((table) => ({ kind: 'table', ...table }));
}

/** What is saved of so much; a millionth of it is rounding. */
function sure(saved: number, simulated: number): number {
  return saved < 1e-6 * simulated ? 0 : saved;
}

function userTable({ model, parts }: BoundFound, language: Language): Table {
  const words = boundWords(language);
  const { user, missed, avoidable, left } = words.table;
  const rows = parts.flatMap(({ demands }) =>
    demands
      .filter(({ simulated }) => simulated > 0)
      .map(({ demand, simulated, planned }): Cell[] => {
        const one = model.scenario.demands.find(({ id }) => id === demand);
        const shown = model.scenario.stockpiles.find(({ id }) => id === one?.from)?.unit as ShownUnit;
        const cell = (value: number): Cell => ({ text: words.amount(amount(value, shown)), value });
        const rounded = sure(simulated - planned, simulated);
        return [text(one?.title ?? demand), cell(simulated), cell(rounded), cell(simulated - rounded)];
      }),
  );
  return { caption: words.table.caption, header: [user, missed, avoidable, left], rows };
}

/** Of each part what could be saved by one who learned everything at a date: the earliest first. */
function warningTables({ model, question, parts, knowledge }: BoundFound, language: Language): Table[] {
  const words = boundWords(language);
  if (knowledge.length === 0) return [];
  const own = model.start + question.begin * model.stepDays;
  return parts.map((part, n) => {
    const shown = shownUnitOf(model, part);
    const all = [
      { day: own, bound: part.bound },
      ...knowledge.map(({ day, bounds }) => ({ day, bound: bounds[n] ?? part.simulated })),
    ];
    const cell = (value: number): Cell => ({ text: words.amount(amount(value, shown)), value });
    return {
      caption: words.warning.caption(shown.name),
      header: [words.warning.from, words.table.avoidable, words.table.left],
      rows: all
        .toSorted((a, b) => a.day - b.day)
        .map(({ day, bound }) => {
          const saved = sure(part.simulated - bound, part.simulated);
          return [text(words.date(day)), cell(saved), cell(part.simulated - saved)];
        }),
    };
  });
}
