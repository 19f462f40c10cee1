/** A study run whole: what variants are compared by, who is dominated, and what comes of rival figures. */
import { describe, expect, test } from 'vitest';
import { inlineExecutor, runStudy, type StudyResult, type VariantResult } from '../../../src/index.ts';
import { BASE, LEDGER, resultOf, STUDY, studyOf } from '../../study.ts';

const variantOf = ({ variants }: StudyResult, id: string) => variants.find((one) => one.id === id) as VariantResult;
const comparedOf = (result: StudyResult, id: string, name: string, demand?: string) => {
  const found = variantOf(result, id).compared.find((one) => one.name === name && one.demand === demand);
  if (found === undefined) throw new Error(`no ${name} of ${id}`);
  return found;
};

/** The same numbers, sure: a stock of 40 t and a lane of 50 t/year against a need of 100 t/year for 364 days. */
const SURE = BASE.replace('{uniform: [20 t, 60 t], source: a test}', '{value: 40 t, source: a test}');
const YEAR = 364 / 365.25;

describe('identical variants', () => {
  test('differ by exactly 0, with an interval of exactly 0, in every quantity', async () => {
    const result = await resultOf(studyOf());
    const { compared } = variantOf(result, 'same');
    expect(compared.length).toBeGreaterThan(6);
    for (const { paired, nulls } of compared) {
      const { difference, standardError, low, high } = (paired ?? nulls) as NonNullable<typeof paired>;
      expect({ difference, standardError, low, high }).toEqual({ difference: 0, standardError: 0, low: 0, high: 0 });
    }
  });
});

test('swapping base and variant swaps the table', async () => {
  const other = BASE.replace('initial: stock,', 'initial: stock + 20 t,');
  const files = { 'other.yaml': other };
  const there = await resultOf(studyOf(files, 'base.yaml', 'other.yaml'));
  const back = await resultOf(studyOf(files, 'other.yaml', 'base.yaml'));
  const [one, second] = [there.variants[1].compared, back.variants[1].compared];
  expect(one.some(({ paired }) => (paired?.difference ?? 0) > 0)).toBe(true);
  for (const [n, { path, base, variant, paired }] of one.entries()) {
    expect(second[n].path).toBe(path);
    expect(second[n].base).toEqual(variant);
    expect(second[n].variant).toEqual(base);
    if (paired === null) continue;
    expect(second[n].paired?.difference).toBe(-paired.difference + 0);
    expect(second[n].paired?.low).toBe(-(paired.high as number) + 0);
    expect(second[n].paired?.standardError).toBe(paired.standardError);
  }
});

test('pairing needs fewer replicates: a difference of stock alone has none of the luck of the stock', async () => {
  const study = `version: 2
title: Never enough
base: base.yaml
variants: {more: {set: {stockpiles.magnets.initial: stock + 15 t}}}
`;
  const files = { 'base.yaml': BASE.replace('50 t/year', '20 t/year'), 'study.yaml': study };
  const { base, paired } = comparedOf(await resultOf(studyOf(files)), 'more', 'total_shortage');
  expect((base.p95 as number) - (base.p05 as number)).toBeGreaterThan(20);
  expect(paired?.difference).toBeCloseTo(-15, 9);
  expect(paired?.standardError).toBeLessThan(1e-9);
  expect(paired?.unpairedRuns).toBe('unbounded');
});

describe('where nothing is uncertain', () => {
  const sure = () => resultOf(studyOf({ 'base.yaml': SURE.replace('cost: 2', 'cost: 2 USD/t') }));

  test('one run says everything, and differences have no interval', async () => {
    const result = await sure();
    expect(result.runs).toBe(1);
    expect(comparedOf(result, 'less', 'total_shortage').paired).toMatchObject({ standardError: null, low: null });
  });

  test('shortages and cost are those that follow by hand', async () => {
    const result = await sure();
    const shortage = (id: string) => comparedOf(result, id, 'total_shortage').variant.mean;
    // Need less lane less stock; without the lane need less stock. The lane's first step is under way at the start.
    expect(shortage('base')).toBeCloseTo(50 * YEAR - 40, 0);
    expect((shortage('base') as number) - (shortage('more') as number)).toBeCloseTo(shortage('base') as number, 6);
    expect(comparedOf(result, 'less', 'cost').variant.mean).toBe(0);
    expect(comparedOf(result, 'base', 'cost').variant.mean).toBeCloseTo(2 * 50 * YEAR, 0);
  });

  test('a time that is null is compared by how often it is, without a mean', async () => {
    const result = await sure();
    const { base, variant, paired, nulls } = comparedOf(result, 'more', 'time_to_survive', 'cars');
    expect(base.mean).toBeGreaterThan(200);
    expect(variant).toMatchObject({ mean: null, p50: null, nullShare: 1 });
    expect(paired).toBe(null);
    expect(nulls?.difference).toBe(1);
  });

  test('the cost of a tonne avoided is null where none is', async () => {
    const result = await resultOf(studyOf({ 'base.yaml': SURE.replace('cost: 2', 'cost: 2 USD/t') }));
    expect(variantOf(result, 'less').costPerTonneAvoided).toBe(null);
    expect(variantOf(result, 'more').costPerTonneAvoided).not.toBe(null);
  });
});

test('a variant is dominated by one with no more shortage and no more cost, and less of one', async () => {
  const study = `version: 2
title: Which
base: base.yaml
variants:
  dear: {set: {flows.lane.cost: 3 USD/t}}
  none: {set: {flows.lane.capacity: 0 t/year}}
  more: {set: {stockpiles.magnets.initial: stock + 5 t}}
`;
  const priced = SURE.replace('cost: 2', 'cost: 1 USD/t');
  const { variants } = await resultOf(studyOf({ 'base.yaml': priced, 'study.yaml': study }));
  expect(variants.map(({ id, dominatedBy }) => [id, dominatedBy])).toEqual([
    ['base', ['more']],
    ['dear', ['base', 'more']],
    ['none', []],
    ['more', []],
  ]);
  const relative = await resultOf(studyOf({ 'base.yaml': SURE, 'study.yaml': study.replace('3 USD/t', '3') }));
  expect(relative.variants.flatMap(({ dominatedBy }) => dominatedBy)).toEqual([]);
  expect(relative.variants.map(({ costPerTonneAvoided }) => costPerTonneAvoided)).toEqual([null, null, null, null]);
});

describe('worlds of rival figures', () => {
  const study = `${STUDY.replace('variants:', 'worlds: rivals\nvariants:')}  large: {title: a stock of a hundred, set: {stockpiles.magnets.initial: 100 t, flows.lane.capacity: 0 t/year}}\n`;
  const found = async () => (await resultOf(studyOf({ 'base.yaml': SURE, 'study.yaml': study }))).worlds;

  test('are the world as written and each rival with a number of the same kind; others are named as left out', async () => {
    const worlds = await found();
    expect(worlds?.worlds.map(({ id, title }) => [id, title])).toEqual([
      ['as_written', 'as written'],
      ['need_high', 'need high: > 200 t/year'],
    ]);
    expect(worlds?.leftOut).toEqual([
      { figure: 'need_low', rival: 'need_text', why: 'it has no number' },
      { figure: 'need_low', rival: 'need_days', why: 'its number measures something else' },
    ]);
  });

  test('regret is the shortage beyond that of the best variant in the same world, by hand', async () => {
    const worlds = await found();
    const regretIn = (world: number) =>
      worlds?.worlds[world].standings.map(({ variant, regret }) => [variant, Math.round(regret)]);
    // As written the need is 99.7 t: more and large leave 0; base 9.8 short (50·0.997 − 40), without the lane 59.7.
    expect(regretIn(0)).toEqual([
      ['base', 10],
      ['same', 10],
      ['more', 0],
      ['less', 60],
      ['large', 0],
    ]);
    // With 200 t/year 199.3 t: more has 20 t less short than base; large 100 t in all against 60 + 50.
    expect(regretIn(1)).toEqual([
      ['base', 20],
      ['same', 20],
      ['more', 0],
      ['less', 70],
      ['large', 10],
    ]);
    expect(worlds?.regrets.map(({ variant, greatest, world }) => [variant, Math.round(greatest), world])).toEqual([
      ['base', 20, 'need_high'],
      ['same', 20, 'need_high'],
      ['more', 0, 'as_written'],
      ['less', 70, 'need_high'],
      ['large', 10, 'need_high'],
    ]);
  });

  test('a ranking that does not survive says so, with the world in which it breaks', async () => {
    const worlds = await found();
    expect(worlds?.worlds.map(({ keepsRanking }) => keepsRanking)).toEqual([true, false]);
    expect(worlds?.worlds[0].ranking).toEqual([['more', 'large'], ['base', 'same'], ['less']]);
    expect(worlds?.worlds[1].ranking).toEqual([['more'], ['large'], ['base', 'same'], ['less']]);
    expect(worlds?.worlds[1].lead).toMatchObject({ first: 'more', second: 'large' });
  });

  test('a rival is believed at what it comes to in the unit of its rivals', async () => {
    const text = '{id: need_text, value: a lot,';
    const ledger = LEDGER.replace(text, '{id: need_text, value: half of it, implies: {value: 50 t/year, by: a test},');
    const { worlds } = await resultOf(studyOf({ 'base.yaml': SURE, 'study.yaml': study, 'figures.yaml': ledger }));
    const implied = worlds?.worlds.find(({ id }) => id === 'need_text');
    expect(implied?.title).toBe('need text: 50 t/year');
    // Half the need: the lane alone serves it, and what is on hand serves it alone for 40 of 50 t.
    expect(implied?.standings.map(({ shortage }) => Math.round(shortage))).toEqual([0, 0, 0, 10, 0]);
  });

  test('a variant that sets the figure itself keeps its own value', async () => {
    const own = study.replace('  large:', '  thrift: {set: {assumptions.need: 50 t/year}}\n  large:');
    const { worlds } = await resultOf(studyOf({ 'base.yaml': SURE, 'study.yaml': own, 'figures.yaml': LEDGER }));
    const thrift = worlds?.worlds.map(
      ({ standings }) => standings.find(({ variant }) => variant === 'thrift')?.shortage,
    );
    expect(thrift).toEqual([0, 0]);
  });
});

describe('a grid', () => {
  const grid = (days: string) => `version: 2
title: Grid
base: base.yaml
grid: {stockpiles.magnets.initial: [${days}], flows.lane.capacity: [0 t/year, 50 t/year]}
`;

  test('is compared whole up to twelve cells, with series and dominance', async () => {
    const six = '0 t, 10 t, 20 t, 30 t, 40 t, 50 t';
    const { variants, axes } = await resultOf(studyOf({ 'study.yaml': grid(six) }), { runs: 4 });
    expect(axes.map(({ path, labels }) => [path, labels.length])).toEqual([
      ['stockpiles.magnets.initial', 6],
      ['flows.lane.capacity', 2],
    ]);
    expect(variants.map(({ isWhole, bands }) => [isWhole, bands.length > 0])).toEqual(variants.map(() => [true, true]));
    expect(variants).toHaveLength(1 + 12);
  });

  test('beyond twelve cells is compared by its metrics alone', async () => {
    const days = Array.from({ length: 7 }, (_, n) => `${10 * n} t`).join(', ');
    const { variants } = await resultOf(studyOf({ 'study.yaml': grid(days) }), { runs: 8 });
    expect(variants.slice(1).some(({ isWhole, bands }) => isWhole || bands.length > 0)).toBe(false);
    expect(variants[1].compared.some(({ name }) => name === 'total_shortage')).toBe(true);
  });
});

test('the seed of a study, and that of the call, decide the draws of all its variants', async () => {
  const shortage = async (how: object) =>
    comparedOf(await resultOf(studyOf(), how), 'base', 'total_shortage').base.mean;
  expect(await shortage({})).toBe(await shortage({ seed: 'chokepoint' }));
  expect(await shortage({})).not.toBe(await shortage({ seed: 'other' }));
});

test('a result says what was asked, under which draws, and which demands are ever short', async () => {
  const result = await resultOf(studyOf());
  expect(result).toMatchObject({
    ...{ title: 'What helps', seed: 'chokepoint', runs: 40, sampling: 'plain', currency: '' },
    ...{ start: '2025-01-01', disruption: '2025-01-01', stepDays: 7, steps: 52 },
  });
  const cars = { id: 'cars', title: 'Car makers', unit: { name: 't', scale: 1, base: 't' }, product: undefined };
  expect(result.demands).toEqual([{ ...cars, isEverShort: true }]);
  const plenty = await resultOf(studyOf({ 'base.yaml': BASE.replaceAll('50 t/year', '200 t/year') }));
  expect(plenty.demands.map(({ isEverShort }) => isEverShort)).toEqual([true]);
  const only = {
    'base.yaml': BASE.replaceAll('50 t/year', '200 t/year'),
    'study.yaml': STUDY.replace(/ {2}less:.*\n/, ''),
  };
  expect((await resultOf(studyOf(only))).demands.map(({ isEverShort }) => isEverShort)).toEqual([false]);
});

test('who runs the replicates gets the model of each variant in each world', async () => {
  const digests: string[] = [];
  const study = STUDY.replace('variants:', 'worlds: rivals\nvariants:');
  const { variants, worlds } = await resultOf(studyOf({ 'study.yaml': study }), {
    runs: 4,
    crewFor: (model, chance) => {
      digests.push(model.scenario.digest);
      return inlineExecutor(model, chance);
    },
  });
  expect(digests.slice(0, variants.length)).toEqual(variants.map(({ digest }) => digest));
  expect(digests).toHaveLength(variants.length * (worlds?.worlds.length as number));
  expect(digests[variants.length]).not.toBe(digests[0]);
});

test('progress rises to 1, worlds included', async () => {
  const shares: number[] = [];
  const study = STUDY.replace('variants:', 'worlds: rivals\nvariants:');
  await resultOf(studyOf({ 'study.yaml': study }), { runs: 4, progress: (share) => void shares.push(share) });
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(shares[0]).toBeGreaterThan(0);
  expect(shares[0]).toBeLessThanOrEqual(1 / 8);
  expect(shares.at(-1)).toBe(1);
});

test('a fault that only running shows names the variant, and the world where it is not as written', async () => {
  const faultsOf = async (set: string) => {
    const study = `${STUDY.replace('variants:', 'worlds: rivals\nvariants:')}  odd: {set: {${set}}}\n`;
    const { ok, issues } = await runStudy(studyOf({ 'study.yaml': study }));
    expect(ok).toBe(false);
    return issues[0]?.found;
  };
  expect(await faultsOf('stockpiles.magnets.initial: stock - 30 t')).toMatch(/, in variant odd$/);
  // With a stock of 20 to 60 t this is 90 to 130 t/year as written, and −10 to 30 in the world of twice the need.
  expect(await faultsOf('flows.lane.capacity: 170 t/year - need + stock / (1 year)')).toMatch(
    /, in variant odd in the world need high: > 200 t\/year$/,
  );
});

test('bands are those of shortfalls; those of a single run are that run', async () => {
  const [many, one] = [await resultOf(studyOf()), await resultOf(studyOf({ 'base.yaml': SURE }))];
  for (const { variants } of [many, one]) {
    for (const { bands } of variants) {
      expect(bands.map(({ kind, id, variable, unit }) => [kind, id, variable, unit])).toEqual([
        ['demand', 'cars', 'shortfall', 't/step'],
      ]);
    }
  }
  const [{ mean, p05, p25, p50, p75, p95 }] = variantOf(one, 'less').bands;
  for (const quantile of [p05, p25, p50, p75, p95]) expect(quantile).toEqual(mean);
  const whole = comparedOf(one, 'less', 'total_shortage').variant.mean as number;
  expect(mean.reduce((sum, value) => sum + value, 0)).toBeCloseTo(whole, 9);
});
