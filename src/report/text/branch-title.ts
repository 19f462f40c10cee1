/** What holds in a branch of a chance or choice, in words. */
import type { BranchFinding, BranchingFinding } from '../../findings/branches.ts';
import type { Model } from '../../model/network.ts';
import { valueReader } from './assumption-values.ts';
import type { Words } from './en.ts';

/** In the words of the file, else the assumption and its value. */
export function branchTitle(
  { title, value }: Pick<BranchFinding, 'title' | 'value'>,
  { assumption }: Pick<BranchingFinding, 'assumption'>,
  model: Model,
  words: Words,
): string {
  if (title !== undefined) return title;
  const written = model.scenario.assumptions.find(({ id }) => id === assumption.id);
  if (written === undefined) throw new Error(`no assumption ${assumption.id}`);
  return words.run.branchOf(assumption.title, valueReader(written, words)(value));
}
