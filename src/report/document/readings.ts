/**
 * What the panels of a chart hold along their x axis, read off its own data: what pointing at the chart says, and what
 * the table below it lists, are then the numbers that are drawn.
 */
import { type Day, formatDate, parseDate } from '../../quantity/calendar.ts';
import type { Chart } from '../charts/chart.ts';
import { variantOfLayer } from '../charts/study/variant-marks.ts';

/** What a layer draws: fields by x, each value holding until the next x; null where there is none. */
export interface Lines {
  /** The position of the variant it belongs to; undefined where there are none. */
  readonly variant?: number | undefined;
  /** Days or times, ascending. */
  readonly at: readonly number[];
  readonly fields: Readonly<Record<string, readonly (number | null)[]>>;
}

/** A panel of the chart with time across. */
export interface PanelData {
  /** Its place among the panels, from 0 at the top. */
  readonly panel: number;
  readonly title: string;
  /** Whether x is a day of the calendar; else it is a number of weeks or months. */
  readonly isDated: boolean;
  /** Whether values are shares, to be read in percent. */
  readonly isShare: boolean;
  readonly lines: readonly Lines[];
}

interface AnyLayer {
  readonly name?: string;
  readonly mark?: { readonly type?: string; readonly fontWeight?: number };
  readonly data?: { readonly values?: readonly Readonly<Record<string, unknown>>[] };
  readonly layer?: readonly AnyLayer[];
}

/** Panels with at least two places in time, from top to bottom. */
export function readingsOf({ spec }: Chart): PanelData[] {
  const panels = (spec as unknown as { readonly vconcat: readonly AnyLayer[] }).vconcat;
  return panels.flatMap(({ layer: layers = [] }, panel): PanelData[] => {
    const timed = layers.filter(({ data }) => {
      const { values = [] } = data ?? {};
      return values.length > 1 && ('date' in values[0] || 'time' in values[0]);
    });
    const lines = timed.map(linesOf).filter(({ fields }) => Object.keys(fields).length > 0);
    if (lines.length === 0) return [];
    const title = layers.find(isHeading)?.data?.values?.[0]?.['text'];
    return [
      {
        ...{ panel, title: typeof title === 'string' ? title : '', lines },
        isDated: 'date' in (timed[0].data?.values?.[0] ?? {}),
        isShare: JSON.stringify(timed).includes('datum.value * 100'),
      },
    ];
  });
}

/** Headings stand left of the plot. */
function isHeading({ mark, data }: AnyLayer): boolean {
  return mark?.type === 'text' && mark.fontWeight === 600 && Number(data?.values?.[0]?.['x']) < 0;
}

function linesOf({ name, data }: AnyLayer): Lines {
  const rows = data?.values ?? [];
  const names = Object.keys(rows[0]).filter(
    (one) => one !== 'time' && rows.some((row) => typeof row[one] === 'number'),
  );
  const variant = variantOfLayer(name);
  return {
    ...(variant !== undefined && { variant }),
    at: rows.map((row) => (typeof row['date'] === 'string' ? (parseDate(row['date']) as Day) : Number(row['time']))),
    fields: Object.fromEntries(
      names.map((one) => [one, rows.map((row) => (typeof row[one] === 'number' ? row[one] : null))]),
    ),
  };
}

/** The place of the value in force at x; −1 before the first. */
export function placeAt({ at }: Pick<Lines, 'at'>, x: number): number {
  return at.findLastIndex((one) => one <= x);
}

/** From the first to the last x of a panel. */
export function spanOf({ lines }: Pick<PanelData, 'lines'>): { readonly from: number; readonly to: number } {
  const all = lines.flatMap(({ at }) => [at[0], at[at.length - 1]]);
  return { from: Math.min(...all), to: Math.max(...all) };
}

/** Of a panel with dates the first day and that of each month; of any other its places in time, at most 40. */
export function tabulatedDates(reading: PanelData): number[] {
  const { from, to } = spanOf(reading);
  if (!reading.isDated) {
    const all = [...new Set(reading.lines.flatMap(({ at }) => at))].sort((a, b) => a - b);
    const every = Math.ceil(all.length / 40);
    return all.filter((_, place) => place % every === 0);
  }
  const stops = [from];
  for (let day = from + 1; day < to; day++) if (formatDate(day).endsWith('-01')) stops.push(day);
  return stops;
}
