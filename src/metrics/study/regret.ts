/** Variants in worlds: who does best under which document, and what each loses at most by having believed another. */
import { meanOf } from './compare.ts';
import { isEqual } from './dominance.ts';
import type { Pairing } from './paired.ts';
import type { Regret, Standing, WorldResult } from './result.ts';
import { type Column, type Sample, TOTAL_SHORTAGE } from './sample.ts';

/** A world with the sample of each variant in it, in the order of variants. */
export interface SampledWorld extends Pick<WorldResult, 'id' | 'title' | 'instead'> {
  readonly samples: readonly Sample[];
}

/** Standings in each world, the first being the world as written; regret is a loss against the best in a world. */
export function standingsOf(
  worlds: readonly SampledWorld[],
  variants: readonly string[],
  pair: Pairing,
): readonly WorldResult[] {
  const standings = worlds.map(({ samples }) => standingsIn(samples, variants));
  const rankings = standings.map(rankingOf);
  return worlds.map(({ id, title, instead, samples }, w): WorldResult => {
    const [first, second] = rankings[w].flat();
    const isTold = rankings[w].length > 1 && rankings[w][0].length === 1;
    const totalOf = (variant: string) =>
      (samples[variants.indexOf(variant)].columns.get(TOTAL_SHORTAGE) as Column).values;
    return {
      ...{ id, title, instead, standings: standings[w], ranking: rankings[w] },
      keepsRanking: JSON.stringify(rankings[w]) === JSON.stringify(rankings[0]),
      lead: isTold ? { first, second, by: pair(totalOf(first), totalOf(second)) } : undefined,
    };
  });
}

function standingsIn(samples: readonly Sample[], variants: readonly string[]): Standing[] {
  const demands = samples[0].model.scenario.demands
    .map(({ id }) => id)
    .filter((id) => samples.every(({ columns }) => columns.has(`demands.${id}.shortage`)));
  const shortages = (path: string) => samples.map((sample) => meanOf(sample, path));
  const losses = (all: readonly number[]) => all.map((one) => one - Math.min(...all));
  const total = shortages(TOTAL_SHORTAGE);
  const regret = losses(total);
  const each = demands.map((demand) => {
    const own = shortages(`demands.${demand}.shortage`);
    return { demand, own, regret: losses(own) };
  });
  return variants.map((variant, v) => ({
    ...{ variant, shortage: total[v], regret: regret[v] },
    demands: each.map((one) => ({ demand: one.demand, shortage: one.own[v], regret: one.regret[v] })),
  }));
}

/** Groups of variants of equal shortage, least first; within a group in the order of variants. */
function rankingOf(standings: readonly Standing[]): string[][] {
  const sorted = standings.toSorted((left, right) => left.shortage - right.shortage);
  const groups: Standing[][] = [];
  for (const one of sorted) {
    const last = groups.at(-1);
    if (last && isEqual(last[0].shortage, one.shortage)) last.push(one);
    else groups.push([one]);
  }
  const order = (group: readonly Standing[]) => standings.filter((one) => group.includes(one));
  return groups.map((group) => order(group).map(({ variant }) => variant));
}

/** Each variant's greatest regret over worlds, in total and by demand, and the first world in which it falls. */
export function regretsOf(worlds: readonly WorldResult[]): Regret[] {
  const greatest = (losses: readonly number[]) => {
    const most = Math.max(...losses);
    return { greatest: most, world: worlds[losses.indexOf(most)].id };
  };
  return worlds[0].standings.map(({ variant, demands }, v) => ({
    variant,
    ...greatest(worlds.map(({ standings }) => standings[v].regret)),
    demands: demands.flatMap(({ demand }) => {
      const losses = worlds.flatMap(
        ({ standings }) => standings[v].demands.find((one) => one.demand === demand)?.regret ?? [],
      );
      return losses.length === worlds.length ? [{ demand, ...greatest(losses) }] : [];
    }),
  }));
}
