/** Numbers without grounds are warned of; numbers with them are not. */
import { expect, test } from 'vitest';
import { pathText, readScenario } from '../../src/index.ts';

const warned = (text: string): string[] => {
  const { issues } = readScenario('s.yaml', () => ({ text }));
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  return issues.filter(({ code }) => code === 'unsourced').map(({ path }) => pathText(path));
};

const FRAME = 'version: 2\ntitle: t\nstart: 2025-01-06\nhorizon: 1 year\n';

test('a bare number, and an assumption without figure, source or reason, are warned of where they stand', () => {
  const text = `${FRAME}
assumptions:
  bare: 6 weeks
  known: {value: 6 weeks, source: a statistic}
  guessed: {value: 6 weeks, why: nobody knows}
  derived: known * 2
stockpiles:
  a: {cover: known}
  b: {initial: 500 t}
  c: {initial: 500 t, source: a statistic}
  d: {initial: 500 t, assumed: a round number}
flows:
  fa: {to: a, lead: 5 weeks, share: 1, capacity: 0 t/year}
licences:
  l: {phases: [{from: 2025-02-03, allow: 25%}, {from: 2025-03-03, allow: 50%, source: a rule}]}
demands:
  k: {from: a, rate: {2025-01-06: 10 t/week}}
events:
  - {date: 2025-05-05, set: {flows.fa.share: 2}}
`;
  expect(warned(text)).toEqual([
    'assumptions.bare',
    'stockpiles.b.initial',
    'flows.fa.lead',
    'licences.l.phases[0].allow',
    'demands.k.rate.2025-01-06',
    'events[0].set."flows.fa.share"',
  ]);
});
