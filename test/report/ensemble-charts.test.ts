/** What the charts of an ensemble show: titles, words, fans, the time to survive and the convergence of means. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Chart, chartsOf, type EnsembleSummary } from '../../src/index.ts';
import { law, run } from '../run.ts';
import { CASES } from './cases.ts';
import { type Drawn, ensembleChartsFor, ensembleOf, ensembleOfFile, uncertain } from './ensembles.ts';
import { chartsFor, type Magnets, magnets } from './magnets.ts';

/** A lane that lets through 1 − cut of 10 t a week; 30 t in store and at sea last 3 of 10 weeks without it. */
const lane = (cut: object) => ({
  ...{ version: 2, title: 'A lane that may be cut', start: '2025-01-06', horizon: '10 weeks', assumptions: { cut } },
  stockpiles: { magnets: { title: 'Magnets at US car makers', initial: '20 t', cover: '2 weeks' } },
  flows: { lane: { title: 'The lane', to: 'magnets', lead: '1 week', licence: 'export', capacity: '12 t/week' } },
  licences: { export: { title: 'Export licence', phases: [{ from: '2025-01-06', allow: '1 - cut' }] } },
  demands: { cars: { title: 'US car makers', from: 'magnets', rate: '10 t/week' } },
});

// Cut off in 40 % of runs: in those alone are cars short.
const answer = run(lane({ chance: '40%' }));
const ensemble = ensembleOf(answer, 200);

const chartsWith = (changed: Partial<EnsembleSummary> = {}): Chart[] =>
  chartsOf({ ...answer, model: answer.run.model, ensemble: { ...ensemble, ...changed } });

/** One chart of an ensemble; throws where there is none. */
function chart(charts: readonly Chart[], name: Chart['name']): Chart {
  const found = charts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no chart ${name}`);
  return found;
}

/** Every table of points in a specification that has the field. */
function tables({ spec }: Chart, field: string): Record<string, number>[][] {
  const found: Record<string, number>[][] = [];
  JSON.stringify(spec, (key, value) => {
    if (key === 'values' && Array.isArray(value) && value[0]?.[field] !== undefined) found.push(value);
    return value;
  });
  return found;
}

test('titles and alternative texts tell the odds, the median and the 5 to 95 % range', () => {
  expect(chartsWith().map(({ name, alt }) => [name, ...alt.split('. ')])).toMatchInlineSnapshot(`
    [
      [
        "shortages",
        "US car makers would run short in 40 % of runs, and lack 28 t on average (5 to 95 % of runs: 0 to 70 t)",
        "US car makers: short in 40 % of runs; lacks 28 t on average (5 to 95 % of runs: 0 to 70 t)",
      ],
      [
        "network",
        "In the central run US car makers would get all that they need; “The lane” would bring 100 % of it",
      ],
      [
        "days-of-supply",
        "Magnets at US car makers: in the worst 5 % of runs 14 days of supply would be used up",
        "Magnets at US car makers: stays at 14 days in most runs; is used up in the worst 5 %",
      ],
      [
        "shipments",
        "Export licence: 6 t a week would be shipped on average, 10 t a week before",
        "Export licence: shipped (t a week): 10 t a week before; 6 t a week on average afterwards, over time and runs",
      ],
      [
        "utilisation",
        "In the central run no capacity would be used in full; the busiest, The lane, would be used to 83 % on average",
      ],
      [
        "time-to-survive",
        "US car makers would hold out to the end in 60 % of runs; in the worst 5 % for 3 weeks or less",
        "US car makers: 5 % of runs short within 3 weeks, 60 % never; central run never short",
      ],
      [
        "convergence",
        "The mean shortage of US car makers is known to ±17 % from 200 runs",
        "US car makers: mean 28 t ± 4.76 t",
      ],
    ]
  `);
});

test('what is shipped on average is told from when the licence is in the way: of a lane shut in every run, that nothing is', () => {
  const shut = (allow: string) => {
    const licences = { export: { title: 'Export licence', phases: [{ from: '2025-02-03', allow }] } };
    const charts = ensembleChartsFor({ ...lane({ uniform: [0, 0.2] }), licences }, 20);
    return chart(charts, 'shipments').alt.split('. ')[0];
  };
  expect(shut('0 * cut')).toBe('Export licence: nothing would be shipped from 3 February 2025 to the end');
  expect(shut('50% * (1 - cut)')).toMatch(
    /^Export licence: [45][.\d]* t a week would be shipped on average from 3 February 2025 on, 10 t a week before$/,
  );
});

test('what was shipped before is a mean over runs, as what is shipped after is', () => {
  const licences = { export: { title: 'Export licence', phases: [{ from: '2025-02-03', allow: '50%' }] } };
  // The central run needs 10 t a week; drawn is twice that on average.
  const drawn = { cut: { triangular: ['10 t/week', '10 t/week', '40 t/week'] } };
  const flows = { lane: { ...lane({}).flows.lane, capacity: '99 t/week' } };
  const stockpiles = { magnets: { cover: '2 weeks' } };
  const demands = { cars: { ...lane({}).demands.cars, rate: 'cut' } };
  const { alt } = chart(
    ensembleChartsFor({ ...lane({}), assumptions: drawn, stockpiles, flows, licences, demands }, 200),
    'shipments',
  );
  const [, before] = /, ([.\d]+) t a week before/.exec(alt) ?? [];
  expect(Number(before)).toBeGreaterThan(19);
  expect(Number(before)).toBeLessThan(21);
});

test('and so they do in a case with several demands', () => {
  const charts = ensembleChartsFor(uncertain(magnets()));
  expect(charts.map(({ name, alt }) => [name, ...alt.split('. ')])).toMatchInlineSnapshot(`
    [
      [
        "shortages",
        "Other US users would run short in every run, and lack 343 t on average (5 to 95 % of runs: 24.6 to 638 t)",
        "Other US users: short in every run; lacks 343 t on average (5 to 95 % of runs: 24.6 to 638 t)",
        "US car makers: short in every run; lacks 470 t on average (5 to 95 % of runs: 19.9 to 764 t); 204,000 vehicles not made",
      ],
      [
        "network",
        "In the central run Other US users would be held back by licences on “China to other US users”",
        "China to US arms makers: held back by a licence",
        "China to US car makers: held back by a licence",
        "China to other US users: held back by a licence",
        "Japan to US arms makers: at full capacity",
        "Japan to US car makers: at full capacity",
      ],
      [
        "days-of-supply",
        "Magnets at other US users: 56 days of supply would be used up in at least 95 % of runs",
        "Magnets at other US users: opens at 56 days; lowest 0 days in at least 95 % of runs",
        "Magnets at US car makers: opens at 42 days; lowest 0 days in at least 95 % of runs",
        "Magnets at US arms makers: opens at 182 days; lowest 7.5 days, median",
      ],
      [
        "shipments",
        "Chinese civil export licence: 50.8 t a week would be shipped on average from 4 April 2025 on, 73.7 t a week before",
        "Chinese civil export licence: shipped (t a week): 73.7 t a week before; 50.8 t a week on average afterwards, over time and runs",
        "Chinese civil export licence: waiting for a decision (t): median at most 1,305 t, on 30 May 2025 (5 to 95 % of runs: 1,197 to 1,414 t)",
        "Military end use: shipped (t a week): 2.87 t a week before; 0 t a week on average afterwards, over time and runs",
      ],
      [
        "utilisation",
        "In the central run the capacity of “Japan to US arms makers” would be used in full for 59 weeks; 1 other capacity would be at times",
        "Japan to US arms makers: used in full for 59 weeks",
        "Japan to US car makers: used in full for 28 weeks",
      ],
      [
        "time-to-survive",
        "Other US users would hold out for a median of 26 weeks",
        "Other US users: 95 % of runs short within 26 weeks; central run short after 26 weeks",
        "US car makers: 95 % of runs short within 26 weeks; central run short after 26 weeks",
      ],
      [
        "convergence",
        "The mean shortage of Other US users is known to ±10 % from 200 runs",
        "Other US users: mean 343 t ± 35.9 t",
        "US car makers: mean 470 t ± 50.6 t",
      ],
    ]
  `);
});

test('without an ensemble a chart is as it always was', () => {
  const { run: done, dates, series, metrics } = run(magnets());
  expect(JSON.stringify(chartsOf({ model: done.model, dates, series, metrics, ensemble: undefined }))).toBe(
    JSON.stringify(chartsFor(magnets())),
  );
});

describe('a fan', () => {
  const drawn: Drawn = ensembleOfFile('scenarios/ultimatum-180-days.yaml', 100);
  const charts = chartsOf({ ...drawn.answer, model: drawn.answer.run.model, ensemble: drawn.ensemble });
  const band = (variable: string) =>
    drawn.ensemble.bands.find(
      (one) => one.id === 'us_electric_cars' && one.variable === variable,
    ) as EnsembleSummary['bands'][0];

  test('has the quantiles of the ensemble and the central run at every date that it keeps', () => {
    const [{ title, plot }] = chart(charts, 'shortages').panels.filter((panel) => panel.title === 'US electric cars');
    expect([title, plot]).toEqual(['US electric cars', 'plot_0']);
    const [points] = tables(chart(charts, 'shortages'), 'p95');
    const [shortfall, demand] = [band('shortfall'), band('demand')];
    const central = drawn.answer.series.find((one) => one.id === 'us_electric_cars' && one.variable === 'shortfall');
    expect(points.length).toBeGreaterThan(20);
    for (const point of points) {
      const found = drawn.answer.dates.indexOf(String(point['date']));
      const t = found < 0 ? drawn.answer.dates.length - 1 : found;
      for (const name of ['p05', 'p25', 'p50', 'p75', 'p95'] as const)
        expect(point[name]).toBeCloseTo(shortfall[name][t] / demand.mean[t], 5);
      expect(point['central']).toBeCloseTo((central?.values[t] as number) / demand.mean[t], 5);
    }
  });

  // In the first, two fifths are cut in the central run, and more than half in one run of four.
  test.each([
    ['shortages', ensembleChartsFor(lane({ triangular: [0.1, 0.4, 0.9] }))],
    ['shipments', charts],
  ] as const)('of %s never leaves its scale', (name, wide) => {
    const specification = JSON.stringify(chart(wide, name).spec);
    const ends = [...specification.matchAll(/"field":"p05".*?"domain":\[0,([\d.]+)\]/g)].map(([, end]) => Number(end));
    const highest = tables(chart(wide, name), 'p95').map((points) =>
      Math.max(...points.flatMap(({ p95, central }) => [p95, central])),
    );
    expect(ends).toHaveLength(highest.length);
    for (const [n, end] of ends.entries()) expect(end).toBeGreaterThanOrEqual(highest[n]);
  });

  test('of shortages is of each run’s own need: of those that need most, none lacks more than all of it', () => {
    const scenario = {
      ...{ version: 2, title: 'Nothing comes', start: '2025-01-03', horizon: '20 weeks' },
      assumptions: { need: { uniform: ['5 t/week', '15 t/week'] } },
      stockpiles: { magnets: { initial: '20 t' } },
      demands: { cars: { from: 'magnets', rate: 'need' } },
    };
    const [points] = tables(chart(ensembleChartsFor(scenario), 'shortages'), 'p95');
    expect(points.at(-1)).toMatchObject({ p05: 1, p95: 1, central: 1 });
    for (const { p95 } of points) expect(p95).toBeLessThanOrEqual(1);
  });

  test('of several flows under one licence says that it adds up their percentiles', () => {
    const remark = 'their percentiles are added up';
    expect(JSON.stringify(chart(ensembleChartsFor(uncertain(magnets())), 'shipments').spec)).toContain(remark);
    expect(JSON.stringify(chart(chartsWith(), 'shipments').spec)).not.toContain(remark);
  });

  test('is explained in the key of each chart that has one', () => {
    for (const name of ['shortages', 'days-of-supply', 'shipments'] as const) {
      const text = JSON.stringify(chart(charts, name).spec);
      const parts =
        name === 'shortages'
          ? ['short of so much in 95 % of 100 runs or more', '75 %', '50 %', '25 %', '5 %', 'central run']
          : ['5 to 95 % of 100 runs', '25 to 75 %', 'median', 'central run'];
      for (const part of parts) expect(text).toContain(`"${part}"`);
    }
  });
});

test('a chart that shows the central run alone says so', () => {
  expect(chart(chartsWith(), 'utilisation').title).toMatch(/^In the central run /);
});

test('where nobody is short in any run the charts say so, and there is no time to survive to show', () => {
  const charts = ensembleChartsFor(uncertain(CASES['no licences']() as Magnets), 20);
  expect(charts.map(({ name }) => name)).not.toContain('time-to-survive');
  expect(charts.map(({ name }) => name)).not.toContain('convergence');
  expect(charts[0].alt).toMatchInlineSnapshot(
    `"Nobody would be short in any of 20 runs between 3 January 2025 and 17 July 2026"`,
  );
  expect(chart(charts, 'shipments').alt).toMatch(/median [\d.,]+ t throughout/);
});

describe('the time to survive', () => {
  test('is a curve that falls where runs are first short, to the share that never is', () => {
    const [points] = tables(chart(chartsWith(), 'time-to-survive'), 'share');
    expect(points).toEqual([
      { date: '2025-01-06', share: 1 },
      { date: '2025-01-20', share: 1 },
      { date: '2025-01-27', share: 0.6 },
      { date: '2025-03-17', share: 0.6 },
    ]);
  });

  test('shows the runs that survive as a bar of their share, with their percent', () => {
    const { spec } = chart(chartsWith(), 'time-to-survive');
    const [bar] = tables({ spec } as Chart, 'colour')
      .flat()
      .filter((box) => (box as { colour: unknown })['colour'] === '#009E73' && box['x'] > 100);
    expect((bar['y2'] - bar['y']) / bar['y2']).toBeCloseTo(0.6, 3);
    expect(JSON.stringify(spec)).toContain('"60 %"');
  });

  test('marks where the central run is first short', () => {
    const scenario = uncertain(magnets());
    const dots = tables(chart(ensembleChartsFor(scenario, 20), 'time-to-survive'), 'share').filter(
      ({ length }) => length === 1,
    );
    expect(dots.flat().map(({ date }) => date)).toEqual(['2025-07-04', '2025-07-04']);
  });

  test('never rises, starts with all and ends with those that survive', () => {
    const counts = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 40 })), {
      minLength: 1,
      maxLength: 5,
    });
    law(fc.tuple(counts, fc.nat({ max: 100 })), ([found, survived]) => {
      const short = new Map(found.map(([week, count]) => [7 * week, count]));
      const days = [...short.keys()].sort((a, b) => a - b);
      const runs = survived + days.reduce((sum, day) => sum + (short.get(day) as number), 0);
      const survival = [{ demand: 'cars', days, counts: days.map((day) => short.get(day) as number), survived }];
      const [points] = tables(chart(chartsWith({ runs, survival }), 'time-to-survive'), 'share');
      const shares = points.map(({ share }) => share);
      return (
        shares.every((share, n) => n === 0 || share <= shares[n - 1]) &&
        (days[0] === 0 || shares[0] === 1) &&
        Math.abs((shares.at(-1) as number) - survived / runs) < 1e-5
      );
    });
  });
});

describe('the convergence of means', () => {
  const convergence = [
    {
      ...{ demand: 'cars', unit: 't', runs: [10, 100, 1000], mean: [33, 27, 28] },
      standardError: [11, 3.43, 0.6],
    },
  ];
  const even = { runs: 1000, convergence } as const;

  test('is told in percent, of 1.96 standard errors', () => {
    expect(chart(chartsWith(even), 'convergence').alt).toBe(
      'The mean shortage of US car makers is known to ±4 % from 1,000 runs. US car makers: mean 28 t ± 1.18 t',
    );
  });

  test('is drawn as deviations from the mean over all runs', () => {
    const [points] = tables(chart(chartsWith(even), 'convergence'), 'low');
    expect(points).toEqual([
      { runs: 10, mean: 0.178571, low: -0.591429, high: 0.948571 },
      { runs: 100, mean: -0.0357143, low: -0.275814, high: 0.204386 },
      { runs: 1000, mean: 0, low: -0.042, high: 0.042 },
    ]);
  });

  test('of a demand that is short of the same in every run is not drawn but named', () => {
    const certain = convergence.map((one) => ({ ...one, standardError: [0, 0, 0] }));
    expect(chartsWith({ ...even, convergence: certain }).map(({ name }) => name)).not.toContain('convergence');
    const scenario = uncertain(magnets());
    scenario.demands['us_poor'] = { title: 'Users without supplies', from: 'us_poor_magnets', rate: '10 t/year' };
    scenario.stockpiles['us_poor_magnets'] = { initial: '1 t' };
    const { alt, spec } = chart(ensembleChartsFor(scenario, 20), 'convergence');
    expect(alt).not.toContain('Users without supplies');
    expect(JSON.stringify(spec)).toContain('Known to ±0.1 % or better: Users without supplies.');
  });

  test('says where draws are spread evenly that the mean is better known', () => {
    const text = (sampling: EnsembleSummary['sampling']) =>
      JSON.stringify(chart(chartsWith({ sampling }), 'convergence'));
    expect(text('plain')).not.toContain('spread evenly');
    expect(text('sobol')).toContain('spread evenly (sobol)');
  });
});

test('ten years of weeks stay small', () => {
  for (const { spec } of ensembleChartsFor(uncertain(CASES['ten years']() as Magnets), 20))
    expect(JSON.stringify(spec).length).toBeLessThan(150_000);
});

test('an ensemble without a band that a chart needs is a fault of the program', () => {
  expect(() => chartsWith({ bands: [] })).toThrow('no band of stockpile/magnets/days_of_supply');
});
