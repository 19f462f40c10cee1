/**
 * Whether the elasticity of each market is near that of its users and of the capacity that opens, together. Below theirs
 * the price rises higher than it need and supply idles; above theirs need stays unmet at a price that calls nobody.
 */
import type { Issue } from '../issue.ts';
import { activeChange } from '../model/active-change.ts';
import type { Model } from '../model/network.ts';
import { centralValues } from '../model/parameters.ts';
import { evaluate } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Run } from '../simulation/record.ts';

/** Price indices at which users and capacity are asked what they would do. */
const PRICES = [2, 4];
/** So many times theirs, or a part of it as small, is far. */
const FAR = 2;
/** Of need at least so much is left, however much opens. */
const LEAST_LEFT = 0.01;

/** The warnings of all markets, from the need of the first step of a central run. */
export function marketWarnings({ model, forecast, demand }: Run): Issue[] {
  const { scenario } = model;
  const values = centralValues(model);
  const states = scenario.processes.map(({ begins }) => begins);
  const centralOf = (expression: Expression) => evaluate(expression, { elapsed: 0, values, states });
  return scenario.markets.flatMap(({ id, of, elasticity, ceiling }): Issue[] => {
    const members = new Set(of);
    const need = scenario.stockpiles.reduce((sum, one, j) => (members.has(one.id) ? sum + forecast[j] : sum), 0);
    const users = scenario.demands.flatMap((one, k) => {
      if (one.elasticity === undefined || !members.has(one.from)) return [];
      return [{ amount: demand[k], slope: centralOf(one.elasticity), least: centralOf(one.least) }];
    });
    const capacities = openingInto(model, id, members, centralOf);
    if (!(need > 0) || users.length + capacities.length === 0) return [];
    const found = PRICES.map((price) => {
      const at = Math.min(price, centralOf(ceiling));
      const saved = users.reduce((sum, { amount, slope, least }) => {
        return sum + amount * (1 - Math.max(least, Math.exp(-slope * Math.log(at))));
      }, 0);
      const opened = capacities.reduce((sum, { amount, from, fully }) => {
        return sum + amount * (openAt(at, from, fully) - openAt(1, from, fully));
      }, 0);
      return -Math.log(Math.max(LEAST_LEFT, 1 - (saved + opened) / need)) / Math.log(at);
    }).filter(Number.isFinite);
    const [low, high] = [Math.min(...found), Math.max(...found)];
    const own = centralOf(elasticity);
    if (found.length === 0 || (own >= low / FAR && own <= high * FAR)) return [];
    const range = low === high ? digits(low) : `${digits(low)} to ${digits(high)}`;
    return [
      {
        ...{ severity: 'warning', code: 'out-of-range', path: ['markets', id, 'elasticity'] },
        expected: `about ${range}, by which its users and what opens answer together at 2 to 4 times the price`,
        found: digits(own),
        remedy:
          own < low
            ? 'The price rises higher than it need, and supply idles: raise it, unless others answer who are not in the file.'
            : 'Need stays unmet at a price that calls nobody: lower it, unless others answer who are not in the file.',
      },
    ];
  });
}

/** Capacity into the members that the price of the market opens, in a step, at central values on the first day. */
function openingInto(
  { scenario: { flows }, start, stepDays }: Model,
  market: string,
  members: ReadonlySet<string>,
  centralOf: (expression: Expression) => number,
): { amount: number; from: number; fully: number }[] {
  return flows.flatMap(({ to, opens, capacity }) => {
    const { value } = activeChange(capacity, start, true);
    if (opens?.market !== market || !members.has(to) || value === undefined) return [];
    return [{ amount: centralOf(value) * stepDays, from: centralOf(opens.from), fully: centralOf(opens.fully) }];
  });
}

function openAt(price: number, from: number, fully: number): number {
  return Math.min(1, Math.max(0, (price - from) / (fully - from)));
}

function digits(value: number): string {
  return String(Number(value.toPrecision(2)));
}
