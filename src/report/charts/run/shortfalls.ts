/** When each user is short in the central run, and what is said of it over all runs. */
import type { User } from '../../../findings/users.ts';
import type { ShortUser } from '../../text/chart-text.ts';
import { positionOf, type Scene } from './scene.ts';

/** A step is short if its shortfall exceeds this share of demand (docs/metrics.md). */
export const SHORT = 1e-6;

/** Shortfall/demand of a demand by step, in the central run; 0 where nothing is demanded. */
export function sharesShort(scene: Scene, demand: string): Float64Array {
  const need = scene.values('demand', demand, 'demand');
  return scene.values('demand', demand, 'shortfall').map((value, t) => (need[t] > 0 ? value / need[t] : 0));
}

/** What sentences say of a user: amounts of the ensemble where there is one, times of the central run. */
export function shortUser(scene: Scene, user: User): ShortUser {
  const isShort = Array.from(sharesShort(scene, user.id), (share) => share > SHORT);
  const { title, odds, shortage, unit, lost, isBackordered } = user;
  return {
    ...{ title, odds, unit, isBackordered, shortage: shortage.value, spread: shortage.spread },
    isEnsemble: scene.ensemble !== undefined,
    lost: lost && { count: lost.value, product: lost.product },
    days: isShort.filter(Boolean).length * scene.stepDays,
    spells: isShort.filter((short, t) => short && isShort[t - 1] !== true).length,
    first: scene.dayOf(isShort.indexOf(true)),
    isOpen: isShort.at(-1) === true,
    peak: scene.metric(`demands.${user.id}.peak_shortage`) as number,
  };
}

/** Users that are ever short, in any run where there are many, in the order of users. */
export function shortUsers({ users }: Scene): User[] {
  return users.filter(({ odds }) => odds > 0);
}

/** The stockpile that a user draws on, by position. */
export function stockOf(scene: Scene, { id }: Pick<User, 'id'>): number {
  return scene.model.network.drawsFrom[positionOf(scene, id)];
}
