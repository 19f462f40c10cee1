/** What share of what a demand needs it does not get, of the same run and step: what no ratio of means can say. */
import type { Model } from '../model/network.ts';
import type { Run } from '../simulation/record.ts';
import type { Variable } from './series.ts';

/** The name of these series, which no file has. */
export const SHARE_SHORT = 'share_short';

/** Shortfall/demand, laid out like the record of demands, in `shares`; 0 where nothing is demanded. */
export function sharesShort({ shortfall, demand }: Run, shares = new Float64Array(demand.length)): Float64Array {
  for (let place = 0; place < demand.length; place++) {
    shares[place] = demand[place] > 0 ? shortfall[place] / demand[place] : 0;
  }
  return shares;
}

/** The shares of all demands, for ensembles. */
export function shareShort({ scenario, network }: Model): Variable {
  return {
    ...{ kind: 'demand', variable: SHARE_SHORT, entities: network.demands, column: sharesShort },
    members: scenario.demands.map(({ id }, position) => ({ position, id, unit: '' })),
  };
}
