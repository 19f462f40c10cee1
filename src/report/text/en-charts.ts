/** What charts say, in English. */
import type { FitText, PanelNote, Per } from './chart-text.ts';
import { EN_COMPARISONS } from './en-comparisons.ts';
import { EN_SUPPLY } from './en-supply.ts';
import { EN_USERS } from './en-users.ts';
import { capital, percent, EN_QUANTITIES as Q, type Quantities } from './quantities.ts';

const perText = (per: Per) => (typeof per === 'number' ? `per ${per} days` : `a ${per}`);

export const EN_CHARTS = {
  ...EN_COMPARISONS,
  ...EN_USERS,
  ...EN_SUPPLY,
  language: 'en' as 'en' | 'zh',
  quantities: Q as Quantities,
  common: {
    /** The alternative text: the headline, then what each panel says. */
    alt: (headline: string, panels: readonly PanelNote[], more: readonly string[] = []): string =>
      [headline, ...panels.map(({ of, note }) => `${capital(of)}: ${note.replace(/\.$/, '')}`), ...more].join('. '),
    /** A remark that ends in a full stop. */
    remark: (text: string): string => `${text}.`,
    /** A remark that names things. */
    named: (remark: string, names: string): string => `${remark}: ${names}.`,
    /** What follows the title of a panel: the unit of its values. */
    unitEnding: (unit: string): string => ` (${unit})`,
    rateUnit: (unit: string, per: Per): string => `${unit} ${perText(per)}`,
    rate: (amount: string, per: Per): string => `${amount} ${perText(per)}`,
    ensemble: (runs: number): string =>
      `${Q.round(runs)} runs, what is uncertain drawn anew for each; licences and shading as in the central run`,
    /** Of fans: what the bands and lines are; `first` where bands are of the first runs alone. */
    fan: {
      outer: (runs: number, first: boolean): string =>
        `5 to 95 % of ${first ? 'the first ' : ''}${Q.number(runs)} runs`,
      inner: '25 to 75 %',
      median: 'median',
      mean: 'mean',
      central: 'central run',
    },
    notDrawn: 'Not drawn',
    neverAt: 'never',
    /** Formats of Vega for the labels of an axis of dates. */
    axis: { day: '%-d %b', month: '%b', year: '%Y' },
  },
  certainty: {
    headline: (title: string, halfWidth: number, runs: number): string => {
      const percents = halfWidth * 100;
      const shown = percents >= 1 ? Math.round(percents) : Math.max(1, Math.ceil(percents * 10)) / 10;
      return `The mean shortage of ${title} is known to ±${shown} % from ${Q.round(runs)} runs`;
    },
    note: (mean: string, halfWidth: string): string => `mean ${mean} ± ${halfWidth}`,
    subtitle: (runs: number): string =>
      `Mean shortage over the first so many runs, as a deviation from that over all ${Q.number(runs)}`,
    interval: '±1.96 standard errors: holds the true mean in 95 of 100 ensembles',
    running: 'running mean',
    even: (sampling: string): string =>
      `The draws are spread evenly (${sampling}): the mean is, as a rule, more certain`,
    known: 'Known to ±0.1 % or better',
    /** The label of the last number of runs on the axis. */
    runs: ' runs',
    table: 'Mean shortage over all runs',
    user: 'user',
    mean: 'mean',
    standardError: 'standard error',
  },
  backTest: {
    /** Of all series: how many, and that of the greatest error. */
    headline: ({ title, error }: FitText, series: number): string =>
      series === 1
        ? `${capital(title)}: the model is off by ${percent(error)} of a usual month on average`
        : `Of ${series} observed series, the model is furthest from “${title}”: off by ${percent(error)} of a usual month on average`,
    note: ({ error, bias, trough, observedTrough, least }: FitText): string => {
      const at =
        least === undefined
          ? []
          : [
              trough === observedTrough
                ? `lowest in ${Q.month(trough)}, as observed: ${percent(least.modelled)}, observed ${percent(least.observed)}`
                : `lowest in ${Q.month(trough)}, observed in ${Q.month(observedTrough)}`,
            ];
      return Q.clauses([
        `off by ${percent(error)} of a usual month, ${percent(Math.abs(bias))} too ${bias < 0 ? 'low' : 'high'} in all`,
        ...at,
      ]);
    },
    subtitle: 'Tonnes a month; only months that were observed and that the run covers whole',
    model: (isEnsemble: boolean): string => (isEnsemble ? 'the model, central run' : 'the model'),
    observed: 'observed (dots)',
    missing: (title: string, months: readonly string[]): string =>
      `${capital(title)}: no figure for ${months.join(', ')}.`,
    outside: (title: string, months: readonly string[]): string =>
      `${capital(title)}: outside the run ${months.join(', ')}.`,
    modelled: 'model',
    observedShort: 'observed',
  },
};

/** What charts say: the catalogue that other languages are held to, key by key. */
export type ChartText = typeof EN_CHARTS;
