/** A study as a table that is read in ten seconds: a row a policy. */
import { gridFinding, shortDemands, totalShortage } from '../../findings/study.ts';
import type { Paired } from '../../metrics/study/paired.ts';
import type { StudyResult, VariantResult } from '../../metrics/study/result.ts';
import { formatShare } from '../text/format.ts';
import { roundNumber } from '../text/quantities.ts';
import { comparedOf, signed } from './numbers.ts';

/** A table with its head; the rows are policies. */
export interface StudyTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many combinations of a grid are left out. */
  readonly leftOut: number;
}

/** Demands that get a column of their own, and combinations of a grid that get a row. */
const MOST_DEMANDS = 3;
const MOST_CELLS = 12;

/** The rows: all variants; of a large grid the combinations with the least shortage. */
export function studyTable(result: StudyResult): StudyTable {
  const grid = gridTable(result);
  if (grid !== undefined) return grid;
  const demands = shortDemands(result).slice(0, MOST_DEMANDS);
  const named = result.variants.filter(({ cell }) => cell === undefined);
  const cells = result.variants.filter(({ cell }) => cell !== undefined);
  const best = cells.toSorted((left, right) => totalShortage(left) - totalShortage(right));
  const shown = cells.length > MOST_CELLS ? best.slice(0, MOST_CELLS) : cells;
  const hasIntervals = result.runs > 1;
  return {
    head: [
      ...['policy', 'shortage', `against the base${hasIntervals ? ' (95 % interval)' : ''}`],
      ...(hasIntervals ? ['worst 5 %'] : []),
      ...demands.map(({ title }) => `${title} served`),
      ...(result.costs.length > 0 ? ['cost'] : []),
      ...(hasBoth(result) ? ['cost and loss'] : []),
      ...(result.costs.length > 0 ? [''] : []),
    ],
    rows: [...named, ...shown].map((variant) =>
      row(
        variant,
        result,
        demands.map(({ id }) => id),
      ),
    ),
    leftOut: cells.length - shown.length,
  };
}

/** Whether costs and losses can be added up. */
function hasBoth({ variants }: StudyResult): boolean {
  return variants.some((variant) => comparedOf(variant, 'cost_and_loss'));
}

/** A grid over a policy and the world as the table that it is: mean shortage, a row a value of the first axis. */
function gridTable(result: StudyResult): StudyTable | undefined {
  const [down, across] = result.axes;
  if (gridFinding(result) === undefined || across === undefined) return undefined;
  const shortage = (row: number, column: number) => {
    const found = result.variants.find(({ cell }) => cell?.[0] === row && cell[1] === column);
    return found === undefined ? '' : `${roundNumber(totalShortage(found))} t`;
  };
  return {
    head: [down.title, ...across.labels.map((label, n) => (n === 0 ? `${across.title} ${label}` : label))],
    rows: down.labels.map((label, row) => [label, ...across.labels.map((_, column) => shortage(row, column))]),
    leftOut: 0,
  };
}

function row(variant: VariantResult, result: StudyResult, demands: readonly string[]): string[] {
  const { variants, runs, costs } = result;
  const isBase = variant.id === variants[0].id;
  const total = comparedOf(variant, 'total_shortage');
  const worst = variant.worst.find(({ name }) => name === 'total_shortage');
  const money = (name: 'cost' | 'cost_and_loss') => {
    const one = comparedOf(variant, name);
    return isBase || !one?.paired ? roundNumber(one?.variant.mean ?? 0) : changed(one.paired);
  };
  const served = demands.map((demand) => comparedOf(variant, 'fill_rate', demand)?.variant.mean ?? 1);
  const titles = variant.dominatedBy.map((id) => variants.find((one) => one.id === id)?.title ?? id);
  const more = titles.length > 1 ? ` and ${titles.length - 1} more` : '';
  const dominated = titles.length === 0 ? '' : `dominated by ${titles[0]}${more}`;
  return [
    variant.title,
    `${roundNumber(totalShortage(variant))} t`,
    isBase || !total?.paired ? '–' : againstBase(total.paired, ' t'),
    ...(runs > 1 ? [`${roundNumber(worst?.variant ?? 0)} t`] : []),
    ...served.map(formatShare),
    ...(costs.length > 0 ? [money('cost')] : []),
    ...(hasBoth(result) ? [money('cost_and_loss')] : []),
    ...(costs.length > 0 ? [dominated] : []),
  ];
}

function againstBase({ difference, low, high }: Paired, unit: string): string {
  const isPoint = low === null || high === null || signed(low) === signed(high);
  const interval = isPoint ? '' : ` (${signed(low)} to ${signed(high)})`;
  return `${signed(difference)}${unit}${interval}`;
}

function changed(paired: Paired): string {
  return paired.difference === 0 ? 'no change' : againstBase(paired, '');
}
