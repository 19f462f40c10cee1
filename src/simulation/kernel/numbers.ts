/** Places the numbers of a block, the parameters and the state at the start, beside the network that they belong to. */
import { CONSTANTS, namesOf } from '../../model/layout.ts';
import type { Parameters } from '../../model/network.ts';
import { openedAtFirst } from '../state.ts';
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
  const { flows, demands, markets } = placed.network;
  arena.f64.fill(Number.POSITIVE_INFINITY, address.trusted / 8, address.trusted / 8 + flows * width);
  arena.f64.fill(1, address.noise / 8, address.noise / 8 + demands * width);
  if (markets > 0) {
    fill('unpriced', parameters.initialForecast);
    arena.f64.fill(Number.POSITIVE_INFINITY, address.trustedBefore / 8, address.trustedBefore / 8 + flows * width);
    arena.f64.fill(1, address.price / 8, address.price / 8 + markets * width);
    arena.f64.fill(1, address.takenInPrice / 8, address.takenInPrice / 8 + demands * width);
    fill('opened', openedAtFirst(placed.network, parameters));
  }
  for (const name of namesOf(CONSTANTS)) fill(name, parameters[name]);
  fill('scheduled', schedule.first);
  placeChanges(placed, parameters);
  placeCoefficients(placed, parameters);
  placeTraits(placed, parameters);
  for (const [name, { start, items }] of [
    ['switchOrder', parameters.switchOrder],
    ['releaseOrder', parameters.releaseOrder],
  ] as const) {
    placeList(arena, address, name, new Int32Array((items.length / lanes) * width));
    placeList(
      arena,
      address,
      `${name}Start`,
      start.map((first) => address[name] + 4 * width * first),
    );
  }
  placeOrders(placed, parameters, lanes);
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

/** Coefficients that are 1 in all lanes at all times are neither multiplied with nor divided by. */
function placeCoefficients({ arena, address, takenIn }: Placed, { schedule, lanes }: Parameters): void {
  const { layout, first, changing } = schedule;
  const isChanging = new Set(changing);
  for (const [input, places] of takenIn.entries()) {
    const slot = layout.inputPerUnit + input;
    const isOne = !isChanging.has(slot) && areAll(first, slot, lanes, 1);
    for (const place of places) arena.i32[place / 4] = isOne ? ONE : address.inputPerUnit + input * address.row;
  }
}

function placeTraits({ arena, address, network }: Placed, { adjust, forecastSteps, lanes }: Parameters): void {
  for (let j = 0; j < network.stockpiles; j++) {
    arena.i32[address.traits / 4 + j] =
      (areAll(adjust, j, lanes, 1) ? ADJUST_IS_ONE : 0) + (areAll(forecastSteps, j, lanes, 1) ? FORECAST_IS_ONE : 0);
  }
}

/** By stockpile and lane, in which order its flows are turned to: their places in its list. */
export function placeOrders(
  { arena, address, network, width, placeOf }: Placed,
  { switchOrder, releaseOrder }: Pick<Parameters, 'switchOrder' | 'releaseOrder'>,
  lanes: number,
): void {
  const places = (items: Int32Array) => items.map((f) => placeOf[f]);
  widen(arena.i32, address.switchOrder / 4, places(switchOrder.items), lanes, width);
  widen(arena.i32, address.releaseOrder / 4, places(releaseOrder.items), lanes, width);
  const { start, items } = switchOrder;
  for (let j = 0; j < network.stockpiles; j++) {
    let isShared = true;
    for (let n = start[j]; n < start[j + 1]; n++) isShared &&= areAll(items, n, lanes);
    const traits = address.traits / 4 + j;
    arena.i32[traits] = (arena.i32[traits] & ~SWITCH_ORDER_IS_SHARED) + (isShared ? SWITCH_ORDER_IS_SHARED : 0);
  }
}
