/** What outputs were called in version 1 of the format: what a flow ships was the series `started`, the metric `delivered`. */

const FORMER = /\b(flows\.(?:[a-z][a-z0-9_]*|\*)\.)(?:started|delivered)\b/g;

/** A text in which outputs have their present names: `flows.x.shipped`. */
export function presentNames(text: string): string {
  return text.replace(FORMER, '$1shipped');
}

/** The same of a pattern of paths, whose first name may be a `*`, too. */
export function presentPattern(pattern: string): string {
  return pattern.replace(/^((?:flows|\*)\.(?:[a-z][a-z0-9_]*|\*)\.)(?:started|delivered)$/, '$1shipped');
}
