/** Fans: what a variable comes to over an ensemble, as two bands and a median, with the central run across them. */
import type { Band } from '../../../metrics/ensemble-types.ts';
import { formatNumber } from '../../text/format.ts';
import type { KeyItem } from '../layout/key.ts';
import { COLOUR, type FanColours } from '../layout/look.ts';
import type { Layer, Position } from '../layout/marks.ts';
import { points } from '../layout/rows.ts';
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

/** A fan with the central run across it, one layer above the other from one table of points. */
export function fanLayer(
  fan: Fan,
  central: Float64Array,
  look: {
    readonly dates: readonly string[];
    readonly colours: FanColours;
    readonly interpolate: 'step-after' | 'linear';
    readonly x: Position;
    /** The y encoding of a field. */
    readonly y: (field: string) => Position;
  },
): Layer {
  const { dates, colours, interpolate, x, y } = look;
  const shared = { interpolate, clip: true } as const;
  const band = (low: string, high: string, color: string): Layer => ({
    mark: { type: 'area', ...shared, color, opacity: 1 },
    encoding: { y: y(low), y2: { field: high } },
  });
  return {
    data: {
      values: points(dates, { ...Object.fromEntries(QUANTILES.map((name) => [name, fan[name]])), central }),
    },
    encoding: { x },
    layer: [
      band('p05', 'p95', colours.outer),
      band('p25', 'p75', colours.inner),
      {
        mark: { type: 'line', ...shared, color: colours.median, strokeWidth: 2 },
        encoding: { y: y('p50') },
      },
      {
        mark: { type: 'line', ...shared, color: COLOUR.ink, strokeWidth: 1.3, strokeDash: [5, 3] },
        encoding: { y: y('central') },
      },
    ],
  };
}

/** What the parts of a fan are. */
export function fanKey({ runs, bandRuns }: EnsembleScene, { outer, inner, median }: FanColours): KeyItem[] {
  return [
    { swatch: outer, text: `5 to 95 % of ${bandRuns < runs ? 'the first ' : ''}${formatNumber(bandRuns)} runs` },
    { swatch: inner, text: '25 to 75 %' },
    { swatch: median, shape: 'line', text: 'median' },
    { swatch: COLOUR.ink, shape: 'dashes', text: 'central run' },
  ];
}
