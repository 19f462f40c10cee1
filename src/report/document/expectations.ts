/** Expectations and observations in a report: what the file says should come of it, and what was seen. */
import { type ExpectationFinding, expectationFindings, isAsStated } from '../../findings/expectations.ts';
import type { EnsembleSummary } from '../../metrics/ensemble-types.ts';
import type { Verdict } from '../../metrics/expect.ts';
import type { Comparison } from '../../metrics/observe.ts';
import { wordingIn } from '../../wording.ts';
import type { Words } from '../text/en.ts';
import { formatShare } from '../text/format.ts';
import { cameText, howFarOff } from '../text/verdicts.ts';
import { type Block, type Cell, type Column, tableOfColumns, text } from './document.ts';

/** A table of expectations, with their odds where there is an ensemble; none where the file states none. */
export function expectationBlocks(
  verdicts: readonly Verdict[],
  ensemble: Pick<EnsembleSummary, 'expectations'> | undefined,
  words: Words,
): Block[] {
  if (verdicts.length === 0) return [];
  const { table, standing } = words.run;
  const columns: Column<ExpectationFinding>[] = [
    [table.expectation, ({ that }) => text(that)],
    [table.standing, (one) => text(standing[one.standing])],
    [table.cameTo, (one) => came(one, words)],
    ensemble !== undefined && [table.odds, (one) => oddsCell(one, words)],
    [table.because, (one) => text(groundsOf(one, words) || words.none)],
  ];
  const caption = ensemble ? table.expectationsOdds : table.expectations;
  return [{ kind: 'table', ...tableOfColumns(caption, columns, expectationFindings(verdicts, ensemble)) }];
}

/** The claim that it tests, with its document, and why it should come out so; what begins as a sentence stands as one. */
function groundsOf({ figure, because, reason }: Verdict, words: Words): string {
  const claim =
    figure && words.run.assumptions.figure(wordingIn(figure.what, words.language), figure.document, figure.line);
  return [claim, because, reason]
    .filter((ground) => ground !== undefined)
    .reduce((all, ground) => {
      if (all === '') return ground;
      return /^\p{Lu}/u.test(ground) ? `${all.replace(/\.$/, '')}. ${ground}` : words.quantities.clauses([all, ground]);
    }, '');
}

function oddsCell({ odds }: ExpectationFinding, words: Words): Cell {
  if (odds === undefined) return text(words.none);
  const { share } = words.quantities;
  const error = odds.standardError === 0 ? undefined : share(odds.standardError);
  return { text: words.run.odd(share(odds.probability), error), value: odds.probability };
}

/** What the first side came to, and the second where it is a formula; where that is not as stated, how far off. */
function came(one: ExpectationFinding, words: Words): Cell {
  return {
    text: isAsStated(one) ? cameText(one, words) : howFarOff(one.ground?.met === false ? one.ground : one, words),
    ...(Number.isFinite(one.left) && { value: one.left }),
  };
}

/** How well the run fits what was observed, a sentence an observation. */
export function observationBlocks(comparisons: readonly Comparison[], words: Words): Block[] {
  if (comparisons.length === 0) return [];
  const items = comparisons.map(({ observation, fit }) =>
    words.observations.fit(observation.title, fit.pairs, formatShare(fit.mean_absolute_error), formatShare(fit.bias)),
  );
  return [{ kind: 'points', items }];
}
