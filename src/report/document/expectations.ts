/** Expectations and observations in a report: what the file says should come of it, and what was seen. */

import type { EnsembleSummary } from '../../metrics/ensemble-types.ts';
import { type Verdict, verdictUnit } from '../../metrics/expect.ts';
import type { Comparison } from '../../metrics/observe.ts';
import { formatDate } from '../../quantity/calendar.ts';
import type { Words } from '../text/en.ts';
import { formatNumber, formatShare } from '../text/format.ts';
import { type Block, type Cell, text } from './document.ts';

/** A table of expectations, with their odds where there is an ensemble; none where the file states none. */
export function expectationBlocks(
  verdicts: readonly Verdict[],
  ensemble: EnsembleSummary | undefined,
  words: Words,
): Block[] {
  if (verdicts.length === 0) return [];
  const { table } = words;
  return [
    {
      kind: 'table',
      caption: table.expectations,
      header: [...[table.expectation, table.standing, table.cameTo], ...(ensemble ? [table.odds] : []), table.because],
      rows: verdicts.map((verdict) => {
        const odds = ensemble?.expectations.find(({ that }) => that === verdict.that)?.probability;
        return [
          text(verdict.that),
          text(standing(verdict, words)),
          came(verdict, words),
          ...(ensemble ? [odds === undefined ? text(words.none) : { text: formatShare(odds), value: odds }] : []),
          text([verdict.because, verdict.reason].filter((one) => one !== undefined).join('. ') || words.none),
        ];
      }),
    },
  ];
}

function standing({ met, isContradicted }: Verdict, { standing: words }: Words): string {
  if (isContradicted) return met ? words.borneOut : words.contradicted;
  return met ? words.met : words.notMet;
}

function came(verdict: Verdict, words: Words): Cell {
  const { left } = verdict;
  const unit = verdictUnit(verdict);
  if (left === Number.POSITIVE_INFINITY) return text(words.never);
  if (unit === 'days') return { text: words.duration(left), value: left };
  if (unit === 'date') return text(formatDate(left));
  return { text: words.quantity(`${formatNumber(left)} ${unit}`.trim()), value: left };
}

/** How well the run fits what was observed, a sentence an observation. */
export function observationBlocks(comparisons: readonly Comparison[], words: Words): Block[] {
  if (comparisons.length === 0) return [];
  const items = comparisons.map(({ observation, fit }) =>
    words.observations.fit(observation.title, fit.pairs, formatShare(fit.mean_absolute_error), formatShare(fit.bias)),
  );
  return [{ kind: 'points', items }];
}
