/** What must hold of the charts, the numbers and the words of a sensitivity, however hard it is to tell. */
import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/cli/render.ts';
import { sensitivityCsv, sensitivityTable, summariseSensitivity, textWidth } from '../../src/index.ts';
import { asked, CHANCE, chartsAsked, SENSITIVITIES, together, usual } from './sensitivities.ts';
import { cut, overlaps, struck, textBoxes } from './text-boxes.ts';

describe.each(Object.entries(SENSITIVITIES))('%s', async (_, make) => {
  const charts = chartsAsked(await make());

  test('there is a tornado and a chart of rank correlations', () => {
    expect(charts.map(({ name }) => name)).toEqual(expect.arrayContaining(['tornado', 'rank-correlations']));
  });

  test.each(charts.map((chart) => [chart.name, chart] as const))(
    '%s: all text is whole and apart',
    async (_name, chart) => {
      const svg = await renderSvg(chart.spec, textWidth);
      const boxes = textBoxes(svg);
      expect(boxes.length).toBeGreaterThan(2);
      expect(overlaps(boxes)).toEqual([]);
      expect(cut(boxes, svg)).toEqual([]);
      expect(struck(boxes, svg)).toEqual([]);
      expect(/width="(\d+)"/.exec(svg)?.[1]).toBe('800');
    },
  );

  test.each(charts.map((chart) => [chart.name, chart] as const))('%s: says in words what it shows', (_name, chart) => {
    const { alt, title, spec } = chart;
    expect(alt.startsWith(title)).toBe(true);
    expect(alt).not.toMatch(/undefined|NaN|Infinity/);
    expect(JSON.stringify(spec)).not.toMatch(/undefined|NaN|Infinity/);
    expect(spec.description).toBe(alt);
  });
});

test('names are told whole, in as many lines as they take, on a narrow page too', async () => {
  const name = 'what a higher price draws from elsewhere';
  const found = await asked(
    { drawn: { uniform: [0, 1], title: name }, more: { uniform: [0, 1] } },
    (of) => of('drawn') + of('more'),
  );
  for (const { spec, narrow } of chartsAsked(found)) {
    for (const page of [spec, narrow ?? spec]) {
      const svg = await renderSvg(page, textWidth);
      expect(svg).not.toContain('…');
      expect(cut(textBoxes(svg), svg)).toEqual([]);
      expect(overlaps(textBoxes(svg))).toEqual([]);
    }
  }
});

test('of a metric that does not vary there is no chart, and the table says so', async () => {
  const still = await asked({ idle: { uniform: [0, 1] } }, () => 5);
  expect(chartsAsked(still)).toEqual([]);
  expect(sensitivityTable(still.model, still.sensitivity)).toMatchInlineSnapshot(`
    {
      "findings": [
        "No assumption, moved alone, changes the shortage of works",
        "The shortage of works is the same in all 32 runs",
        "The shortage of works is the same in all 32 runs",
      ],
      "header": [
        "assumption",
        "alone at",
        "gives",
        "swing",
        "rank correlation, 32 runs",
        "Sobol first",
        "total",
      ],
      "notes": [],
      "question": "Shortage of works (demands.works.shortage): 5 t in the central run",
      "rows": [
        [
          "idle",
          "0.05 / 0.95",
          "5 t / 5 t",
          "–",
          "–",
          "–",
          "–",
        ],
      ],
    }
  `);
});

test('a name of a few words too many goes on in a second line of the tornado, whole', async () => {
  const name = 'growth_of_need_outside_china_and_the_us_a_year';
  const found = await asked({ [name]: { uniform: [0, 1] }, other: { uniform: [0, 1] } }, (of) => of(name));
  const spec = JSON.stringify(chartsAsked(found)[0]?.spec);
  expect(spec).toContain('growth of need outside');
  expect(spec).not.toContain('…');
});

test('the titles of the charts say what was found', async () => {
  expect(chartsAsked(await usual()).map(({ title }) => title)).toMatchInlineSnapshot(`
    [
      "What matters most is “review time”: moved alone, it takes the shortage of works from 1,060 t to 1,327 t, a difference of 20 %",
      "The shortage of works rises most clearly with “review time” (rank correlation 0.73)",
      "The assumption “review time” explains 50 % of the variance of the shortage of works alone, 70 % with the others",
    ]
  `);
});

test('the title says when no assumption stands out, and when a time may never come', async () => {
  const even = await asked({ one: { uniform: [0, 2] }, two: { uniform: [0, 3] } }, (of) => of('one') + of('two'));
  const never = await SENSITIVITIES['a time that never comes in the central run']();
  expect([even, never].map((one) => chartsAsked(one)[0].title)).toMatchInlineSnapshot(`
    [
      "What decides is “two”: moved alone, it takes the shortage of works from 1.15 t to 3.85 t",
      "What decides is “renewed”: moved alone, it takes the time to survive of works from 36 weeks to never",
    ]
  `);
});

test('the tornado tells each row in words', async () => {
  expect(chartsAsked(await usual())[0].alt.split('. ')).toMatchInlineSnapshot(`
    [
      "What matters most is “review time”: moved alone, it takes the shortage of works from 1,060 t to 1,327 t, a difference of 20 %",
      "Review time: 1,060 t at 7.3 weeks and 1,327 t at 14.9 weeks",
      "Share from china: 1,039 t at 71 % and 1,201 t at 89 %",
    ]
  `);
});

test('the table has a row an assumption, the furthest moving first', async () => {
  const { model, sensitivity } = await usual();
  expect(sensitivityTable(model, sensitivity)).toMatchInlineSnapshot(`
    {
      "findings": [
        "What matters most is “review time”: moved alone, it takes the shortage of works from 1,060 t to 1,327 t, a difference of 20 %",
        "The shortage of works rises most clearly with “review time” (rank correlation 0.73)",
        "The assumption “review time” explains 50 % of the variance of the shortage of works alone, 70 % with the others",
        "First orders sum to 87 % (-52 to 194)",
      ],
      "header": [
        "assumption",
        "alone at",
        "gives",
        "swing",
        "rank correlation, 32 runs",
        "Sobol first",
        "total",
      ],
      "notes": [],
      "question": "Shortage of works (demands.works.shortage): 1,120 t in the central run",
      "rows": [
        [
          "review_time",
          "7.3 weeks / 14.9 weeks",
          "1,060 t / 1,327 t",
          "267 t",
          "0.73 (0.47 to 0.87)",
          "50 %",
          "70 %",
        ],
        [
          "share_from_china",
          "71 % / 89 %",
          "1,039 t / 1,201 t",
          "162 t",
          "0.70 (0.43 to 0.85)",
          "42 %",
          "40 %",
        ],
        [
          "renewed",
          "no / yes",
          "1,120 t / 1,120 t",
          "–",
          "−0.28 (−0.58 to 0.08)",
          "0 %",
          "9 %",
        ],
        [
          "unused",
          "0.00105 / 0.00195",
          "1,120 t / 1,120 t",
          "–",
          "0.29 (−0.07 to 0.59)",
          "4 %",
          "0 %",
        ],
      ],
    }
  `);
});

test('the table and the charts say what is drawn together, what apart, and what has noise', async () => {
  const { model, sensitivity } = await together();
  expect(sensitivityTable(model, sensitivity).notes).toMatchInlineSnapshot(`
    [
      "Rank correlations are over draws in which review time and grudge go together: one may stand for another",
      "Sobol indices presuppose independence: for them review time and grudge are drawn independently",
      "The replicates that are ranked have noise of demand; in all other runs demand is as scheduled",
    ]
  `);
  const [, ranks, sobol] = chartsAsked({ model, sensitivity });
  expect(JSON.stringify(ranks.spec)).toContain('one may stand for another');
  expect(JSON.stringify(sobol.spec)).toContain('Sobol indices presuppose independence');
  expect(sensitivityTable(model, { ...sensitivity, indices: undefined }).notes).toHaveLength(2);
});

test('the file of numbers is tidy: one number a line, with its interval and its unit', async () => {
  const { model, sensitivity } = await usual();
  expect(sensitivityCsv(model, sensitivity)).toMatchInlineSnapshot(`
    "assumption,measure,at,at_unit,value,low,high,unit
    ,metric,,,1120,,,t
    review_time,metric,50.99166281,days,1059.958314,,,t
    review_time,metric,104.3166761,days,1326.583381,,,t
    review_time,swing,,,266.6250666,,,t
    share_from_china,metric,0.71,,1039,,,t
    share_from_china,metric,0.89,,1201,,,t
    share_from_china,swing,,,162,,,t
    renewed,metric,0,,1120,,,t
    renewed,metric,1,,1120,,,t
    renewed,swing,,,0,,,t
    unused,metric,0.00105,,1120,,,t
    unused,metric,0.00195,,1120,,,t
    unused,swing,,,0,,,t
    review_time,rank_correlation,,,0.728372434,0.4744981382,0.87037977,
    share_from_china,rank_correlation,,,0.6975806452,0.4274295926,0.85336267,
    unused,rank_correlation,,,0.2939882698,-0.06870242479,0.588039081,
    renewed,rank_correlation,,,-0.2797282913,-0.5772941969,0.08342593885,
    review_time,sobol_first,,,0.4967326736,0.1463483027,0.7419725674,
    review_time,sobol_total,,,0.7033258602,0.3608044312,1.267932467,
    share_from_china,sobol_first,,,0.4200388686,0.05345668049,0.6764354423,
    share_from_china,sobol_total,,,0.3973022785,0.212495199,0.6500161589,
    renewed,sobol_first,,,-0.08591935576,-0.6172277213,0.3427843335,
    renewed,sobol_total,,,0.09416740154,0.03034818029,0.2041741224,
    unused,sobol_first,,,0.03633368522,-0.3799927223,0.3968605656,
    unused,sobol_total,,,0,0,0,
    ,sobol_first_sum,,,0.8671858716,-0.5245429297,1.942795837,
    "
  `);
});

test('a time that never comes is empty in the file of numbers, and null for scripts', async () => {
  const { model, sensitivity } = await SENSITIVITIES['a time that never comes in the central run']();
  const lines = sensitivityCsv(model, sensitivity).split('\n');
  expect(lines).toContain(',metric,,,,,,days');
  expect(lines).toContain('renewed,metric,1,,,,,days');
  expect(lines).toContain('renewed,swing,,,,,,days');
  const summary = summariseSensitivity(model, sensitivity, CHANCE);
  expect(summary.central).toBeNull();
  expect(summary.one_at_a_time['renewed']).toEqual({
    ...{ unit: '', central: 1, swing: null },
    tried: [
      { value: 0, metric: 252 },
      { value: 1, metric: null },
    ],
  });
});

test('dates are told as dates', async () => {
  const { model, sensitivity } = await SENSITIVITIES['dates']();
  expect(summariseSensitivity(model, sensitivity, CHANCE).central).toBe('2025-06-16');
  expect(sensitivityCsv(model, sensitivity).split('\n')[1]).toBe(',metric,,,2025-06-16,,,');
});

test('a summary names the seed, the program and the scenario that it is of', async () => {
  const { model, sensitivity } = await usual();
  const { digest, seed, metric, runs, rank_correlations, sobol_indices } = summariseSensitivity(
    model,
    sensitivity,
    CHANCE,
  );
  expect({ seed, metric, runs }).toEqual({ seed: 'a test', metric: 'demands.works.shortage', runs: 32 });
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.keys(rank_correlations)).toEqual(sensitivity.ranks.map(({ assumption }) => assumption));
  expect(Object.keys(sobol_indices ?? {})).toEqual(sensitivity.indices?.map(({ assumption }) => assumption));
});
