/** From one scenario file to another: what they say differently of a run, as two policies over the first. */
import { type Issue, type Outcome, outcome, type Path, pathText } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import type { Scenario } from '../../model/network.ts';
import { type Inputs, inputChanges } from '../check/inputs.ts';
import type { ReadAgain } from './causes.ts';
import { CENTRAL, coalitionsOf } from './coalitions.ts';
import { runOf } from './crossed.ts';
import type { WhyFound } from './explain.ts';
import { explainPolicies, type NamedCauses, type Policy, uncomparable } from './policies.ts';
import type { WhyQuestion } from './why.ts';

/** A scenario as it was read, and as it is written with all that it extends. */
export interface Written {
  readonly title: string;
  readonly scenario: Scenario;
  readonly inputs: Inputs;
}

type Fields = Readonly<Record<string | number, unknown>>;

/** What a run is made of, and its frame. */
const RUN: ReadonlySet<unknown> = new Set([
  ...['assumptions', 'stockpiles', 'flows', 'licences', 'demands', 'markets', 'processes', 'events'],
]);
const FRAME: ReadonlySet<string> = new Set([
  ...['version', 'about', 'start', 'horizon', 'end', 'step', 'disruption', 'seed', 'runs'],
]);

/**
 * Explains what differs between two scenarios of the same times and users: a cause is a field, a whole list, an assumption
 * or an entity that they do not have alike, from what the first says to what the second says. `readerOf` reads a scenario
 * from plain data as the first is written, where the first lies.
 */
export function explainScenarios(
  readerOf: (data: unknown) => ReadAgain,
  [first, second]: readonly [Written, Written],
  question: Pick<WhyQuestion, 'pairs' | 'seed'> & { readonly named?: NamedCauses },
): Outcome<WhyFound> {
  const faults = uncomparable(first.scenario, second.scenario);
  if (faults.length > 0) return outcome<WhyFound>(undefined, faults);
  const policies = [
    { title: first.title, settings: [] },
    { title: second.title, settings: settingsOf(first, second) },
  ] as const;
  const found = explainPolicies(readerOf(commonOf(first, second)), policies, question);
  if (!found.ok) return found;
  // What can't be put over the first, such as a figure of another ledger, would be left out unsaid.
  const model = compile(second.scenario);
  const alone = coalitionsOf(
    model,
    { players: 0, clusters: [], scenarioWithout: () => outcome(second.scenario, []) },
    CENTRAL,
  );
  const run = alone.ok ? runOf(model, alone.value, new Uint8Array(0)) : alone;
  if (!run.ok) return run;
  const isSame = run.value.shortfall.every((value, at) => Object.is(value, found.value.run.shortfall[at]));
  return isSame ? found : outcome<WhyFound>(undefined, [notOverTheFirst(second.title)]);
}

/** What the first says that both have: without what no run is made of, with assumptions that the second alone has. */
function commonOf(first: Written, second: Written): unknown {
  const [old, now] = [first, second].map(({ inputs }) => inputs.scenario as Fields) as [Fields, Fields];
  const assumptions = { ...(now['assumptions'] as Fields), ...(old['assumptions'] as Fields) };
  const units = [old['units'], now['units']].flatMap((list) => (Array.isArray(list) ? list : []));
  const focus = [first, second].flatMap(({ scenario }) => scenario.focus.map((id) => `demands.${id}`));
  const kept = Object.entries(old).filter(([key]) => FRAME.has(key) || RUN.has(key));
  return {
    ...Object.fromEntries(kept),
    ...{ title: now['title'], assumptions, units: [...new Set(units)] },
    ...(focus.length > 0 && { focus: [...new Set(focus)] }),
  };
}

/** What differs, as settings over what both have. An assumption that one of them alone has does nothing by itself. */
function settingsOf(first: Written, second: Written): Policy['settings'] {
  const [old, now] = [first.inputs.scenario, second.inputs.scenario];
  const paths = new Map<string, Path>();
  for (const { path, isText } of inputChanges(first.inputs, second.inputs)) {
    if (isText || !RUN.has(path[0])) continue;
    const cut = path.slice(0, depthOf(path));
    if (path[0] === 'assumptions' && [old, now].some((data) => at(data, cut) === undefined)) continue;
    paths.set(pathText(cut), cut);
  }
  return Array.from(paths, ([path, cut]) => ({ path, value: over(at(old, cut), at(now, cut)) }));
}

/** How many parts of a path are one cause: an assumption, an entity that is new or gone, a field of one, a whole list. */
function depthOf(path: Path): number {
  const item = path.findIndex((part) => typeof part === 'number');
  const most = path[0] === 'assumptions' ? 2 : 3;
  return item < 0 ? Math.min(path.length, most) : Math.min(item, most);
}

function at(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (isMap(value) ? value[part] : undefined), data);
}

function isMap(value: unknown): value is Fields {
  return value !== null && typeof value === 'object';
}

/** The value that makes one of the other where maps are put over maps: what is gone is null. */
function over(before: unknown, after: unknown): unknown {
  if (after === undefined) return null;
  if (!isMap(before) || !isMap(after) || Array.isArray(before) || Array.isArray(after)) return after;
  return Object.fromEntries([
    ...Object.entries(after).map(([key, value]) => [key, over(before[key], value)]),
    ...Object.keys(before).flatMap((key) => (key in after ? [] : [[key, null]])),
  ]);
}

function notOverTheFirst(title: string): Issue {
  return {
    ...{ severity: 'error', code: 'conflict', path: [] },
    expected: 'two scenarios of which one can be written as settings over the other',
    found: `“${title}”, which takes figures or tables from elsewhere`,
    remedy: 'Let both extend one file, or write a study with variants that set what differs.',
  };
}
