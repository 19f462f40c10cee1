/** What the charts of a small case show: titles, words and data. */
import { expect, test } from 'vitest';
import { chartTextOf } from '../../src/report/text/languages.ts';
import { CASES } from './cases.ts';
import { chartFor, chartsFor, magnets } from './magnets.ts';

test('the charts of a case are these, with these words', () => {
  expect(chartsFor(magnets()).map(({ name, alt }) => [name, ...alt.split('. ')])).toMatchInlineSnapshot(`
    [
      [
        "shortages",
        "Other US users would be short for 20 weeks in all, first from 4 July 2025, and lack 552 t",
        "Other US users: short for 20 weeks in 2 spells, to the end; at worst 100 %; lacks 552 t",
        "US car makers: short for 20 weeks in 2 spells, to the end; at worst 75 %; lacks 764 t; 332,000 vehicles not made",
      ],
      [
        "days-of-supply",
        "Magnets at other US users: 56 days of supply would be used up by 27 June 2025",
        "Magnets at other US users: opens at 56 days; lowest 0 days on 27 Jun 2025",
        "Magnets at US car makers: opens at 42 days; lowest 0 days on 4 Jul 2025",
        "Magnets at US arms makers: opens at 182 days; lowest 7.5 days on 10 Jul 2026",
      ],
      [
        "shipments",
        "Chinese civil export licence: nothing would be shipped from 12 December 2025 to the end",
        "Chinese civil export licence (t a week): 73.7 t a week before; 37.3 t a week on average afterwards",
        "Chinese civil export licence: applications (t): at most 1,306 t waiting",
        "Military end use (t a week): 2.87 t a week before; 0 t a week on average afterwards",
      ],
      [
        "utilisation",
        "The capacity of “Japan to US arms makers” would be used in full for 59 weeks; 1 other capacity would be at times",
        "Japan to US arms makers: used in full for 59 weeks",
        "Japan to US car makers: used in full for 28 weeks",
      ],
    ]
  `);
});

test.each(chartsFor(magnets()).map((chart) => [chart.name, chart.spec] as const))(
  'the specification of %s is as it was looked at',
  async (name, spec) => {
    await expect(`${JSON.stringify(spec, null, 1)}\n`).toMatchFileSnapshot(`./snapshots/${name}.txt`);
  },
);

test('where nobody is short the chart says so', () => {
  expect(chartFor(CASES['no licences'](), 'shortages').alt).toMatchInlineSnapshot(
    `"Nobody would be short between 3 January 2025 and 17 July 2026"`,
  );
});

test('a capacity that is never used is not called the busiest, and no loss is called nothing', () => {
  for (const language of ['en', 'zh'] as const) {
    const { capacity, money } = chartTextOf(language);
    const idle = { title: 'Plants', full: 0, mean: 0, others: 0, isCentral: true };
    expect(capacity.headline(idle)).toBe(
      { en: 'In the central run no capacity would be used', zh: '中心情形下，没有动用任何产能' }[language],
    );
    expect(money.headline({ cost: '9 USD', loss: null, isMean: true })).toBe(
      {
        en: 'Users would lose nothing; the costs would come to 9 USD on average',
        zh: '用户没有损失，成本平均为 9 USD',
      }[language],
    );
  }
});

test('a chart for which there is nothing to draw is left out', () => {
  const heap = {
    version: 2,
    title: 'A heap',
    start: '2025-01-01',
    horizon: '1 year',
    stockpiles: { heap: { initial: '20 t' } },
  };
  expect(chartsFor(heap)).toEqual([]);
});

test('things in store are counted, and late where they are backordered', () => {
  expect(chartFor(CASES['things instead of tonnes'](), 'shortages').alt).toMatchInlineSnapshot(
    `"Airline would be short for 43 weeks from 12 March 2025, and wait for 81.6 aircraft. Airline: short for 43 weeks, to the end; at worst 100 %; waits for 81.6 aircraft"`,
  );
});

test('a licence that is closed, and under which nobody orders, is not passed over where no other is in the way', () => {
  const barred = {
    ...{ version: 2, title: 'Barred', start: '2025-01-06', horizon: '20 weeks' },
    stockpiles: { store: { cover: '2 weeks', switchable: 0 } },
    flows: { own: { to: 'store', share: 1 }, barred: { to: 'store', share: 0, licence: 'export' } },
    licences: { export: { title: 'Export licence', phases: [{ from: '2025-01-01', allow: 0 }] } },
    demands: { user: { from: 'store', rate: '1 t/week' } },
  };
  const title = ({ title: one }: { readonly title: string }) => one;
  expect(title(chartFor(barred, 'shipments'))).toBe(
    'Nothing would be ordered under Export licence; no other licence would stand in the way of shipments to users',
  );
  const { licence: _, ...open } = barred.flows.barred;
  expect(title(chartFor({ ...barred, flows: { ...barred.flows, barred: open } }, 'shipments'))).toBe(
    'No licence would stand in the way of shipments to users',
  );
});

test('amounts are told in the unit of the stockpile', () => {
  expect(chartFor(CASES['a stockpile in kg'](), 'shortages').alt).toContain(' kg; ');
  expect(chartFor(CASES['a stockpile in kg'](), 'shipments').alt).toContain(' kg a week');
});

test('of more than eight demands that are short the eight worst are drawn and the others named', () => {
  const { spec, alt } = chartFor(CASES['twenty demands'](), 'shortages');
  expect(alt.match(/at worst/g)).toHaveLength(8);
  expect(JSON.stringify(spec)).toMatch(/Also short: User number/);
});

test('licences that go through the same share a bar', () => {
  const scenario = magnets();
  scenario.licences['military'] = { ...scenario.licences['civil'], title: 'Military export licence' };
  expect(JSON.stringify(chartFor(scenario, 'shortages').spec)).toContain(
    '"Chinese civil export licence and Military export licence"',
  );
});

test('a phase whose terms change is told by their range, and so is not taken for one that goes through the same', () => {
  const scenario = magnets();
  const phases = (share: string) => [{ from: '2025-04-04', allow: `${share} * ramp(since("2025-05-02"), 20 weeks)` }];
  scenario.licences['civil'] = { title: 'Civil licence', phases: phases('0.6') };
  scenario.licences['military'] = { title: 'Military licence', phases: phases('0.3') };
  const told = JSON.stringify(chartFor(scenario, 'shortages').spec);
  expect(told).toContain('"3 to 60 % allowed"');
  expect(told).toContain('"2 to 30 % allowed"');
});

test('what is shipped on average is told from when the licence is in the way, not thickened by what left before', () => {
  const scenario = magnets();
  scenario.licences['civil'] = { title: 'Civil licence', phases: [{ from: '2025-04-04', allow: 0 }] };
  expect(chartFor(scenario, 'shipments').alt).toContain('73.7 t a week before; 0 t a week on average afterwards');
});

test('the same run gives the same charts', () => {
  expect(JSON.stringify(chartsFor(magnets()))).toBe(JSON.stringify(chartsFor(magnets())));
});

test('ten years of weeks stay small', () => {
  for (const { spec } of chartsFor(CASES['ten years']())) expect(JSON.stringify(spec).length).toBeLessThan(150_000);
});
