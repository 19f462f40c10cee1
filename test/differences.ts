/** Where the program and the oracle come to other numbers. */
import { type OracleRun, type OracleScenario, oracle } from './oracle/oracle.ts';
import { groupOf, ORACLE_NAMES, recorded } from './readings.ts';
import { runIfSound } from './run.ts';

/** What the oracle gives as 0 where a file gives no means for it, and the program not at all. */
const OPTIONAL = /^total\.|\.unit_cost$/;

/** Every difference beyond 1e-9 of the size of the series, or of a thousandth of the largest need in the network. */
export function differences(scenario: OracleScenario): string[] {
  const mine = runIfSound(scenario);
  if (mine === undefined) return [];
  const other: OracleRun = oracle(scenario);
  const largestNeed = Math.max(...mine.run.forecast);
  const found: string[] = [];
  for (const { kind, id, variable, values } of recorded(mine)) {
    const own = groupOf(other, kind)[id] as Record<string, (number | null)[]>;
    const theirs = own[ORACLE_NAMES[variable] ?? variable] as (number | null)[];
    if (theirs.length !== values.length) found.push(`${kind} ${id} ${variable}: ${values.length} steps`);
    const largest = Math.max(...theirs.map((value) => Math.abs(value ?? 0)));
    const scale = kind === 'market' ? largest : Math.max(1e-3 * largestNeed, largest);
    for (const [t, value] of values.entries()) {
      // A need below a millionth of the largest is known to less than ten digits, and so is the quotient by it.
      if (variable === 'days_of_supply' && (other.stockpiles[id]?.forecast[t] as number) < 1e-6 * largestNeed) continue;
      const expected = theirs[t] ?? Number.NaN;
      const agree = Number.isNaN(expected) ? Number.isNaN(value) : Math.abs(value - expected) <= 1e-9 * scale;
      if (!agree) found.push(`${kind} ${id} ${variable} at step ${t}: ${value}, the oracle ${expected}`);
    }
  }
  // What is worth as much more as less is the difference of two large amounts.
  const { price } = mine.run.parameters.money;
  const worth = Math.max(0, ...price) * Math.max(...mine.run.onHand, ...mine.run.inTransit);
  // A mean over what is there by rounding alone is of nothing.
  const amounts = [
    ...Object.values(other.flows).flatMap(({ received, shipped }) => [received, shipped]),
    ...[...recorded(mine)].flatMap(({ kind, variable, values }) =>
      kind === 'flow' && (variable === 'received' || variable === 'shipped') ? [Array.from(values)] : [],
    ),
  ];
  const isRounding = amounts.some((some) => {
    const all = some.reduce((sum, amount) => sum + amount, 0);
    return all > 0 && all < 1e-9 * largestNeed;
  });
  for (const { path, value } of mine.metrics) {
    if (isRounding && path.endsWith('.unit_cost')) continue;
    const scale = path.startsWith('total.') ? Math.max(largestNeed, worth) : largestNeed;
    const expected = other.metrics[path] as number | string | null;
    const agree =
      typeof value === 'number' && typeof expected === 'number'
        ? Math.abs(value - expected) <= 1e-9 * Math.max(scale, Math.abs(expected))
        : value === expected;
    if (!agree) found.push(`${path}: ${value}, the oracle ${expected}`);
  }
  const missing = Object.keys(other.metrics).filter(
    (path) => !mine.metrics.some((one) => one.path === path) && !(OPTIONAL.test(path) && other.metrics[path] === 0),
  );
  return [...found, ...missing.map((path) => `${path}: missing`)];
}
