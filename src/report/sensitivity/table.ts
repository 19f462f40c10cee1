/** A sensitivity as rows of text for a terminal or a document. */
import type { Sensitivity } from '../../metrics/sensitivity/sensitivity.ts';
import type { Model } from '../../model/network.ts';
import { formatNumber } from '../text/format.ts';
import { capital } from '../text/quantities.ts';
import { assumptionWords } from './assumption-words.ts';
import {
  noiseNote,
  ranksFinding,
  ranksNote,
  share,
  signed,
  sobolFinding,
  sobolNote,
  sumFinding,
  tornadoFinding,
} from './finding.ts';
import { metricWords } from './metric-words.ts';

/** What a sensitivity says in a terminal. */
export interface SensitivityTable {
  /** What is asked, and what the central run has. */
  readonly question: string;
  readonly header: readonly string[];
  /** A row an uncertain assumption, the furthest moving first. */
  readonly rows: readonly string[][];
  /** What was found, in sentences without their full stops. */
  readonly findings: readonly string[];
  /** How the runs were drawn, where that differs from one measure to the next; without full stops, too. */
  readonly notes: readonly string[];
}

/** The table of a sensitivity; the columns of Sobol indices are there where they were asked for. */
export function sensitivityTable(model: Model, sensitivity: Sensitivity): SensitivityTable {
  const { metric, tornado, ranks, indices, runs } = sensitivity;
  const words = metricWords(model, metric);
  const { value: values } = assumptionWords(model);
  const rows = tornado.swings.map(({ assumption, tried, swing }) => {
    const value = values(assumption);
    const correlation = ranks.find((one) => one.assumption === assumption)?.correlation;
    const index = indices?.find((one) => one.assumption === assumption);
    return [
      assumption,
      tried.map((one) => value(one.value)).join(' / '),
      tried.map((one) => words.value(one.metric)).join(' / '),
      swing === 0 ? '–' : Number.isFinite(swing) ? words.difference(swing) : 'to never',
      correlation ? `${signed(correlation.value)} (${signed(correlation.low)} to ${signed(correlation.high)})` : '–',
      ...(indices ? [index?.first, index?.total].map((one) => (one ? share(one.value) : '–')) : []),
    ];
  });
  const sum = sumFinding(sensitivity);
  return {
    question: `${capital(words.name)} (${metric.path}): ${words.value(tornado.centre)} in the central run`,
    header: [
      ...['assumption', 'alone at', 'gives', 'swing', `rank correlation, ${formatNumber(runs)} runs`],
      ...(indices ? ['Sobol first', 'total'] : []),
    ],
    rows,
    findings: [
      tornadoFinding(sensitivity, words),
      ranksFinding(sensitivity, words),
      ...(indices ? [sobolFinding(sensitivity, words)] : []),
      ...(sum === undefined ? [] : [sum]),
    ],
    notes: [ranksNote(model), indices && sobolNote(model), noiseNote(model)].filter((note) => note !== undefined),
  };
}
