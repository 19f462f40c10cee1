/** What a chart is, and how several are made of which one may fail. */
import type { TopLevelSpec } from 'vega-lite';
import type { PanelData } from './panel-data.ts';

/** A picture to be drawn, in one language: what it says, in words, as data, and as a specification. */
export interface Chart {
  readonly name:
    | 'shortages'
    | 'days-of-supply'
    | 'shipments'
    | ('prices' | 'quotas' | 'money')
    | 'utilisation'
    | 'back-test'
    | 'time-to-survive'
    | 'convergence'
    | 'tornado'
    | 'rank-correlations'
    | 'sobol-indices'
    | 'bound'
    | 'discover'
    | 'fit'
    | 'stress'
    // Of a check: numbered on their page.
    | `moved-${number}`
    | ('study-shortages' | 'study-differences' | 'study-survival' | 'study-grid' | 'study-regret' | 'solve');
  readonly title: string;
  readonly alt: string;
  readonly spec: TopLevelSpec;
  /** The same for a narrow screen; undefined where it can't be drawn so. */
  readonly narrow?: TopLevelSpec | undefined;
  /** What its panels show, from top to bottom: tables and what pointing at them reads are made of it. */
  readonly panels: readonly PanelData[];
}

/** A chart that is yet to be made; undefined where there is nothing to draw. */
export type ChartMaker = readonly [name: Chart['name'], make: () => Chart | undefined];

/** Hears which chart can't be drawn, and why. */
export type ChartFailure = (name: Chart['name'], error: unknown) => void;

/** The charts in their order; `fail` hears of one that can't be made, which is left out; without it that is thrown. */
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
