/** Sensitivities that are hard to draw, by what is hard about them. */
import {
  type Chart,
  type Language,
  type Metric,
  type Sensitivity,
  sensitivityCharts,
  sensitivityOf,
} from '../../src/index.ts';
import type { Model } from '../../src/model/network.ts';
import { crewBy, modelWith } from '../metrics/sensitivity/models.ts';

const SHORTAGE: Metric = { path: 'demands.works.shortage', measure: 'amount', unit: 't', value: 0 };
const SURVIVES: Metric = { path: 'demands.works.time_to_survive', measure: 'duration', unit: 'days', value: 0 };

/** What the sensitivities are drawn by. */
export const CHANCE = { seed: 'a test', sampling: 'plain', runs: 32 } as const;

/** A model, and what matters to a metric in it. */
export interface Asked {
  readonly model: Model;
  readonly sensitivity: Sensitivity;
}

/** Asks with 32 runs; Sobol indices are left out where the metric is a time that never comes. */
export async function asked(
  assumptions: object,
  of: (of: (id: string) => number) => number,
  metric: Metric = SHORTAGE,
  hasSobol = true,
  more: Parameters<typeof modelWith>[1] = {},
): Promise<Asked> {
  const model = modelWith(assumptions, more);
  const crew = crewBy(model, CHANCE, metric.path, of);
  const found = await sensitivityOf(model, CHANCE, { metric, hasSobol }, crew);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return { model, sensitivity: found.value };
}

/** Three assumptions of unlike kinds, one of which acts both alone and with another, and one that does nothing. */
export const usual = (): Promise<Asked> =>
  asked(
    {
      review_time: { triangular: ['6 weeks', '9 weeks', '17 weeks'] },
      renewed: { chance: '40%' },
      share_from_china: { uniform: ['70%', '90%'] },
      unused: { uniform: ['1 kg/t', '2 kg/t'] },
    },
    (of) => 400 + 5 * (of('review_time') - 63) * (1 - of('renewed') / 2) + 900 * of('share_from_china'),
  );

const range = (count: number, name: (n: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [name(n), { uniform: [0, n + 1] }]));

const sumOf = (count: number, name: (n: number) => string) => (of: (id: string) => number) =>
  Array.from({ length: count }, (_, n) => of(name(n))).reduce((sum, value) => sum + value, 0);

const LONG = 'an_assumption_with_a_name_that_is_much_longer_than_anyone_would_write';

/** Two assumptions that go together, and noise of demand. */
export const together = (): Promise<Asked> =>
  asked(
    { review_time: { uniform: [0, 1] }, grudge: { uniform: [0, 1] }, other: { uniform: [0, 1] } },
    (of) => of('review_time') + of('other'),
    SHORTAGE,
    true,
    { noise: 0.2, together: [['review_time', 'grudge', 0.8]] },
  );

export const SENSITIVITIES: Readonly<Record<string, () => Promise<Asked>>> = {
  'the case itself': usual,
  'assumptions that go together': together,
  'one assumption': () => asked({ alone: { uniform: [0, 1] } }, (of) => of('alone')),
  'thirty assumptions': () =>
    asked(
      range(30, (n) => `number_${n}`),
      sumOf(30, (n) => `number_${n}`),
    ),
  'twenty assumptions that do nothing': () =>
    asked({ ...range(20, (n) => `idle_${n}`), busy: { uniform: [0, 1] } }, (of) => of('busy')),
  'long names': () =>
    asked(
      range(3, (n) => `${LONG}_${n}`),
      sumOf(3, (n) => `${LONG}_${n}`),
    ),
  'long values': () =>
    asked(
      { need: { uniform: ['123456789 t/year', '987654321 t/year'] }, dose: { uniform: ['1e-7 kg/t', '2e-7 kg/t'] } },
      (of) => of('need') + 1e15 * of('dose'),
    ),
  'all values to one side': () =>
    asked(
      { low: { uniform: [-1, 1] }, more: { uniform: [-2, 2] } },
      (of) => 1 + of('low') * of('low') + of('more') * of('more'),
    ),
  'a choice of seven': () =>
    asked(
      {
        way: {
          choice: [
            [10, 1],
            [20, 1],
            [30, 3],
            [40, 1],
            [50, 1],
            [60, 1],
            [70, 1],
          ],
        },
        rest: { uniform: [0, 5] },
      },
      (of) => (of('way') - 45) * (of('way') - 45) + of('rest'),
    ),
  'a time that never comes in the central run': () =>
    asked(
      { stock: { uniform: ['4 weeks', '20 weeks'] }, renewed: { chance: '60%' } },
      (of) => (of('renewed') === 1 ? Number.POSITIVE_INFINITY : 3 * of('stock')),
      SURVIVES,
      false,
    ),
  'a time that comes in the central run, and never otherwise': () =>
    asked(
      { stock: { uniform: ['4 weeks', '20 weeks'] }, renewed: { chance: '40%' } },
      (of) => (of('renewed') === 1 || of('stock') > 130 ? Number.POSITIVE_INFINITY : 3 * of('stock')),
      SURVIVES,
      false,
    ),
  dates: () =>
    asked(
      { stock: { uniform: ['4 weeks', '60 weeks'] }, other: { uniform: ['4 weeks', '5 weeks'] } },
      (of) => 20_000 + of('stock') + of('other'),
      { path: 'demands.works.peak_date', measure: 'date', unit: '', value: null },
    ),
  shares: () =>
    asked({ part: { uniform: ['10%', '11%'] } }, (of) => 1 - of('part'), {
      path: 'demands.works.fill_rate',
      measure: 'share',
      unit: '',
      value: 0,
    }),
  'tiny swings of a large metric': () =>
    asked({ little: { uniform: [0, 1] } }, (of) => 1_234_567_890 + 1000 * of('little')),
  money: () =>
    asked({ price: { uniform: ['10 USD/t', '90 USD/t'] } }, (of) => 1e6 * of('price'), {
      ...{ path: 'total.supply_cost', measure: 'money', unit: 'USD', value: 0 },
    }),
};

/** The charts of a case. */
export function chartsAsked({ model, sensitivity }: Asked, language: Language = 'en'): Chart[] {
  return sensitivityCharts(model, sensitivity, undefined, language);
}
