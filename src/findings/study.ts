/**
 * What a study answers, as data: which of the choices of whoever it is for helps most, and of a grid over a policy and
 * the world, how much of the world each value of the policy carries, and which pays best.
 */
import { isEqual } from '../metrics/study/dominance.ts';
import type { Compared, StudyDemand, StudyResult, VariantResult } from '../metrics/study/result.ts';
import { inOrderOfUsers } from './subject.ts';

/** Means of a grid that differ by no more than this share of its range are as good as each other, which reports say. */
export const AS_GOOD = 0.005;

/**
 * Demands that are ever short in any variant, in the order of users of the base: its `focus`, then by what share of
 * their need they go without in the base, and where it leaves them equal, in the worst variant.
 */
export function shortDemands({ focus, demands, variants }: StudyResult): StudyDemand[] {
  const order = inOrderOfUsers(
    focus,
    demands.map((one) => {
      const wants = variants.map((variant) => comparedOf(variant, 'want', one.id)?.variant.mean ?? 0);
      return { id: one.id, wants: [wants[0], Math.max(...wants)] };
    }),
  );
  return order.flatMap((id) => demands.find((one) => one.id === id && one.isEverShort) ?? []);
}

/** One comparison of a variant; undefined where it has none. */
export function comparedOf(variant: VariantResult, name: Compared['name'], demand?: string): Compared | undefined {
  return variant.compared.find((one) => one.name === name && one.demand === demand);
}

/** Titles of those whose shortages are added up, in the order of users; none where nobody else is ever short. */
export function summedAlone(result: StudyResult): string[] {
  const isSummed = ({ id }: StudyDemand) => result.summed.demands.includes(id);
  const short = shortDemands(result);
  if (short.every(isSummed)) return [];
  const own = short.some(isSummed) ? short : result.demands;
  return own.filter(isSummed).map(({ title }) => title);
}

/** The mean shortage of all demands that are added up. */
export function totalShortage(variant: VariantResult): number {
  return comparedOf(variant, 'total_shortage')?.variant.mean ?? 0;
}

/**
 * The variants that are choices of the one whom a study is for: all but the base, and but those that are somebody
 * else's or nobody's; of the cells of a grid none where an axis is. All where the study does not say for whom it is.
 */
export function choicesOf({ for: chooser, variants, axes }: StudyResult): readonly VariantResult[] {
  const [, ...others] = variants;
  if (chooser === undefined) return others;
  const isOwn = (by: StudyResult['for']) => by === undefined || by === chooser;
  return others.filter(({ by, cell }) => (cell === undefined ? isOwn(by) : axes.every((axis) => isOwn(axis.by))));
}

/** The choice with the least mean shortage in all, if it is less than that of the base. */
export function bestChoice(result: StudyResult): VariantResult | undefined {
  const [base] = result.variants;
  const best = choicesOf(result).toSorted((left, right) => totalShortage(left) - totalShortage(right))[0];
  return best && totalShortage(best) < totalShortage(base) ? best : undefined;
}

/** How many other choices have the same mean shortage in all. */
export function asGoodAs(variant: VariantResult, result: StudyResult): number {
  return choicesOf(result).filter((one) => one !== variant && isEqual(totalShortage(one), totalShortage(variant)))
    .length;
}

/** A grid over what somebody chooses and what the world brings. */
export interface GridFinding {
  /** The names of the two axes. */
  readonly policy: string;
  readonly world: string;
  /**
   * Each value of the policy, in its order, that carries more of the world than those before it, and the last value of
   * the world up to which it does: with no more shortage than the grid's least and `within`.
   */
  readonly carries: readonly { readonly policy: string; readonly world: string }[];
  /** Tonnes or pieces: 0.5 % of the range of the grid. */
  readonly within: number;
  /** Values of the policy that carry none of the world, and values of the world that no policy carries. */
  readonly nothing: readonly string[];
  readonly never: readonly string[];
  /** For each value of the world the value of the policy with the least mean cost and loss together; none without money. */
  readonly pays: readonly PaysBest[];
}

/** A value of the policy that pays best under one of the world. */
export interface PaysBest {
  readonly policy: string;
  readonly world: string;
  /** Whether it is the last value of the policy: one beyond may pay better. */
  readonly isLast: boolean;
  /** Its place along each axis, in their order. */
  readonly cell: readonly number[];
}

/** The table that a grid of two axes is, one of which is the world's; undefined of any other study. */
export function gridFinding({ axes, variants, for: chooser }: StudyResult): GridFinding | undefined {
  const [first, second] = axes;
  if (first === undefined || second === undefined || axes.length > 2) return undefined;
  const isWorld = ({ by }: StudyResult['axes'][number]) => by !== undefined && by !== chooser;
  if (isWorld(first) === isWorld(second)) return undefined;
  const [policyAt, worldAt] = isWorld(second) ? [0, 1] : [1, 0];
  const [policy, world] = [axes[policyAt], axes[worldAt]];
  const cells = variants.flatMap(({ cell, ...variant }) =>
    cell === undefined
      ? []
      : [
          {
            ...{ row: cell[policyAt], column: cell[worldAt], shortage: totalShortage({ cell, ...variant }) },
            money: variant.compared.find(({ name }) => name === 'cost_and_loss')?.variant.mean ?? undefined,
          },
        ],
  );
  const shortages = cells.map(({ shortage }) => shortage);
  const [least, most] = [Math.min(...shortages), Math.max(...shortages)];
  const within = AS_GOOD * (most - least);
  const isCarried = (row: number, column: number) =>
    cells.some((one) => one.row === row && one.column === column && one.shortage <= least + within);
  /** How many values of the world, from the first on, a value of the policy carries. */
  const lengths = policy.labels.map((_, row) => {
    const fails = world.labels.findIndex((_, column) => !isCarried(row, column));
    return fails < 0 ? world.labels.length : fails;
  });
  const longest = Math.max(...lengths);
  return {
    ...{ policy: policy.title, world: world.title, within },
    carries: lengths.flatMap((length, row) =>
      length > Math.max(0, ...lengths.slice(0, row))
        ? [{ policy: policy.labels[row], world: world.labels[length - 1] }]
        : [],
    ),
    nothing: policy.labels.filter((_, row) => lengths[row] === 0),
    never: world.labels.slice(longest),
    pays: world.labels.flatMap((label, column) => {
      const priced = cells.flatMap(({ money, ...one }) =>
        one.column === column && money !== undefined ? [{ ...one, money }] : [],
      );
      const [cheapest] = priced.toSorted((left, right) => left.money - right.money);
      if (cheapest === undefined) return [];
      const { row } = cheapest;
      const cell = policyAt === 0 ? [row, column] : [column, row];
      return [{ policy: policy.labels[row], world: label, isLast: row === policy.labels.length - 1, cell }];
    }),
  };
}
