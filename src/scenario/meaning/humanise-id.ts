/** Ids for people. */

/** `cn_magnets_to_us` → `cn magnets to us`: what an id says when no title is given. */
export function inWords(id: string): string {
  return id.replaceAll('_', ' ');
}
