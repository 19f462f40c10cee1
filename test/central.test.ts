/** The central runs of a few scenarios are those committed: quick enough to be tried on every mutant (mutation.md). */
import { describe, expect, test } from 'vitest';
import { seriesCsv, summaryJson } from '../src/index.ts';
import { answerOf, read, resultsOf } from './files.ts';

/** With licences, limits, observations, by-products, reserves and products between them. */
const SOME = ['april-2025-controls', 'gallium-germanium-tungsten', 'india-auto', 'stockpile-drawdown'];

describe.each(SOME)('%s', (name) => {
  const file = `scenarios/${name}.yaml`;
  const written = (of: string) => read(`${resultsOf(file)}/${of}`);

  test('has the committed series, metrics and verdicts', () => {
    const { answer, issues } = answerOf(file);
    expect(issues.filter(({ code }) => code !== 'off-grid')).toEqual([]);
    expect(seriesCsv(answer.dates, answer.series) === written('series.csv')).toBe(true);
    const { ensemble, inputs, ...central } = JSON.parse(written('summary.json'));
    expect(JSON.parse(summaryJson(answer.summary))).toEqual(central);
  });
});
