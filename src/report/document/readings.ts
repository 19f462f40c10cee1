/**
 * What the panels of a chart hold by date, read off its own data: what pointing at the chart says, and what the table
 * below it lists, are then the numbers that are drawn.
 */
import type { Chart } from '../charts/chart.ts';
import { variantOfLayer } from '../charts/variant-marks.ts';

/** One line, band edge or area of a panel. */
export interface ReadingColumn {
  /** The field of the data, such as p50. */
  readonly field: string;
  /** The position of the variant it belongs to; undefined where there are none. */
  readonly variant: number | undefined;
  /** A value a date of its own; null where there is none. It holds until the next date. */
  readonly dates: readonly string[];
  readonly values: readonly (number | null)[];
}

/** A panel of the chart that has dates across. */
export interface Reading {
  /** Its place among the panels, from 0 at the top. */
  readonly panel: number;
  readonly title: string;
  /** Whether values are shares, to be read in percent. */
  readonly isShare: boolean;
  readonly columns: readonly ReadingColumn[];
}

interface AnyLayer {
  readonly name?: string;
  readonly mark?: { readonly type?: string; readonly fontWeight?: number };
  readonly data?: { readonly values?: readonly Readonly<Record<string, unknown>>[] };
  readonly encoding?: Readonly<
    Record<string, { readonly field?: string; readonly axis?: { readonly labelExpr?: string } }>
  >;
  readonly layer?: readonly AnyLayer[];
}

/** Panels with at least two dates, from top to bottom. */
export function readingsOf({ spec }: Chart): Reading[] {
  const panels = (spec as unknown as { vconcat: readonly AnyLayer[] }).vconcat;
  return panels.flatMap((panel, place): Reading[] => {
    const layers = panel.layer ?? [];
    const dated = layers.filter(({ data }) => (data?.values?.length ?? 0) > 1 && 'date' in (data?.values?.[0] ?? {}));
    const columns = dated.flatMap(columnsOf).filter(({ values }) => values.some((value) => value !== null));
    if (columns.length === 0) return [];
    const title = layers.find(isHeading)?.data?.values?.[0]?.['text'];
    const isShare = /datum\.value \* 100/.test(JSON.stringify(dated));
    return [{ panel: place, title: typeof title === 'string' ? title : '', isShare, columns }];
  });
}

/** Headings stand left of the plot. */
function isHeading({ mark, data }: AnyLayer): boolean {
  return mark?.type === 'text' && mark.fontWeight === 600 && Number(data?.values?.[0]?.['x']) < 0;
}

function columnsOf(layer: AnyLayer): ReadingColumn[] {
  const rows = layer.data?.values ?? [];
  const dates = rows.map((row) => String(row['date']));
  const fields = Object.keys(rows[0] ?? {}).filter((field) => rows.some((row) => typeof row[field] === 'number'));
  return fields.map((field) => ({
    ...{ field, variant: variantOfLayer(layer.name), dates },
    values: rows.map((row) => (typeof row[field] === 'number' ? row[field] : null)),
  }));
}

/** The value in force on a date. */
export function valueOn({ dates, values }: Pick<ReadingColumn, 'dates' | 'values'>, date: string): number | null {
  return values[dates.findLastIndex((one) => one <= date)] ?? null;
}

/** The first date of the panel and of each month in it. */
export function monthsOf({ columns }: Reading): string[] {
  const dates = columns.flatMap((column) => column.dates).sort();
  const [first = '', last = first] = [dates[0], dates.at(-1)];
  const months: string[] = [];
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  for (;;) {
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const date = `${year}-${String(month).padStart(2, '0')}-01`;
    if (date >= last) return [first, ...months];
    months.push(date);
  }
}
