/** A quota is never overdrawn (model.md, What must always hold), by either reading. */
import { describe, expect, test } from 'vitest';
import { scenarioArbitrary } from '../oracle/generate.ts';
import { type OracleScenario, read } from '../oracle/oracle.ts';
import { READINGS } from '../readings.ts';
import { law } from '../run.ts';

/** A period of a licence's quota: its steps, and what it may bring without what is carried over. */
interface Period {
  first: number;
  end: number;
  allowance: number;
  carry: number;
}

/** The periods of a licence: from the first step of a phase, and from the first on or after each i·per, to the next. */
function periodsOf(scenario: OracleScenario, id: string): Period[] {
  const network = read(scenario);
  const licence = network.licences.find((one) => one.id === id);
  const stepOf = (day: number) => Math.max(0, Math.ceil((day - network.start) / network.delta));
  const periods: Period[] = [];
  for (const [i, { from, per, carry }] of licence?.phases.entries() ?? []) {
    const next = licence?.phases[i + 1];
    const end = Math.min(network.steps, next === undefined ? network.steps : stepOf(next.from));
    if (per === undefined) continue;
    const starts = new Set([stepOf(from)]);
    for (let n = 1; stepOf(from + n * per) < end; n++) starts.add(stepOf(from + n * per));
    const steps = [...starts].filter((t) => t < end);
    for (const [n, first] of steps.entries()) {
      const allowance = (licence?.limit.at(first) ?? Number.NaN) * per;
      periods.push({ first, end: steps[n + 1] ?? end, allowance, carry: n === 0 ? 0 : carry });
    }
  }
  return periods;
}

describe.each(READINGS)('by %s', (_, reading) => {
  test('over a period of a quota at most its limit comes, and what was carried', () => {
    law(scenarioArbitrary(), (scenario) => {
      const licences = Object.entries(scenario.licences ?? {}).filter(([, { phases }]) =>
        phases.some((phase) => phase.per !== undefined),
      );
      if (licences.length === 0) return;
      const answer = reading(scenario);
      for (const [id] of licences) {
        const flows = Object.entries(scenario.flows ?? {}).filter(([, flow]) => flow.licence === id);
        const shipped = flows.map(([flow]) => answer.series(flow, 'shipped'));
        const left = answer.series(id, 'quota_left');
        for (const { first, end, allowance, carry } of periodsOf(scenario, id)) {
          let all = 0;
          for (const series of shipped) for (let t = first; t < end; t++) all += series[t] as number;
          const most = allowance + (carry === 0 ? 0 : carry * (left[first - 1] as number));
          expect(all, `${id} from step ${first}`).toBeLessThanOrEqual(most * (1 + 1e-9));
        }
      }
    });
  });
});
