/** What is sound before it is spoilt: folders of files that a user might have, and the calls that go with them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder with the calls that may be made in it. */
export interface Base {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The file that is spoilt most often: a scenario, a study, a ledger or a table. */
  readonly main: string;
  /** How often it is taken, beside the others. */
  readonly weight: number;
  /** The calls, by the words of the command. */
  readonly calls: readonly (readonly string[])[];
}

/** A shelf between a mine and a user. */
const PLAIN = `version: 2
title: Half a year without magnets
start: 2025-04-04
horizon: 40 weeks
stockpiles: {magnets: {title: Magnets, initial: 6 weeks, source: a test}}
flows: {imports: {to: magnets, lead: 5 weeks, capacity: 100 t/week, licence: export, source: a test}}
licences: {export: {phases: [{from: 2025-06-06, title: ban, allow: 0}, {from: 2025-12-06, title: open again}]}}
demands: {cars: {title: Car makers, from: magnets, rate: 50 t/week, source: a test}}
expect: [{that: demands.cars.time_to_survive >= 6 weeks, because: the stock lasts so long}]
`;

/** Every kind of field at least once. */
const RICH = `version: 2
title: {en: "Ore, oxide and magnets", zh: 矿石}
about: A little of everything.
focus: {material: magnet}
measure: {from: 2025-06-01}
discount: 3%
start: 2025-04-04
end: 2026-04-04
step: 14 days
disruption: 2025-05-01
seed: 7
runs: 20
units: [vehicle]
assumptions:
  stock: {triangular: [4 weeks, 6 weeks, 9 weeks], source: a test}
  renewed: {chance: 60%, if: renewed, else: lapsed, why: a test}
  growth: {normal: [5%, 1%], source: a test}
  takes: {lognormal: [30 weeks, 1.2], source: a test}
  price: {choice: [[40 USD/kg, 2], [60 USD/kg, 1]], source: a test}
  spare: {uniform: [0 t/year, 90 t/year], source: a test}
  need: 1000 t/year
together: [[stock, spare, 0.5]]
stockpiles:
  ore: {material: ore, place: China, initial: 300 t, cover: 8 weeks, source: a test}
  oxide: {cover: 6 weeks, adjust: 4 weeks, forecast: 10 weeks, switchable: 50%, source: a test}
  heavy: {cover: 4 weeks, unit: kg, source: a test}
  reserve: {initial: 100 t, target: {2025-04-04: 100 t, 2025-10-01: 200 t}, price: price, holding: 10%/year, source: a test}
  magnets: {material: magnet, initial: stock, floors: {2: 1 week, 3: {2025-04-04: 5 t, 2025-10-01: 9 t}}, source: a test}
flows:
  mine: {to: ore, cost: 5 USD/kg, standby: 1 USD/kg, capacity: 9000 t/year, assumed: a test}
  plant: {from: {ore: 2.5}, to: oxide, lead: 2 weeks, capacity: {data: capacity.csv, column: plant, unit: t/year}, byproducts: {heavy: 2%}, projects: [{title: new plant, adds: 300 t/year, decided: 2025-06-01, takes: takes, ramp: 12 weeks, costs: 90 MUSD}], source: a test}
  fill: {from: oxide, to: reserve, priority: 2, source: a test}
  works: {from: oxide, to: magnets, lead: 3 weeks, share: 80%, cost: price, licence: export, source: a test}
  other: {to: magnets, share: 20%, capacity: "(200 t/year + spare) * (1 - 0.5 * is(lane, shut)) * (1 + 0.1 * sin(2 * pi * elapsed / (1 year)))", waits: true, source: a test}
  dear: {to: magnets, share: 0, capacity: 300 t/year, opens: {from: 1.2, fully: 2, within: 8 weeks}, source: a test}
  release: {from: reserve, to: magnets, capacity: 10 t/week, release: {below: 20 days}, source: a test}
licences:
  export: {title: Export licence, phases: [{from: 2025-06-06, review: 9 weeks, approve: 50%, valid: 26 weeks, limit: 900 t/year}, {from: 2025-12-06, allow: renewed, limit: 800 t/year, per: 13 weeks, carry: 20%}]}
demands:
  cars: {from: magnets, rate: need * (1 + growth), priority: 1, noise: 10%, conserve: 3 weeks, worth: 90 USD/kg, elasticity: 0.2, answers: 8 weeks, least: 50%, source: a test}
  wind: {from: magnets, rate: 30000 vehicle/year, uses: 2 kg/vehicle, priority: 2, unmet: backordered, source: a test}
  alloys: {from: heavy, rate: 5 t/year, source: a test}
markets:
  magnets: {of: [magnets], elasticity: 0.4, outlook: 20 weeks, adjust: 4 weeks, ceiling: 8, source: a test}
processes:
  lane: {states: [open, trickle, shut], begins: open, from: 2025-05-01, every: 2 weeks, moves: {open: {shut: 10%}, shut: {stays: 8 weeks, to: {trickle: 1}}, trickle: {open: 20%, shut: 10%}}, central: {2025-06-01: shut}, source: a test}
events:
  - {date: 2025-07-09, until: 2025-09-10, title: inspections, scale: {flows.plant.capacity: 80%}, source: a test}
  - {date: 2025-10-09, title: controls, set: {flows.plant.capacity: 500 t/year}, source: a test}
observations:
  shipped: {series: flows.other.shipped, data: observed.csv, column: tonnes, unit: t}
expect:
  - {that: demands.cars.fill_rate >= 50%, because: a test}
  - {that: "probability(demands.cars.fill_rate >= 90%) >= 0%"}
tolerance: {default: 1e-9 relative}
`;

const TABLES = {
  'capacity.csv': 'date,plant,note\n2025-04-04,1500,start\n2025-08-01,1200,\n2026-01-01,1500,end\n',
  'observed.csv': 'month,tonnes\n2025-05,20\n2025-06,18.5\n2025-07,\n2025-08,21\n',
};

const LEDGER = `- {id: stock, value: [4 weeks, 8 weeks], what: how long stocks last, document: a.txt, line: 3, as_of: 2025-06, role: initial-stock, rivals: [stock_too]}
- {id: stock_too, value: 12 weeks, what: the same by another, document: b.txt, line: 1, role: initial-stock, rivals: [stock], implies: {value: 84 days, by: twelve times seven}}
- {id: need, value: 2600 t/year, what: what car makers need, document: b.txt, line: 2, role: demand, public: {verdict: too high, why: statistics}}
- {id: share, value: "> 70%", what: a share, document: b.txt, line: 4, role: share, note: no value}
`;

const FIGURED = PLAIN.replace(
  'stockpiles: {magnets: {title: Magnets, initial: 6 weeks',
  'assumptions: {stock: {figure: stock}, need: {figure: need}}\nstockpiles: {magnets: {title: Magnets, initial: stock',
).replace('rate: 50 t/week', 'rate: need');

const STUDY = `version: 2
title: A larger stock, or a licence
about: Which of two?
base: base.yaml
runs: 6
seed: 3
variants:
  stock: {title: twice the stock, about: A test., set: {stockpiles.magnets.initial: 12 weeks}}
  licence: {title: no ban, set: {licences.export: null, flows.imports.licence: null}}
  other: {title: another file, extends: other.yaml}
`;

const GRID = `version: 2
title: How much for how long
base: base.yaml
grid:
  stockpiles.magnets.initial: [2 weeks, 6 weeks, 20 weeks]
  flows.imports.lead: [1 week, 8 weeks]
`;

const WORLDS = `version: 2
title: Which figure
base: scenarios/figured.yaml
worlds: rivals
variants: {stock: {title: more, set: {stockpiles.magnets.initial: 20 weeks}}}
`;

/** The folder of scenarios that ships. */
function shipped(root: string): Readonly<Record<string, string>> {
  const wanted = /^(?!README|.*schema).*\.(yaml|csv)$/;
  const below = (folder: string): [string, string][] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((one) => {
      const path = `${folder}/${one.name}`;
      if (one.isDirectory()) return below(path);
      return wanted.test(one.name) ? [[path, readFileSync(join(root, path), 'utf8')]] : [];
    });
  return Object.fromEntries(below('scenarios'));
}

const runs = (...words: string[]) => [...words, '--threads', '1'];

/** All bases; those that ship take longer and are rarer, though there are more of them. */
export function bases(root: string): Base[] {
  const all = shipped(root);
  const ledger = {
    'scenarios/figures.yaml': LEDGER,
    'scenarios/data/documents.csv': 'document,lines\na.txt,9\nb.txt,9\n',
  };
  const figured = { ...ledger, 'scenarios/figured.yaml': FIGURED };
  const study = { 'base.yaml': PLAIN, 'other.yaml': PLAIN.replace('5 weeks', '2 weeks') };
  const small: Base[] = [
    {
      ...{ name: 'a plain scenario', main: 'plain.yaml', weight: 10, files: { 'plain.yaml': PLAIN } },
      calls: [
        ['validate', 'plain.yaml'],
        runs('run', 'plain.yaml'),
        runs('check', 'plain.yaml'),
        runs('solve', 'plain.yaml', '--vary', 'stockpiles.magnets.initial', '--until', 'demands.cars.fill_rate >= 99%'),
      ],
    },
    {
      ...{ name: 'a scenario with everything', main: 'rich.yaml', weight: 14 },
      files: { 'rich.yaml': RICH, ...TABLES, 'chokepoint.yaml': 'tolerance: {default: 1e-9 relative}\n' },
      calls: [
        ['validate', 'rich.yaml'],
        runs('run', 'rich.yaml', '--runs', '3'),
        runs('check', 'rich.yaml', '--runs', '3'),
        runs('sensitivity', 'rich.yaml', '--runs', '8'),
        runs(
          'solve',
          'rich.yaml',
          '--runs',
          '3',
          '--vary',
          'flows.other.capacity',
          '--until',
          'demands.cars.shortage <= 20 t',
        ),
      ],
    },
    {
      ...{ name: 'a scenario that extends another', main: 'upper.yaml', weight: 4 },
      files: {
        'rich.yaml': RICH,
        ...TABLES,
        'upper.yaml':
          'version: 1\ntitle: More\nextends: rich.yaml\nrunss: 2\nstockpiles: {magnets: {initial: 9 weeks}, reserve: {target: 400 t}}\nevents: null\n'.replace(
            'runss',
            'runs',
          ),
      },
      calls: [['validate', 'upper.yaml'], runs('run', 'upper.yaml', '--runs', '1')],
    },
    {
      ...{ name: 'a ledger', main: 'scenarios/figures.yaml', weight: 5, files: figured },
      calls: [
        ['figures'],
        ['figures', 'stock'],
        ['figures', '--rivals', '--json'],
        ['figures', '--used'],
        ['validate', 'scenarios/figures.yaml', 'scenarios/figured.yaml'],
        runs('run', 'scenarios/figured.yaml', '--runs', '2'),
      ],
    },
    {
      ...{ name: 'a study', main: 'study.yaml', weight: 6, files: { ...study, 'study.yaml': STUDY } },
      calls: [['validate', 'study.yaml'], runs('compare', 'study.yaml', '--runs', '3')],
    },
    {
      ...{ name: 'a grid', main: 'grid.yaml', weight: 3, files: { ...study, 'grid.yaml': GRID } },
      calls: [['validate', 'grid.yaml'], runs('compare', 'grid.yaml')],
    },
    {
      ...{
        name: 'a study of rival figures',
        main: 'worlds.yaml',
        weight: 3,
        files: { ...figured, 'worlds.yaml': WORLDS },
      },
      calls: [['validate', 'worlds.yaml'], runs('compare', 'worlds.yaml', '--runs', '2')],
    },
    {
      ...{ name: 'a table', main: 'capacity.csv', weight: 4, files: { 'rich.yaml': RICH, ...TABLES } },
      calls: [['validate', 'rich.yaml'], runs('run', 'rich.yaml', '--runs', '1')],
    },
    {
      ...{ name: 'observations', main: 'observed.csv', weight: 3, files: { 'rich.yaml': RICH, ...TABLES } },
      calls: [['validate', 'rich.yaml'], runs('run', 'rich.yaml', '--runs', '1')],
    },
    {
      ...{ name: 'a project', main: 'chokepoint.yaml', weight: 2 },
      files: {
        'chokepoint.yaml': 'tolerance: {default: 1e-9 relative, ensembles: 3 standard errors}\n',
        'scenarios/plain.yaml': PLAIN,
      },
      calls: [runs('check')],
    },
  ];
  const ours = Object.keys(all).filter((path) => path.endsWith('.yaml'));
  return [
    ...small,
    ...ours.map((main): Base => {
      const name = `${main}, as it ships`;
      const calls = main.endsWith('figures.yaml')
        ? [['figures'], ['figures', 'us_military_demand'], ['validate', main]]
        : main.includes('/studies/') && !main.includes('/bases/')
          ? [['validate', main]]
          : [['validate', main], ['validate', main], ['validate', main], runs('run', main, '--runs', '2')];
      return { name, files: all, main, weight: 0.4, calls };
    }),
  ];
}
