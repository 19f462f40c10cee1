/** The answer to "how much is enough?" in sentences that can't be misread, and as tables. */

import { type Solution, shareInterval } from '../../metrics/study/bracket-search.ts';
import type { SolveResult } from '../../metrics/study/solve.ts';
import type { Probe } from '../../metrics/study/target.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { tenDigits } from '../files/series-csv.ts';
import { formatDuration, formatNumber, formatShare } from '../text/format.ts';

/** A value of the varied number: `412 t`, `35.5 %`. */
export function formatValue(value: number, { unit, isShare }: Pick<SolveResult, 'unit' | 'isShare'>): string {
  if (isShare) return `${Number((value * 100).toPrecision(4))} %`;
  const number = Number(value.toPrecision(4));
  const text = Math.abs(number) >= 1000 ? formatNumber(number) : String(number);
  return `${text} ${unit}`.trim();
}

/** What was found: the value, the target, how surely it is reached, the range and the number of evaluations. */
export function solveSentences(solved: SolveResult): string[] {
  const { answer, below, moves, probes, from, to, target, worsens } = solved;
  const value = (one: number) => formatValue(one, solved);
  const range = `from ${value(from)} to ${value(to)}`;
  const searched = `Searched ${range} in ${probes.length} evaluations.`;
  const warning = worsens
    ? [
        `More did not always help: ${value(worsens.to)} does worse than ${value(worsens.from)}${answer ? ', so that more than the answer need not be enough' : ''}.`,
      ]
    : [];
  if (!moves) {
    const same = told(probes[0].mean, solved);
    return [
      `${name(solved)} does not move the target ${target.that}: what it compares is ${same} at all ${probes.length} values ${range}.`,
    ];
  }
  if (answer === undefined) {
    const best = bestOf(solved);
    return [
      `None of ${name(solved)} ${range} is enough for ${target.that}: at best ${value(best.value)}, ${reaching(best, solved)}.`,
      ...warning,
      searched,
    ];
  }
  const already = answer.value === from ? ', the least that was looked at: the target is reached there already' : '';
  const less =
    below &&
    `1 % less, ${value(below.value)}, is ${below.isMet ? 'enough as well, as more need not help' : `not: ${reaching(below, solved)}`}.`;
  return [
    `${value(answer.value)} of ${name(solved)} is enough for ${target.that}${already}: ${reaching(answer, solved)}.`,
    ...(less ? [less] : []),
    ...warning,
    searched,
  ];
}

function name({ title, vary }: SolveResult): string {
  return `${title} (${vary})`;
}

/** `reached in 95.2 % of 1,000 replicates (95 % interval 93.7 % to 96.4 %; 95 % wanted)`. */
function reaching({ share, mean }: Probe, solved: SolveResult): string {
  const { runs, needed } = solved;
  if (runs === 1) return `${told(mean, solved)} in the central run`;
  const { low, high } = shareInterval(share, runs);
  const interval = `95 % interval ${formatShare(low)} to ${formatShare(high)}`;
  return `reached in ${formatShare(share)} of ${formatNumber(runs)} replicates (${interval}; ${formatShare(needed)} wanted)`;
}

/** The left side of the target as its metric reads. */
export function told(value: number, { target: { metric } }: Pick<SolveResult, 'target'>): string {
  if (!Number.isFinite(value)) return 'never';
  if (metric?.measure === 'share') return formatShare(value);
  if (metric?.measure === 'duration') return formatDuration(value);
  if (metric?.measure === 'date') return formatDate(value);
  return `${formatNumber(value)} ${metric?.unit ?? ''}`.trim();
}

/** The evaluation that comes nearest to the target. */
export function bestOf({ probes }: Solution): Probe {
  return probes.reduce((best, one) =>
    one.share > best.share || (one.share === best.share && one.margin > best.margin) ? one : best,
  );
}

/** solve.csv: every value that was tried, ascending; the left side of the target in t, days or pieces. */
export function solveCsv({ probes, unit }: SolveResult): string {
  const lines = ['value,unit,share,is_met,mean,p05,p50,p95'];
  for (const { value, share, isMet, mean, p05, p50, p95 } of probes) {
    lines.push(
      [tenDigits(value), unit, tenDigits(share), Number(isMet), ...[mean, p05, p50, p95].map(tenDigits)].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** solve.json: the question, the answer and every evaluation. */
export function solveJson(solved: SolveResult): string {
  const { vary, title, unit, target, needed, answer, below, moves, worsens, from, to, probes, runs } = solved;
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const probe = ({ value, share, isMet, mean, p05, p50, p95 }: Probe) => ({
    ...{ value, share, ...(runs > 1 && { interval: Object.values(shareInterval(share, runs)) }), is_met: isMet },
    ...{ mean: finite(mean), p05: finite(p05), p50: finite(p50), p95: finite(p95) },
  });
  const whole = {
    ...{ scenario: solved.scenario, program: solved.program, digest: solved.digest, seed: solved.seed, runs },
    ...{ vary, title, unit, until: target.that, in: needed, from, to, moves, evaluations: probes.length },
    ...{ answer: answer ? probe(answer) : null, one_percent_less: below ? probe(below) : null },
    ...{ worsens: worsens ?? null, probes: probes.map(probe) },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
