/** What is said of a study that is not sound: everything at once, each at its place. */
import { describe, expect, test } from 'vitest';
import { BASE, LEDGER, readingOf, STUDY, studyOf, toldOfStudy } from '../study.ts';

const told = (study: string, files: Record<string, string> = {}) => toldOfStudy({ 'study.yaml': study, ...files });
const HEAD = 'version: 2\ntitle: A study\nbase: base.yaml\n';

test('a sound study has its base first, then its variants as written', () => {
  expect(told(STUDY)).toBe('sound');
  const { variants, runs, seed } = studyOf();
  expect(variants.map(({ id, title }) => [id, title])).toEqual([
    ['base', 'base case'],
    ['same', 'nothing'],
    ['more', 'twenty tonnes more'],
    ['less', 'no lane'],
  ]);
  expect([runs, seed]).toEqual([40, 'chokepoint']);
});

test('a variant may add an entity whole, remove one with null, and change an item of a list', () => {
  const files = {
    'base.yaml': BASE.replace('cost: 2,', 'licence: civil, cost: 2,').replace(
      'demands:',
      'licences:\n  civil: {phases: [{from: 2025-03-01, allow: 50%, source: a test}]}\ndemands:',
    ),
    'study.yaml': `${HEAD}variants:
  added: {set: {flows.second: {to: magnets, capacity: 5 t/year, source: a test}}}
  removed: {set: {stockpiles.spare: null}}
  phase: {set: {'licences.civil.phases[0].allow': 25%}}
`,
  };
  const { variants, open } = studyOf(files);
  const [base, added, removed, phase] = variants.map((variant) => open(variant).scenario);
  expect(added?.flows.map(({ id }) => id)).toEqual(['lane', 'second']);
  expect(removed?.stockpiles.map(({ id }) => id)).toEqual(['magnets']);
  expect(phase?.digest).not.toBe(base?.digest);
});

describe('whose choice it is', () => {
  const choosers = (study: string) => {
    const {
      for: chooser,
      variants,
      axes,
    } = studyOf({ 'study.yaml': study, 'base.yaml': BASE, 'figures.yaml': LEDGER });
    return { for: chooser, variants: variants.map(({ id, by }) => [id, by]), axes: axes.map(({ by }) => by) };
  };

  test('is that of the one whom a study is for, or of nobody where uncertain assumptions alone are set', () => {
    expect(
      choosers(`${HEAD}for: us
variants:
  own: {set: {stockpiles.magnets.initial: 70 t}}
  theirs: {by: china, set: {flows.lane.capacity: 0 t/year}}
  luck: {set: {assumptions.stock: 30 t}}
  both: {set: {assumptions.stock: 30 t, assumptions.delay: 1 week}}
`),
    ).toEqual({
      for: 'us',
      variants: [
        ['base', undefined],
        ['own', 'us'],
        ['theirs', 'china'],
        ['luck', 'world'],
        ['both', 'us'],
      ],
      axes: [],
    });
  });

  test('is that of an axis, which may have a name of its own', () => {
    const study = `${HEAD}for: us
grid:
  assumptions.stock: [20 t, 30 t]
  flows.lane.capacity: {values: [0 t/year, 5 t/year], by: china, title: {en: what China sells, zh: 出口}}
  stockpiles.magnets.cover: [1 week]
`;
    expect(choosers(study).axes).toEqual(['world', 'china', 'us']);
    const { axes, variants, translations } = studyOf({ 'study.yaml': study });
    expect(axes.map(({ title }) => title)).toEqual(['stock', 'what China sells', 'Magnets cover']);
    expect(variants[1]?.title).toBe('stock 20 t, what China sells 0 t/year, Magnets cover 1 week');
    expect(translations).toEqual({ en: expect.any(Map), zh: new Map([['grid."flows.lane.capacity".title', '出口']]) });
  });

  test('is nobody’s said where the study says nothing', () => {
    expect(choosers(`${HEAD}variants:\n  own: {set: {stockpiles.magnets.initial: 70 t}}\n`)).toMatchObject({
      for: undefined,
      variants: [
        ['base', undefined],
        ['own', undefined],
      ],
    });
  });

  test('is refused of anybody else', () => {
    expect(
      told(`${HEAD}for: eu
variants:
  own: {by: japan, set: {stockpiles.magnets.initial: 70 t}}
grid:
  flows.lane.capacity: {value: [0 t/year], by: china}
  stockpiles.spare.initial: {values: [1 week]}
`),
    ).toMatchInlineSnapshot(`
      "
      study.yaml:4:6 error wrong-type for
        expected us or china or world, got the text "eu"
        Write it so; for is for this: whose choices are compared.
      study.yaml:6:13 error wrong-type variants.own.by
        expected us or china or world, got the text "japan"
        Write it so; by is for this: whose choice it is; \`world\`: nobody’s.
      study.yaml:8:25 error unknown-key grid."flows.lane.capacity".value
        expected one of values, by, title, got the key value
        Did you mean values?
      "
    `);
  });
});

describe('faults', () => {
  test('a path that does not exist has the nearest one suggested, at its place in the study', () => {
    expect(
      told(`${HEAD}variants:
  a:
    set: {assumptions.stock.valu.x: 1}
  b:
    set:
      stockpiles.magnet.initial: 20 t
      flows.lane.capacity: 6 weeks
  c:
    set: {assumptions.stok: 1 t, stockpiles.magnts: {initial: 5 t}, licences.civil: {phases: [{from: 2025-03-01}]}}
`),
    ).toMatchInlineSnapshot(`
      "
      study.yaml:6:11 error unknown-reference variants.a.set."assumptions.stock.valu.x"
        expected a path of the scenario, got assumptions.stock.valu
        Set the whole of it, as {key: value, …}.
      study.yaml:9:7 error unknown-reference variants.b.set."stockpiles.magnet.initial"
        expected a path of the scenario, got stockpiles.magnet
        Did you mean magnets?
      study.yaml:10:28 error wrong-dimension variants.b.set."flows.lane.capacity"
        expected a rate such as 5000 t/year, got 6 weeks
        That is a duration; write a rate.
      study.yaml:12:102 warning off-grid variants.c.set."licences.civil".phases[0].from
        expected times that steps of 7 days can keep, got 2025-03-01, run from 2025-03-05 on
        Write step: 1 day to keep it.
      study.yaml:12:11 error unknown-reference variants.c.set."assumptions.stok"
        expected a path of the scenario, or something new that is used, got assumptions.stok
        Did you mean stock?
      study.yaml:12:69 error unknown-reference variants.c.set."licences.civil"
        expected a path of the scenario, or something new that is used, got licences.civil
        Nothing uses it: set what is there, or add what uses it as well.
      study.yaml:12:34 error unknown-reference variants.c.set."stockpiles.magnts"
        expected a path of the scenario, or something new that is used, got stockpiles.magnts
        Did you mean magnets?
      "
    `);
  });

  test('everything at once: unknown keys, missing base, and what is wrong with the variants', () => {
    expect(
      told(`version: 2
titel: A study
base: base.yaml
rnus: 20
runs: 0
worlds: all
variants:
  A-b: {}
  one: {sett: {}}
grid: {assumptions.delay: 4 weeks}
`),
    ).toMatchInlineSnapshot(`
      "
      study.yaml:5:7 error wrong-type runs
        expected a number of at least 1, got 0
        Write it so; runs is for this: replicates of each variant.
      study.yaml:6:9 error wrong-type worlds
        expected rivals, got the text "all"
        Write it so; worlds is for this: every variant again under each rival of a figure that the base rests on: which document do you believe?
      study.yaml:8:8 error wrong-type variants.A-b
        expected an id in snake_case, got A-b
        Write it in lower case, words joined by _.
      study.yaml:9:9 error unknown-key variants.one.sett
        expected one of title, about, extends, by, set, got the key sett
        Did you mean set?
      study.yaml:10:27 error wrong-type grid."assumptions.delay"
        expected a list of values, or {values, by, title}, got 4 weeks
        Write it so.
      study.yaml:2:1 error unknown-key titel
        expected one of the keys, got the key titel
        Did you mean title?
      study.yaml:4:1 error unknown-key rnus
        expected one of the keys, got the key rnus
        Did you mean runs?
      "
    `);
  });

  test('a study without anything to compare', () => {
    expect(told(HEAD)).toMatchInlineSnapshot(`
      "
      study.yaml:1:1 error missing-key
        expected variants, or a grid, got neither
        Say what is to be compared with the base.
      "
    `);
  });

  test('a base that is not there, and one that is not sound with its own faults at their places', () => {
    expect(told(STUDY.replace('base.yaml', 'bse.yaml'))).toMatchInlineSnapshot(`
      "
      study.yaml:3:7 error missing-file base
        expected a file that can be read, got bse.yaml: there is no such file
        Check the path; it is relative to the study.
      "
    `);
    const broken = BASE.replace('capacity: 50 t/year', 'capacity: 50 weeks');
    expect(
      told(STUDY.replace('flows.lane.capacity', 'flows.lan.capacity'), { 'base.yaml': broken }),
    ).toMatchInlineSnapshot(`
      "
      base.yaml:14:50 error wrong-dimension flows.lane.capacity
        expected a rate such as 5000 t/year, got 50 weeks
        That is a duration; write a rate.
      study.yaml:7:32 error unknown-reference variants.less.set."flows.lan.capacity"
        expected a path of the scenario, got flows.lan
        Did you mean lane?
      "
    `);
  });

  test('a variant that changes the calendar is not comparable, one that changes the luck not paired', () => {
    expect(
      told(
        `${HEAD}variants:
  longer: {set: {horizon: 2 years}}
  later: {set: {start: 2025-02-01}}
  finer: {set: {step: 1 day}}
  struck: {set: {disruption: 2025-03-01}}
  luck: {set: {seed: other}}
  fewer: {set: {runs: 10}}
  other: {extends: other.yaml}
`,
        { 'other.yaml': 'version: 2\nextends: base.yaml\ntitle: Other\nhorizon: 1 year\nseed: mine\n' },
      ),
    ).toMatchInlineSnapshot(`
      "
      study.yaml:5:27 warning off-grid variants.longer.set.horizon
        expected a whole number of steps of 7 days, got 2 years, run until 2027-01-06
        Write step: 1 day to end in time, or a whole number of steps.
      study.yaml:5:27 error conflict variants.longer.set.horizon
        expected 2025-01-01 to 2025-12-31 in steps of 7 days, got 2025-01-01 to 2027-01-06 in steps of 7 days
        Other times are not comparable: leave start, end, horizon and step to the base.
      study.yaml:6:24 error conflict variants.later.set.start
        expected 2025-01-01 to 2025-12-31 in steps of 7 days, got 2025-02-01 to 2026-01-31 in steps of 7 days
        Other times are not comparable: leave start, end, horizon and step to the base.
      study.yaml:7:23 error conflict variants.finer.set.step
        expected 2025-01-01 to 2025-12-31 in steps of 7 days, got 2025-01-01 to 2025-12-31 in steps of 1 day
        Other times are not comparable: leave start, end, horizon and step to the base.
      study.yaml:8:30 error conflict variants.struck.set.disruption
        expected the base's disruption, 2025-01-01, got 2025-03-01
        Times to survive count from it and would not be comparable: leave it to the base.
      study.yaml:9:22 error conflict variants.luck.set.seed
        expected the seed of the base, chokepoint, got other
        Variants share the draws of the base: write \`seed\` once, for the whole study.
      study.yaml:10:23 error conflict variants.fewer.set.runs
        expected as many runs as the base, 40, got 10
        Variants have the replicates of the base: write \`runs\` once, for the whole study.
      study.yaml:11:20 warning off-grid variants.other.extends
        expected a whole number of steps of 7 days as horizon, got 1 year, run until 2026-01-07 at other.yaml:4:10, in variant other
        Write step: 1 day to end in time, or a whole number of steps.
      study.yaml:11:20 error conflict variants.other.extends
        expected 2025-01-01 to 2025-12-31 in steps of 7 days, got 2025-01-01 to 2026-01-07 in steps of 7 days
        Other times are not comparable: leave start, end, horizon and step to the base.
      study.yaml:11:20 error conflict variants.other.extends
        expected the seed of the base, chokepoint, got mine
        Variants share the draws of the base: write \`seed\` once, for the whole study.
      "
    `);
  });

  test('a variant whose scenario is not sound is named, with the place of the fault', () => {
    expect(
      told(
        `${HEAD}variants:
  odd: {set: {assumptions.need: {value: 5 weeks, why: a test}}}
  gone: {set: {stockpiles.magnets: null}}
  file: {extends: missing.yaml}
  bad: {extends: bad.yaml}
`,
        { 'bad.yaml': 'version: 2\nextends: base.yaml\ntitle: Bad\ndemands:\n  cars: {rate: 5 weeks}\n' },
      ),
    ).toMatchInlineSnapshot(`
      "
      study.yaml:5:3 error wrong-dimension variants.odd
        expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses as demands.cars.rate, got need at base.yaml:16:50, in variant odd
        That is a duration; write a rate.
      study.yaml:6:3 error unknown-reference variants.gone
        expected a stockpile that exists as flows.lane.to, got magnets at base.yaml:14:31, in variant gone
        There are spare.
      study.yaml:6:3 error unknown-reference variants.gone
        expected a stockpile that exists as demands.cars.from, got magnets at base.yaml:16:35, in variant gone
        There are spare.
      study.yaml:7:19 error missing-file variants.file.extends
        expected a file that can be read, got missing.yaml: there is no such file
        Check the path.
      study.yaml:8:18 error wrong-dimension variants.bad.extends
        expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses as demands.cars.rate, got 5 weeks at bad.yaml:5:16, in variant bad
        That is a duration; write a rate.
      "
    `);
  });

  test('a grid of more than 10,000 cells, and one with a path or a value that can not be', () => {
    const many = Array.from({ length: 101 }, (_, n) => `${n} t`).join(', ');
    expect(
      told(`${HEAD}grid:
  stockpiles.magnets.initial: [${many}]
  stockpiles.spare.initial: [${many}]
`),
    ).toMatchInlineSnapshot(`
  "
  study.yaml:4:1 error out-of-range grid
    expected a grid of at most 10000 cells, got 101 × 101 = 10201
    Take values out.
  "
`);
    expect(
      told(`${HEAD}grid:
  stockpiles.magnet.initial: [1 t]
  flows.lane.capacity: [5 t/year, 5 weeks, 6 weeks]
  horizon: [1 year]
`),
    ).toMatchInlineSnapshot(`
      "
      study.yaml:5:3 error unknown-reference grid."stockpiles.magnet.initial"
        expected a path of the scenario, got stockpiles.magnet
        Did you mean magnets?
      study.yaml:6:35 error wrong-dimension grid."flows.lane.capacity"[1]
        expected a rate such as 5000 t/year, got 5 weeks
        That is a duration; write a rate.
      study.yaml:6:44 error wrong-dimension grid."flows.lane.capacity"[2]
        expected a rate such as 5000 t/year, got 6 weeks
        That is a duration; write a rate.
      study.yaml:7:13 warning off-grid grid.horizon[0]
        expected a whole number of steps of 7 days, got 1 year, run until 2026-01-07
        Write step: 1 day to end in time, or a whole number of steps.
      study.yaml:7:13 error conflict grid.horizon[0]
        expected 2025-01-01 to 2025-12-31 in steps of 7 days, got 2025-01-01 to 2026-01-07 in steps of 7 days
        Other times are not comparable: leave start, end, horizon and step to the base.
      "
    `);
  });

  test('a newer version, a scenario in the place of a study, no file, and no map', () => {
    expect(
      [
        told(STUDY.replace('version: 2', 'version: 3')),
        toldOfStudy({}, 'base.yaml'),
        toldOfStudy({}, 'nowhere.yaml'),
        told('- a list'),
        told('variants: {a: {set: {x: 1}'),
      ].join('—'),
    ).toMatchInlineSnapshot(`
      "
      study.yaml:1:10 error newer-version version
        expected version 2 of the format, got 3
        This file was written for a newer chokepoint: update the program.
      —
      base.yaml:1:1 error wrong-type
        expected a study, got a scenario
        Name the scenarios to compare it with as well, or write a study with it as \`base\`.
      —
      nowhere.yaml:1:1 error missing-file
        expected a file that can be read, got nowhere.yaml: there is no such file
        Check the path.
      —
      study.yaml:1:1 error wrong-type
        expected a study, got a list of 1
        Start with version: 2, title, base and variants.
      —
      study.yaml:1:21 error not-yaml
        expected a closing }, got none
        Close what is opened here with }.
      "
    `);
  });

  test('an id that is taken', () => {
    expect(told(`${HEAD}variants: {base: {}}\n`)).toMatchInlineSnapshot(`
      "
      study.yaml:4:12 error name-taken variants.base
        expected another id, got base
        The base is there already: rename the variant.
      "
    `);
  });
});

describe('scenario files compared with one another', () => {
  test('go by their names and titles', () => {
    const other = BASE.replace('A stock and a lane', 'A stock and a road');
    const { variants, title } = studyOf({ 'other.yaml': other }, 'base.yaml', 'other.yaml');
    expect(title).toBe('A stock and a lane');
    expect(variants.map((one) => [one.id, one.title])).toEqual([
      ['base', 'A stock and a lane'],
      ['other', 'A stock and a road'],
    ]);
  });

  test('must be different, with names of their own, and the same calendar', () => {
    const files = {
      'x/base.yaml': BASE,
      'other.yaml': BASE.replace('364 days', '1 year').replace('runs: 40', 'runs: 50'),
    };
    expect(toldOfStudy(files, 'base.yaml', 'base.yaml', 'x/base.yaml', 'other.yaml')).toMatchInlineSnapshot(`
      "
      base.yaml:1:1 error conflict
        expected each file once, got base.yaml twice
        Take one out.
      x/base.yaml:1:1 error conflict
        expected files of different names, got base.yaml and x/base.yaml
        Rename one, or write a study that names them as variants.
      other.yaml:4:10 warning off-grid horizon
        expected a whole number of steps of 7 days, got 1 year, run until 2026-01-07
        Write step: 1 day to end in time, or a whole number of steps.
      other.yaml:1:1 error conflict
        expected 2025-01-01 to 2025-12-31 in steps of 7 days, got 2025-01-01 to 2026-01-07 in steps of 7 days
        Other times are not comparable: leave start, end, horizon and step to the base.
      other.yaml:1:1 error conflict
        expected as many runs as the base, 40, got 50
        Variants have the replicates of the base: write \`runs\` once, for the whole study.
      "
    `);
  });
});

test('the digest is that of the study and of every scenario as resolved', () => {
  const digest = (files: Record<string, string>) => studyOf(files).digest;
  expect(digest({})).toMatch(/^[0-9a-f]{64}$/);
  expect(digest({ 'study.yaml': STUDY.replace('# ', '') })).toBe(digest({}));
  expect(digest({ 'base.yaml': BASE.replace('cost: 2', 'cost: 3') })).not.toBe(digest({}));
  expect(digest({ 'study.yaml': STUDY.replace('20 t}', '21 t}') })).not.toBe(digest({}));
});

test('a rival with which the base is not sound makes no world, and is told as left out', () => {
  const ledger = LEDGER.replace('"> 200 t/year"', '-5 t/year');
  const { study } = readingOf({
    ...{ 'base.yaml': BASE, 'figures.yaml': ledger },
    'study.yaml': STUDY.replace('variants:', 'worlds: rivals\nvariants:'),
  });
  expect(study?.worlds.map(({ id }) => id)).toEqual(['as_written']);
  expect(study?.leftOut.map(({ rival, why }) => `${rival}: ${why}`)).toMatchInlineSnapshot(`
    [
      "need_high: the base is not sound with it: demands.cars.rate: expected a rate such as 5000 t/year, or 1200000 vehicle/year with uses, at least 0, got need, which is -0.013689253935660506 t/day",
      "need_text: it has no number",
      "need_days: its number measures something else",
    ]
  `);
});

test('a rival that public statistics rule out makes no world', () => {
  const { study } = readingOf({
    'base.yaml': BASE,
    'figures.yaml': LEDGER.replace(
      '"> 200 t/year"',
      '"> 200 t/year", public: {verdict: impossible, why: more than is made}',
    ),
    'study.yaml': STUDY.replace('variants:', 'worlds: rivals\nvariants:'),
  });
  expect(study?.worlds.map(({ id }) => id)).toEqual(['as_written']);
  expect(study?.leftOut).toContainEqual({
    figure: 'need_low',
    rival: 'need_high',
    why: 'public statistics rule it out',
  });
});
