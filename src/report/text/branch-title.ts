/** What holds in a branch, in words. */
import type { BranchFinding, BranchingFinding } from '../../findings/branches.ts';
import type { Model } from '../../model/network.ts';
import { valueReader } from './assumption-values.ts';
import type { Words } from './en.ts';

/** In the words of the file, else the assumption and its value, or what it lies below, between or above. */
export function branchTitle(
  { title, low, high }: Pick<BranchFinding, 'title' | 'low' | 'high'>,
  { assumption }: Pick<BranchingFinding, 'assumption'>,
  model: Model,
  words: Words,
): string {
  if (title !== undefined) return title;
  const written = model.scenario.assumptions.find(({ id }) => id === assumption.id);
  if (written === undefined) throw new Error(`no assumption ${assumption.id}`);
  const value = valueReader(written, words);
  if (low === high) return words.run.branchOf(assumption.title, value(low));
  return words.run.thirdOf(
    Number.isFinite(low) ? value(low) : undefined,
    Number.isFinite(high) ? value(high) : undefined,
  );
}
