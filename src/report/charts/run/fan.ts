/** Fans: what a variable comes to over an ensemble, as two bands and a median, with the central run across them. */
import type { Band } from '../../../metrics/ensemble-types.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { KeyItem } from '../layout/key.ts';
import { COLOUR, FAN } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import type { RowCanvas } from '../layout/panel-chart.ts';
import { type PointTable, pointRows } from '../layout/point-table.ts';
import type { PanelLine } from '../panel-data.ts';
import type { EnsembleScene } from './ensemble-scene.ts';

const QUANTILES = ['p05', 'p25', 'p50', 'p75', 'p95'] as const;

/** Quantiles by step, in the unit that they are shown in; NaN where some run has no value. */
export type Fan = Readonly<Record<(typeof QUANTILES)[number] | 'mean', Float64Array>>;

/**
 * The sum of bands, each value by f(value, step). Quantiles of a sum are the sums of quantiles where the parts rise
 * and fall together (comonotonic); else this is the widest fan that the bands leave room for. The mean is exact.
 */
export function fanOf(bands: readonly Band[], f: (value: number, t: number) => number): Fan {
  const steps = bands[0]?.mean.length ?? 0;
  const total = (name: keyof Fan) =>
    Float64Array.from({ length: steps }, (_, t) =>
      f(
        bands.reduce((sum, band) => sum + band[name][t], 0),
        t,
      ),
    );
  return {
    mean: total('mean'),
    ...{ p05: total('p05'), p25: total('p25'), p50: total('p50'), p75: total('p75'), p95: total('p95') },
  };
}

/** The largest number in the values, 0 if there is none above. */
export function most(values: Float64Array): number {
  return values.reduce((largest, value) => (value > largest ? value : largest), 0);
}

/** The columns of a table of points. */
export function fanColumns(fan: Fan, central: Float64Array): Record<string, Float64Array> {
  return { ...Object.fromEntries(QUANTILES.map((name) => [name, fan[name]])), central };
}

/** The lines of a fan, the median first. */
export function fanLines({ columns }: PointTable, { common: { fan } }: ChartText, median: string): PanelLine[] {
  const names = { p50: fan.median, central: fan.central, p05: '5 %', p25: '25 %', p75: '75 %', p95: '95 %' } as const;
  const colours = { p50: median, central: COLOUR.ink, p05: undefined, p25: undefined, p75: undefined, p95: undefined };
  return (['p50', 'central', 'p05', 'p25', 'p75', 'p95'] as const).map((statistic) => ({
    ...{ name: names[statistic], statistic, values: columns[statistic] },
    ...(colours[statistic] && { colour: colours[statistic] }),
  }));
}

/** A fan with the central run across it, one layer above the other from one table of points. */
export function fanLayer(table: PointTable, interpolate: 'step-after' | 'linear', { x, y }: RowCanvas): Layer {
  const band = (low: string, high: string, color: string): Layer => ({
    mark: { type: 'area', interpolate, color, opacity: 1 },
    encoding: { y: y(low), y2: { field: high } },
  });
  return {
    data: { values: pointRows(table) },
    encoding: { x },
    layer: [
      band('p05', 'p95', FAN.outer),
      band('p25', 'p75', FAN.inner),
      { mark: { type: 'line', interpolate, color: FAN.median, strokeWidth: 2 }, encoding: { y: y('p50') } },
      centralLayer(interpolate, y),
    ],
  };
}

/** The central run, from the same table. */
export function centralLayer(interpolate: 'step-after' | 'linear', y: RowCanvas['y']): Layer {
  return {
    mark: { type: 'line', interpolate, color: COLOUR.ink, strokeWidth: 1.3, strokeDash: [5, 3] },
    encoding: { y: y('central') },
  };
}

/** What the parts of a fan are. */
export function fanKey({ runs, bandRuns }: EnsembleScene, { common: { fan } }: ChartText): KeyItem[] {
  return [
    { swatch: FAN.outer, text: fan.outer(bandRuns, bandRuns < runs) },
    { swatch: FAN.inner, text: fan.inner },
    { swatch: FAN.median, shape: 'line', text: fan.median },
    centralKey(fan.central),
  ];
}

/** The dashes of the central run. */
export function centralKey(text: string): KeyItem {
  return { swatch: COLOUR.ink, shape: 'dashes', text };
}
