/** The page of a check: how each scenario stands, and of those that differ what moved, old and new over one another. */

import type { Mover } from '../../metrics/check/columns.ts';
import { movedChart, moverFinding } from '../charts/check/moved.ts';
import { astrayOf } from '../check/astray.ts';
import { type Checked, standingOf } from '../check/checked.ts';
import { inputLine } from '../check/input-lines.ts';
import { outcomeLine } from '../check/outcome-lines.ts';
import { EN } from '../text/en.ts';
import { EN_CHECK } from '../text/en-check.ts';
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

/** The report, in English. */
export function checkReport(all: readonly Checked[], call: CheckCall): Report {
  const astray = all.filter((one) => standingOf(one) !== 'same');
  const same = all.filter((one) => standingOf(one) === 'same');
  const charts = Math.max(1, Math.min(MOST_CHARTS, Math.floor(MOST_ON_PAGE / Math.max(1, astray.length))));
  let drawn = 0;
  const sections = astray.map((one, place): Section => {
    const figures = drawnOf(one, charts, drawn);
    drawn += figures.length;
    return {
      id: `scenario-${place + 1}`,
      heading: headingOf(one),
      blocks: [...factBlocks(one), ...faultBlocks(one), ...failureBlocks(one), ...movedBlocks(one, figures)],
    };
  });
  const { sections: words } = EN_CHECK;
  return {
    language: 'en',
    title: EN_CHECK.title(astray.length, all.length),
    scope: EN_CHECK.against(call.out, call.since),
    about: undefined,
    answer: [countsOf(all), ...furthestOf(astray)],
    sections: [
      ...(astray.length > 1 ? [{ id: 'overview', heading: words.overview, blocks: [overview(astray)] }] : []),
      ...sections,
      ...(same.length > 0
        ? [{ id: 'same', heading: words.same, blocks: [{ kind: 'points' as const, items: same.map(sameLine) }] }]
        : []),
      ...acceptance(astray, call),
    ],
  };
}

function headingOf({ name, title }: Checked): string {
  return name === title ? name : `${title} (${name})`;
}

/** How a scenario stands, in a few words. */
function verdictOf(checked: Checked): string {
  const { verdicts, unjudged, drift, missing } = checked;
  const { verdict } = EN_CHECK;
  switch (standingOf(checked)) {
    case 'unsound':
      return verdict.unsound;
    case 'same':
      return verdict.same;
    case 'differs': {
      const [failing, all] = [verdicts.filter((one) => astrayOf(one)).length, verdicts.length + unjudged.length];
      const differences = drift?.differences.length ?? 0;
      return EN.clauses([
        ...(failing > 0 ? [verdict.astray(failing, all)] : []),
        ...(unjudged.length > 0 ? [verdict.unjudged(unjudged.length, all)] : []),
        ...(missing === undefined ? [] : [verdict.noBaseline]),
        ...(differences > 0 ? [verdict.moved(differences)] : []),
      ]);
    }
  }
}

/** How many scenarios stand how; one may be told more than once. */
function countsOf(all: readonly Checked[]): string {
  const { counts } = EN_CHECK;
  const sound = all.filter((one) => standingOf(one) !== 'unsound');
  const told = [
    counts.moved(sound.filter(({ drift }) => drift !== undefined && drift.differences.length > 0).length),
    counts.astray(sound.filter(({ verdicts }) => verdicts.some(astrayOf)).length),
    counts.unjudged(sound.filter(({ unjudged }) => unjudged.length > 0).length),
    counts.noBaseline(sound.filter(({ missing }) => missing !== undefined).length),
    counts.unsound(all.length - sound.length),
  ];
  const same = all.filter((one) => standingOf(one) === 'same').length;
  return EN.clauses([counts.same(same, all.length), ...told.filter((one) => one !== '')]).concat('.');
}

function sameLine(checked: Checked): string {
  const { verdict } = EN_CHECK;
  return EN.clauses([
    `${headingOf(checked)}: ${verdict.same}`,
    verdict.asStated(checked.verdicts.length),
    ...(checked.drift?.notes ?? []),
  ]);
}

/** Of all series that moved the furthest beyond its tolerance, in a sentence; none where none moved. */
function furthestOf(all: readonly Checked[]): string[] {
  const movers = all.flatMap(({ title, drift }) =>
    (drift?.movers ?? []).slice(0, 1).map((mover) => ({ title, mover })),
  );
  const excess = ({ difference }: Mover) => difference.excess ?? Number.POSITIVE_INFINITY;
  const [furthest] = movers.toSorted((one, other) => (excess(other.mover) > excess(one.mover) ? 1 : -1));
  return furthest === undefined ? [] : [EN_CHECK.furthest(furthest.title, moverFinding(furthest.mover))];
}

function overview(astray: readonly Checked[]): Block {
  const { table, facts } = EN_CHECK;
  return {
    kind: 'table',
    caption: table.scenarios,
    header: [table.scenario, table.verdict, table.furthest, facts.earliest],
    rows: astray.map((checked) => {
      const { earliest, movers } = checked.drift ?? {};
      return [
        headingOf(checked),
        verdictOf(checked),
        movers?.[0]?.difference.name ?? EN.none,
        earliest ? facts.origin(earliest.entity, earliest.since, earliest.name) : EN.none,
      ].map(text);
    }),
  };
}

/** What is short to tell: its file, how it stands, where what moved began. */
function factBlocks(checked: Checked): Block[] {
  const { file, drift, missing, outcomes } = checked;
  const { facts } = EN_CHECK;
  const { earliest, upstream, inputs = [], notes = [] } = drift ?? {};
  const isMoved = (drift?.differences.length ?? 0) > 0;
  const origin = (one: NonNullable<typeof earliest>) => facts.origin(one.entity, one.since, one.name);
  return [
    {
      kind: 'facts',
      facts: [
        [facts.file, file],
        [facts.verdict, verdictOf(checked)],
        ...(missing === undefined ? [] : [[facts.missing, missing] as const]),
        ...inputs.slice(0, MOST_INPUTS).map((one) => [facts.inputs, inputLine(one)] as const),
        ...(inputs.length > MOST_INPUTS ? [[facts.inputs, facts.more(inputs.length - MOST_INPUTS)] as const] : []),
        ...(isMoved ? outcomes.map((one) => [facts.outcome, outcomeLine(one)] as const) : []),
        ...(earliest ? [[facts.earliest, origin(earliest)] as const] : []),
        ...(upstream && upstream.entity !== earliest?.entity ? [[facts.upstream, origin(upstream)] as const] : []),
        ...(notes.length > 0 ? [[facts.notes, notes.join(' ')] as const] : []),
      ],
    },
  ];
}

/** The series furthest beyond their tolerance, of each entity one, as figures numbered after those before. */
function drawnOf({ title, drift }: Checked, most: number, before: number): Figure[] {
  const figures: Figure[] = [];
  const entities = new Set<string>();
  for (const mover of drift?.movers ?? []) {
    const { entity, name } = mover.difference;
    if (figures.length === most) break;
    if (entities.has(entity)) continue;
    const chart = movedChart(mover, title, before + figures.length + 1);
    if (chart === undefined) continue;
    entities.add(entity);
    const tables = [moverTable(mover)];
    figures.push({ kind: 'figure', heading: name, chart, variants: [], tables });
  }
  return figures;
}

function movedBlocks({ drift }: Checked, figures: readonly Figure[]): Block[] {
  if (drift === undefined || drift.differences.length === 0) return [];
  const rest = drift.movers.length - figures.length;
  return [
    ...figures,
    ...(figures.length > 0 ? [{ kind: 'prose' as const, text: EN_CHECK.drawn(figures.length, rest) }] : []),
    ...differenceBlocks(drift.differences),
  ];
}

/** What to do where a change is meant; nothing where there is nothing to accept. */
function acceptance(astray: readonly Checked[], { since, command }: CheckCall): Section[] {
  if (astray.length === 0) return [];
  const { accept, sections } = EN_CHECK;
  const prose = (words: string): Block => ({ kind: 'prose', text: words });
  const isUnsound = astray.some((one) => standingOf(one) === 'unsound');
  const isFailing = astray.some(({ verdicts, unjudged }) => unjudged.length > 0 || verdicts.some(astrayOf));
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
