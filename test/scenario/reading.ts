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

/** A sound scenario with one of everything that prices, quotas, chance and money need. */
export const PRICED = `version: 2
title: Test
start: 2025-01-01
horizon: 2 years
units: [vehicle]
discount: 3%
measure: {from: 2025-04-04}
assumptions:
  leaving: {uniform: [2%, 8%], why: nobody says}
  period: {value: 6 months, why: a rule}
stockpiles:
  us_magnets:
    cover: 6 weeks
    floors: {2: 2 weeks, 3: {2025-01-01: 20 t, 2026-01-01: 40 t}}
    price: 60 USD/kg
    holding: 10%/year
    assumed: a round number
  us_others:
    cover: 4 weeks
    assumed: a round number
flows:
  cn_to_us:
    to: us_magnets
    capacity: "2000 t/year * (1 - is(cn_export, shut)) * (1 + 0.1 * sin(2 * pi * elapsed / (1 year)))"
    licence: export
    waits: true
    cost: 60 USD/kg
    standby: 3 USD/kg
    assumed: a round number
  us_plant:
    to: us_magnets
    capacity: 900 t/year
    share: 0
    opens: {from: 1.3, fully: 2, within: 13 weeks}
    projects: [{adds: 100 t/year, decided: 2025-03-01, takes: 1 year, costs: 1.2 BUSD}]
    assumed: a round number
  to_others:
    to: us_others
    capacity: 500 t/year
    opens: {from: 0.5, fully: 1, market: magnets_us}
    assumed: a round number
licences:
  export:
    phases:
      - {from: 2025-06-06, limit: 2600 t/year, per: period, carry: 20%, assumed: a rule}
demands:
  us_auto:
    from: us_magnets
    rate: 500000 vehicle/year
    uses: 2 kg/vehicle
    worth: 9000 USD/vehicle
    elasticity: 0.1
    answers: 20 weeks
    least: 60%
    assumed: a round number
  us_other:
    from: us_others
    rate: 400 t/year
    worth: 90 USD/kg
    assumed: a round number
markets:
  magnets_us:
    title: Magnets in the US
    of: [us_others, us_magnets]
    elasticity: 0.45
    outlook: 20 weeks
    adjust: 3 weeks
    ceiling: 8
    assumed: a round number
processes:
  cn_export:
    states: [open, trickle, shut]
    begins: open
    from: 2025-04-04
    every: 1 month
    moves: {open: {shut: leaving}, shut: {stays: 9 weeks, to: {trickle: 1}}, trickle: {shut: 10%, open: 20%}}
    central: {2025-06-06: trickle, 2025-04-04: shut}
    assumed: a round number
events:
  - {date: 2025-10-09, until: 2025-11-10, title: inspections, scale: {flows.cn_to_us.capacity: 80%}, assumed: a rule}
  - {date: 2025-10-16, set: {stockpiles.us_magnets.floors.2: 3 weeks}, scale: {licences.export.allow: 50%}, assumed: a rule}
`;

/** A text with each piece replaced by the next; throws where there is none to replace. */
function replaced(whole: string, replacements: readonly (readonly [text: string, by: string])[]): string {
  return replacements.reduce((text, [from, by]) => {
    if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`);
    return text.replace(from, () => by);
  }, whole);
}

/** The sound scenario with each text replaced by the next; throws where there is none to replace. */
export function spoilt(...replacements: readonly (readonly [text: string, by: string])[]): string {
  return replaced(SOUND, replacements);
}

/** The same of the priced one. */
export function spoiltPrices(...replacements: readonly (readonly [text: string, by: string])[]): string {
  return replaced(PRICED, replacements);
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
