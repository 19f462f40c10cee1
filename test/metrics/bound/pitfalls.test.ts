/** Pitfalls that others fell into: when one begins to know, what a reserve can give, and of plans alike which is shown. */
import { expect, test } from 'vitest';
import { boundsOf, findBound } from '../../../src/index.ts';
import { boundSentences } from '../../../src/report/bound/sentences.ts';
import { run } from '../../run.ts';
import { START, week } from '../weeks.ts';
import { FROM_START, least, referenceOf, solver } from './bounded.ts';

const FREE = { end: 'free', lanes: 'free' } as const;
const WORKS = { works: { from: 'ore', rate: '10 t/week' } };
const CLOSED = { [START]: '10 t/week', [week(4)]: 0 };
const LANE = { to: 'ore', lead: '5 weeks', capacity: CLOSED };

/** Two lanes, each of which could bring all; both are closed after four weeks. */
const EITHER_LANE = {
  ...{ version: 2, title: 'Either lane', start: START, horizon: '24 weeks', demands: WORKS },
  stockpiles: { ore: { cover: '4 weeks' } },
  flows: { usual: LANE, other: { ...LANE, share: '0%' } },
};

test('who knows before the lanes close can ship in the weeks that are left, who knows after it cannot', () => {
  const bound = (begin: number) => least(EITHER_LANE, { lanes: 'free', begin }).bound;
  for (const begin of [0, 1, 2, 3, 4, 5]) expect(bound(begin)).toBeCloseTo(110 - 10 * Math.max(0, 4 - begin), 6);
});

/** A lane that is closed at once, and a reserve from which so much a week may be taken. */
const reserve = (capacity: string) => ({
  ...{ version: 2, title: 'Reserve', start: START, horizon: '10 weeks', demands: WORKS },
  stockpiles: { ore: { cover: '2 weeks' }, reserve: { initial: '100 t' } },
  flows: {
    lane: { to: 'ore', lead: '1 week', capacity: '10 t/week', licence: 'export' },
    release: { from: 'reserve', to: 'ore', lead: '1 week', capacity, release: { below: '0 days' } },
  },
  licences: { export: { phases: [{ from: START, allow: 0 }] } },
});

test('of a reserve no more can be had in a week than its capacity, however much lies there', () => {
  // Two weeks are in stock and one is on its way; what leaves the reserve in the last week comes too late.
  const short = 10 * (10 - 2 - 1);
  expect(least(reserve('1 t/week'), FREE).bound).toBeCloseTo(short - 9 * 1, 6);
  expect(least(reserve('3 t/week'), FREE).bound).toBeCloseTo(short - 9 * 3, 6);
});

const LOOSE = /Where buyers can’t use each other’s goods the bound is lower/;

test('where orders are split between lanes it is said that the bound is loose, where there is one it is not', () => {
  const said = (scenario: object) =>
    boundSentences(findBound(referenceOf(run(scenario)), FROM_START, solver), 'en').join(' ');
  expect(said(EITHER_LANE)).toMatch(LOOSE);
  const { usual } = EITHER_LANE.flows;
  expect(said({ ...EITHER_LANE, flows: { usual } })).not.toMatch(LOOSE);
});

test('of plans that save as much the one that is shown ships as the simulation did, where that is one of them', () => {
  // Nothing can be saved after both are closed, and what was shipped before stays as it was.
  const [part] = boundsOf(referenceOf(run(EITHER_LANE)), { ...FROM_START, begin: 4 }, solver);
  expect(part?.bound).toBeCloseTo(110, 6);
  for (const { simulated, planned } of part?.reshipped ?? []) expect(planned).toBeCloseTo(simulated, 6);
  // A lane more than is needed: whichever ships, as much is saved, and so neither ships more than it did.
  const [calm] = boundsOf(
    referenceOf(run({ ...EITHER_LANE, horizon: '16 weeks', demands: { works: { from: 'ore', rate: '10 t/week' } } })),
    { ...FROM_START, ...FREE },
    solver,
  );
  const [more, less] = [calm?.reshipped[0], calm?.reshipped[1]];
  expect(more?.flow).toBe('other');
  expect((more?.planned ?? 0) - (more?.simulated ?? 0)).toBeCloseTo((calm?.simulated ?? 0) - (calm?.bound ?? 0), 6);
  expect(less?.planned).toBeCloseTo(less?.simulated ?? Number.NaN, 6);
});
