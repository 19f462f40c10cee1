/** Which variants of a study are drawn over one another, in which colour, and their key. */
import { totalShortage } from '../../../findings/study.ts';
import type { StudyResult, VariantResult } from '../../../metrics/study/result.ts';
import type { Format } from '../layout/format.ts';
import { type KeyItem, naming } from '../layout/key.ts';
import { COLOUR } from '../layout/look.ts';

/** A variant and its colour. */
export interface Drawn {
  readonly variant: VariantResult;
  readonly colour: string;
  /** Lines lie on one another, each thinner than that below, so that those that coincide are all seen. */
  readonly strokeWidth: number;
}

/** Okabe and Ito's colours, those that stand apart most first; black is the base. */
const COLOURS = [COLOUR.ink, COLOUR.blue, COLOUR.orange, COLOUR.green, COLOUR.short, '#CC79A7'] as const;

/** The base and, where there are more than can be told apart, the variants with the least shortage. */
export function drawnVariants({ variants }: StudyResult): Drawn[] {
  const [base, ...others] = variants.filter(({ isWhole }) => isWhole);
  const kept = new Set(
    others.toSorted((left, right) => totalShortage(left) - totalShortage(right)).slice(0, COLOURS.length - 1),
  );
  return [base, ...others.filter((one) => kept.has(one))].map((variant, n, all) => ({
    ...{ variant, colour: COLOURS[n], strokeWidth: 1.6 + 0.9 * (all.length - 1 - n) },
  }));
}

/** What the colours mean, and who is not drawn. */
export function variantKey(drawn: readonly Drawn[], { variants }: StudyResult, format: Format): KeyItem[][] {
  const shown = new Set(drawn.map(({ variant }) => variant));
  const others = variants.filter((variant) => !shown.has(variant)).map(({ title }) => title);
  return [
    drawn.map(({ variant, colour }) => ({ swatch: colour, text: variant.title })),
    naming(format.text.study.moreShortage, others, format),
  ];
}
