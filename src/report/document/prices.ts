/** The prices that a scenario asks for, in a report: a sentence each. */
import type { Findings } from '../../findings/findings.ts';
import type { Words } from '../text/en.ts';

/** How high each price goes, and what is delivered because it does. */
export function priceSentences({ prices }: Pick<Findings, 'prices'>, words: Words): string[] {
  const { run, quantities: q } = words;
  return prices.map(({ title, highest, day, opening }) => {
    const { value, spread } = highest;
    const range =
      spread && spread.low !== spread.high ? q.range(run.factor(spread.low), run.factor(spread.high)) : undefined;
    return run.price(
      {
        title,
        highest: value > 1 ? run.factor(value) : undefined,
        day: day === undefined ? undefined : q.longDate(day),
        range,
      },
      opening.map((one) => ({ title: one.title, amount: q.amount(one.delivered.value, one.unit) })),
    );
  });
}
