/** What the terms of one phase share of what the phase adds: Owen values, which add up to its Shapley value. */
import { type Issue, type Outcome, outcome } from '../../issue.ts';
import type { Cause } from './causes.ts';

import { CENTRAL } from './coalitions.ts';
import { type ByStep, resultsOf } from './payoffs.ts';
import { addOwen, Weights } from './shapley.ts';
import { coalitionOf, gameAmong, MOST_EXACT, type Why } from './why.ts';
import { fieldKey, termsOf } from './without.ts';

/** A term of a phase, and what it adds. */
export interface FieldShare {
  readonly term: string;
  readonly value: ByStep;
}

/** The terms of the phase that is a cause by itself; none where the id names no such cause, or too many others play. */
export function fieldSharesOf(why: Why, id: string): Outcome<FieldShare[]> {
  const { model, question, shares } = why;
  const whole = shares.find(({ cause }) => cause.id === id);
  const [part, ...more] = whole?.cause.parts ?? [];
  if (whole === undefined || part?.kind !== 'phase' || more.length > 0) {
    return outcome<FieldShare[]>(undefined, [
      noPhase(
        id,
        shares.map(({ cause }) => cause),
      ),
    ]);
  }
  const game = shares.filter(({ role }) => role === whole.role);
  if (game.length > MOST_EXACT) return outcome<FieldShare[]>(undefined, [tooMany(game.length)]);
  const terms = termsOf(model.scenario, part.of, part.day as number);
  const fields = terms.map((term): Cause => {
    const own = { ...part, kind: 'field' as const, of: term };
    return { ...whole.cause, id: fieldKey(id, term), parts: [own], keys: [fieldKey(id, term)] };
  });
  const others = shares.filter((share) => share !== whole);
  const causes = [...others.map(({ cause }) => cause), ...fields];
  const all = gameAmong(model, causes, question, CENTRAL);
  if (!all.ok) return all;
  const placeOf = (wanted: (share: (typeof others)[number]) => boolean) =>
    others.flatMap((share, n) => (wanted(share) ? [n] : []));
  const rivals = placeOf(({ role }) => role === whole.role);
  // Reliefs are asked for with all harms in force, harms with no relief.
  const within = coalitionOf(causes.length, whole.role === 'relief' ? placeOf(({ role }) => role === 'harm') : []);
  const weights = new Weights();
  const parts = fields.map((_, n) => others.length + n);
  addOwen(weights, within, rivals, parts, [...fields.keys()]);
  const found = resultsOf(model, all.value.coalitions, weights.all(), fields.length);
  return found.ok
    ? outcome(
        terms.map((term, n) => ({ term, value: found.value.lacked[n] })),
        [],
      )
    : found;
}

function noPhase(id: string, causes: readonly Cause[]): Issue {
  const phases = causes.filter(({ parts }) => parts.length === 1 && parts[0].kind === 'phase').map((one) => one.id);
  const remedy = `Phases that are causes by themselves are ${phases.slice(0, 8).join(', ') || 'not among them'}.`;
  const expected = 'a phase of a licence that is a cause by itself';
  return { severity: 'error', code: 'unknown-reference', path: [], expected, found: id, remedy };
}

function tooMany(causes: number): Issue {
  const expected = `at most ${MOST_EXACT} causes in one game`;
  const remedy = 'Take causes together: --by licence or entity.';
  return { severity: 'error', code: 'too-large', path: [], expected, found: String(causes), remedy };
}
