/** How much is enough: the answer meets the target and 1 % less does not, or the reason why there is none. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Question,
  readCloseness,
  readQuestion,
  type SolveAim,
  type SolveResult,
  type StudyOptions,
  solveFor,
  solveSentences,
} from '../../../src/index.ts';
import {
  bestValue,
  type Closeness,
  roundUp,
  shareInterval,
  valueThatMeets,
} from '../../../src/metrics/study/bracket-search.ts';
import type { Probe } from '../../../src/metrics/study/target.ts';
import { law } from '../../run.ts';
import { BASE, type Files, issueText } from '../../study.ts';

interface Asked {
  readonly vary: string;
  readonly until: string;
  readonly aim?: SolveAim;
  readonly close?: Closeness;
  readonly needed?: number;
  readonly from?: string;
  readonly to?: string;
  readonly files?: Files;
  readonly how?: StudyOptions;
}

function questionOf({ vary, from, to, files = {} }: Asked): { question?: Question; told: string } {
  const all: Files = { 'base.yaml': BASE, 'figures.yaml': '[]', ...files };
  const read = (path: string) =>
    Object.hasOwn(all, path) ? { text: all[path] } : { missing: 'there is no such file' };
  const { question, issues } = readQuestion('base.yaml', { vary, from, to }, read);
  const told = issues.filter(({ code }) => code !== 'unsourced').map(issueText);
  return { ...(question && { question }), told: told.join('\n') };
}

async function solve(asked: Asked): Promise<SolveResult> {
  const { question, told } = questionOf(asked);
  if (question === undefined) throw new Error(told);
  const found = await solveFor(
    question,
    { aim: asked.aim ?? 'least', that: asked.until, needed: asked.needed, close: asked.close },
    asked.how,
  );
  if (!found.ok) throw new Error(found.issues.map(issueText).join('\n'));
  return found.value;
}

/** A base without a ledger: its need is a plain number. */
const PLAIN = BASE.replace(', figure: need_low', '');
const SURE = PLAIN.replace('{uniform: [20 t, 60 t], source: a test}', '{value: 40 t, source: a test}');
const YEAR = 364 / 365.25;
const base = (text: string) => ({ 'base.yaml': text });

describe('the least value that meets a target', () => {
  const cases: (readonly [string, Asked, number])[] = [
    [
      'a stock that covers what the lane does not bring',
      { vary: 'stockpiles.magnets.initial', until: 'demands.cars.shortage <= 0.01 t', files: base(SURE) },
      50 * YEAR - 0.01,
    ],
    [
      'a capacity that serves 90 %',
      { vary: 'flows.lane.capacity', until: 'demands.cars.fill_rate >= 90%', files: base(SURE) },
      90 - 40 / YEAR,
    ],
    [
      'a capacity within a given range, in its own unit',
      {
        vary: 'flows.lane.capacity',
        until: 'demands.cars.fill_rate >= 90%',
        from: '10 kg/day',
        to: '1000 kg/day',
        files: base(SURE),
      },
      (1000 * (90 - 40 / YEAR)) / 365.25,
    ],
    [
      'an assumption, in the unit in which it is written',
      { vary: 'assumptions.stock', until: 'demands.cars.shortage < 10 t', files: base(SURE) },
      50 * YEAR - 10,
    ],
    [
      'a stock that is enough in nine replicates of ten',
      { vary: 'stockpiles.spare.initial', until: 'demands.cars.shortage <= 5 t', needed: 0.9, files: base(SPARE()) },
      Number.NaN,
    ],
    [
      'a share',
      { vary: 'licences.civil.phases[0].allow', until: 'demands.cars.fill_rate >= 60%', files: base(LICENSED()) },
      Number.NaN,
    ],
  ];

  test.each(cases)('%s: it meets the target, and 1 % less does not', async (_, asked, byHand) => {
    const solved = await solve(asked);
    const { answer, beyond, from, to, probes } = solved;
    expect(answer?.isMet).toBe(true);
    expect(beyond?.isMet).toBe(false);
    expect(beyond?.value).toBeCloseTo(0.99 * (answer?.value as number), 9);
    expect(answer?.value).toBeGreaterThan(from);
    expect(answer?.value).toBeLessThanOrEqual(to);
    expect(probes.length).toBeLessThan(30);
    if (!Number.isNaN(byHand)) expect((answer?.value as number) / byHand).toBeCloseTo(1, 1);
  });

  test('says so where the least that is looked at is enough already', async () => {
    const solved = await solve({
      ...{ vary: 'stockpiles.magnets.initial', until: 'demands.cars.fill_rate >= 50%', from: '20 t', to: '90 t' },
      files: base(SURE),
    });
    expect(solved.answer?.value).toBe(20);
    expect(solveSentences(solved)[0]).toMatch(/^20 t of Magnets .* the target is reached there already/);
  });

  test('more than is not met by as much as', async () => {
    const asked = { vary: 'stockpiles.magnets.initial', files: base(SURE), to: '200 t' };
    expect((await solve({ ...asked, until: '2 * demands.cars.fill_rate >= 200%' })).answer).toBeDefined();
    expect((await solve({ ...asked, until: '2 * demands.cars.fill_rate > 200%' })).answer).toBeUndefined();
  });

  test('there is none in the range: said, with the best there is', async () => {
    const solved = await solve({
      ...{ vary: 'stockpiles.magnets.initial', until: 'demands.cars.fill_rate >= 99%', to: '30 t' },
      files: base(SURE),
    });
    expect(solved.answer).toBeUndefined();
    expect(solveSentences(solved)).toMatchInlineSnapshot(`
      [
        "None of Magnets (stockpiles.magnets.initial) from 0 t to 30 t is enough for demands.cars.fill_rate >= 99%: at best 30 t, 80.1 % in the central run.",
        "Searched from 0 t to 30 t in 9 evaluations.",
      ]
    `);
  });

  test('what is varied does not move the metric: said, not looped', async () => {
    const solved = await solve({
      ...{ vary: 'stockpiles.spare.initial', until: 'demands.cars.fill_rate >= 99%', files: base(SURE) },
    });
    expect(solved).toMatchObject({ answer: undefined, moves: false });
    expect(solved.probes.length).toBeLessThan(25);
    expect(solveSentences(solved)).toMatchInlineSnapshot(`
      [
        "Spare (stockpiles.spare.initial) does not move the target demands.cars.fill_rate >= 99%: what it compares is 90.1 % at all 14 values from 0 t to 996.6 t.",
      ]
    `);
  });

  test('where more does worse, it is said', async () => {
    const solved = await solve({
      ...{ vary: 'assumptions.need', until: 'demands.cars.fill_rate >= 90%', from: '50 t/year', to: '200 t/year' },
      files: base(SURE),
    });
    expect(solved.answer?.value).toBe(50);
    expect(solved.worsens).toBeDefined();
    expect(solveSentences(solved)).toMatchInlineSnapshot(`
      [
        "50 t/year of need (assumptions.need) is enough for demands.cars.fill_rate >= 90%, the least that was looked at: the target is reached there already: 100 % in the central run.",
        "More did not always help: 106.3 t/year does worse than 87.5 t/year, so that more than the answer need not be enough.",
        "Searched from 50 t/year to 200 t/year in 9 evaluations.",
      ]
    `);
  });

  test('in replicates it states how many reach the target, with the interval of that share', async () => {
    const solved = await solve({
      ...{ vary: 'stockpiles.spare.initial', until: 'demands.cars.shortage <= 5 t', files: base(SPARE()) },
    });
    expect(solved).toMatchObject({ needed: 0.95, runs: 40 });
    expect(solved.answer?.share).toBeGreaterThanOrEqual(0.95);
    expect(solved.beyond?.share).toBeLessThan(0.95);
    expect(solveSentences(solved)).toMatchInlineSnapshot(`
      [
        "22.7 t of spare (stockpiles.spare.initial) is enough for demands.cars.shortage <= 5 t: reached in 95 % of 40 replicates (95 % interval 83.5 % to 98.6 %; 95 % wanted).",
        "Less, 22.47 t, is not: reached in 92.5 % of 40 replicates (95 % interval 80.1 % to 97.4 %; 95 % wanted).",
        "Searched from 0 t to 64 t in 16 evaluations.",
      ]
    `);
  });

  test('is the same with one replicate, the central run, as the seed does not matter there', async () => {
    const asked = { vary: 'stockpiles.spare.initial', until: 'demands.cars.shortage <= 5 t', files: base(SPARE()) };
    const one = await solve({ ...asked, how: { runs: 1, seed: 'one' } });
    const other = await solve({ ...asked, how: { runs: 1, seed: 'other' } });
    expect(one.answer?.value).toBe(other.answer?.value);
    expect(one.runs).toBe(1);
  });
});

/** A stock beside the main one, released into it: what it lacks must come from there. */
function SPARE(): string {
  const release =
    '  release: {to: magnets, from: spare, capacity: 100 t/year, release: {below: 4 weeks}, source: a test}\n';
  return PLAIN.replace('demands:', `${release}demands:`);
}

/** The lane under a licence that lets a share through. */
function LICENSED(): string {
  return SURE.replace('capacity: 50 t/year', 'licence: civil')
    .replace('demands:', 'licences:\n  civil: {phases: [{from: 2024-01-01, allow: 100%, source: a test}]}\ndemands:')
    .replace('value: 40 t', 'value: 10 t');
}

describe('the search', () => {
  const probe = (value: number, margin: number): Probe => ({
    ...{ value, margin, isMet: margin >= 0, share: margin >= 0 ? 1 : 0 },
    ...{ p05: margin, p50: margin, p95: margin, mean: margin },
  });
  const search = async (curve: (value: number) => number, from: number, to: number | undefined, scale = 1) => {
    let count = 0;
    const found = await valueThatMeets('least', { from, to, scale, limit: Number.POSITIVE_INFINITY }, async (value) => {
      count++;
      return { ok: true, value: probe(value, curve(value)), issues: [] };
    });
    if (!found.ok) throw new Error('a search without faults');
    return { ...found.value, count };
  };

  test('finds the threshold of any rising curve to 1 %, in few evaluations', async () => {
    const curves = fc.record({
      threshold: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
      power: fc.constantFrom('line', 'root', 'square', 'jump'),
    });
    const cases = fc.sample(curves, { seed: 20250404, numRuns: 200 });
    const most = { line: 28, root: 42, square: 42, jump: 46 };
    for (const { threshold, power } of cases) {
      const shape = {
        line: (x: number) => x,
        root: Math.sqrt,
        square: (x: number) => x * x,
        jump: (x: number) => Number(x >= threshold),
      };
      const least = power === 'jump' ? 1 : shape[power](threshold);
      const to = power === 'jump' ? threshold * 7 : undefined;
      const { answer, beyond, count } = await search((value) => shape[power](value) - least, 0, to);
      expect(answer?.isMet).toBe(true);
      expect(answer?.value).toBeLessThanOrEqual(threshold * 1.0101);
      expect(beyond?.isMet).toBe(false);
      expect(count).toBeLessThanOrEqual(most[power as keyof typeof most]);
    }
  });

  test('a value that can not be run ends it with its issues', async () => {
    const issue = {
      severity: 'error',
      code: 'out-of-range',
      path: [],
      expected: 'a',
      found: 'b',
      remedy: 'c',
    } as const;
    expect(
      await valueThatMeets('least', { from: 0, to: 1, scale: 1, limit: 1 }, async () => ({
        ok: false,
        issues: [issue],
      })),
    ).toEqual({
      ok: false,
      issues: [issue],
    });
  });

  test('between two hills it finds the least of the values that it sees meet the target, and tells that more does worse', async () => {
    const { answer, worsens } = await search((value) => (value > 20 && value < 40 ? 1 : value > 80 ? 1 : -1), 0, 100);
    expect(answer?.value).toBeGreaterThan(20);
    expect(answer?.value).toBeLessThan(20.3);
    expect(worsens).toBeDefined();
  });
});

describe('the greatest value that meets a target', () => {
  const lag = SURE.replace(
    'capacity: 50 t/year',
    'capacity: 0 t/year, projects: [{adds: 120 t/year, decided: 2025-01-01, takes: 4 weeks}]',
  );

  test('how late a second source may come: it meets the target, and a little later does not', async () => {
    const solved = await solve({
      ...{
        vary: 'flows.lane.projects[0].takes',
        until: 'demands.cars.fill_rate >= 80%',
        aim: 'greatest',
        files: base(lag),
      },
      close: { kind: 'absolute', amount: 0.5 },
    });
    expect(solved.title).toBe('takes of the first project of The lane');
    expect([solved.answer?.isMet, solved.beyond?.isMet]).toEqual([true, false]);
    expect((solved.beyond?.value as number) - (solved.answer?.value as number)).toBeLessThanOrEqual(1 + 1e-9);
    expect(solved.to).toBeLessThanOrEqual(104.36);
    expect(solveSentences(solved)).toMatchInlineSnapshot(`
      [
        "Takes of the first project of The lane (flows.lane.projects[0].takes) may be at most 29.9 weeks for demands.cars.fill_rate >= 80%: 80.5 % in the central run.",
        "More, 30.9 weeks, is not: 78.6 % in the central run.",
        "Searched from 0 weeks to 64 weeks in 17 evaluations.",
      ]
    `);
  });

  test('is where the search ends where the target always holds: no longer than anybody can mean', async () => {
    const solved = await solve({
      ...{
        vary: 'stockpiles.magnets.adjust',
        until: 'demands.cars.fill_rate >= 1%',
        aim: 'greatest',
        files: base(SURE),
      },
    });
    expect(solved.probes.every(({ isMet }) => isMet)).toBe(true);
    expect(solved.to).toBeLessThanOrEqual((2 * 364) / 7);
  });
});

describe('the best value', () => {
  const quadratic = (middle: number) => async (value: number) => {
    const mean = (value - middle) * (value - middle);
    const level = { share: 1, isMet: true, margin: 0, p05: mean, p50: mean, p95: mean, mean };
    return { ok: true as const, value: { value, ...level }, issues: [] };
  };

  test('of any valley is found to a thousandth of the range, in few evaluations', async () => {
    for (const middle of fc.sample(fc.double({ min: 0, max: 100, noNaN: true }), { seed: 20250404, numRuns: 100 })) {
      const range = { from: 0, to: 100, scale: 1, limit: 100 };
      const least = await bestValue('minimise', range, quadratic(middle));
      if (!least.ok) throw new Error('a search without faults');
      expect(Math.abs((least.value.answer?.value as number) - middle)).toBeLessThanOrEqual(0.1);
      expect(least.value.probes.length).toBeLessThanOrEqual(21 + 16);
      const most = await bestValue('maximise', range, quadratic(middle));
      expect(most.ok && [0, 100]).toContain(most.ok && most.value.answer?.value);
    }
  });

  test('is that of a metric, or of a formula of metrics', async () => {
    const solved = await solve({
      ...{ vary: 'stockpiles.magnets.initial', to: '200 t', aim: 'minimise', files: base(SURE) },
      until: 'abs(demands.cars.shortage - 20 t)',
    });
    expect((solved.answer?.value as number) / (50 * YEAR - 20)).toBeCloseTo(1, 1);
    expect(solveSentences(solved)).toMatchInlineSnapshot(`
      [
        "abs(demands.cars.shortage - 20 t) is least, 0.0226, with 29.81 t of Magnets (stockpiles.magnets.initial).",
        "It is 29.8 with 0 t, and 20 with 200 t.",
        "Searched from 0 t to 200 t in 32 evaluations.",
      ]
    `);
  });

  test('is asked of a metric that has a mean, not of a target', async () => {
    const told = async (that: string) => {
      const { question } = questionOf({ vary: 'stockpiles.magnets.initial', until: '', files: base(SURE) });
      const found = await solveFor(question as Question, { aim: 'minimise', that });
      return found.issues.map(issueText).join('\n');
    };
    expect(
      [await told('demands.cars.shortage <= 5 t'), await told('demands.cars.shortag')].join('\n'),
    ).toMatchInlineSnapshot(`
      "nowhere error bad-expression minimise
        expected a metric, not a target, got demands.cars.shortage <= 5 t
        Name a metric such as demands.x.shortage, or give the target to --until.
      nowhere error bad-expression minimise
        expected a metric that exists, got demands.cars.shortag
        Did you mean demands.cars.shortage?"
    `);
    expect(await told('demands.cars.peak_date')).toContain('a metric with a mean');
  });
});

describe('no more is looked at than anybody can mean', () => {
  test.each([
    ['flows.lane.capacity', 1000 * (364 / 365.25)],
    ['stockpiles.spare.initial', 1000],
    ['stockpiles.magnets.adjust', 104],
  ])('%s', async (vary, most) => {
    const solved = await solve({ vary, until: 'demands.cars.shortage <= -1 t + 1 t', files: base(SURE) });
    expect(solved.to).toBeLessThanOrEqual(most * 1.01);
  });
});

test('an answer is rounded up to as few digits as fit', () => {
  const pairs = fc.tuple(
    fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
    fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
  );
  law(pairs, ([least, part]) => {
    const rounded = roundUp(least, least * (1 + part));
    return rounded >= least && rounded <= least * (1 + part);
  });
  expect(roundUp(411.37, 413)).toBe(412);
  expect(roundUp(0.03121, 0.0316)).toBe(0.0313);
  expect(roundUp(998.7, 1002)).toBe(1000);
});

// Wilson score interval of 10 in 20, Newcombe, Two-sided confidence intervals for the single proportion (1998): 0.299 to 0.701.
test('the interval of a share is Wilson’s', () => {
  const { low, high } = shareInterval(0.5, 20);
  expect(low).toBeCloseTo(0.299, 3);
  expect(high).toBeCloseTo(0.701, 3);
  expect(shareInterval(1, 40).high).toBe(1);
  expect(shareInterval(0, 40).low).toBe(0);
});

describe('faults of a question', () => {
  const fault = (asked: Partial<Asked>) =>
    `\n${questionOf({ vary: 'stockpiles.magnets.initial', until: '', ...asked, files: base(PLAIN) }).told}\n`;

  test('a path that is not there or no number, and a range that is none', () => {
    expect(fault({ vary: 'stockpiles.magnet.initial' })).toMatchInlineSnapshot(`
      "
      --vary stockpiles.magnet.initial:1:1 error unknown-reference stockpiles.magnet
        expected a path of the scenario, got stockpiles.magnet
        Did you mean magnets?
      "
    `);
    expect(fault({ vary: 'demands.cars.title' })).toMatchInlineSnapshot(`
      "
      --vary demands.cars.title:1:1 error unknown-reference demands.cars.title
        expected a path to a quantity, an assumption or a share, got demands.cars.title
        Name a number, such as stockpiles.x.initial, flows.x.capacity or assumptions.x.
      "
    `);
    expect(fault({ vary: 'assumptions.stok' })).toMatchInlineSnapshot(`
      "
      --vary assumptions.stok:1:1 error unknown-reference assumptions.stok
        expected a path to a quantity, an assumption or a share, got assumptions.stok
        Did you mean stock?
      "
    `);
    expect(fault({ from: '20 t', to: '10 t' })).toMatchInlineSnapshot(`
      "
      --to:1:1 error out-of-range
        expected more than the lower end, 20 t, got 10 t
        Widen the range.
      "
    `);
    expect(fault({ to: 'much' })).toMatchInlineSnapshot(`
      "
      --to:1:1 error bad-expression
        expected a quantity such as 5000 t, got much
        Nothing here is called much; name it under assumptions, or under units if it counts things.
      "
    `);
    expect(fault({ to: '5 weeks/year' })).toMatchInlineSnapshot(`
      "
      --vary stockpiles.magnets.initial:1:1 error wrong-dimension stockpiles.magnets.initial
        expected an amount such as 500 t or a duration such as 6 weeks, got 5 weeks/year
        Add the unit.
      "
    `);
  });

  test.each([
    'demands.cars.fill_rat >= 99%',
    'demands.cars.fill_rate',
    'demands.cars.fill_rate == 1',
    '99% <= demands.cars.fill_rate',
    'demands.cars.time_to_survive >= 5 t',
  ])('a target such as %s', async (until) => {
    const { question } = questionOf({ vary: 'stockpiles.magnets.initial', until, files: base(PLAIN) });
    const found = await solveFor(question as Question, { aim: 'least', that: until });
    expect(found.ok).toBe(false);
    expect(`\n${found.issues.map(issueText).join('\n')}\n`).toMatchSnapshot();
  });
});

describe('where more does worse', () => {
  /** Where the first fall is told, of a curve over 0, 1, … 8 that never meets its target. */
  const fallOf = async (margin: (value: number) => number, share: (value: number) => number = () => 0.5) => {
    const found = await valueThatMeets('least', { from: 0, to: 8, scale: 1, limit: 8 }, async (value) => ({
      ok: true,
      value: { value, share: share(value), isMet: false, margin: margin(value), mean: 1, p05: value, p50: 0, p95: 0 },
      issues: [],
    }));
    return found.ok ? found.value.worsens : 'not run';
  };
  const rising = (value: number) => value - 9;

  test.each<[string, (value: number) => number, ((value: number) => number) | undefined, object | undefined]>([
    ['nothing where it rises', rising, undefined, undefined],
    ['a margin that falls', (value) => (value === 5 ? -8 : rising(value)), undefined, { from: 4, to: 5 }],
    ['a share that falls', rising, (value) => (value === 3 ? 0.25 : 0.5), { from: 2, to: 3 }],
    ['nothing where it falls by rounding', (value) => -8 - 1e-10 * value, undefined, undefined],
    ['nothing where a small margin falls by rounding of what it is of', (v) => -1e-6 - 1e-10 * v, undefined, undefined],
    ['a margin that is lost', (value) => (value < 4 ? -8 : -Infinity), undefined, { from: 3, to: 4 }],
    ['nothing where there was none', (value) => (value < 4 ? -Infinity : -8), undefined, undefined],
    ['nothing where there is none', () => -Infinity, undefined, undefined],
  ])('is told: %s', async (_, margin, share, expected) => {
    expect(await fallOf(margin, share)).toEqual(expected);
  });
});

test('ends and closeness may be in any unit of the kind; values are in that of the upper end', () => {
  const asked = { vary: 'stockpiles.magnets.initial', until: '', from: '100 kg', to: '3 t', files: base(PLAIN) };
  const { question } = questionOf(asked);
  expect(question).toMatchObject({ from: 0.1, to: 3, unit: 't' });
  expect(readCloseness('20 kg', question as Question)).toEqual({ kind: 'absolute', amount: 0.02 });
  expect(readCloseness('1 day', question as Question)).toMatchObject({ code: 'wrong-dimension' });
  expect(questionOf({ ...asked, from: '1 day' }).told).toContain('the unit of --to, t, got 1 day');
});
