/** Work of which several parts are under way at once, and whose results are taken in order. */

/** Has at most `ahead` of them under way at once, and gives what comes of each in their order. */
export async function* inTurn<T, R>(
  all: readonly T[],
  ahead: number,
  start: (one: T) => Promise<R>,
): AsyncGenerator<readonly [T, R]> {
  const started: Promise<R>[] = [];
  for (const [place, one] of all.entries()) {
    for (const next of all.slice(started.length, place + ahead)) {
      const result = start(next);
      // Told when its turn comes; until then it is not unheard of.
      result.catch(() => undefined);
      started.push(result);
    }
    yield [one, await started[place]];
    delete started[place];
  }
}
