/** Which marks of a chart belong to which variant of a study: told by the names of their layers, so that a page can hide them. */

/** The name of a layer that shows the variant at a position, in a panel and as what; its marks' class begins with it. */
export function variantLayer(position: number, panel: number, part: 'line' | 'band'): string {
  return `variant_${position}_panel_${panel}_${part}`;
}

/** The position of the variant that a layer of this name shows, or undefined. */
export function variantOfLayer(name: string | undefined): number | undefined {
  const [, position] = /^variant_(\d+)_/.exec(name ?? '') ?? [];
  return position === undefined ? undefined : Number(position);
}
