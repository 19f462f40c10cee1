/** Amounts of what a study adds up over users: shortages of one material. */
import type { StudyResult } from '../../metrics/study/result.ts';
import type { Quantities } from './quantities.ts';

/** The amount in its unit, with a minus where it is below 0. */
export function summedAmount(
  value: number,
  { summed: { unit } }: Pick<StudyResult, 'summed'>,
  { quantities }: { readonly quantities: Quantities },
): string {
  return `${value < 0 ? '−' : ''}${quantities.amount(Math.abs(value), { name: unit, scale: 1, base: unit })}`;
}
