/** Which metric is asked about. */
import { presentNames } from '../../former-names.ts';
import { type Outcome, outcome, suggestion } from '../../issue.ts';
import type { Metric } from '../measures.ts';

const SHORTAGE = /^demands\..*\.shortage$/;

/**
 * The metric called `path`; without one, the largest shortage of a demand. A path that no metric has is an issue, with
 * the nearest suggested.
 */
export function metricAsked(metrics: readonly Metric[], path: string | undefined): Outcome<Metric> {
  const shortages = metrics.filter((metric) => SHORTAGE.test(metric.path));
  const found =
    path === undefined
      ? shortages.reduce<Metric | undefined>((most, one) => (sizeOf(one) > sizeOf(most) ? one : most), shortages[0])
      : metrics.find((metric) => metric.path === path);
  if (found !== undefined) return outcome(found, []);
  const names = metrics.map((metric) => metric.path);
  const otherwise = `Metrics are the keys of "metrics" in summary.json, such as ${shortages[0]?.path ?? names[0]}.`;
  return outcome<Metric>(undefined, [
    {
      severity: 'error',
      code: 'unknown-reference',
      path: path?.split('.') ?? ['demands'],
      expected: 'the name of a metric',
      found: path ?? 'no name, and no demand that could be short',
      remedy: path === undefined ? otherwise : suggestion(presentNames(path), names, otherwise),
    },
  ]);
}

function sizeOf(metric: Metric | undefined): number {
  return typeof metric?.value === 'number' ? metric.value : 0;
}
