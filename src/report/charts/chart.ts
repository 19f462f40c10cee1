/** What a chart is. */
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
    // Of a check: numbered on their page.
    | `moved-${number}`
    | ('study-shortages' | 'study-differences' | 'study-survival' | 'study-grid' | 'study-regret' | 'solve');
  readonly title: string;
  readonly alt: string;
  readonly spec: TopLevelSpec;
}
