/** What a chart is, and how several are made of which one may fail. */
import type { TopLevelSpec } from 'vega-lite';

/** A picture to be drawn, and what it shows in a sentence or two. */
export interface Chart {
  readonly name:
    | 'shortages'
    | 'days-of-supply'
    | 'shipments'
    | 'utilisation'
    | 'back-test'
    | 'time-to-survive'
    | 'convergence'
    | 'tornado'
    | 'rank-correlations'
    | 'sobol-indices'
    | 'bound'
    | 'discover'
    // Of a check: numbered on their page.
    | `moved-${number}`
    | ('study-shortages' | 'study-differences' | 'study-survival' | 'study-grid' | 'study-regret' | 'solve');
  readonly title: string;
  readonly alt: string;
  readonly spec: TopLevelSpec;
}

/** A chart that is yet to be made; undefined where there is nothing to draw. */
export type ChartMaker = readonly [name: Chart['name'], make: () => Chart | undefined];

/** Hears which chart can't be drawn, and why. */
export type ChartFailure = (name: Chart['name'], error: unknown) => void;

/** The charts in their order; one that can't be made is told and left out. */
export function makeCharts(makers: readonly ChartMaker[], fail: ChartFailure = rethrow): Chart[] {
  return makers.flatMap(([name, make]) => {
    try {
      return make() ?? [];
    } catch (error) {
      fail(name, error);
      return [];
    }
  });
}

function rethrow(_: Chart['name'], error: unknown): never {
  throw error;
}
