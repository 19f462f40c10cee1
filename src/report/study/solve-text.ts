/** The answer to "how much is enough?" in sentences that can't be misread, and as tables. */

import { type Solution, shareInterval } from '../../metrics/study/bracket-search.ts';
import type { SolveResult } from '../../metrics/study/solve.ts';
import type { Probe } from '../../metrics/study/target.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { tenDigits } from '../files/series-csv.ts';
import type { ChartText } from '../text/chart-text.ts';
import type { Reached } from '../text/comparison-text.ts';
import { EN_CHARTS } from '../text/en-charts.ts';

/** A value of the varied number: `412 t`, `35.5 %`. */
export function formatValue(
  value: number,
  { unit, isShare }: Pick<SolveResult, 'unit' | 'isShare'>,
  { quantities }: ChartText = EN_CHARTS,
): string {
  if (isShare) return `${Number((value * 100).toPrecision(4))} %`;
  const number = Number(value.toPrecision(4));
  const text = Math.abs(number) >= 1000 ? quantities.number(number) : String(number);
  const counted = number === 1 ? unit.replace(/^(day|week|month|year)s$/, '$1') : unit;
  return `${text} ${quantities.unit(counted)}`.trim();
}

/** What was found, in sentences without full stops: the value, how surely or how well, and the range searched. */
export function solveFindings(solved: SolveResult, text: ChartText = EN_CHARTS): string[] {
  const { aim, answer, beyond, moves, probes, from, to, target, worsens } = solved;
  const { solve } = text;
  const value = (one: number) => formatValue(one, solved, text);
  const name = `${solved.title} (${solved.vary})`;
  const searched = solve.searched(value(from), value(to), probes.length);
  if (!moves) {
    const same = told(probes[0].mean, solved, text);
    return [solve.unmoved(name, target.that, same, probes.length, value(from), value(to))];
  }
  if (aim === 'minimise' || aim === 'maximise') {
    const [first, best, last] = [probes[0], answer ?? probes[0], probes[probes.length - 1]];
    const level = ({ mean }: Probe) => told(mean, solved, text);
    const isEnd = best === first || best === last;
    return [
      solve.best({ ...{ value: value(best.value), name, metric: target.that, aim, level: level(best), isEnd } }),
      solve.ends(value(from), level(first), value(to), level(last)),
      ...(solved.odds === undefined ? [] : [solve.odds(value(best.value), value(first.value), solved.odds)]),
      searched,
    ];
  }
  const warning = worsens ? [solve.worsens(value(worsens.to), value(worsens.from), answer !== undefined)] : [];
  if (answer === undefined) {
    const best = bestOf(solved);
    const reached = reachedOf(best, solved, text);
    return [
      solve.noneEnough(name, target.that, value(from), value(to), value(best.value), reached),
      ...warning,
      searched,
    ];
  }
  const further = beyond && [
    beyond.isMet
      ? solve.beyondIsEnough(value(beyond.value), aim)
      : solve.beyondIsNot(value(beyond.value), aim, reachedOf(beyond, solved, text)),
  ];
  const isEnd = answer.value === (aim === 'least' ? from : to);
  return [
    solve.answer(value(answer.value), name, target.that, aim, isEnd, reachedOf(answer, solved, text)),
    ...(further ?? []),
    ...warning,
    searched,
  ];
}

/** The findings as sentences. */
export function solveSentences(solved: SolveResult, text: ChartText = EN_CHARTS): string[] {
  return solveFindings(solved, text).map(text.common.remark);
}

function reachedOf({ share, mean }: Probe, solved: SolveResult, text: ChartText): Reached {
  const { runs, needed } = solved;
  const central = runs === 1 ? told(mean, solved, text) : undefined;
  const { low, high } = shareInterval(share, runs);
  return { central, share, runs, low, high, wanted: needed };
}

/** The left side of the target as its metric reads. */
export function told(
  value: number,
  { target: { metric } }: Pick<SolveResult, 'target'>,
  { quantities, metrics }: ChartText = EN_CHARTS,
): string {
  if (!Number.isFinite(value)) return metrics.never;
  if (metric?.measure === 'share') return quantities.share(value);
  if (metric?.measure === 'duration') return quantities.exactDuration(value);
  if (metric?.measure === 'date') return formatDate(value);
  return `${quantities.number(value)} ${quantities.unit(metric?.unit ?? '')}`.trim();
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
  const { aim, vary, title, unit, target, needed, answer, beyond, moves, worsens, from, to, probes, runs } = solved;
  const isBest = aim === 'minimise' || aim === 'maximise';
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const probe = ({ value, share, isMet, mean, p05, p50, p95 }: Probe) => ({
    ...{ value, share, ...(runs > 1 && { interval: Object.values(shareInterval(share, runs)) }), is_met: isMet },
    ...{ mean: finite(mean), p05: finite(p05), p50: finite(p50), p95: finite(p95) },
  });
  const whole = {
    ...{ scenario: solved.scenario, program: solved.program, digest: solved.digest, seed: solved.seed, runs },
    ...{ vary, title, unit, ...(isBest ? { [aim]: target.that } : { [aim]: true, until: target.that, in: needed }) },
    ...{ from, to, moves, evaluations: probes.length },
    ...{ answer: answer ? probe(answer) : null, beyond: beyond ? probe(beyond) : null },
    ...(solved.odds !== undefined && { odds_of_better_than_least: solved.odds }),
    ...{ worsens: worsens ?? null, probes: probes.map(probe) },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
