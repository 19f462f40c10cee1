/** The answer to "how much is enough?", whole: what was asked, what was found, and how sure it is. */
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import { compile } from '../../model/compile.ts';
import { type Chance, isUncertain } from '../../model/draws.ts';
import type { Scenario } from '../../model/network.ts';
import { VERSION } from '../../version.ts';
import { inlineExecutor } from '../ensemble/executor.ts';
import { leastThatMeets, type Range, type Solution } from './bracket-search.ts';
import type { StudyOptions } from './run-study.ts';
import { replicateRows } from './run-variant.ts';
import { probeOf, readTarget, type Target } from './target.ts';

/** A number to be varied, as scenario/study/question.ts reads it. */
export interface SolveProblem extends Range {
  readonly vary: string;
  readonly title: string;
  readonly unit: string;
  readonly isShare: boolean;
  readonly scenario: Scenario;
  open(value: number): { readonly scenario?: Scenario; readonly issues: readonly Issue[] };
}

/** What was asked and what came of it. */
export interface SolveResult extends Solution {
  /** Path of the varied number, its name, and the unit that its values have; empty of plain numbers. */
  readonly vary: string;
  readonly title: string;
  readonly unit: string;
  /** Whether values are shares, to be told as percents. */
  readonly isShare: boolean;
  readonly target: Target;
  /** The share of replicates that must reach the target. */
  readonly needed: number;
  readonly scenario: string;
  /** Digest of the scenario before anything is varied. */
  readonly digest: string;
  readonly program: string;
  readonly seed: string;
  /** 1: the central run. */
  readonly runs: number;
}

/** The share of replicates that must reach a target where nobody says. */
const USUAL = 0.95;

/**
 * The least value of a number in a scenario with which a target such as `demands.x.fill_rate >= 99%` is reached in a
 * share of replicates (95 % unless said; the central run where nothing is uncertain).
 */
export async function solveFor(
  quest: SolveProblem,
  until: string,
  needed: number | undefined,
  { runs: asked, seed, sampling = 'plain', crewFor = inlineExecutor }: StudyOptions = {},
): Promise<Outcome<SolveResult>> {
  const { vary, title, unit, isShare, scenario } = quest;
  const model = compile(scenario);
  const target = readTarget(model, until);
  if (!target.ok) return target;
  const runs = isUncertain(model) ? (asked ?? scenario.runs) : 1;
  const chance: Chance = { seed: seed ?? scenario.seed, sampling, runs };
  const share = runs === 1 ? 1 : (needed ?? USUAL);
  const found = await leastThatMeets(quest, async (value) => {
    const opened = quest.open(value);
    if (opened.scenario === undefined) return { ok: false, issues: opened.issues };
    const own = compile(opened.scenario);
    const rows = await replicateRows(own, chance, () => crewFor(own, chance));
    return rows.ok ? outcome(probeOf(target.value, value, rows.value, share), []) : rows;
  });
  if (!found.ok) return found;
  const solved: SolveResult = {
    ...{ ...found.value, vary, title, unit, isShare, target: target.value, needed: share },
    ...{ scenario: scenario.title, digest: scenario.digest, program: `chokepoint ${VERSION}`, seed: chance.seed, runs },
  };
  return outcome(solved, []);
}
