/** The numbers of a study as tidy tables: comparison.csv, grid.csv, worlds.csv. */

import type { Compared, StudyResult, VariantResult } from '../../metrics/study/result.ts';
import { formatDate, parseDate } from '../../quantity/calendar.ts';
import { tenDigits } from '../files/series-csv.ts';
import { xmlText } from '../text/xml-text.ts';

const NUMBERS = [
  ...['base', 'value', 'difference', 'standard_error', 'low', 'high', 'unpaired_runs'],
  ...['base_p05', 'base_p50', 'base_p95', 'p05', 'p50', 'p95'],
  ...['base_null_share', 'null_share', 'null_share_difference', 'null_share_low', 'null_share_high'],
] as const;

/**
 * A row for each metric of each demand and of the whole, under each variant: base and value are means, empty where
 * some replicate has none; `worst_shortage` is the mean of the worst 5 %. Combinations of a large grid are in grid.csv.
 */
export function comparisonCsv({ variants, summed }: StudyResult): string {
  const lines = [['variant', 'demand', 'metric', 'unit', ...NUMBERS].join(',')];
  for (const variant of variants.filter(({ isWhole }) => isWhole)) {
    for (const line of comparisonLines(variant, summed.unit)) lines.push([variant.id, ...line].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** The same of every combination of a grid, with its values as written in columns of their own; undefined without. */
export function gridCsv({ variants, axes, summed }: StudyResult): string | undefined {
  if (axes.length === 0) return undefined;
  const lines = [[...axes.map(({ path }) => path), 'demand', 'metric', 'unit', ...NUMBERS].map(quoted).join(',')];
  for (const variant of variants) {
    if (variant.cell === undefined) continue;
    const values = variant.cell.map((place, axis) => axes[axis].labels[place]);
    for (const line of comparisonLines(variant, summed.unit)) lines.push([...values, ...line].map(quoted).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** A row for each variant in each world, in total (no demand) and by demand; undefined of a study without worlds. */
export function worldsCsv({ worlds: found, demands, summed }: StudyResult): string | undefined {
  if (found === undefined) return undefined;
  const lines = ['world,instead_of,variant,demand,unit,shortage,regret,rank'];
  for (const { id, instead, standings, ranking } of found.worlds) {
    for (const { variant, shortage, regret, demands: each } of standings) {
      const rank =
        1 +
        ranking
          .slice(
            0,
            ranking.findIndex((group) => group.includes(variant)),
          )
          .flat().length;
      const start = [id, instead?.figure ?? '', variant];
      lines.push([...start, '', summed.unit, tenDigits(shortage), tenDigits(regret), rank].join(','));
      for (const one of each) {
        const unit = demands.find((demand) => demand.id === one.demand)?.unit.base ?? '';
        lines.push([...start, one.demand, unit, tenDigits(one.shortage), tenDigits(one.regret), ''].join(','));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/**
 * What each demand that is ever short lacks in each step under each variant: the mean and quantiles over the replicates. Undefined of a
 * study that is a grid alone: its cells have no series.
 */
export function studySeriesCsv({ variants, demands, start, stepDays }: StudyResult): string | undefined {
  const named = variants.filter(({ cell }) => cell === undefined);
  const first = parseDate(start);
  const short = new Set(demands.flatMap(({ id, isEverShort }) => (isEverShort ? [id] : [])));
  if (named.length < 2 || first === undefined) return undefined;
  const lines = ['variant,date,kind,id,variable,mean,p05,p25,p50,p75,p95,unit'];
  for (const { id: variant, bands } of named) {
    for (const { kind, id, variable, unit, mean, p05, p25, p50, p75, p95 } of bands) {
      for (let t = 0; short.has(id) && t < mean.length; t++) {
        const numbers = [mean, p05, p25, p50, p75, p95].map((values) => tenDigits(values[t]));
        lines.push([variant, formatDate(first + t * stepDays), kind, id, variable, ...numbers, unit].join(','));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Demand, metric, unit and numbers of every comparison of a variant. */
function comparisonLines({ compared, worst, ...ratios }: VariantResult, unit: string): string[][] {
  const empty = (count: number) => Array.from({ length: count }, () => '');
  const worstLines = worst.map(({ name, demand, unit: own, base, variant }) => {
    const numbers = [base, variant, variant - base].map(tenDigits);
    return [demand ?? '', `worst_${name}`, own, ...numbers, ...empty(NUMBERS.length - 3)];
  });
  const cost = compared.find(({ name }) => name === 'cost');
  const hasLoss = compared.some(({ name }) => name === 'loss');
  const ratio = (name: string, of: string, value: number | null) => {
    return ['', name, of, '', value === null ? '' : tenDigits(value), ...empty(NUMBERS.length - 2)];
  };
  return [
    ...compared.map(line),
    ...worstLines,
    ...(cost ? [ratio('cost_per_tonne_avoided', cost.unit && `${cost.unit}/${unit}`, ratios.costPerTonneAvoided)] : []),
    ...(cost && hasLoss ? [ratio('loss_avoided_per_cost', '', ratios.lossAvoidedPerCost)] : []),
  ];
}

function line({ demand, name, unit, base, variant, paired, nulls }: Compared): string[] {
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '' : tenDigits(value));
  const replicates = paired?.unpairedRuns;
  return [
    ...[demand ?? '', name, unit, number(base.mean), number(variant.mean), number(paired?.difference)],
    ...[number(paired?.standardError), number(paired?.low), number(paired?.high)],
    typeof replicates === 'string' ? replicates : number(replicates),
    ...[base, variant].flatMap(({ p05, p50, p95 }) => [p05, p50, p95].map(number)),
    ...[number(base.nullShare), number(variant.nullShare)],
    ...[number(nulls?.difference), number(nulls?.low), number(nulls?.high)],
  ];
}

/** A field of a CSV file, in quotes where it must be. */
function quoted(field: string): string {
  const text = xmlText(field);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
