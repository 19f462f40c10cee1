/** Every sentence of a report, in English: the catalogue that other languages are held to, key by key. */

import { EN_RUN } from './en-run.ts';
import { EN_STUDY } from './en-study.ts';
import { formatNumber, formatShare } from './format.ts';
import { capital, duration, EN_QUANTITIES, list, longDate, percent, type Quantities } from './quantities.ts';

const many = (count: number, one: string, more = `${one}s`) => `${formatNumber(count)} ${count === 1 ? one : more}`;

/** `short of 300 t on average (5 to 95 %: 100 to 600 t)`. */
const spread = (low: string, high: string) => (low === high ? `5 to 95 %: the same` : `5 to 95 %: ${low} to ${high}`);

export const EN = {
  tag: 'en',
  language: 'en' as 'en' | 'zh',
  quantities: EN_QUANTITIES as Quantities,
  run: EN_RUN,
  /** An amount, a time or a share, formatted in English, as this language says it. */
  quantity: (english: string): string => english,
  date: longDate,
  duration,
  percent,
  share: formatShare,
  list: (names: readonly string[]): string => list(names),
  capital,
  /** Sentences in a row. */
  sentences: (all: readonly string[]): string => all.join(' '),
  range: (low: string, high: string): string => `${low} to ${high}`,
  /** Parts of a sentence that could stand alone. */
  clauses: (parts: readonly string[]): string => parts.join('; '),
  none: '–',
  never: 'never',
  page: {
    skip: 'Skip to the answer',
    contents: 'Contents',
    answer: 'The answer',
    numbers: 'The numbers of this chart',
    show: 'Show',
    readChart: 'Chart. With the arrow keys, read its values by date.',
    asCsv: 'Take this table as CSV',
    tableScrolls: 'Table; it may scroll sideways',
    about: 'About this scenario',
    madeBy: (program: string): string => `Made by ${program}.`,
  },
  scope: (from: string, to: string, step: string): string => `${from} to ${to} in steps of ${step}`,
  replicates: (runs: number): string => `${many(runs, 'replicate')}, what is uncertain drawn anew for each`,
  centralOnly: 'one run at central values',
  sections: {
    users: 'Who runs short',
    charts: 'When, and why',
    idle: 'What stood idle meanwhile',
    drivers: 'What drives the result',
    expectations: 'What was expected of it',
    observations: 'Against what was observed',
    assumptions: 'The assumptions',
    repeat: 'How to repeat it',
    policies: 'The policies',
    comparison: 'What each policy changes',
    worlds: 'Which document to believe',
  },
  figures: {
    shortages: 'Shortages over time',
    'days-of-supply': 'Days of supply',
    shipments: 'Shipments and licences',
    utilisation: 'Use of capacity',
    'back-test': 'The model and what was observed',
    'time-to-survive': 'Time until users run short',
    convergence: 'How certain the means are',
    tornado: 'Assumptions, moved one at a time',
    'study-shortages': 'Shortages over time, by policy',
    'study-differences': 'Differences from the base',
    'study-survival': 'Time until users run short, by policy',
    'study-grid': 'The grid',
    'study-regret': 'Regret by policy and world',
  } as Readonly<Record<string, string>>,
  undrawn: (headings: readonly string[]): string =>
    `What should stand here as well could not be drawn: ${list(headings)}.`,
  /** What the fields of a chart's data are. */
  fields: {
    short: 'unmet',
    low: '25 %',
    high: '75 %',
    days: 'stock, days',
    kept: 'kept at, days',
    share: 'not yet short',
    p05: '5 %',
    p25: '25 %',
    p50: 'median',
    p75: '75 %',
    p95: '95 %',
    mean: 'mean',
    central: 'central run',
    modelled: 'model',
    observed: 'observed',
    shipped: 'shipped',
    delivered: 'shipped',
    beside: 'shipped from elsewhere',
    ordered: 'ordered',
    waiting: 'waiting for a decision',
    held: 'licensed, not yet shipped',
  } as Readonly<Record<string, string>>,
  scenario: {
    nobodyShort: (users: number, from: string, to: string): string =>
      `None of the ${many(users, 'user')} runs short between ${from} and ${to}.`,
    nobodyEver: (users: number, runs: number): string =>
      `None of the ${many(users, 'user')} runs short in any of ${many(runs, 'replicate')}.`,
    short: (who: string, amount: string, of: string, after: string | undefined): string =>
      `${capital(who)} would lack ${amount}, ${of} of what they need${after === undefined ? '' : `, and first run short ${after} after the disruption`}.`,
    likelyShort: (
      who: string,
      odds: string,
      mean: string,
      low: string,
      high: string,
      after: string | undefined,
    ): string =>
      `${capital(who)} would run short ${odds}${after === undefined ? '' : `, after ${after} in the median`}, and lack ${mean} on average (${spread(low, high)}).`,
    others: (names: readonly string[], rest: number): string =>
      names.length === 0
        ? rest === 0
          ? 'Nobody else is in the model.'
          : `The other ${many(rest, 'user')} ${rest === 1 ? 'is' : 'are'} served in full.`
        : `Also short: ${list(names, 4)}; ${rest === 0 ? 'nobody is served in full' : `${many(rest, 'other')} never ${rest === 1 ? 'is' : 'are'}`}.`,
    otherShort: (name: string, amount: string): string => `${name} (${amount})`,
    expectations: (met: number, all: number): string =>
      all === 0
        ? 'The file states no expectations to hold this against.'
        : `Of ${many(all, 'expectation')} that the file states, ${met === all ? 'all come out as stated' : `${met} ${met === 1 ? 'comes' : 'come'} out as stated`}.`,
    neverShort: (names: readonly string[]): string => `Never short: ${list(names)}.`,
  },
  /** `in 73 % of replicates`. */
  inRuns: (share: number): string => (share === 1 ? 'in every replicate' : `in ${percent(share)} of replicates`),
  shortageOf: (title: string): string => `shortage of ${title}`,
  driver: {
    none: 'No uncertain assumption, moved alone, changes the result.',
    one: (assumption: string, metric: string, low: string, high: string): string =>
      `What matters most is “${assumption}”: moved alone, it takes the ${metric} from ${low} to ${high}.`,
  },
  table: {
    users: 'Users that run short',
    user: 'user',
    everShort: 'ever short, share of replicates',
    shortage: 'short of',
    shortageMean: 'short of, mean',
    standardError: 'standard error',
    p05: '5 %',
    p25: '25 %',
    p50: 'median',
    p75: '75 %',
    p95: '95 %',
    lost: 'not made',
    lostMean: 'not made, mean',
    served: 'share served',
    servedMean: 'share served, mean',
    peak: 'worst step',
    survives: 'runs short after',
    survivesMedian: 'runs short after, median',
    recovers: 'recovers after',
    beforeDisruption: 'before the disruption',
    survivesAll: 'not after it',
    notYet: 'not by the end',
    byMonth: (title: string): string => `${title}, at the first of each month`,
    byTime: (title: string): string => `${title}, by time after the disruption as on the axis`,
    ofVariant: (title: string, field: string): string => `${title}: ${field}`,
    time: 'time',
    date: 'date',
    month: 'month',
    value: 'value',
    neverShortShare: 'never short, share',
    runs: 'replicates',
    mean: 'mean',
    flow: 'flow',
    used: 'share of capacity used',
    utilisation: 'Capacity in use over the whole time, central run',
    survival: 'Time after the disruption until users first run short',
    convergence: 'Mean shortage over all replicates',
    observed: 'observed',
    modelled: 'modelled',
    assumption: 'assumption',
    aloneAt: 'alone at',
    gives: 'gives',
    swing: 'moves it by',
    tornado: (metric: string): string => `The ${metric} with one assumption moved`,
    assumptions: 'Every assumption, its value in the central run, and where it comes from',
    inUnit: 'value',
    grounds: 'grounds',
    rivals: 'says otherwise',
    expectation: 'expectation',
    because: 'because',
    standing: 'in the central run',
    odds: 'in replicates',
    cameTo: 'came to',
    policy: 'policy',
    changes: 'what it is and what it sets',
    policies: 'The policies that are compared',
    total: 'All users together',
    difference: 'against the base',
    interval: '95 % interval',
    worst: 'worst 5 %',
    costDifference: 'cost against the base',
    perTonne: 'cost per tonne avoided',
    unpaired: 'runs needed if not on the same draws',
    unbounded: 'no number suffices',
    dominated: 'dominated by',
    ofUser: (title: string): string => `${title} under each policy`,
    recoversMedian: 'recovers after, median',
    world: 'world',
    worlds: 'Mean shortage of all users, by world and policy',
    regrets: 'The most that each policy loses against the best',
    regret: 'greatest regret',
    inWorld: 'in the world',
    expectations: 'What the file expects, and what came of it',
    expectationOdds: 'The share of replicates in which each expectation holds, by policy',
    saves: 'costs less',
  },
  study: EN_STUDY,
  assumptions: {
    figure: (what: string, document: string, line: number): string => `${what} (document ${document}, line ${line})`,
    derived: (formula: string): string => `follows from others: ${formula}`,
    assumed: (why: string): string => `assumed: ${why}`,
    levers: 'Nothing is uncertain: each assumption has one value.',
    uncertain: (count: number): string =>
      `${many(count, 'assumption')} ${count === 1 ? 'is' : 'are'} uncertain; central values are listed.`,
  },
  standing: {
    met: 'met',
    notMet: 'not met',
    contradicted: 'contradicted, as stated',
    borneOut: 'borne out, against the file',
  },
  observations: {
    fit: (title: string, months: number, error: string, bias: string): string =>
      `${title}: over ${many(months, 'month')} the model is off by ${error} of the reference on average (bias ${bias}).`,
    observation: (title: string): string => title,
  },
  repeat: {
    how: 'The same command over the same file gives the same numbers on every machine.',
    program: 'program',
    digest: 'digest of the scenario as resolved (SHA-256)',
    studyDigest: 'digest of the study with its scenarios (SHA-256)',
    seed: 'seed',
    runs: 'replicates',
    sampling: 'sampling',
    bands: 'quantiles over time are of',
    bandsOf: (replicates: number, low: string, median: string): string =>
      `the first ${many(replicates, 'replicate')}; standard error of a rank ${low} at 5 and 95 %, ${median} at the median`,
    files: 'Numbers beside this report',
  },
};

/** The catalogue of a language. */
export type Words = typeof EN;
