/** Observations: which months are compared, which are passed over and said, and every fault of the data. */
import { expect, test } from 'vitest';
import { pathText, readScenario } from '../../src/index.ts';
import { metric, run } from '../run.ts';

const scenario = (more: object = {}) => ({
  version: 2,
  title: 'observed',
  start: '2025-01-01',
  end: '2025-07-01',
  step: '1 day',
  stockpiles: { shelf: { cover: '4 weeks' } },
  flows: { lane: { to: 'shelf' }, other: { to: 'shelf', share: 3 } },
  demands: { users: { from: 'shelf', rate: '10 t/day' } },
  observations: {
    seen: {
      series: ['flows.lane.shipped', 'flows.other.shipped'],
      data: 'seen.csv',
      column: 'tonnes',
      unit: 't',
      ...more,
    },
  },
});
const CSV = 'month,tonnes\n2024-12,300\n2025-01,310\n2025-02,\n2025-03,300\n2025-04,300\n2025-07,500\n';

function issuesOf(more: object, csv = CSV): string[] {
  const files: Record<string, string> = { 'scenario.yaml': JSON.stringify(scenario(more)), 'seen.csv': csv };
  const { issues } = readScenario('scenario.yaml', (path) =>
    files[path] === undefined ? { missing: 'no such file' } : { text: files[path] },
  );
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ path, expected, found, place }) =>
        `${place?.file}:${place?.line}:${place?.column} ${pathText(path)}: expected ${expected}, got ${found}`,
    );
}

test('series are summed by month over the days of each step', () => {
  const { comparisons } = run(scenario(), { 'seen.csv': CSV });
  const [{ months }] = comparisons;
  expect(months.map(({ month }) => month)).toEqual(['2025-01', '2025-03', '2025-04']);
  expect(months.map(({ modelled }) => Math.round(modelled * 1e6) / 1e6)).toEqual([310, 310, 300]);
});

test('months without a figure and months outside the run are passed over and said', () => {
  const { observation } = run(scenario(), { 'seen.csv': CSV }).comparisons[0];
  expect(observation.missing).toEqual(['2025-02']);
  expect(observation.outside).toEqual(['2024-12', '2025-07']);
});

test('errors are shares of the reference, by default of the mean observation, and are metrics', () => {
  const answer = run(scenario({ reference: '1000 t' }), { 'seen.csv': CSV });
  expect(metric(answer, 'observations.seen.mean_absolute_error')).toBeCloseTo(10 / 3 / 1000, 12);
  expect(metric(answer, 'observations.seen.observed_trough')).toBe('2025-03-01');
  const plain = run(scenario(), { 'seen.csv': CSV });
  expect(metric(plain, 'observations.seen.mean_absolute_error')).toBeCloseTo(10 / 3 / (910 / 3), 12);
});

test('months can be chosen', () => {
  const [{ months }] = run(scenario({ from: '2025-03', to: '2025-04' }), { 'seen.csv': CSV }).comparisons;
  expect(months).toHaveLength(2);
});

test('a series, a file and a column that do not exist are told, with the nearest', () => {
  expect(issuesOf({ series: 'flows.lone.shipped' })[0]).toContain(
    'observations.seen.series: expected a series such as flows.x.shipped',
  );
  expect(issuesOf({ data: 'unseen.csv' })[0]).toContain('a CSV file that can be read, got unseen.csv: no such file');
  expect(issuesOf({ column: 'tons' })[0]).toContain('a column of seen.csv, got tons');
});

test('cells that can not be read are told with line and column', () => {
  expect(issuesOf({}, 'month,tonnes\n2025-01,310\n2025-13,3\n2025-03,many\n2025-04,300\n')).toEqual([
    'seen.csv:3:1 observations.seen: expected a month such as 2025-04, got 2025-13',
    'seen.csv:4:9 observations.seen: expected a number of at least 0, got many',
  ]);
});
