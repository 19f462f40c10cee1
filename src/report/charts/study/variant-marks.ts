/** Which marks of a chart belong to which variant of a study: named by their layers, so that a page can hide them. */

/** The name of a layer that shows the variant at a position, in a panel and as what; its marks' class begins with it. */
export function variantLayer(position: number, panel: number, part: 'line' | 'band'): string {
  return `variant_${position}_panel_${panel}_${part}`;
}
