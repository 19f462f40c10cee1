/** What a lever does at both ends of its way. */
import type { Metric } from '../metrics/measures.ts';
import type { Model } from '../model/network.ts';
import { type Lever, textAt } from './levers.ts';

/** Of each demand, by position, the share of its need that it goes without. */
export function wantsOf({
  model,
  metrics,
}: {
  readonly model: Model;
  readonly metrics: readonly Metric[];
}): Float64Array {
  const wants = new Map(metrics.map(({ path, value }) => [path, value]));
  return Float64Array.from(model.scenario.demands, ({ id }) => Number(wants.get(`demands.${id}.want`) ?? 0));
}

/** How often an end that can't be run is moved towards the value of the file. */
const HALVINGS = 5;

/**
 * What a lever does at both ends, and where these are: the last values that run, halfway and halfway again from the value of
 * the file to an end that the model refuses.
 */
export function reachOf(
  lever: Lever,
  wantsUnder: (text: string | undefined) => Float64Array | undefined,
): { readonly low: number; readonly high: number; readonly wants: Float64Array[] } {
  if (lever.kind === 'choice') {
    const wants = lever.options.flatMap(({ text }) => wantsUnder(text) ?? []);
    return { low: 0, high: lever.options.length - 1, wants };
  }
  const end = (to: number) => {
    let [sound, refused] = [lever.base, to];
    let wants = wantsUnder(textAt(lever, to));
    if (wants !== undefined) return { at: to, wants };
    for (let n = 0; n < HALVINGS; n++) {
      const middle = (sound + refused) / 2;
      const found = wantsUnder(textAt(lever, middle));
      if (found === undefined) refused = middle;
      else [sound, wants] = [middle, found];
    }
    return { at: sound, wants };
  };
  const [low, high] = [end(lever.low), end(lever.high)];
  return { low: low.at, high: high.at, wants: [low.wants, high.wants].flatMap((one) => one ?? []) };
}
