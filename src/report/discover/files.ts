/** The files of a discovery: the box with its evidence, and every box that was tried. */
import { type Limit, restrictedIn } from '../../metrics/discover/box.ts';
import { unitOf } from '../../metrics/summary.ts';
import { VERSION } from '../../version.ts';
import { tenDigits } from '../files/series-csv.ts';
import type { DiscoverFound } from './sentences.ts';

/** discover.json: the question, the box, what each restriction does, and what half-samples say. */
export function discoverJson({ model, question, chance, discovery, study }: DiscoverFound): string {
  const { scenario } = model;
  const { box, restrictions, stability, rows, cases, chosen, trajectory } = discovery;
  const unitAt = (id: string) => unitOf(scenario.assumptions.find((one) => one.id === id)?.dimension);
  const whole = {
    ...{ scenario: study?.title ?? scenario.title, program: `chokepoint ${VERSION}`, digest: scenario.digest },
    ...{ seed: chance.seed, sampling: chance.sampling, runs: chance.runs },
    ...{ metric: question.metric.path, unit: question.metric.unit },
    ...(question.isAbove ? { above: question.bound } : { below: question.bound }),
    given: Object.fromEntries(question.given.map(({ assumption, value }) => [assumption, value])),
    ...(study && {
      policy: study.policy,
      satisficing: Object.fromEntries(study.shares.map(({ id, share }) => [id, share])),
    }),
    ...{ rows, cases, boxes: trajectory.length, chosen },
    box: { coverage: digits(box.coverage), density: digits(box.density), rows: box.rows.length, cases: box.cases },
    restrictions: Object.fromEntries(
      restrictions.map((one) => [
        one.input,
        {
          ...{ unit: unitAt(one.input), ...limitOf(one.limit), quasi_p: Number(one.quasiP.toPrecision(3)) },
          without: { coverage: digits(one.coverageWithout), density: digits(one.densityWithout) },
          halves: one.halves,
        },
      ]),
    ),
    half_samples: {
      ...{ number: stability.halves, coverage: digits(stability.coverage), density: digits(stability.density) },
      others: Object.fromEntries(stability.others.map(({ input, halves }) => [input, halves])),
    },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function digits(value: number): number {
  return Number(value.toPrecision(6));
}

function limitOf(limit: Limit): object {
  if (limit.kind === 'category') return { values: limit.values };
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return { low: finite(limit.low), high: finite(limit.high) };
}

/**
 * discover.csv: every box from that of all replicates on, and its limits: `box,coverage,density,rows,cases,restricted`,
 * then `low` and `high` of each amount, and the values of each category, empty where there is no limit.
 */
export function discoverCsv({ model, question, discovery }: DiscoverFound): string {
  const { trajectory } = discovery;
  const given = new Set(question.given.map(({ assumption }) => assumption));
  const inputs = model.scenario.assumptions.filter(
    ({ id, distribution }) => distribution.kind !== 'value' && !given.has(id),
  );
  const isAmount = inputs.map(({ distribution: { kind } }) => kind !== 'chance' && kind !== 'choice');
  const head = inputs.flatMap(({ id }, n) => (isAmount[n] ? [`${id}.low`, `${id}.high`] : [id]));
  const lines = trajectory.map((box, n) => {
    const limits = box.limits.flatMap((limit, input) => {
      if (limit === undefined) return isAmount[input] ? ['', ''] : [''];
      return limit.kind === 'amount' ? [limit.low, limit.high].map(tenDigits) : [limit.values.map(tenDigits).join(' ')];
    });
    const { coverage, density, rows, cases } = box;
    return [n, tenDigits(coverage), tenDigits(density), rows.length, cases, restrictedIn(box), ...limits].join(',');
  });
  return `${[['box', 'coverage', 'density', 'rows', 'cases', 'restricted', ...head].join(','), ...lines].join('\n')}\n`;
}
