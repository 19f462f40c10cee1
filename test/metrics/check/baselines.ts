/** A small chain with a baseline of its own results, as it would be committed, for tests that change one of the two. */
import {
  type Answer,
  answerWithEnsemble,
  compareWithBaseline,
  type Drift,
  type EnsembleSummary,
  ensembleOf,
  type ResultTexts,
  readBaseline,
  seriesCsv,
  tolerancesOf,
} from '../../../src/index.ts';
import { run } from '../../run.ts';

/** A mine, a plant, a lane under licence, and users who run short when it closes. */
export const CHAIN = {
  ...{ version: 2, title: 'a chain', start: '2025-01-06', horizon: '20 weeks', units: ['engine'] },
  stockpiles: { ore: { cover: '2 weeks' }, magnets: { cover: '2 weeks' }, shelf: { cover: '3 weeks' } },
  flows: {
    mine: { to: 'ore', capacity: '14 t/week' },
    plant: { from: { ore: 1.2 }, to: 'magnets', lead: '1 week', cost: '5 USD/t' },
    lane: { from: 'magnets', to: 'shelf', lead: '2 weeks', licence: 'export' },
  },
  licences: { export: { phases: [{ from: '2025-02-03', allow: 0 }, { from: '2025-03-31' }] } },
  demands: { users: { from: 'shelf', rate: '10000 engine/week', uses: '1 kg/engine' } },
} as const;

/** What would be committed of an answer. */
export function textsOf({ summary, dates, series }: Answer): ResultTexts {
  return { 'summary.json': `${JSON.stringify(summary, null, 2)}\n`, 'series.csv': seriesCsv(dates, series) };
}

/** An answer held against committed texts; throws where they can't be read. */
export function drift(answer: Answer, texts: ResultTexts, ensemble?: EnsembleSummary, project = {}): Drift {
  const baseline = readBaseline('results/chain', texts);
  if (!baseline.ok) throw new Error(baseline.issues.map(({ expected, found }) => `${expected}, ${found}`).join('\n'));
  const { table } = tolerancesOf(answer.run.model, answer.metrics, project);
  return compareWithBaseline(answer, ensemble, baseline.value, table);
}

/** A scenario's answer with its ensemble. */
export async function ensembleOfScenario(scenario: object, seed = 'a', runs = 100) {
  const central = run(scenario);
  const found = await ensembleOf(central.run.model, { seed, sampling: 'plain', runs });
  if (!found.ok) throw new Error('no ensemble');
  return { answer: answerWithEnsemble(central, found.value), ensemble: found.value };
}
