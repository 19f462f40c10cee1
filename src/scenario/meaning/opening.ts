/** What keeps or calls up the capacity of a flow: a price that opens it, and the cost of keeping it ready. */
import { quote } from '../../issue.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Flow, ShownUnit } from '../supply-network.ts';
import type { Schedule } from '../values.ts';
import { costPer, DURATION, MULTIPLE, weeks } from './expected-quantities.ts';
import type { FieldReader } from './field-reader.ts';

type FlowFile = NonNullable<ScenarioFile['flows']>[string];

/** Reads `opens` and `standby` of a flow into stockpiles of `unit`; `markets` gives the market of each stockpile. */
export function readOpening(
  desk: FieldReader,
  id: string,
  written: FlowFile,
  unit: ShownUnit,
  markets: ReadonlyMap<string, string>,
): Pick<Flow, 'opens' | 'standby'> {
  const path = ['flows', id];
  for (const key of ['opens', 'standby'] as const) {
    if (written[key] === undefined || written.capacity !== undefined) continue;
    const expected = key === 'opens' ? 'the capacity that a price opens' : 'the capacity that is kept ready';
    desk.fault('missing-key', [...path, 'capacity'], expected, 'nothing', 'Add capacity, such as 900 t/year.');
  }
  const { standby } = written;
  return {
    opens: readOpens(desk, id, written, markets),
    standby: standby === undefined ? undefined : desk.number([...path, 'standby'], standby, costPer(unit)),
  };
}

function readOpens(
  desk: FieldReader,
  id: string,
  { opens, to }: FlowFile,
  markets: ReadonlyMap<string, string>,
): Flow['opens'] {
  if (opens === undefined) return undefined;
  const path = ['flows', id, 'opens'];
  const from = desk.number([...path, 'from'], opens.from, MULTIPLE);
  const fully = desk.number([...path, 'fully'], opens.fully, MULTIPLE);
  if (desk.valueOf(fully) <= desk.valueOf(from)) {
    const remedy = 'It opens by degrees as the price rises from the one to the other.';
    const expected = `a price above the one from which it opens, ${quote(opens.from)}`;
    desk.fault('out-of-range', [...path, 'fully'], expected, quote(opens.fully), remedy);
  }
  const within = opens.within === undefined ? weeks(26) : desk.number([...path, 'within'], opens.within, DURATION);
  const market = opens.market ?? markets.get(to);
  if (market === undefined && !desk.faults.isBroken(['markets'])) {
    const remedy = 'Name the market whose price it follows.';
    desk.fault('missing-key', [...path, 'market'], 'a market', `none, as ${to} is in none`, remedy);
  }
  return market === undefined ? undefined : { from, fully, within, market };
}

/**
 * Warns of a flow that is shut at the price of before and yet has a share among others: half the orders wait on a closed
 * plant. With a share of 0 it is turned to for what the others cannot bring.
 */
export function warnOfShut(desk: FieldReader, inflows: readonly Flow[]): void {
  const hasShare = (share: Schedule) =>
    share.some(({ value }) => value === undefined || value.timed || desk.valueOf(value) > 0);
  for (const { id, opens, share, to } of inflows) {
    if (opens === undefined || inflows.length < 2 || !(desk.valueOf(opens.from) >= 1) || !hasShare(share)) continue;
    const expected = 'a share of 0, as it is shut at the price of before';
    const remedy = `Write share: 0: orders of ${to} turn to it once it opens and others cannot bring them.`;
    desk.warn('out-of-range', ['flows', id, 'share'], expected, 'a share of orders that wait on it', remedy);
  }
}
