/** The cells of a heat map: from white to dark blue, which every eye can order, and vermilion where there is no more to give. */
import { formatDate } from '../../../quantity/calendar.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { KeyItem } from '../layout/key.ts';
import { COLOUR } from '../layout/look.ts';
import { type Layer, pixels, tenth } from '../layout/marks.ts';
import type { TimeScale } from '../layout/time-axis.ts';
import type { Scene } from './scene.ts';

/** Least share and colour, from the largest (ColorBrewer Blues). */
const STEPS = [
  { least: 0.995, colour: COLOUR.short, text: ({ full }: ChartText['capacity']) => full },
  { least: 0.9, colour: '#08306b', text: ({ over }: ChartText['capacity']) => over(90) },
  { least: 0.75, colour: '#2171b5', text: ({ between }: ChartText['capacity']) => between(75, 90) },
  { least: 0.5, colour: '#6baed6', text: ({ between }: ChartText['capacity']) => between(50, 75) },
  { least: 0.25, colour: '#b3d3e8', text: ({ between }: ChartText['capacity']) => between(25, 50) },
  { least: 0.005, colour: '#dfebf7', text: ({ under }: ChartText['capacity']) => under(25) },
  { least: 0, colour: COLOUR.none, text: ({ notUsed }: ChartText['capacity']) => notUsed },
] as const;

/** More columns than this cannot be told apart: steps are then drawn together, as their mean. */
const MOST_COLUMNS = 170;

interface Used {
  readonly title: string;
  readonly used: Float64Array;
}

/** Rows of cells, `height` pixels each; neighbours of one colour are one cell, with its mean share. */
export function cellLayer(scene: Scene, rows: readonly Used[], scale: TimeScale, height: number): Layer {
  const every = Math.ceil(scene.steps / MOST_COLUMNS);
  const values = rows.flatMap(({ title, used }, row) =>
    stretches(used, every).map(({ from, to, share, colour }) => ({
      flow: title,
      from: formatDate(scene.dayOf(from)),
      used: Math.round(share * 1000) / 1000,
      ...{ x: tenth(scale.x(scene.dayOf(from))), x2: tenth(scale.x(scene.dayOf(to))) },
      ...{ y: row * height + 1, y2: (row + 1) * height - 1, colour },
    })),
  );
  return {
    data: { values },
    mark: { type: 'rect', tooltip: null },
    encoding: {
      ...{ x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
      color: { field: 'colour', type: 'nominal', scale: null },
    },
  };
}

/** What the colours mean. */
export function heatKey(rows: readonly Used[], text: ChartText['capacity']): KeyItem[] {
  const isGappy = rows.some(({ used }) => used.some(Number.isNaN));
  return [
    ...STEPS.map((step) => ({ swatch: step.colour, text: step.text(text) })),
    ...(isGappy ? [{ swatch: COLOUR.page, text: text.blank }] : []),
  ];
}

function stretches(used: Float64Array, every: number) {
  const found: { from: number; to: number; sum: number; share: number; colour: string }[] = [];
  for (let from = 0; from < used.length; from += every) {
    const to = Math.min(used.length, from + every);
    const known = used.subarray(from, to).filter((share) => !Number.isNaN(share));
    if (known.length === 0) continue;
    const mean = known.reduce((sum, share) => sum + share, 0) / known.length;
    const { colour } = STEPS.find(({ least }) => mean >= least) ?? STEPS[STEPS.length - 1];
    const last = found.at(-1);
    if (last?.to === from && last.colour === colour) {
      last.sum += mean * (to - from);
      last.to = to;
      last.share = last.sum / (to - last.from);
    } else {
      found.push({ from, to, sum: mean * (to - from), share: mean, colour });
    }
  }
  return found;
}
