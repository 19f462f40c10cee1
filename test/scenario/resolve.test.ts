/** A scenario in one piece: what summary.json holds of it gives the same scenario again. */
import { expect, test } from 'vitest';
import { readScenario, type Scenario } from '../../src/index.ts';
import { standingAlone, yamlText } from '../../src/scenario/files/resolve.ts';
import { reader, SCENARIOS } from '../files.ts';
import { settings, spoilt } from './reading.ts';

const readFrom = (files: Readonly<Record<string, string>>, values = {}) => {
  const reading = readScenario(
    's.yaml',
    (path) => (files[path] === undefined ? { missing: 'no such file' } : { text: files[path] }),
    settings(values),
  );
  if (reading.resolved === undefined) throw new Error(JSON.stringify(reading.issues));
  return { scenario: reading.scenario, resolved: reading.resolved };
};

/** What is read of the text that a reading is resolved to, and of nothing else. */
const again = ({ resolved }: ReturnType<typeof readFrom>) =>
  readFrom({ 's.yaml': yamlText(resolved.scenario), 'figures.yaml': yamlText(resolved.figures) });

test.each(SCENARIOS)('%s gives itself again from its text alone', (file) => {
  const { scenario, resolved } = readScenario(file, reader);
  if (resolved === undefined) throw new Error(`${file} is not sound`);
  // But for what it offers to whoever explores it, which makes no difference.
  const own = (texts: ReadonlyMap<string, string>) => [...texts].filter(([path]) => !path.startsWith('explore.'));
  const computed = (one: typeof scenario) => ({
    ...{ ...one, explore: undefined },
    translations: Object.entries(one?.translations ?? {}).map(([language, texts]) => [language, own(texts)]),
  });
  expect(computed(again({ scenario, resolved }).scenario)).toEqual(computed(scenario));
});

/** All of a scenario from which its numbers come: not which claims it tests, nor where its values are from. */
function computedOf(scenario: Scenario | undefined) {
  if (scenario === undefined) throw new Error('it is not sound');
  const { digest, explore, translations, assumptions, expectations, ...others } = scenario;
  return {
    ...others,
    assumptions: assumptions.map(({ written, figure, source, ...assumption }) => assumption),
    expectations: expectations.filter(({ claim }) => claim === undefined),
  };
}

test.each(SCENARIOS)('%s stands alone, without its ledger, and is computed from the same', (file) => {
  const { scenario, resolved } = readScenario(file, reader);
  if (resolved === undefined) throw new Error(`${file} is not sound`);
  const alone = readFrom({ 's.yaml': yamlText(standingAlone(resolved)) });
  expect(alone.resolved.figures).toEqual([]);
  expect(computedOf(alone.scenario)).toEqual(computedOf(scenario));
});

test('of a scenario that stands alone a figure is a value with its source, a range is uniform, and claims are left out', () => {
  const { resolved } = readFrom({
    's.yaml': spoilt([
      'growth: {value: 8%, why: a round number}',
      'growth: {figure: f, why: it is told}\n  spread: {figure: g}\n  near: {figure: f, value: 4%}',
    ]).concat(
      'expect:\n  - {that: demands.users.shortage >= 0 t, because: mass is not negative}\n',
      '  - {that: demands.users.shortage >= 0 t, claim: f, verdict: held}\n',
    ),
    'figures.yaml': [
      '- {id: f, value: 5%, what: w, document: d.txt, line: 1, rivals: [g]}',
      '- {id: g, value: [6%, 7%], what: w, document: d.txt, line: 2, rivals: [f]}',
    ].join('\n'),
  });
  const { assumptions, expect: expected } = standingAlone(resolved) as Record<string, Record<string, unknown>>;
  expect([assumptions?.['growth'], assumptions?.['spread'], assumptions?.['near'], expected]).toMatchInlineSnapshot(`
    [
      {
        "source": {
          "en": "d.txt, line 1",
          "zh": "d.txt，第 1 行",
        },
        "value": "5%",
        "why": "it is told",
      },
      {
        "source": {
          "en": "d.txt, line 2",
          "zh": "d.txt，第 2 行",
        },
        "uniform": [
          "6%",
          "7%",
        ],
      },
      {
        "source": {
          "en": "d.txt, line 1",
          "zh": "d.txt，第 1 行",
        },
        "value": "4%",
      },
      [
        {
          "because": "mass is not negative",
          "that": "demands.users.shortage >= 0 t",
        },
      ],
    ]
  `);
});

test('files that it extends, settings, figures and their rivals, and columns of tables are in the text', () => {
  const files = {
    's.yaml': 'extends: base.yaml\ntitle: Over\nflows: {mine: {capacity: {data: d.csv, column: us, unit: kt/year}}}\n',
    'base.yaml': spoilt(['growth: {value: 8%, why: a round number}', 'growth: {figure: f}']),
    'figures.yaml': [
      '- {id: f, value: 5%, what: w, document: d, line: 1, rivals: [g]}',
      '- {id: g, value: 6%, what: w, document: d, line: 2, rivals: [f]}',
      '- {id: other, value: 7%, what: w, document: d, line: 3}',
    ].join('\n'),
    'd.csv': 'date;us\n2025-02-01;0.7\n2025-01-01;0.3\n2030-01-01;9\n',
  };
  const first = readFrom(files, { 'assumptions.review_time': '5 weeks' });
  const text = yamlText(first.resolved.scenario);
  expect(text).toContain('title: Over');
  expect(text).toContain('capacity: {2025-01-01: 0.3 kt/year, 2025-02-01: 0.7 kt/year}');
  expect(text).toContain('review_time: 5 weeks');
  expect(first.resolved.figures.map(({ id }) => id)).toEqual(['f', 'g']);
  expect(again(first).scenario?.digest).toBe(first.scenario?.digest);
  expect(yamlText(again(first).resolved.scenario)).toBe(text);
});

test('a number of a column has the bits of the number and its unit written together', () => {
  const capacity = (written: string) => spoilt(['    capacity: 5000 t/year', `    capacity: ${written}`]);
  const numbers = [0.1, 0.7, 1 / 3, 5000, 123456.789];
  for (const number of numbers) {
    const table = {
      's.yaml': capacity('{data: d.csv, column: us, unit: t/year}'),
      'd.csv': `date,us\n2025-01-01,${number}\n`,
    };
    const plain = { 's.yaml': capacity(`{2025-01-01: ${number} t/year}`) };
    const valueIn = (files: Record<string, string>) =>
      readFrom(files).scenario?.flows.find(({ id }) => id === 'mine')?.capacity[0]?.value?.computation;
    expect(valueIn(table)).toEqual(valueIn(plain));
  }
});

test('months that are observed stand in the text, those without a number too', () => {
  const file = {
    ...{ version: 2, title: 'observed', start: '2025-01-01', end: '2025-07-01', step: '1 day' },
    stockpiles: { shelf: { cover: '4 weeks' } },
    flows: { lane: { to: 'shelf' } },
    demands: { users: { from: 'shelf', rate: '10 t/day' } },
    observations: {
      seen: { series: 'flows.lane.shipped', data: 'seen.csv', column: 'tonnes', unit: 't', from: '2025-01' },
    },
  };
  const table = 'month,tonnes\n2024-12,300\n2025-01,310\n2025-02,\n2025-03,300.5\n2025-09,1\n';
  const first = readFrom({ 's.yaml': JSON.stringify(file), 'seen.csv': table });
  expect(first.resolved.scenario).toHaveProperty('observations.seen.months', {
    ...{ '2025-01': 310, '2025-02': 'none', '2025-03': 300.5, '2025-09': 1 },
  });
  expect(again(first).scenario?.observations).toEqual(first.scenario?.observations);
});
