/** The files of a bound: bound.json, the best plan as a series, and prices. */
import type { BoundPart } from '../../metrics/bound/bound.ts';
import type { BoundFound } from '../../metrics/bound/found.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { VERSION } from '../../version.ts';
import { tenDigits } from '../files/series-csv.ts';

/** bound.json: the question, each part with its certificate, and what knowing later or earlier is worth. */
export function boundJson({ model, question, parts, knowledge, ensemble }: BoundFound, solver: string): string {
  const { begin, end, licences, lanes, weights } = question;
  const digits = (value: number) => Number(value.toPrecision(10));
  const whole = {
    ...{ scenario: model.scenario.title, program: `chokepoint ${VERSION}`, digest: model.scenario.digest, solver },
    options: { begin: formatDate(model.start + begin * model.stepDays), end, licences, lanes, weights },
    parts: parts.map(({ unit, simulated, bound, withoutWorse, tiers, demands, reshipped, certificate, size }) => ({
      ...{ unit, status: 'optimal', simulated: digits(simulated), bound: digits(bound) },
      ...{ avoidable: digits(simulated - bound), without_worse: digits(withoutWorse) },
      ...(tiers.length > 0 && { tiers }),
      demands: Object.fromEntries(
        demands.map(({ demand, simulated: before, planned }) => [
          demand,
          { simulated: digits(before), planned: digits(planned) },
        ]),
      ),
      flows: Object.fromEntries(
        reshipped.map(({ flow, simulated: before, planned }) => [
          flow,
          { simulated: digits(before), planned: digits(planned) },
        ]),
      ),
      size,
      certificate: {
        primal_infeasibility: certificate.primalInfeasibility,
        dual_infeasibility: certificate.dualInfeasibility,
        gap: certificate.gap,
      },
    })),
    knowledge: knowledge.map(({ day, bounds }) => ({ date: formatDate(day), bounds: bounds.map(digits) })),
    ...(ensemble && { ensemble }),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** bound-series.csv, in the columns of series.csv: what ships, is held and is short in the plan that changes least. */
export function boundSeriesCsv({ model, parts }: BoundFound): string {
  const lines = ['date,kind,id,variable,value,unit'];
  for (const { plan } of parts) {
    const kinds = [
      ['stockpile', 'on_hand', plan.onHand],
      ['flow', 'shipped', plan.shipped],
      ['demand', 'shortfall', plan.short],
    ] as const;
    for (let t = plan.begin; t < model.steps; t++) {
      const date = formatDate(model.start + t * model.stepDays);
      for (const [kind, variable, series] of kinds) {
        for (const { id, values } of series) {
          const unit = `${unitOf(model, kind, id)}${kind === 'stockpile' ? '' : '/step'}`;
          lines.push([date, kind, id, variable, tenDigits(values[t - plan.begin]), unit].join(','));
        }
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function unitOf({ scenario }: BoundFound['model'], kind: 'stockpile' | 'flow' | 'demand', id: string): string {
  const stockpile =
    kind === 'stockpile'
      ? id
      : kind === 'flow'
        ? scenario.flows.find((one) => one.id === id)?.to
        : scenario.demands.find((one) => one.id === id)?.from;
  return scenario.stockpiles.find((one) => one.id === stockpile)?.unit.base as string;
}

/**
 * prices.csv: what one tonne (or piece) more in one step would save at most: on hand at a stockpile, of room on a flow,
 * of the limit of a licence, or granted to a flow.
 */
export function pricesCsv(parts: readonly BoundPart[]): string {
  const lines = parts.flatMap(({ prices }) =>
    prices.map(({ day, kind, id, price }) => [formatDate(day), kind, id, tenDigits(price)].join(',')),
  );
  return `${['date,kind,id,price', ...lines].join('\n')}\n`;
}
