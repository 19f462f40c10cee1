/**
 * What outputs were called in version 1 of the format: what a flow ships was the series `started`, the metric
 * `delivered`; what supply costs was the total cost.
 */

const FORMER = /\b(flows\.(?:[a-z][a-z0-9_]*|\*)\.)(?:started|delivered)\b/g;

/** The one cost that there was; `cost` is the whole last name. */
const TOTAL = /\b(total\.)cost\b/g;

/** A text in which outputs have their present names: `flows.x.shipped`. */
export function presentNames(text: string): string {
  return text.replace(FORMER, '$1shipped').replace(TOTAL, '$1supply_cost');
}

/** The same of a pattern of paths, whose first name may be a `*`, too. */
export function presentPattern(pattern: string): string {
  return pattern
    .replace(/^((?:flows|\*)\.(?:[a-z][a-z0-9_]*|\*)\.)(?:started|delivered)$/, '$1shipped')
    .replace(/^((?:total|\*)\.)cost$/, '$1supply_cost');
}
