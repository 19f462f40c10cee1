/** What becomes of the prices that a scenario asks for, as data: how high they go, and what opens as they rise. */
import type { Scenario } from '../model/network.ts';
import { lookupOf, type Measured, type ResultsAmong } from './results.ts';

/** What a flow delivers whose capacity opens with the price. */
export interface Opening {
  readonly title: string;
  /** The unit of what it delivers. */
  readonly unit: Scenario['stockpiles'][number]['unit'];
  /** Tonnes or pieces. */
  readonly delivered: Measured;
}

/** A market in focus. */
export interface PriceFinding {
  readonly title: string;
  /** The highest price index: of the central run, or the median over replicates, with its spread. */
  readonly highest: Measured;
  /** The day of it, of a central run; undefined of an ensemble. */
  readonly day: number | undefined;
  readonly opening: readonly Opening[];
}

/** The markets in the `focus` of the file, in its order. */
export function pricesOf(results: ResultsAmong): readonly PriceFinding[] {
  const { scenario, network } = results.model;
  const { mean, time, central } = lookupOf(results);
  return scenario.priced.flatMap((id): PriceFinding[] => {
    const market = scenario.markets.find((one) => one.id === id);
    const highest = time(`markets.${id}.highest`);
    if (market === undefined || highest === undefined) return [];
    const opening = scenario.flows.flatMap((flow, f): Opening[] => {
      const delivered = mean(`flows.${flow.id}.received`);
      if (flow.opens?.market !== id || delivered === undefined) return [];
      return [{ title: flow.title, unit: scenario.stockpiles[network.to[f]].unit, delivered }];
    });
    const day = results.ensemble === undefined ? (central(`markets.${id}.highest_date`) ?? undefined) : undefined;
    return [{ title: market.title, highest, day, opening }];
  });
}
