/** Scenarios under other names: what must not depend on what things are called, or on which comes first. */
import type { Answer } from '../src/index.ts';
import type { OracleScenario } from './oracle/input.ts';

/** The same scenario with other ids, in the opposite order. */
export function renamed(scenario: OracleScenario): { scenario: OracleScenario; former: (text: string) => string } {
  const { stockpiles, flows, licences, demands } = scenario;
  const ids = [stockpiles, flows, licences, demands].flatMap((entities) => Object.keys(entities ?? {})).sort();
  const names = new Map(ids.map((id, n) => [id, `z${String(ids.length - n).padStart(3, '0')}`]));
  const olds = new Map([...names].map(([id, name]) => [name, id]));
  // Not units, as in 9000 USD/kg and unit: kg.
  const replaced = (text: string, by: ReadonlyMap<string, string>) =>
    text.replace(/(?<![\w/ ]|unit":")[A-Za-z_]\w*/g, (word) => by.get(word) ?? word);
  return {
    scenario: JSON.parse(replaced(JSON.stringify(scenario), names)) as OracleScenario,
    former: (text) => replaced(text, olds),
  };
}

/** Whether flows ship alike in both, by their former names. */
export function isShippedAlike(one: Answer, other: Answer, former: (text: string) => string): boolean {
  const shipped = ({ run: { model, shipped: all } }: Answer, nameOf: (text: string) => string) => {
    const { flows } = model.scenario;
    const sum = (f: number) => all.filter((_, place) => place % flows.length === f).reduce((a, b) => a + b, 0);
    return new Map(flows.map(({ id }, f) => [nameOf(id), sum(f)]));
  };
  const theirs = shipped(other, former);
  return [...shipped(one, (id) => id)].every(([id, sum]) => Math.abs(sum - (theirs.get(id) ?? 0)) <= 1e-9 * sum);
}
