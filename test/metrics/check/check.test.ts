/** Results of today held against a baseline: every kind of difference is told, and nothing else. */
import { describe, expect, test } from 'vitest';
import type { ResultTexts, Summary } from '../../../src/index.ts';
import { EN_CHECK } from '../../../src/report/text/en-check.ts';
import { run } from '../../run.ts';
import { CHAIN, drift, ensembleOfScenario, textsOf } from './baselines.ts';

const answer = run(CHAIN);
const TEXTS = textsOf(answer);
const shortage = answer.summary.metrics['demands.users.shortage'] as number;

type Edited = { -readonly [K in keyof Summary]: Summary[K] } & { metrics: Record<string, number | string | null> };

const summary =
  (edit: (summary: Edited) => void) =>
  (texts: ResultTexts): ResultTexts => {
    const data = JSON.parse(texts['summary.json']) as Edited;
    edit(data);
    return { ...texts, 'summary.json': JSON.stringify(data) };
  };

/** Edits the lines of series.csv, cells by line; a line that becomes undefined is left out. */
const series =
  (edit: (cells: string[], line: number) => string[] | undefined) =>
  (texts: ResultTexts): ResultTexts => {
    const [header, ...lines] = (texts['series.csv'] as string).trimEnd().split('\n');
    const edited = lines.map((line, n) => edit(line.split(','), n)?.join(','));
    return { ...texts, 'series.csv': `${[header, ...edited.filter((line) => line !== undefined)].join('\n')}\n` };
  };

const isOf = (cells: readonly string[], id: string, variable: string) => cells[2] === id && cells[3] === variable;
const scaled = (id: string, variable: string, factor: number, from = '0000') =>
  series((cells) =>
    isOf(cells, id, variable) && (cells[0] as string) >= from
      ? cells.with(4, String(Number(cells[4]) * factor))
      : cells,
  );
const metric = (path: string, value: number | string | null) =>
  summary(({ metrics }) => {
    metrics[path] = value;
  });

/** What is done to the baseline, under which tolerances, and what is told: kind, where and name. */
const TABLE: Record<string, [edit: (texts: ResultTexts) => ResultTexts, tolerance: object, told: string[]]> = {
  'nothing moved': [(texts) => texts, {}, []],
  'nothing moved, under a tolerance of 0': [(texts) => texts, { default: 0 }, []],
  'a metric moved within the default': [metric('demands.users.shortage', shortage * (1 + 5e-10)), {}, []],
  'a metric moved beyond the default': [
    metric('demands.users.shortage', shortage * (1 + 5e-9)),
    {},
    ['moved metric demands.users.shortage'],
  ],
  'a metric moved within its own tolerance': [
    metric('demands.users.shortage', shortage + 0.4),
    { 'demands.*.shortage': '0.5 t' },
    [],
  ],
  'a metric moved beyond its own tolerance': [
    metric('demands.users.shortage', shortage + 0.6),
    { 'demands.*.shortage': '0.5 t' },
    ['moved metric demands.users.shortage'],
  ],
  'a metric moved by the last digit, under a tolerance of 0': [
    metric('demands.users.shortage', shortage * (1 + 3e-16)),
    { 'demands.users.shortage': '0 t' },
    ['moved metric demands.users.shortage'],
  ],
  'a duration moved by a step, under a tolerance of 0 days': [
    metric('demands.users.time_to_survive', (answer.summary.metrics['demands.users.time_to_survive'] as number) + 7),
    { default: '50% relative', 'demands.*.time_to_survive': '0 days' },
    ['moved metric demands.users.time_to_survive'],
  ],
  'a duration moved by a step, under a tolerance of a week': [
    metric('demands.users.time_to_survive', (answer.summary.metrics['demands.users.time_to_survive'] as number) + 7),
    { 'demands.*.time_to_survive': '1 week' },
    [],
  ],
  'a date moved, under a wide relative tolerance': [
    metric('demands.users.peak_date', '2025-01-06'),
    { default: '90% relative' },
    ['moved metric demands.users.peak_date'],
  ],
  'a date moved within days': [
    metric('demands.users.peak_date', '2025-01-06'),
    { 'demands.*.peak_date': '1 year' },
    [],
  ],
  'a new metric': [
    summary(({ metrics }) => {
      delete metrics['demands.users.spells'];
    }),
    {},
    ['new metric demands.users.spells'],
  ],
  'a lost metric': [metric('demands.users.mood', 3), {}, ['lost metric demands.users.mood']],
  'a metric without a number that had one': [
    metric('licences.export.lapsed', 1),
    { default: '100% relative' },
    ['no number metric licences.export.lapsed'],
  ],
  'a metric with a number that had none': [
    metric('demands.users.shortage', null),
    { default: '100% relative' },
    ['no number metric demands.users.shortage'],
  ],
  'a metric that is NaN in the baseline': [
    metric('demands.users.shortage', 'NaN'),
    { default: '100% relative' },
    ['no number metric demands.users.shortage'],
  ],
  'a unit of a metric changed': [
    summary((data) => {
      data.units = { ...data.units, 'total.supply_cost': 'EUR' };
    }),
    { default: '100% relative' },
    ['unit metric total.supply_cost'],
  ],
  'the horizon changed': [
    summary((data) => Object.assign(data, { end: '2025-05-19', steps: 19 })),
    { default: '100% relative' },
    ['dates dates end', 'dates dates steps'],
  ],
  'the start of disruption changed': [
    summary((data) => Object.assign(data, { disruption: '2025-01-13' })),
    {},
    ['dates dates disruption'],
  ],
  'a series moved within its tolerance': [scaled('lane', 'shipped', 1.01), { 'flows.lane.shipped': '2% relative' }, []],
  'a series moved beyond its tolerance': [
    scaled('lane', 'shipped', 1.03),
    { 'flows.lane.shipped': '2% relative' },
    ['moved series flows.lane.shipped'],
  ],
  'a series moved by the last digit that is written, under a tolerance of 0': [
    scaled('lane', 'shipped', 1 + 2e-9),
    { default: 0 },
    ['moved series flows.lane.shipped'],
  ],
  'a negative series, within': [scaled('lane', 'shipped', -1), { 'flows.lane.shipped': '200% relative' }, []],
  'a negative series, beyond': [
    scaled('lane', 'shipped', -1),
    { 'flows.lane.shipped': '199% relative' },
    ['moved series flows.lane.shipped'],
  ],
  'a series truncated': [
    series((cells) => (isOf(cells, 'lane', 'shipped') && (cells[0] as string) > '2025-04-01' ? undefined : cells)),
    { default: '100% relative' },
    ['dates series flows.lane.shipped'],
  ],
  'all series truncated': [
    series((cells) => ((cells[0] as string) > '2025-05-18' ? undefined : cells)),
    { default: '100% relative' },
    answer.series.map(({ kind, id, variable }) => `dates series ${kind.replace('licence-', '')}s.${id}.${variable}`),
  ],
  'an extra series in the results': [
    series((cells) => (isOf(cells, 'lane', 'shipped') ? undefined : cells)),
    { default: '100% relative' },
    ['new series flows.lane.shipped'],
  ],
  'a series missing from the results': [
    series((cells) => (isOf(cells, 'lane', 'shipped') ? cells.with(3, 'begun') : cells)),
    { default: '100% relative' },
    ['lost series flows.lane.begun', 'new series flows.lane.shipped'],
  ],
  'a series dated otherwise': [
    series((cells) =>
      isOf(cells, 'lane', 'shipped') && cells[0] === '2025-04-07' ? cells.with(0, '2025-04-08') : cells,
    ),
    { default: '100% relative' },
    ['dates series flows.lane.shipped'],
  ],
  'a step of a series twice': [
    series((cells) =>
      isOf(cells, 'lane', 'shipped') && cells[0] === '2025-04-07' ? cells.with(0, '2025-03-31') : cells,
    ),
    { default: '100% relative' },
    ['dates series flows.lane.shipped'],
  ],
  'a unit of a series changed': [
    series((cells) => (isOf(cells, 'lane', 'shipped') ? cells.with(5, 'kg/step') : cells)),
    { default: '100% relative' },
    ['unit series flows.lane.shipped'],
  ],
  'a unit of a series changed half way': [
    series((cells) =>
      isOf(cells, 'lane', 'shipped') && (cells[0] as string) > '2025-04-01' ? cells.with(5, 'kg') : cells,
    ),
    { default: '100% relative' },
    ['dates series flows.lane.shipped', 'unit series flows.lane.shipped'],
  ],
  'a value of a series missing': [
    series((cells) => (isOf(cells, 'lane', 'shipped') && cells[0] === '2025-04-07' ? cells.with(4, '') : cells)),
    { default: '100% relative' },
    ['no number series flows.lane.shipped'],
  ],
  'a value of a series NaN': [
    series((cells) => (isOf(cells, 'lane', 'shipped') && cells[0] === '2025-04-07' ? cells.with(4, 'NaN') : cells)),
    { default: '100% relative' },
    ['no number series flows.lane.shipped'],
  ],
};

describe('against a baseline', () => {
  test.each(Object.entries(TABLE))('%s', (_, [edit, tolerance, told]) => {
    const { differences } = drift(answer, edit(TEXTS), undefined, tolerance);
    expect(differences.map(({ kind, of, name }) => `${kind} ${of} ${name}`).sort()).toEqual(told.toSorted());
  });

  test('what moved says by how much, since when, for how long, and where most', () => {
    const texts = scaled('lane', 'shipped', 0.5, '2025-04-07')(scaled('mine', 'shipped', 0.9, '2025-04-14')(TEXTS));
    const { differences, movers } = drift(answer, texts);
    const [lane, mine] = differences;
    const shipped = answer.series.find(({ id, variable }) => id === 'lane' && variable === 'shipped')
      ?.values as Float64Array;
    const largest = Math.max(...shipped.subarray(13));
    expect(lane).toMatchObject({
      name: 'flows.lane.shipped',
      entity: 'flows.lane',
      unit: 't/step',
      since: '2025-04-07',
    });
    expect(lane?.now).toBe(largest);
    expect(lane?.by).toBeCloseTo(largest / 2, 9);
    expect(lane?.steps).toBe([...shipped.subarray(13)].filter((value) => value > 0).length);
    expect(lane?.largest).toBe(answer.dates[shipped.indexOf(largest)]);
    expect(mine).toMatchObject({ name: 'flows.mine.shipped', since: '2025-04-14' });
    expect(movers.map(({ difference }) => difference)).toEqual([lane, mine]);
  });

  test('what cannot be measured comes first, then what moved by the largest share', () => {
    const edits = [
      metric('demands.users.shortage', shortage * 2),
      metric('demands.users.mood', 3),
      scaled('lane', 'shipped', 0.1),
    ];
    const { differences } = drift(
      answer,
      edits.reduce((texts, edit) => edit(texts), TEXTS),
    );
    expect(differences.map(({ name }) => name)).toEqual([
      'demands.users.mood',
      'flows.lane.shipped',
      'demands.users.shortage',
    ]);
  });

  test('of what moved, the furthest beyond its tolerance comes first, and its tolerance is told', () => {
    const texts = [
      metric('demands.users.shortage', shortage * 2),
      metric('demands.users.fill_rate', 0.99),
      metric('demands.users.peak_date', '2025-01-06'),
      scaled('lane', 'shipped', 0.1),
    ].reduce((all, edit) => edit(all), TEXTS);
    const tolerance = { 'demands.*.shortage': '1 t', 'demands.*.fill_rate': 0, 'flows.*.shipped': '50% relative' };
    const told = drift(answer, texts, undefined, tolerance).differences.map((one) => [one.name, one.tolerance]);
    expect(told).toEqual([
      ['demands.users.fill_rate', '0'],
      ['demands.users.peak_date', '0 days'],
      ['demands.users.shortage', '1 t'],
      ['flows.lane.shipped', '0.5 relative'],
    ]);
    const [, , moved, shipped] = drift(answer, texts, undefined, tolerance).differences;
    expect(moved?.excess).toBeCloseTo(shortage, 9);
    expect(shipped?.excess).toBeCloseTo(0.9 / 0.5, 9);
  });

  test('the first that moved is told, and where goods flow the first', () => {
    const edits = [
      scaled('users', 'served', 0.9, '2025-01-27'),
      scaled('lane', 'shipped', 0.9, '2025-01-27'),
      scaled('mine', 'shipped', 0.9, '2025-04-14'),
    ];
    const { earliest, upstream } = drift(
      answer,
      edits.reduce((texts, edit) => edit(texts), TEXTS),
    );
    expect(earliest).toEqual({ name: 'flows.lane.shipped', entity: 'flows.lane', since: '2025-01-27' });
    expect(upstream).toEqual({ name: 'flows.mine.shipped', entity: 'flows.mine', since: '2025-04-14' });
  });

  test('where there is no value before and now, nothing moved; where there was one, it is told', () => {
    const idle = run({ ...CHAIN, stockpiles: { ...CHAIN.stockpiles, spare: { initial: '5 t' } } });
    const texts = textsOf(idle);
    expect(drift(idle, texts).differences).toEqual([]);
    const filled = series((cells) =>
      isOf(cells, 'spare', 'days_of_supply') && cells[0] === '2025-02-03' ? cells.with(4, '3') : cells,
    )(texts);
    expect(drift(idle, filled).differences).toMatchObject([
      { kind: 'no number', name: 'stockpiles.spare.days_of_supply', old: 3, now: null, since: '2025-02-03', steps: 1 },
    ]);
  });

  test('a changed mine is found upstream of what it starves', () => {
    const now = run({
      ...CHAIN,
      flows: { ...CHAIN.flows, mine: { to: 'ore', capacity: { '2025-01-06': '14 t/week', '2025-03-03': '8 t/week' } } },
    });
    const { upstream, earliest } = drift(now, TEXTS);
    expect(upstream?.entity).toBe('flows.mine');
    expect(earliest?.entity).toBe('flows.mine');
  });

  test('a longer run is compared where both have dates', () => {
    const now = run({ ...CHAIN, horizon: '21 weeks' });
    const { differences } = drift(now, TEXTS);
    expect(new Set(differences.filter(({ of }) => of === 'series').map(({ kind }) => kind))).toEqual(
      new Set(['dates']),
    );
    expect(differences.slice(0, 2).map(({ name, by }) => [name, by])).toEqual([
      ['end', 7],
      ['steps', 1],
    ]);
  });
});

describe('over ensembles', () => {
  const uncertain = (chance = '50%') => ({
    ...CHAIN,
    assumptions: { open: { chance, why: 'a test' }, stock: { uniform: ['1 week', '5 weeks'], why: 'a test' } },
    stockpiles: { ...CHAIN.stockpiles, shelf: { cover: 'stock' } },
    licences: { export: { phases: [{ from: '2025-02-03', allow: 'open' }, { from: '2025-03-31' }] } },
  });
  const mean = (change: (value: number) => number) =>
    summary((data) => {
      const metrics = data.ensemble?.metrics as Record<string, Record<string, number>>;
      const own = metrics['demands.users.shortage'] as Record<string, number>;
      own['mean'] = change(own['mean'] as number);
    });

  test('with the same draws every number is compared under the default tolerance', async () => {
    const { answer: now, ensemble } = await ensembleOfScenario(uncertain());
    expect(drift(now, textsOf(now), ensemble).differences).toEqual([]);
    const { differences } = drift(now, mean((value) => value * (1 + 1e-6))(textsOf(now)), ensemble);
    expect(differences.map(({ kind, of, name }) => [kind, of, name])).toEqual([
      ['moved', 'ensemble', 'mean(demands.users.shortage)'],
    ]);
  });

  test('an ensemble is held by its metrics alone: no series over it is compared, and nothing says so', async () => {
    const { answer: now, ensemble } = await ensembleOfScenario(uncertain());
    const found = drift(now, metric('demands.users.shortage', 77)(textsOf(now)), ensemble);
    expect(found.differences.map(({ of, name }) => [of, name])).toEqual([['metric', 'demands.users.shortage']]);
    expect([found.movers, found.notes]).toEqual([[], []]);
    // Where an ensemble moves and no central run does, no origin is claimed.
    const moved = drift(now, mean((value) => value + 1)(textsOf(now)), ensemble);
    expect(moved.differences).toHaveLength(1);
    expect([moved.earliest, moved.upstream]).toEqual([undefined, undefined]);
  });

  test('with as many replicates of another seed the draws are other ones, which is said', async () => {
    const [one, other] = [await ensembleOfScenario(uncertain(), 'a'), await ensembleOfScenario(uncertain(), 'b')];
    const found = drift(other.answer, textsOf(one.answer), other.ensemble);
    expect(found.notes.map(EN_CHECK.notes)).toEqual([
      'The baseline has other draws: means and probabilities alone were compared, by their standard errors.',
    ]);
  });

  test('with other draws means are compared by their standard errors', async () => {
    const [one, other] = [
      await ensembleOfScenario(uncertain(), 'a', 400),
      await ensembleOfScenario(uncertain(), 'b', 200),
    ];
    const found = drift(other.answer, textsOf(one.answer), other.ensemble);
    expect(found.differences).toEqual([]);
    expect(found.notes.map(EN_CHECK.notes)).toEqual([
      'The baseline has 400 runs, now 200: means and probabilities alone were compared, by their standard errors.',
    ]);
    const statistics = (told: typeof one) =>
      told.ensemble.metrics.find(({ path }) => path === 'demands.users.shortage');
    const [a, b] = [statistics(one), statistics(other)];
    const error = Math.hypot(a?.standardError as number, b?.standardError as number);
    for (const [many, kinds] of [
      [2.9, []],
      [3.1, ['mean(demands.users.shortage)']],
    ] as const) {
      const texts = mean(() => (b?.mean as number) - many * error)(textsOf(one.answer));
      expect(drift(other.answer, texts, other.ensemble).differences.map(({ name }) => name)).toEqual(kinds);
    }
    const wider = mean(() => (b?.mean as number) - 3.1 * error)(textsOf(one.answer));
    expect(drift(other.answer, wider, other.ensemble, { ensembles: '4 standard errors' }).differences).toEqual([]);
    const [told] = drift(other.answer, wider, other.ensemble).differences;
    expect(told?.tolerance).toBe('3 standard errors');
    expect(told?.excess).toBeCloseTo(3.1 / 3, 9);
  });

  test('with other draws a probability that moved too far to be chance is told', async () => {
    const [one, other] = [
      await ensembleOfScenario(uncertain('20%'), 'a', 200),
      await ensembleOfScenario(uncertain('80%'), 'b', 200),
    ];
    const names = drift(other.answer, textsOf(one.answer), other.ensemble).differences.map(({ name }) => name);
    expect(names).toContain('ever_short(demands.users)');
  });

  test('a baseline without an ensemble is compared on the central run alone, and that is said', async () => {
    const { answer: now, ensemble } = await ensembleOfScenario(uncertain());
    const found = drift(now, textsOf(run(uncertain())), ensemble);
    expect(found.differences).toEqual([]);
    expect(found.notes.map(EN_CHECK.notes)).toEqual([
      'The baseline has no ensemble: compared on the central run alone.',
    ]);
  });

  test('no ensemble against a baseline that has one is said, and compared on the central run', async () => {
    const { answer: before } = await ensembleOfScenario(uncertain());
    const found = drift(run(uncertain()), textsOf(before));
    expect(found.differences).toEqual([]);
    expect(found.notes.map(EN_CHECK.notes)).toEqual(['No ensemble was run: that of the baseline was not compared.']);
  });
});
