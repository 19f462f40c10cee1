/** A scenario with something of each kind to set, and ten settings of each kind, as links and levers write them. */
import type { Choice } from '../../src/explore/state.ts';

export const KINDS_SCENARIO = `
version: 2
title: {en: Magnets, zh: 磁体}
start: 2025-01-03
horizon: 80 weeks
runs: 64
assumptions:
  stock: {title: {en: stock, zh: 库存}, uniform: [4 weeks, 9 weeks], source: {en: a test, zh: 测试}}
  opens: {title: {en: it opens again, zh: 恢复}, chance: 70%, why: {en: a test, zh: 测试}}
  need: {title: {en: need, zh: 需求}, value: 400 t/year, why: {en: a test, zh: 测试}}
stockpiles:
  magnets: {title: {en: Magnets, zh: 磁体}, cover: stock, initial: 5 weeks}
  reserve: {title: {en: Reserve, zh: 储备}, target: 60 t}
flows:
  imports: {title: {en: Imports, zh: 进口}, to: magnets, lead: 5 weeks, licence: export, source: {en: a test, zh: 测试}}
  mine: {title: {en: A mine, zh: 矿山}, to: reserve, lead: 2 weeks, capacity: 500 t/year, licence: permit, source: in English alone}
licences:
  export:
    title: {en: Export licence, zh: 出口许可}
    phases:
      - {from: 2025-06-06, title: {en: half, zh: 一半}, allow: 50%}
      - {from: 2025-12-05, title: {en: open again, zh: 重新开放}, allow: opens}
  permit:
    title: {en: Permit, zh: 许可}
    phases:
      - {from: 2025-03-07, limit: 250 t/year}
      - {from: 2025-09-05, review: 4 weeks, approve: 80%}
demands:
  cars: {title: {en: Car makers, zh: 车企}, from: magnets, rate: 2500 t/year, source: {en: a test, zh: 测试}}
  arms: {title: {en: Arms makers, zh: 军工}, from: reserve, rate: need, unmet: backordered, source: {en: a test, zh: 测试}}
events:
  - {date: 2025-08-08, title: {en: A new plant, zh: 新厂}, set: {demands.cars.rate: 3000 t/year}, source: {en: a test, zh: 测试}}
`;

const day = (from: string, weeks: number) =>
  new Date(Date.parse(from) + weeks * 7 * 86_400_000).toISOString().slice(0, 10);

const SETTING: Readonly<Record<string, (n: number) => readonly Choice[]>> = {
  'uncertain assumptions, fixed': (n) => [{ path: 'assumptions.stock', text: `${4 + n / 2} weeks` }],
  'chances, with what else they meet': (n) => [
    { path: 'assumptions.opens', text: String(n % 2) },
    { path: 'assumptions.stock', text: `${4 + Math.floor(n / 2)} weeks` },
  ],
  'sure assumptions': (n) => [{ path: 'assumptions.need', text: `${300 + 37 * n} t/year` }],
  'dates of events': (n) => [{ path: 'events[0].date', text: day('2025-07-04', 3 * n) }],
  'dates of phases': (n) => [
    n < 5
      ? { path: 'licences.export.phases[1].from', text: day('2025-08-01', 4 * n) }
      : { path: 'licences.permit.phases[0].from', text: day('2025-02-07', 2 * n) },
  ],
  'shares let through': (n) => [{ path: 'licences.export.phases[0].allow', text: `${9 * n}%` }],
  'limits, as shares of what is written': (n) => [
    { path: 'licences.permit.phases[0].limit', text: `${5 + 15 * n}% * (250 t/year)` },
  ],
  'times for review': (n) => [{ path: 'licences.permit.phases[1].review', text: `${1 + 2 * n} weeks` }],
  'shares granted': (n) => [{ path: 'licences.permit.phases[1].approve', text: `${5 + 8 * n}%` }],
  'stocks at the start': (n) => [{ path: 'stockpiles.magnets.initial', text: `${25 * n}% * (5 weeks)` }],
  'stocks to keep': (n) => [{ path: 'stockpiles.reserve.target', text: `${20 + 15 * n} t` }],
  covers: (n) => [{ path: 'stockpiles.magnets.cover', text: `${3 + n} weeks` }],
  capacities: (n) => [{ path: 'flows.mine.capacity', text: `${10 * n + 20}% * (500 t/year)` }],
  'values that no lever moves': (n) => [
    n < 5
      ? { path: 'demands.cars.rate', text: `${1500 + 300 * n} t/year` }
      : { path: 'flows.imports.lead', text: `${n} weeks` },
  ],
};

/** The ten of each kind, none of which comes to what another does. */
export const TEN_OF_EACH: readonly (readonly [kind: string, settings: readonly (readonly Choice[])[]])[] =
  Object.entries(SETTING).map(([kind, of]) => [kind, Array.from({ length: 10 }, (_, n) => of(n))]);
