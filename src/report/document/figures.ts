/** Charts as figures of a report, with their numbers as tables. */
import type { Chart } from '../charts/chart.ts';
import type { Words } from '../text/en.ts';
import { tablesOf } from './chart-tables.ts';
import type { Block, Figure, Table } from './document.ts';

/** A figure; its tables are those of its panels, where a report has none of its own for it. */
export function figureOf(
  chart: Chart,
  words: Words,
  own: readonly Table[] = [],
  variants: Figure['variants'] = [],
): Figure {
  return {
    ...{ kind: 'figure', chart, variants },
    heading: words.figures[chart.name] ?? chart.name,
    tables: own.length > 0 ? own : tablesOf(chart, words),
  };
}

/** Which charts a report lacks because they could not be drawn. */
export function undrawnBlocks(names: readonly Chart['name'][] = [], words: Words): Block[] {
  if (names.length === 0) return [];
  return [{ kind: 'prose', text: words.undrawn(names.map((name) => words.figures[name] ?? name)) }];
}
