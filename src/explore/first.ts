/** What a page shows before its engine is there: the answer of the central run, and how short its first user is over time. */
import { userOrder } from '../findings/subject.ts';
import { usersOf } from '../findings/users.ts';
import type { Metric } from '../metrics/measures.ts';
import { sharesShort } from '../metrics/shares-short.ts';
import { inLanguage } from '../model/in-language.ts';
import type { Run } from '../simulation/record.ts';
import { type Named, perLanguage } from './named.ts';
import { answerOf } from './told.ts';

export interface First {
  readonly title: Named;
  readonly answer: Named;
  /** The first user, and when the run begins: days since 1970-01-01. */
  readonly user: Named;
  readonly start: number;
  readonly stepDays: number;
  /** The share of its need that the user goes without, by step, to four digits. */
  readonly short: readonly number[];
}

/** What is first shown of a central run with its metrics; undefined where nobody needs anything. */
export function firstOf({
  run,
  metrics,
}: {
  readonly run: Run;
  readonly metrics: readonly Metric[];
}): First | undefined {
  const { model, steps } = run;
  const { scenario, network, start, stepDays } = model;
  const [id] = userOrder({ model, metrics });
  const position = scenario.demands.findIndex((demand) => demand.id === id);
  const titles = scenario.demands.map((demand, k) => {
    return [demand.id, perLanguage((one) => inLanguage(scenario, one).demands[k].title)] as const;
  });
  if (position < 0) return undefined;
  const shares = sharesShort(run);
  return {
    ...{ title: perLanguage((one) => inLanguage(scenario, one).title), start, stepDays },
    answer: answerOf({ model, metrics }, usersOf({ model, metrics }), new Map(titles)),
    user: titles[position][1],
    short: Array.from({ length: steps }, (_, t) => Number(shares[t * network.demands + position].toPrecision(4))),
  };
}
