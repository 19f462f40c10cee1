/** Runs in which some players are in force and the others are taken out, many side by side. */
import { type Outcome, outcome } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import type { Model, Parameters, Scenario } from '../../model/network.ts';
import { centralValues, parametersOf } from '../../model/parameters.ts';
import { lanesFor, stepsOf } from '../../simulation/kernel/block.ts';
import { createKernel } from '../../simulation/kernel/kernel.ts';
import { emptyRun, type Run } from '../../simulation/record.ts';
import type { Noise } from '../../simulation/simulate.ts';
import { type Differences, differencesOf, isNothing, laidOver } from './tables.ts';

/** Who can be taken out of a scenario, by position. */
export interface Playing {
  readonly players: number;
  /** Players that touch the same numbers, and those alone each by itself: together every player once. */
  readonly clusters: readonly (readonly number[])[];
  /** The scenario without some players, whatever their order. */
  scenarioWithout(removed: readonly number[]): Outcome<Scenario>;
}

/** The numbers of one replicate, or of the central run, under a model; and its noise in so many lanes. */
export interface Chances {
  parametersOf(model: Model): Outcome<Parameters>;
  noise?(parameters: Parameters, lanes: number): Noise;
}

/** Those of the central run: every assumption at its central value, no noise. */
export const CENTRAL: Chances = { parametersOf: (model) => parametersOf(model, centralValues(model)) };

/** 1 for each player in force. */
export type Coalition = Uint8Array;

/** The run of some coalitions, step by step: lane l is that of coalition `of[l]`; the record holds `run.steps` rows. */
export type Visit = (t: number, run: Run, of: readonly number[]) => void;

export interface Coalitions {
  /** Whether anything differs where a player is out: from the whole, or from where those that touch the same are out. */
  hasEffect(player: number): Outcome<boolean>;
  /** The first step at which numbers of the whole differ without a player; undefined: at none. */
  firstStep(player: number): Outcome<number | undefined>;
  /** By whose plan the value at a slot of the row is in force in a coalition: that of the scenario without who is out. */
  rulesOf(coalition: Coalition): (slot: number) => Model;
  /**
   * Runs each coalition once; blocks share nothing but the visitor. Records hold as many steps as asked, one by default, and
   * as many lanes side by side, by default as many as the kernel likes.
   */
  run(
    coalitions: readonly Coalition[],
    visit: Visit,
    held?: { readonly rows?: number; readonly lanes?: number },
  ): Outcome<null>;
}

/** What the players of a cluster that are out change. */
interface Laid {
  readonly model: Model;
  readonly differences: Differences;
  /** Whether quotas begin at other times, or the network is another: more than numbers. */
  readonly isOther: boolean;
}

/** Thrown through closures, caught where an outcome is returned. */
class Unsound extends Error {
  readonly failed: Outcome<never>;
  constructor(failed: Outcome<unknown>) {
    super('a coalition that cannot run');
    this.failed = failed as Outcome<never>;
  }
}

/** Throws Unsound where there is none. */
function sure<T>(found: Outcome<T>): T {
  if (!found.ok) throw new Unsound(found);
  return found.value;
}

function guarded<T>(work: () => T): Outcome<T> {
  try {
    return outcome(work(), []);
  } catch (error) {
    if (error instanceof Unsound) return error.failed;
    throw error;
  }
}

/**
 * Compiled models of a scenario without some of its players, each made once, whatever the replicate: `of` has the models of
 * the sets of players that are out.
 */
export function modelsWithout(whole: Model, playing: Playing): (removed: readonly number[]) => Outcome<Model> {
  const known = new Map<string, Outcome<Model>>();
  return (removed) => {
    if (removed.length === 0) return outcome(whole, []);
    const key = removed.join();
    const scenario = known.has(key) ? undefined : playing.scenarioWithout(removed);
    if (scenario !== undefined) known.set(key, scenario.ok ? outcome(compile(scenario.value), []) : scenario);
    return known.get(key) as Outcome<Model>;
  };
}

/** Coalitions of the players of one run. */
export function coalitionsOf(
  whole: Model,
  playing: Playing,
  { parametersOf, noise }: Chances,
  models = modelsWithout(whole, playing),
  kernel = createKernel(),
): Outcome<Coalitions> {
  return guarded(() => {
    const base = sure(parametersOf(whole));
    const tables = playing.clusters.map(() => new Map<string, Laid>());
    const laid = (cluster: number, removed: readonly number[]): Laid => {
      const key = removed.join();
      const own = tables[cluster].get(key);
      if (own !== undefined) return own;
      const model = sure(models(removed));
      const isOther = !isLike(whole, model);
      const differences = hasSameShape(whole, model)
        ? differencesOf(base, sure(parametersOf(model)), whole.steps)
        : NOTHING;
      const made = { model, differences, isOther };
      tables[cluster].set(key, made);
      return made;
    };
    const clusterOf = (player: number): readonly [number, readonly number[]] => {
      const cluster = playing.clusters.findIndex((players) => players.includes(player));
      return [cluster, playing.clusters[cluster]];
    };
    const partsOf = (coalition: Coalition) =>
      playing.clusters.flatMap((players, cluster) => {
        const removed = players.filter((player) => coalition[player] === 0);
        return removed.length === 0 ? [] : [{ removed, ...laid(cluster, removed) }];
      });
    const runBlock = (model: Model, parameters: Parameters, of: readonly number[], visit: Visit, rows: number) => {
      const run = emptyRun(model, parameters, rows);
      for (const t of stepsOf(kernel, model, parameters, noise?.(parameters, of.length), run)) visit(t, run, of);
    };
    return {
      hasEffect: (player) =>
        guarded(() => {
          const [cluster, players] = clusterOf(player);
          const alone = laid(cluster, [player]);
          if (alone.isOther || !isNothing(alone.differences)) return true;
          const others = players.filter((one) => one !== player);
          if (others.length === 0) return false;
          const [without, withIt] = [laid(cluster, players), laid(cluster, others)];
          return !isSame(without.differences, withIt.differences) || !isLike(without.model, withIt.model);
        }),
      firstStep: (player) =>
        guarded(() => {
          const { cells } = laid(clusterOf(player)[0], [player]).differences;
          return cells.length === 0 ? undefined : Math.min(...cells.map(({ steps }) => steps[0]));
        }),
      rulesOf(coalition) {
        const slots = new Map<number, Model>();
        for (const { model, differences } of partsOf(coalition)) {
          for (const { slot } of differences.cells) slots.set(slot, model);
        }
        return (slot) => slots.get(slot) ?? whole;
      },
      run: (coalitions, visit, { rows = 1, lanes = lanesFor(whole.network) } = {}) =>
        guarded(() => {
          // Lanes share a model: numbers may differ between them, when quotas begin may not.
          const groups = new Map<string, { model: Model; members: { n: number; list: Differences[] }[] }>();
          for (const [n, coalition] of coalitions.entries()) {
            const parts = partsOf(coalition);
            const others = parts.filter(({ isOther }) => isOther).flatMap(({ removed }) => removed);
            const model = others.length === 0 ? whole : sure(models(others.toSorted((a, b) => a - b)));
            if (!hasSameNetwork(whole, model)) {
              const own = sure(models([...coalition.keys()].filter((player) => coalition[player] === 0)));
              runBlock(own, sure(parametersOf(own)), [n], visit, rows);
              continue;
            }
            const group = groups.get(others.join()) ?? {
              model: others.length === 0 ? whole : inPlaceOf(whole, model),
              members: [],
            };
            groups.set(others.join(), group);
            group.members.push({ n, list: parts.map(({ differences }) => differences) });
          }
          for (const { model, members } of groups.values()) {
            for (let at = 0; at < members.length; at += lanes) {
              const block = members.slice(at, at + lanes);
              const parameters = laidOver(
                model,
                base,
                block.map(({ list }) => list),
              );
              runBlock(
                model,
                parameters,
                block.map(({ n }) => n),
                visit,
                rows,
              );
            }
          }
          return null;
        }),
    };
  });
}

/** Some players alone, by their positions; the others are never taken out. */
export function playingOfSome({ clusters, scenarioWithout }: Playing, kept: readonly number[]): Playing {
  const own = clusters.map((players) => players.map((player) => kept.indexOf(player)).filter((n) => n >= 0));
  return {
    players: kept.length,
    clusters: own.filter((players) => players.length > 0),
    scenarioWithout: (removed) => scenarioWithout(removed.map((n) => kept[n])),
  };
}

/** The coalitions of some of so many players, the others being in force in all. */
export function coalitionsOfSome(all: Coalitions, kept: readonly number[], players: number): Coalitions {
  const beside = (coalition: Coalition) => {
    const whole = new Uint8Array(players).fill(1);
    for (const [n, player] of kept.entries()) whole[player] = coalition[n];
    return whole;
  };
  return {
    hasEffect: (n) => all.hasEffect(kept[n]),
    firstStep: (n) => all.firstStep(kept[n]),
    rulesOf: (coalition) => all.rulesOf(beside(coalition)),
    run: (coalitions, visit, held) => all.run(coalitions.map(beside), visit, held),
  };
}

const NOTHING: Differences = { cells: [], fixed: [] };

/** The whole with the quotas of another model: a network of its own, since engines know a network by its identity. */
function inPlaceOf(whole: Model, { quotas }: Model): Model {
  return { ...whole, network: { ...whole.network }, quotas };
}

function isLike(whole: Model, other: Model): boolean {
  return hasSameNetwork(whole, other) && isSame(whole.quotas, other.quotas);
}

/** Whether the numbers of two models stand at the same places. */
function hasSameShape({ plan, network }: Model, other: Model): boolean {
  return isSame(plan.layout, other.plan.layout) && isSame(network.counts, other.network.counts);
}

function hasSameNetwork({ network }: Model, { network: other }: Model): boolean {
  return network === other || isSame(network, other);
}

/** Whether plain data is the same, number for number. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (isList(one) && isList(other)) return one.length === other.length && one.every((value, n) => value === other[n]);
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length &&
    keys.every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  );
}

function isList(one: object): one is Float64Array {
  return ArrayBuffer.isView(one) && !(one instanceof DataView);
}
