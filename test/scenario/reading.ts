/** What tests of the reader share: a sound scenario to spoil, and what the reader says of it. */

import { type Issue, type IssueCode, pathText, readScenario, type Scenario, type Setting } from '../../src/index.ts';
import { evaluate } from '../../src/quantity/evaluate.ts';
import type { Expression } from '../../src/quantity/expression.ts';

/** The value of an expression without names; undefined where there is none. */
export function valueAt(expression: Expression | undefined, elapsed = 0): number | undefined {
  return expression && evaluate(expression, { elapsed, values: [] });
}

/** Files by name, or the text of the one that is read. */
export type Files = string | Readonly<Record<string, string>>;

/** A small sound scenario with one of everything; every number has its grounds. */
export const SOUND = `version: 2
title: Test
start: 2025-01-01
horizon: 1 year
units: [vehicle]
assumptions:
  growth: {value: 8%, why: a round number}
  review_time: {triangular: [6 weeks, 9 weeks, 17 weeks], source: a rule}
stockpiles:
  ore:
    cover: 4 weeks
    assumed: a round number
  magnets:
    initial: 6 weeks
    assumed: a round number
  reserve:
    target: 500 t
    assumed: a round number
flows:
  mine:
    to: ore
    capacity: 5000 t/year
    assumed: a round number
  plant:
    from: {ore: 1.5}
    to: magnets
    lead: 3 weeks
    capacity: 3000 t/year
    licence: civil
    share: 90%
    assumed: a round number
  drain:
    from: reserve
    to: magnets
    release: {below: 30 days}
    assumed: a round number
licences:
  civil:
    phases:
      - {from: 2025-03-01, review: review_time, approve: 25%, valid: 6 months, assumed: a rule}
      - {from: 2025-06-01}
demands:
  cars:
    from: magnets
    rate: 1000000 vehicle/year
    uses: 2 kg/vehicle
    assumed: a round number
events:
  - {date: 2025-05-01, title: flood, set: {flows.mine.capacity: 3000 t/year}, assumed: a round number}
`;

/** The sound scenario with each text replaced by the next; throws where there is none to replace. */
export function spoilt(...replacements: readonly (readonly [text: string, by: string])[]): string {
  return replacements.reduce((text, [from, by]) => {
    if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`);
    return text.replace(from, () => by);
  }, SOUND);
}

/** Reads `entry` of the files. */
export function reading(files: Files, settings: readonly Setting[] = [], entry = 's.yaml') {
  const all: Readonly<Record<string, string>> = typeof files === 'string' ? { [entry]: files } : files;
  return readScenario(
    entry,
    (path) => (Object.hasOwn(all, path) ? { text: all[path] as string } : { missing: 'there is no such file' }),
    settings,
  );
}

/** An issue as three lines: place, kind and path; what was expected and found; what to do. */
export function issueText({ place, severity, code, path, expected, found, remedy }: Issue): string {
  const where = place === undefined ? 'nowhere' : `${place.file}:${place.line}:${place.column}`;
  return [
    [where, severity, code, pathText(path)].join(' ').trim(),
    `  expected ${expected}, got ${found}`,
    `  ${remedy}`,
  ].join('\n');
}

/** Warnings of what is nothing to most tests; `toldOf` tells them. */
const ASIDE: ReadonlySet<string> = new Set<IssueCode>(['unsourced', 'unused', 'off-grid']);

/** The issues of one code, as text. */
export function toldOf(code: IssueCode, files: Files, settings: readonly Setting[] = []): string {
  const some = reading(files, settings).issues.filter((issue) => issue.code === code);
  return some.length === 0 ? 'nothing' : `\n${some.map(issueText).join('\n')}\n`;
}

/** Everything else that is said of the files, as text; `sound` where nothing is. */
export function told(files: Files, settings: readonly Setting[] = [], entry = 's.yaml'): string {
  const { issues, scenario } = reading(files, settings, entry);
  const grounded = issues.filter(({ code }) => !ASIDE.has(code));
  if (grounded.length === 0) return scenario === undefined ? 'unsound, but nothing is said' : 'sound';
  return `\n${grounded.map(issueText).join('\n')}\n`;
}

/** What is said, without the part of the message that lists every key there is. */
export function toldShort(...args: Parameters<typeof told>): string {
  return told(...args).replaceAll(/expected one of [^,\n]*(, [^,\n]*){6,}, got/g, 'expected one of the keys, got');
}

/** What is said of each of several files, under its name. */
export function toldOfEach(cases: readonly (readonly [name: string, files: Files])[]): string {
  return `\n${cases.map(([name, files]) => `— ${name}${told(files).trimEnd()}`).join('\n')}\n`;
}

/** The scenario read from files that are sound; throws with everything that is said of them where they are not. */
export function scenarioOf(files: Files, settings: readonly Setting[] = [], entry = 's.yaml'): Scenario {
  const { scenario } = reading(files, settings, entry);
  if (scenario === undefined) throw new Error(told(files, settings, entry));
  return scenario;
}

/** Settings as on the command line. */
export function settings(values: Readonly<Record<string, unknown>>): Setting[] {
  return Object.entries(values).map(([path, value]) => ({ path, value }));
}
