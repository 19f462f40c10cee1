/** What could have been avoided: a bar for each user who is short, in two parts. */
import type { BoundFound } from '../../../metrics/bound/found.ts';
import { boundSentences, shownUnitOf } from '../../bound/sentences.ts';
import { boundWords } from '../../text/bound.ts';
import { chartTextOf, type Language } from '../../text/languages.ts';
import { amount } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow, wide } from '../layout/format.ts';
import { COLOUR, SIZE } from '../layout/look.ts';
import { type Box, boxLayers, type Label, labelLayers } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth } from '../layout/text-width.ts';

const ROW = 44;
const BAR = 18;
/** Users who are shown; those who are short by more come first. */
const MOST = 12;

interface Row {
  readonly name: string;
  readonly simulated: number;
  readonly left: number;
}

/** The chart of the part with the most users short; undefined where nobody is. */
export function boundChart(found: BoundFound, language: Language): Chart | undefined {
  const words = boundWords(language);
  const [part] = found.parts.toSorted((one, other) => shortOf(other) - shortOf(one));
  if (part === undefined) return undefined;
  const { scenario } = found.model;
  const shown = shownUnitOf(found.model, part);
  const text = (value: number) => words.amount(amount(value, shown));
  const users = part.demands
    .filter(({ simulated }) => simulated > 0)
    .map(({ demand, simulated, planned }) => ({
      name: scenario.demands.find(({ id }) => id === demand)?.title ?? demand,
      ...{ simulated, left: planned },
    }))
    .sort((one, other) => other.simulated - one.simulated)
    .slice(0, MOST);
  const all: Row = { name: words.chart.all, simulated: part.simulated, left: part.withoutWorse };
  const rows = users.length > 1 ? [all, ...users] : users;
  const saved = part.simulated - part.bound;
  const title =
    saved < 0.005 * part.simulated ? words.chart.none : words.chart.title(text(saved), text(part.simulated));
  const sentences = boundSentences(found, language);
  const alt = [title, ...sentences].join(' ');
  const specOf = (format: Format) => {
    const { names, width, layer } = barsOf(rows, text, format);
    return page(
      {
        ...{ title, alt, left: names, plotWidth: width, gap: 24, axis: 8 },
        subtitles: [scenario.title],
        panels: [{ width, height: rows.length * ROW, layer }],
        key: [
          [
            { swatch: COLOUR.short, text: words.chart.left },
            { swatch: COLOUR.blue, text: words.chart.avoidable },
          ],
          [{ text: sentences[0] as string }, { text: words.relaxed }],
        ],
      },
      format,
    );
  };
  const chartText = chartTextOf(language);
  return {
    ...{ name: 'bound', title, alt, spec: specOf(wide(chartText)), narrow: specOf(narrow(chartText)) },
    panels: [
      {
        ...{ title: scenario.title, unit: shown.name, isShare: false },
        across: { kind: 'rows', head: '', labels: rows.map(({ name }) => name) },
        lines: [
          { name: words.chart.left, values: rows.map(({ left }) => left), texts: rows.map(({ left }) => text(left)) },
          {
            name: words.chart.avoidable,
            values: rows.map(({ simulated, left }) => simulated - left),
            texts: rows.map(({ simulated, left }) => text(simulated - left)),
          },
        ],
      },
    ],
  };
}

/** The bars, each with its name before it, or above it on a narrow page. */
function barsOf(rows: readonly Row[], text: (value: number) => string, format: Format) {
  const above = isNarrow(format);
  const names = above ? 0 : Math.ceil(Math.max(...rows.map(({ name }) => textWidth(name, SIZE.text))) + 12);
  const right = Math.ceil(Math.max(...rows.map(({ simulated }) => textWidth(text(simulated), SIZE.text))) + 12);
  const width = format.width - names - right;
  const scale = width / Math.max(...rows.map(({ simulated }) => simulated));
  const boxes: Box[] = rows.flatMap(({ simulated, left }, n) => {
    const [y, y2] = [n * ROW + (ROW - BAR) / 2, n * ROW + (ROW + BAR) / 2];
    const middle = Math.min(simulated, left) * scale;
    return [
      { x: 0, x2: middle, y, y2, colour: COLOUR.short },
      { x: middle, x2: simulated * scale, y, y2, colour: COLOUR.blue },
    ];
  });
  const labels: Label[] = rows.flatMap(({ name, simulated }, n) => {
    const y = n * ROW + ROW / 2;
    const weight = n === 0 ? (600 as const) : (400 as const);
    const own: Label = above
      ? { x: 0, y: y - BAR, text: name, weight }
      : { x: -8, y, text: name, align: 'right', weight };
    return [own, { x: simulated * scale + 8, y, text: text(simulated) }];
  });
  return { names, width, layer: [...boxLayers(boxes.filter(({ x, x2 }) => x2 > x)), ...labelLayers(labels)] };
}

function shortOf({ demands }: BoundFound['parts'][number]): number {
  return demands.filter(({ simulated }) => simulated > 0).length;
}
