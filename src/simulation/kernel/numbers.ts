/** Places the numbers of a block, the parameters and the state at the start, beside the network that they belong to. */
import type { Parameters, Table } from '../../model/network.ts';
import { placeGrants } from './grants.ts';
import { ONE } from './lists.ts';
import { type Placed, placeList } from './network.ts';
import { placeRings } from './rings.ts';
import { areAll, widen } from './rows.ts';

/** What all lanes of a stockpile have in common, as bits (kernel/memory.ts). */
const ADJUST_IS_ONE = 1;
const FORECAST_IS_ONE = 2;
const SWITCH_ORDER_IS_SHARED = 4;

/** Fills the rows of a network that stands in memory; the engine is ready for the first of `steps` afterwards. */
export function placeNumbers(placed: Placed, parameters: Parameters, steps: number): void {
  const { arena, address, engine, width } = placed;
  const { lanes, schedule } = parameters;
  arena.next = placed.end;
  arena.f64.fill(0, address.state / 8, address.stateEnd / 8);
  const fill = (name: string, values: ArrayLike<number>) => {
    widen(arena.f64, address[name] / 8, values, lanes, width);
  };
  fill('onHand', parameters.initialOnHand);
  fill('forecast', parameters.initialForecast);
  const { flows, demands } = placed.network;
  arena.f64.fill(Number.POSITIVE_INFINITY, address.trusted / 8, address.trusted / 8 + flows * width);
  arena.f64.fill(1, address.noise / 8, address.noise / 8 + demands * width);
  fill('adjust', parameters.adjust);
  fill('forecastSteps', parameters.forecast);
  fill('switchable', parameters.switchable);
  fill('lead', parameters.lead);
  fill('releaseBelow', parameters.releaseBelow);
  fill('conserve', parameters.conserve);
  fill('taken', parameters.inputPerUnit);
  fill('given', parameters.byproductPerUnit);
  fill('scheduled', schedule.first);
  placeChanges(placed, parameters);
  placeCoefficients(placed, parameters);
  placeTraits(placed, parameters);
  placeOrder(placed, 'switchOrder', parameters.switchOrder, lanes);
  placeOrder(placed, 'releaseOrder', parameters.releaseOrder, lanes);
  placeRings(placed, parameters);
  placeGrants(placed, parameters, steps);
  engine.point(address);
}

/** Where the scheduled values that change come from and go. */
function placeChanges({ arena, address, width }: Placed, { schedule: { changing } }: Parameters): void {
  address.changes = arena.take(8 * width * changing.length);
  placeList(
    arena,
    address,
    'changing',
    changing.map((slot) => address.scheduled + slot * address.row),
  );
}

/** Coefficients that are 1 in all lanes are neither multiplied with nor divided by. */
function placeCoefficients({ arena, address, takenIn }: Placed, { inputPerUnit, lanes }: Parameters): void {
  for (const [input, places] of takenIn.entries()) {
    const coefficient = areAll(inputPerUnit, input, lanes, 1) ? ONE : address.taken + input * address.row;
    for (const place of places) arena.i32[place / 4] = coefficient;
  }
}

function placeTraits({ arena, address, network }: Placed, parameters: Parameters): void {
  const { adjust, forecast, switchOrder, lanes } = parameters;
  for (let j = 0; j < network.stockpiles; j++) {
    let isShared = true;
    for (let n = switchOrder.start[j]; n < switchOrder.start[j + 1]; n++)
      isShared &&= areAll(switchOrder.items, n, lanes);
    arena.i32[address.traits / 4 + j] =
      (areAll(adjust, j, lanes, 1) ? ADJUST_IS_ONE : 0) +
      (areAll(forecast, j, lanes, 1) ? FORECAST_IS_ONE : 0) +
      (isShared ? SWITCH_ORDER_IS_SHARED : 0);
  }
}

/** By stockpile and lane, in which order its flows are turned to: their places in its list. */
function placeOrder(placed: Placed, name: string, { start, items }: Table, lanes: number): void {
  const { arena, address, width, placeOf } = placed;
  const order = new Int32Array((items.length / lanes) * width);
  widen(
    order,
    0,
    items.map((f) => placeOf[f]),
    lanes,
    width,
  );
  placeList(arena, address, name, order);
  placeList(
    arena,
    address,
    `${name}Start`,
    start.map((first) => address[name] + 4 * width * first),
  );
}
