/** What tests of causes share: a scenario explained, and what is told of one demand. */
import { readFileSync } from 'node:fs';
import { compile, explain, scenarioReader, type WhyFound, type WhyQuestion } from '../../../src/index.ts';
import { sumsOf } from '../../../src/metrics/why/payoffs.ts';

/** Each change by itself, in the central run. */
export const QUESTION: WhyQuestion = { merge: 'change', without: 'open', pairs: 50, seed: 'why' };

/** Explains a scenario given as data, or the file of one. */
export function why(scenario: object | string, question: Partial<WhyQuestion> = {}): WhyFound {
  const text = typeof scenario === 'string' ? undefined : JSON.stringify(scenario);
  const file = typeof scenario === 'string' ? scenario : 'scenario.yaml';
  const reader = scenarioReader(file, (path) => ({ text: text ?? readFileSync(path, 'utf8') }));
  const read = reader([]);
  if (read.scenario === undefined) throw new Error(JSON.stringify(read.issues));
  const found = explain(compile(read.scenario), {
    ...QUESTION,
    readAgain: (settings) => {
      const again = reader(settings);
      return again.scenario ? { ok: true, value: again.scenario, issues: [] } : { ok: false, issues: again.issues };
    },
    ...question,
  });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

/** What each cause adds to what a demand lacks, by id, with what is lacked in all and without any. */
export function told({ why: found }: WhyFound, demand: string) {
  const k = found.model.scenario.demands.findIndex(({ id }) => id === demand);
  const own = (values: Float64Array) => Number(sumsOf(found.model, values)[k].toFixed(4)) + 0;
  return {
    ...{ lacked: own(found.lacked), base: own(found.base) },
    causes: Object.fromEntries(found.shares.map(({ cause, value }) => [cause.id, own(value)])),
    alone: Object.fromEntries(found.shares.map(({ cause, alone }) => [cause.id, own(alone)])),
  };
}
