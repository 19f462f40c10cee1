/** What the assumptions of a scenario are: values, ranges, who says so, and how sure that is. */
import { type Distribution, mapDistribution } from '../chance/distribution.ts';
import type { Assumption, Model } from '../model/network.ts';
import { centralValues } from '../model/parameters.ts';
import { evaluate } from '../quantity/evaluate.ts';

/**
 * On what an assumption rests: a figure of the ledger, another source, the judgement of the author (`why` alone), other
 * assumptions by its formula, or nothing that the file names.
 */
export type Support = 'figure' | 'source' | 'judgement' | 'formula' | 'nothing';

/** An assumption as the file makes it. */
export interface AssumptionFinding {
  readonly id: string;
  /** As the file calls it, else its id in words. */
  readonly title: string;
  /** What holds where a chance happens, and where not, as the file says it. */
  readonly branches: Assumption['branches'];
  /** With the numbers that it has in the central run. */
  readonly distribution: Distribution<number>;
  /** Its value in the central run. */
  readonly central: number;
  readonly isUncertain: boolean;
  readonly support: Support;
  /** The formula by which it follows from others; undefined of any that stands for itself. */
  readonly formula: string | undefined;
  readonly figure: Assumption['figure'];
  readonly source: string | undefined;
  readonly why: string | undefined;
}

/** Every assumption, by id. */
export function assumptionFindings(model: Model): readonly AssumptionFinding[] {
  const values = centralValues(model);
  return model.scenario.assumptions.map((assumption, position): AssumptionFinding => {
    const { id, title, branches, distribution, figure, source, why } = assumption;
    const formula = formulaOf(assumption);
    return {
      ...{ id, title, branches, formula, figure, source, why },
      distribution: mapDistribution(distribution, (one) => evaluate(one, { elapsed: 0, values })),
      central: values[position],
      isUncertain: distribution.kind !== 'value',
      support: figure
        ? 'figure'
        : source !== undefined
          ? 'source'
          : why !== undefined
            ? 'judgement'
            : formula !== undefined
              ? 'formula'
              : 'nothing',
    };
  });
}

/** The formula as written, where the value uses other assumptions: 12 g/wafer is none. */
function formulaOf({ distribution, written }: Assumption): string | undefined {
  if (distribution.kind !== 'value' || distribution.value.uses.size === 0) return undefined;
  const formula = (written as { readonly value?: unknown }).value;
  return typeof formula === 'string' ? formula : undefined;
}
