/** What a study answers: whose choices are compared, and how much of the world each value of a policy carries. */
import { describe, expect, test } from 'vitest';
import { asGoodAs, bestChoice, choicesOf, gridFinding, shortDemands } from '../../src/findings/study.ts';
import type { StudyResult, VariantResult } from '../../src/metrics/study/result.ts';
import { EN_STUDY } from '../../src/report/text/en-study.ts';

type By = StudyResult['for'];

function variant(id: string, shortage: number, by: By, cell?: readonly number[]): VariantResult {
  const statistics = { mean: shortage, p05: null, p25: null, p50: null, p75: null, p95: null, nullShare: 0 };
  return {
    ...{ id, title: id, about: undefined, by, file: 's.yaml', settings: [], cell, digest: '', isWhole: true },
    compared: [
      {
        ...{ name: 'total_shortage', path: 'total.shortage', demand: undefined, measure: 'amount', unit: 't' },
        ...{ base: statistics, variant: statistics, paired: null, nulls: null },
      },
    ],
    ...{
      worst: [],
      costPerTonneAvoided: null,
      lossAvoidedPerCost: null,
      dominatedBy: [],
      expectations: [],
      bands: [],
      survival: [],
    },
  };
}

function study(chooser: By, variants: readonly VariantResult[], axes: StudyResult['axes'] = []): StudyResult {
  return {
    ...{
      title: 'Which',
      about: undefined,
      for: chooser,
      program: '',
      digest: '',
      seed: '',
      runs: 1,
      sampling: 'plain',
    },
    ...{
      start: '2025-01-01',
      disruption: '2025-01-01',
      stepDays: 7,
      steps: 1,
      currency: '',
      costs: [],
      focus: [],
      demands: [],
      summed: { demands: [], unit: 't' },
      worlds: undefined,
    },
    ...{ variants, axes },
  };
}

const BASE = variant('base', 100, undefined);
const POLICIES = [BASE, variant('renewal', 10, 'china'), variant('reserve', 60, 'us'), variant('source', 40, 'us')];

describe('what helps most is', () => {
  test.each<[string, By, readonly VariantResult[], string | undefined]>([
    ['a choice of the one it is for, though another’s would help more', 'us', POLICIES, 'source'],
    ['that of the other, where it is for the other', 'china', POLICIES, 'renewal'],
    ['any, where it does not say', undefined, POLICIES, 'renewal'],
    ['none, where all choices are another’s', 'us', [BASE, variant('renewal', 10, 'china')], undefined],
    ['none, where none has less shortage than the base', 'us', [BASE, variant('worse', 120, 'us')], undefined],
  ])('%s', (_, chooser, variants, best) => {
    expect(bestChoice(study(chooser, variants))?.id).toBe(best);
  });

  test('said with those that are as good among the same choices', () => {
    const result = study('us', [...POLICIES, variant('other', 40, 'us'), variant('late', 40, 'china')]);
    expect(asGoodAs(POLICIES[3] as VariantResult, result)).toBe(1);
    expect(choicesOf(result).map(({ id }) => id)).toEqual(['reserve', 'source', 'other']);
  });
});

describe('users of a study stand', () => {
  const statistics = (mean: number) => {
    return { mean, p05: null, p25: null, p50: null, p75: null, p95: null, nullShare: 0 };
  };
  const wants = (id: string, shares: Readonly<Record<string, number>>): VariantResult => ({
    ...variant(id, 0, undefined),
    compared: Object.entries(shares).map(([demand, want]) => ({
      ...{ name: 'want', path: `demands.${demand}.want`, demand, measure: 'share', unit: '' },
      ...{ base: statistics(want), variant: statistics(want), paired: null, nulls: null },
    })),
  });
  const demand = (id: string, isEverShort = true) => {
    return { id, title: id, unit: { name: 't', scale: 1, base: 't' }, product: undefined, isEverShort };
  };
  const base = wants('base', { gallium: 0.46, magnets: 0.1, ore: 0, salt: 0, tungsten: 0.02 });
  const lapse = wants('lapse', { gallium: 0.1, magnets: 0.9, ore: 0.2, salt: 0.5, tungsten: 0.9 });
  const result = (focus: readonly string[]) => ({
    ...study(undefined, [base, lapse]),
    ...{
      focus,
      demands: [...['ore', 'salt', 'magnets', 'tungsten', 'gallium'].map((id) => demand(id)), demand('never', false)],
    },
  });
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'by the share of their need that they go without in the base, then in the worst variant',
      [],
      ['gallium', 'magnets', 'tungsten', 'salt', 'ore'],
    ],
    ['after those that the base is about', ['ore', 'never'], ['ore', 'gallium', 'magnets', 'tungsten', 'salt']],
  ])('%s', (_, focus, order) => {
    expect(shortDemands(result(focus)).map(({ id }) => id)).toEqual(order);
  });
});

describe('a grid over a policy and the world', () => {
  const RESERVE = ['0 days', '30 days', '60 days', '90 days'];
  const LAPSE = ['0 weeks', '4 weeks', '8 weeks', '13 weeks'];
  const AXES: StudyResult['axes'] = [
    { path: 'assumptions.reserve', title: 'a reserve', by: 'us', labels: RESERVE },
    { path: 'assumptions.lapse', title: 'a lapse', by: 'china', labels: LAPSE },
  ];
  /** Tonnes short by size of the reserve and length of the lapse. */
  const SHORT = [
    [50, 80, 120, 300],
    [10, 30, 70, 250],
    [10, 10, 40, 200],
    [10, 10, 10.2, 150],
  ];
  const cells = SHORT.flatMap((row, r) => row.map((short, c) => variant(`${r}-${c}`, short, undefined, [r, c])));

  test('is answered by the table that it is', () => {
    const found = gridFinding(study('us', [BASE, ...cells], AXES));
    expect(found).toEqual({
      ...{ policy: 'a reserve', world: 'a lapse', within: 0.005 * 290 },
      carries: [
        { policy: '30 days', world: '0 weeks' },
        { policy: '60 days', world: '4 weeks' },
        { policy: '90 days', world: '8 weeks' },
      ],
      ...{ nothing: ['0 days'], never: ['13 weeks'], pays: [] },
    });
    expect(found && EN_STUDY.carries(found, '1.45 t', '0.5 %')).toBe(
      'A reserve of 30 days carries a lapse of 0 weeks, 60 days of 4 weeks, 90 days of 8 weeks; 0 days carries none; none carries 13 weeks. That it carries one means: no more than 1.45 t above the least shortage in the table, 0.5 % of the range there.',
    );
  });

  test('says which size pays best, by cost and loss together, where money is counted', () => {
    const money = (one: VariantResult, mean: number): VariantResult => ({
      ...one,
      compared: [
        ...one.compared,
        { ...one.compared[0], name: 'cost_and_loss', variant: { ...one.compared[0].variant, mean } },
      ],
    });
    // Of each lapse the least sum is that of the next larger reserve.
    const priced = cells.map((one) =>
      money(one, Math.abs((one.cell?.[0] ?? 0) - Math.min(3, (one.cell?.[1] ?? 0) + 1))),
    );
    const found = gridFinding(study('us', [BASE, ...priced], AXES));
    expect(found?.pays.map(({ policy }) => policy)).toEqual(['30 days', '60 days', '90 days', '90 days']);
    expect(found && EN_STUDY.carries(found, '1.45 t', '0.5 %')).toContain(
      'Cost and loss together are least with a reserve of 30 days for a lapse of 0 weeks; 60 days for 4 weeks; 90 days for 8 weeks (the last looked at); 90 days for 13 weeks (the last looked at).',
    );
  });

  test('whichever axis is written first', () => {
    const turned = cells.map((one) => ({ ...one, cell: [...(one.cell ?? [])].reverse() }));
    const there = gridFinding(study('us', [BASE, ...cells], AXES));
    expect(gridFinding(study('us', [BASE, ...turned], AXES.toReversed()))).toEqual(there);
  });

  test('has no choice by itself that helps most', () => {
    expect(choicesOf(study('us', [BASE, ...cells], AXES))).toEqual([]);
  });

  test('is no such table where both axes are somebody’s own, or nobody says whose', () => {
    const [own] = AXES;
    expect(gridFinding(study('us', [BASE, ...cells], [own, { ...AXES[1], by: 'us' }]))).toBeUndefined();
    const silent = AXES.map((axis) => ({ ...axis, by: undefined }));
    expect(gridFinding(study(undefined, [BASE, ...cells], silent))).toBeUndefined();
    expect(gridFinding(study('us', [BASE], []))).toBeUndefined();
  });
});
