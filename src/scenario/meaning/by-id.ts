/** Sections of a file in the order of their ids. */

/** The entries of a section, by id. */
export function byId<T>(map: Readonly<Record<string, T>> | undefined): [string, T][] {
  return Object.entries(map ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
}
