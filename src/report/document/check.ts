/** The page of a check: how each scenario stands, and of those that differ what moved, old and new over one another. */

import type { Mover } from '../../metrics/check/columns.ts';
import { movedChart, moverFinding } from '../charts/check/moved.ts';
import { isAstray } from '../check/astray.ts';
import { type Checked, standingOf } from '../check/checked.ts';
import { inputLine } from '../check/input-lines.ts';
import { outcomeLine } from '../check/outcome-lines.ts';
import { type CheckWords, checkWords } from '../text/apart.ts';
import type { Words } from '../text/en.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { differenceBlocks, failureBlocks, faultBlocks, moverTable } from './check-tables.ts';
import { type Block, type Figure, type Report, type Section, text } from './document.ts';

/** So many charts are drawn of a scenario, and so many on a page while each that moved has one. */
const MOST_CHARTS = 4;
/** So many changed inputs are told of a scenario. */
const MOST_INPUTS = 20;
const MOST_ON_PAGE = 60;

/** How a check was called. */
export interface CheckCall {
  /** The folder of the results. */
  readonly out: string;
  /** The revision that they were compared with; undefined: as they stand. */
  readonly since: string | undefined;
  /** The words that accept what moved; undefined where values were put over the files, which no update writes. */
  readonly command: string | undefined;
}

/** The report, in a language. */
export function checkReport(all: readonly Checked[], call: CheckCall, language: Language): Report {
  const words = wordsOf(language);
  const check = checkWords(words);
  const astray = all.filter((one) => standingOf(one) !== 'same');
  const same = all.filter((one) => standingOf(one) === 'same');
  const charts = Math.max(1, Math.min(MOST_CHARTS, Math.floor(MOST_ON_PAGE / Math.max(1, astray.length))));
  let drawn = 0;
  const sections = astray.map((one, place): Section => {
    const figures = drawnOf(one, charts, drawn, words);
    drawn += figures.length;
    return {
      id: `scenario-${place + 1}`,
      heading: headingOf(one, words),
      blocks: [
        ...factBlocks(one, words),
        ...faultBlocks(one, words),
        ...failureBlocks(one, words),
        ...movedBlocks(one, figures, words),
      ],
    };
  });
  return {
    language,
    title: check.title(astray.length, all.length),
    scope: check.against(call.out, call.since),
    about: undefined,
    answer: [countsOf(all, words), ...furthestOf(astray, words)],
    sections: [
      ...(astray.length > 1
        ? [{ id: 'overview', heading: check.sections.overview, blocks: [overview(astray, words)] }]
        : []),
      ...sections,
      ...(same.length > 0
        ? [
            {
              id: 'same',
              heading: check.sections.same,
              blocks: [{ kind: 'points' as const, items: same.map((one) => sameLine(one, words)) }],
            },
          ]
        : []),
      ...acceptance(astray, call, check),
    ],
  };
}

function headingOf({ name, title }: Checked, words: Words): string {
  return name === title ? name : checkWords(words).named(title, name);
}

/** How a scenario stands, in a few words. */
function verdictOf(checked: Checked, words: Words): string {
  const { verdicts, unjudged, drift, missing } = checked;
  const { verdict } = checkWords(words);
  const { clauses } = words.quantities;
  switch (standingOf(checked)) {
    case 'unsound':
      return verdict.unsound;
    case 'same':
      return verdict.same;
    case 'differs': {
      const [failing, all] = [verdicts.filter(isAstray).length, verdicts.length + unjudged.length];
      const differences = drift?.differences.length ?? 0;
      return clauses([
        ...(failing > 0 ? [verdict.astray(failing, all)] : []),
        ...(unjudged.length > 0 ? [verdict.unjudged(unjudged.length, all)] : []),
        ...(missing === undefined ? [] : [verdict.noBaseline]),
        ...(differences > 0 ? [verdict.moved(differences)] : []),
      ]);
    }
  }
}

/** How many scenarios stand how; one may be told more than once. */
function countsOf(all: readonly Checked[], words: Words): string {
  const { counts } = checkWords(words);
  const { clauses } = words.quantities;
  const sound = all.filter((one) => standingOf(one) !== 'unsound');
  const told = [
    counts.moved(sound.filter(({ drift }) => drift !== undefined && drift.differences.length > 0).length),
    counts.astray(sound.filter(({ verdicts }) => verdicts.some(isAstray)).length),
    counts.unjudged(sound.filter(({ unjudged }) => unjudged.length > 0).length),
    counts.noBaseline(sound.filter(({ missing }) => missing !== undefined).length),
    counts.unsound(all.length - sound.length),
  ];
  const same = all.filter((one) => standingOf(one) === 'same').length;
  return counts.sentence(clauses([counts.same(same, all.length), ...told.filter((one) => one !== '')]));
}

function sameLine(checked: Checked, words: Words): string {
  const check = checkWords(words);
  const { verdict } = check;
  return words.quantities.clauses([
    check.lines.head(headingOf(checked, words), verdict.same),
    verdict.asStated(checked.verdicts.length),
    ...(checked.drift?.notes ?? []).map(check.notes),
  ]);
}

/** Of all series that moved the furthest beyond its tolerance, in a sentence; none where none moved. */
function furthestOf(all: readonly Checked[], words: Words): string[] {
  const movers = all.flatMap(({ title, drift }) =>
    (drift?.movers ?? []).slice(0, 1).map((mover) => ({ title, mover })),
  );
  const excess = ({ difference }: Mover) => difference.excess ?? Number.POSITIVE_INFINITY;
  const [furthest] = movers.toSorted((one, other) => (excess(other.mover) > excess(one.mover) ? 1 : -1));
  return furthest === undefined
    ? []
    : [checkWords(words).furthest(furthest.title, moverFinding(furthest.mover, words))];
}

function overview(astray: readonly Checked[], words: Words): Block {
  const { table, facts } = checkWords(words);
  return {
    kind: 'table',
    caption: table.scenarios,
    header: [table.scenario, table.verdict, table.furthest, facts.earliest],
    rows: astray.map((checked) => {
      const { earliest, movers } = checked.drift ?? {};
      return [
        headingOf(checked, words),
        verdictOf(checked, words),
        movers?.[0]?.difference.name ?? words.none,
        earliest ? facts.origin(earliest.entity, earliest.since, earliest.name) : words.none,
      ].map(text);
    }),
  };
}

/** What is short to tell: its file, how it stands, where what moved began. */
function factBlocks(checked: Checked, words: Words): Block[] {
  const check = checkWords(words);
  const { file, drift, missing, outcomes } = checked;
  const { facts } = check;
  const { earliest, upstream, inputs = [], notes = [] } = drift ?? {};
  const isMoved = (drift?.differences.length ?? 0) > 0;
  const origin = (one: NonNullable<typeof earliest>) => facts.origin(one.entity, one.since, one.name);
  return [
    {
      kind: 'facts',
      facts: [
        [facts.file, file],
        [facts.verdict, verdictOf(checked, words)],
        ...(missing === undefined ? [] : [[facts.missing, missing] as const]),
        ...inputs.slice(0, MOST_INPUTS).map((one) => [facts.inputs, inputLine(one, words)] as const),
        ...(inputs.length > MOST_INPUTS ? [[facts.inputs, facts.more(inputs.length - MOST_INPUTS)] as const] : []),
        ...(isMoved ? outcomes.map((one) => [facts.outcome, outcomeLine(one, words)] as const) : []),
        ...(earliest ? [[facts.earliest, origin(earliest)] as const] : []),
        ...(upstream && upstream.entity !== earliest?.entity ? [[facts.upstream, origin(upstream)] as const] : []),
        ...(notes.length > 0 ? [[facts.notes, words.sentences(notes.map(check.notes))] as const] : []),
      ],
    },
  ];
}

/** The series furthest beyond their tolerance, of each entity one, as figures numbered after those before. */
function drawnOf({ title, drift }: Checked, most: number, before: number, words: Words): Figure[] {
  const figures: Figure[] = [];
  const entities = new Set<string>();
  for (const mover of drift?.movers ?? []) {
    const { entity, name } = mover.difference;
    if (figures.length === most) break;
    if (entities.has(entity)) continue;
    const chart = movedChart(mover, title, before + figures.length + 1, words.language);
    if (chart === undefined) continue;
    entities.add(entity);
    const tables = [moverTable(mover, words)];
    figures.push({ kind: 'figure', heading: name, chart, variants: [], tables });
  }
  return figures;
}

function movedBlocks({ drift }: Checked, figures: readonly Figure[], words: Words): Block[] {
  if (drift === undefined || drift.differences.length === 0) return [];
  const rest = drift.movers.length - figures.length;
  return [
    ...figures,
    ...(figures.length > 0 ? [{ kind: 'prose' as const, text: checkWords(words).drawn(figures.length, rest) }] : []),
    ...differenceBlocks(drift.differences, words),
  ];
}

/** What to do where a change is meant; nothing where there is nothing to accept. */
function acceptance(astray: readonly Checked[], { since, command }: CheckCall, check: CheckWords): Section[] {
  if (astray.length === 0) return [];
  const { accept, sections } = check;
  const prose = (sentence: string): Block => ({ kind: 'prose', text: sentence });
  const isUnsound = astray.some((one) => standingOf(one) === 'unsound');
  const isFailing = astray.some(({ verdicts, unjudged }) => unjudged.length > 0 || verdicts.some(isAstray));
  const isMoved = astray.some(({ drift, missing }) => missing !== undefined || (drift?.differences.length ?? 0) > 0);
  const how = since === undefined ? accept.how : accept.since(since);
  const moved: Block[] = command === undefined ? [prose(accept.set)] : [prose(how), { kind: 'command', text: command }];
  const blocks: Block[] = [
    ...(isMoved ? moved : []),
    ...(isUnsound ? [prose(accept.unsound)] : []),
    ...(isFailing ? [prose(accept.expectations)] : []),
  ];
  return [{ id: 'accept', heading: sections.accept, blocks }];
}
