/** What a file comes to while a hand moves one of its assumptions: the model stands as it was read, under another number. */
import type { Outcome } from '../issue.ts';
import { centralRun, type MeasuredRun } from '../metrics/finite.ts';
import type { Model } from '../model/network.ts';
import { fixedValueOf } from '../quantity/evaluate.ts';
import { compileExpression, isRefusal } from '../quantity/expression.ts';
import type { BookLever } from './book.ts';
import type { Choice } from './state.ts';

/**
 * The central run under choices that differ from those that the model was read with by the number of one assumption;
 * undefined where they differ by more, or where it does not run so.
 */
export function runMoved(
  model: Model,
  read: readonly Choice[],
  choices: readonly Choice[],
  levers: readonly BookLever[],
): MeasuredRun | undefined {
  const other = choices.filter(({ path, text }) => !read.some((one) => one.path === path && one.text === text));
  const isLess = read.some((one) => choices.every(({ path }) => path !== one.path));
  if (other.length !== 1 || isLess) return undefined;
  const [{ path, text }] = other;
  const lever = levers.find((one) => one.lever.path === path)?.lever;
  if (lever?.kind !== 'number' || lever.entity.section !== 'assumptions') return undefined;
  const { assumptions, things } = model.scenario;
  const number = compileExpression(text, { things, variables: new Map(), start: undefined });
  if (isRefusal(number)) return undefined;
  const position = assumptions.findIndex(({ id }) => id === lever.entity.id);
  const ran: Outcome<MeasuredRun> = centralRun(model, new Map([[position, fixedValueOf(number)]]));
  return ran.ok ? ran.value : undefined;
}
