/** Why users lack something in the central run: its causes, and where it was lost. */
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import type { Model } from '../../model/network.ts';
import type { Run } from '../../simulation/record.ts';
import { causesOf, readOnce } from './causes.ts';
import { CENTRAL } from './coalitions.ts';
import { type CrossedPlace, crossedOf, runOf } from './crossed.ts';
import type { FieldShare } from './owen.ts';
import type { WhyEnsemble } from './replicates.ts';
import { coalitionOf, type Game, gameOf, type Why, type WhyQuestion, weightsOf, whyOf } from './why.ts';

/** Why users lack something, as it was found. */
export interface WhyFound {
  readonly why: Why;
  /** The whole run, of all steps. */
  readonly run: Run;
  /** By place, and where few enough coalitions were run by cause as well; undefined where they were not asked for. */
  readonly places: readonly CrossedPlace[] | undefined;
  /** Titles of the policies between which causes are what they set differently; what is lacked without any is the first's. */
  readonly policies?: { readonly from: string; readonly to: string };
  /** How what policies set differently is played. */
  readonly game?: Game;
  readonly ensemble?: WhyEnsemble;
  /** What the terms of one phase share of what it adds. */
  readonly fields?: { readonly cause: string; readonly shares: readonly FieldShare[] };
}

/** How far places are followed: not at all, in the whole run, or in every coalition. */
export type Following = 'none' | 'whole' | 'crossed';

/** Labels of more steps of flows than these take longer than anybody waits for them. */
const MOST_LABELLED = 2e7;

/** Beyond so many causes, or steps of flows in coalitions, an explanation is not made unless it is asked for. */
const MOST_BRIEF = 8;
const MOST_BRIEF_STEPS = 3e6;

/** How much may be explained in passing: so many causes, and steps of flows in their coalitions. */
export interface Brevity {
  readonly causes: number;
  readonly steps: number;
}

/** What was found in passing; or nothing, of how many causes with an effect: none, or too many. */
export interface Brief {
  readonly found: WhyFound | undefined;
  readonly causes: number;
}

/**
 * The central run explained in passing, beside other results: exactly, where it has at most eight causes with an effect, each
 * change by itself or else all of one date and title, and takes less than half a second, or what `Brevity` says instead;
 * undefined where what they name can't be read.
 */
export function explainBriefly(
  model: Model,
  readAgain: WhyQuestion['readAgain'],
  { causes: most, steps: mostSteps }: Brevity = { causes: MOST_BRIEF, steps: MOST_BRIEF_STEPS },
): Brief | undefined {
  const again = readOnce(readAgain);
  let causes = 0;
  for (const merge of ['change', 'date'] as const) {
    const question = { merge, without: 'open' as const, pairs: 1, seed: '', ...(again && { readAgain: again }) };
    const found = causesOf(model.scenario, question);
    if (!found.ok) return undefined;
    causes = found.value.length;
    if (causes === 0) break;
    // Which of them have an effect takes a compiled scenario for each.
    if (causes > 2 * most) continue;
    const game = gameOf(model, question, CENTRAL);
    if (!game.ok) return undefined;
    causes = game.value.causes.length;
    if (causes === 0) break;
    if (causes > most || (1 << causes) * model.steps * model.network.flows > mostSteps) continue;
    const explained = explainGame(model, question, game.value, 'whole');
    return explained.ok ? { found: explained.value, causes } : undefined;
  }
  return { found: undefined, causes };
}

/** Causes of the file that name nothing, and what can't be read of those that say what holds without them. */
export function faultsOfCauses({ scenario }: Model, readAgain: WhyQuestion['readAgain']): readonly Issue[] {
  const found = causesOf(scenario, { merge: 'change', without: 'open', ...(readAgain && { readAgain }) });
  return found.ok ? [] : found.issues;
}

/** Explains the central run of a model. */
export function explain(model: Model, question: WhyQuestion, following: Following = 'crossed'): Outcome<WhyFound> {
  const game = gameOf(model, question, CENTRAL);
  return game.ok ? explainGame(model, question, game.value, following) : game;
}

function explainGame(model: Model, question: WhyQuestion, game: Game, following: Following): Outcome<WhyFound> {
  const why = whyOf(model, question, game);
  if (!why.ok) return why;
  const { causes, coalitions } = game;
  const run = runOf(model, coalitions, coalitionOf(causes.length, causes.keys()));
  if (!run.ok) return run;
  const found = { why: why.value, run: run.value };
  if (following === 'none') return outcome({ ...found, places: undefined }, []);
  const roles = causes.map((cause) => why.value.shares.find((share) => share.cause === cause)?.role ?? 'harm');
  const size = weightsOf(game, roles, question).all().length * model.steps * model.network.flows;
  const places = crossedOf(model, game, why.value, following === 'whole' || size > MOST_LABELLED);
  return places.ok ? outcome({ ...found, places: places.value }, []) : places;
}
