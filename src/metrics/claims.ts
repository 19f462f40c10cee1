/**
 * The claims of documents put to the test: what is found of each by running, whether its rival flips it, and at which
 * value of the number that it depends on it turns.
 */
import { type Issue, type Outcome, outcome } from '../issue.ts';
import { compile } from '../model/compile.ts';
import { isUncertain } from '../model/draws.ts';
import type { Claim, Finding, Model, Scenario } from '../model/network.ts';
import { spanOf } from '../model/span.ts';
import { type Answer, answer, answerWithEnsemble } from './answer.ts';
import { ensembleOf } from './ensemble/ensemble.ts';
import type { Verdict } from './expect.ts';
import { type Range, valueThatMeets } from './study/bracket-search.ts';
import { rangeOf, type SolveProblem } from './study/solve.ts';
import type { Probe } from './study/target.ts';

/** Where an undecided claim turns, in the unit of the number that it depends on. */
export interface Turn extends Pick<SolveProblem, 'vary' | 'title' | 'unit' | 'isShare'> {
  /** The range that was looked in. */
  readonly from: number;
  readonly to: number;
  /** Whether the claim holds at the lower end. */
  readonly isMetBelow: boolean;
  /** The least value, within 0.4 %, at which it comes out otherwise than at the lower end; undefined: none does. */
  readonly value: number | undefined;
}

/** What is not as the file says: the verdict, what it gives as the reason, or that the rival flips it. */
export type ClaimFault = 'verdict' | 'reason' | 'rival';

/** A claim put to the test. */
export interface ClaimTrial {
  readonly claim: Claim;
  /** As the file stands. */
  readonly verdict: Verdict;
  readonly found: Finding;
  /** With the rival's values. */
  readonly rival: Verdict | undefined;
  readonly turn: Turn | undefined;
  readonly faults: readonly ClaimFault[];
}

/** A scenario read again with other values, or what is wrong with them. */
type Opened = { readonly scenario?: Scenario | undefined; readonly issues: readonly Issue[] };

/** How a scenario is read again. */
export interface ClaimReader {
  open(settings: readonly { readonly path: string; readonly value: unknown }[]): Opened;
  /** The number at a path, to be varied. */
  problem(path: string): { readonly question?: SolveProblem; readonly issues: readonly Issue[] };
}

/**
 * Puts every claim of a scenario to the test that has a verdict; issues of a rival or of the number that a claim depends
 * on are at the path in the file. A claim that asks an ensemble is judged by one.
 */
export async function tryClaims(
  { scenario }: Model,
  central: Pick<Answer, 'verdicts' | 'unjudged'>,
  reader: ClaimReader,
): Promise<Outcome<readonly ClaimTrial[]>> {
  const trials: ClaimTrial[] = [];
  const issues: Issue[] = [];
  for (const [position, { claim }] of scenario.expectations.entries()) {
    if (claim === undefined) continue;
    const own = central.verdicts.find((one) => one.position === position);
    const verdict = own ? outcome(own, []) : await verdictOf({ scenario, issues: [] }, position);
    const trial = verdict.ok ? await tryClaim(claim, verdict.value, reader) : verdict;
    if (trial.ok) trials.push(trial.value);
    else issues.push(...trial.issues);
  }
  return outcome(trials, issues);
}

async function tryClaim(claim: Claim, verdict: Verdict, reader: ClaimReader): Promise<Outcome<ClaimTrial>> {
  const { position, stated, ground, met } = verdict;
  const at = (key: string, issues: readonly Issue[]): Outcome<never> => ({
    ok: false,
    issues: issues.map(({ place: _place, ...issue }) => ({ ...issue, path: ['expect', position, key] })),
  });
  const settings = Object.entries(claim.rival ?? {}).map(([path, value]) => ({ path, value }));
  const rival = claim.rival && (await verdictOf(reader.open(settings), position));
  if (rival && !rival.ok) return at('rival', rival.issues);
  const turn = claim.depends === undefined ? undefined : await turnOf(claim.depends, position, reader);
  if (turn && !turn.ok) return at('depends', turn.issues);
  const decided = met ? 'held' : 'contradicted';
  const found = turn?.value.value === undefined ? decided : 'undecided';
  const faults = [
    ...(found === stated ? [] : ['verdict' as const]),
    ...(ground?.met === false ? ['reason' as const] : []),
    ...(rival?.value.met === met ? ['rival' as const] : []),
  ];
  return outcome({ claim, verdict, found, rival: rival?.value, turn: turn?.value, faults }, []);
}

/** The verdict at a place of the list of expectations, of the central run or, where it asks one, of an ensemble. */
async function verdictOf({ scenario, issues }: Opened, position: number): Promise<Outcome<Verdict>> {
  if (scenario === undefined) return { ok: false, issues: errorsOf(issues) };
  const central = answer(scenario);
  if (!central.ok) return central;
  const { model } = central.value.run;
  const own = ({ verdicts }: { readonly verdicts: readonly Verdict[] }) =>
    verdicts.find((one) => one.position === position);
  const found = own(central.value);
  if (found !== undefined) return outcome(found, []);
  // Where values that are put in leave nothing uncertain, one replicate is all of them.
  const runs = isUncertain(model) ? scenario.runs : 1;
  const { seed } = scenario;
  const ensemble = await ensembleOf(model, { seed, sampling: 'plain', runs });
  return ensemble.ok ? outcome(own(answerWithEnsemble(central.value, ensemble.value)), []) : ensemble;
}

function errorsOf(issues: readonly Issue[]): Issue[] {
  return issues.filter(({ severity }) => severity === 'error');
}

async function turnOf(path: string, position: number, reader: ClaimReader): Promise<Outcome<Turn>> {
  const { question, issues } = reader.problem(path);
  if (question === undefined) return { ok: false, issues: errorsOf(issues) };
  const range = spanIn(question, compile(question.scenario));
  let isMetBelow: boolean | undefined;
  const tryOne = async (value: number): Promise<Outcome<Probe>> => {
    const verdict = await verdictOf(question.open(value), position);
    if (!verdict.ok) return verdict;
    isMetBelow ??= verdict.value.met;
    return outcome(probeOf(value, verdict.value, verdict.value.met !== isMetBelow), []);
  };
  const found = await valueThatMeets('least', range, tryOne);
  if (!found.ok) return found;
  const { vary, title, unit, isShare } = question;
  const { from, to, answer: turned } = found.value;
  return outcome({ vary, title, unit, isShare, from, to, isMetBelow: isMetBelow === true, value: turned?.value }, []);
}

/** A value as the search sees it: met where the claim has turned, by how far its sides are apart. */
function probeOf(value: number, { left, right }: Verdict, isMet: boolean): Probe {
  const apart = Math.abs(left - right);
  const share = isMet ? 1 : 0;
  return { value, share, isMet, margin: isMet ? apart : -apart, p05: left, p50: left, p95: left, mean: left };
}

/** Of an assumption, the span in which it is said to lie; of any other number what can be meant. */
function spanIn(question: SolveProblem, model: Model): Range {
  const assumption = model.scenario.assumptions.find(({ id }) => question.vary === `assumptions.${id}`);
  const span = assumption && spanOf(model, assumption);
  if (span === undefined) return rangeOf(question, model);
  const [from, to] = [span.low, span.high].map((end) => Number((end / question.unitSize).toPrecision(12)));
  return { ...question, from, to, limit: to };
}
