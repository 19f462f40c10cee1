/** What the page of a check says, in English. */
import { formatNumber } from './format.ts';

const many = (count: number, one: string, more = `${one}s`) => `${formatNumber(count)} ${count === 1 ? one : more}`;

export const EN_CHECK = {
  title: (astray: number, all: number): string =>
    astray === 0
      ? `${all === 1 ? 'The scenario is' : `All ${many(all, 'scenario')} are`} as committed`
      : `${formatNumber(astray)} of ${many(all, 'scenario')} ${astray === 1 ? 'is' : 'are'} not as committed or expected`,
  against: (out: string, revision: string | undefined): string =>
    `Held against what each scenario expects, and against the results in ${out}/${revision === undefined ? '' : ` at revision ${revision}`}`,
  /** How many scenarios; empty of none. */
  counts: {
    same: (same: number, all: number): string =>
      same === all
        ? `${all === 1 ? 'The scenario gives' : `All ${many(all, 'scenario')} give`} what is committed, and what is expected`
        : `${formatNumber(same)} of ${many(all, 'scenario')} ${same === 1 ? 'gives' : 'give'} what is committed and expected`,
    moved: (count: number): string => (count === 0 ? '' : `${formatNumber(count)} moved`),
    astray: (count: number): string =>
      count === 0
        ? ''
        : `${formatNumber(count)} ${count === 1 ? 'fails' : 'fail'} what ${count === 1 ? 'it expects' : 'they expect'}`,
    unjudged: (count: number): string =>
      count === 0 ? '' : `${formatNumber(count)} ${count === 1 ? 'has' : 'have'} expectations that were not judged`,
    noBaseline: (count: number): string =>
      count === 0 ? '' : `${formatNumber(count)} ${count === 1 ? 'has' : 'have'} no baseline`,
    unsound: (count: number): string => (count === 0 ? '' : `${formatNumber(count)} could not be run`),
  },
  furthest: (title: string, what: string): string => `Furthest beyond its tolerance, in “${title}”: ${what}.`,
  sections: { overview: 'What differs', same: 'As committed', accept: 'How to accept it' },
  verdict: {
    same: 'as committed',
    unsound: 'could not be run',
    astray: (count: number, all: number): string =>
      `${formatNumber(count)} of ${many(all, 'expectation')} ${count === 1 ? 'fails' : 'fail'}`,
    unjudged: (count: number, all: number): string =>
      `${formatNumber(count)} of ${many(all, 'expectation')} not judged`,
    noBaseline: 'no baseline',
    moved: (count: number): string => `moved: ${many(count, 'difference')}`,
    asStated: (count: number): string => `${many(count, 'expectation')} as stated`,
  },
  facts: {
    file: 'file',
    verdict: 'verdict',
    earliest: 'first to move',
    upstream: 'first where goods flow',
    inputs: 'changed input',
    more: (count: number): string => `${many(count, 'more', 'more')}; chokepoint check --json tells all`,
    outcome: 'comes to',
    missing: 'why there is no baseline',
    notes: 'not compared',
    origin: (entity: string, date: string, name: string): string => `${entity}, on ${date} (${name})`,
  },
  table: {
    scenarios: 'The scenarios that differ',
    scenario: 'scenario',
    verdict: 'verdict',
    furthest: 'furthest beyond its tolerance',
    expectations: 'Expectations that fail',
    expectation: 'expectation',
    left: 'came to',
    right: 'against',
    off: 'off by',
    because: 'because',
    place: 'where',
    notJudged: 'not judged: it needs an ensemble',
    faults: 'What is wrong with the input',
    field: 'field',
    expected: 'expected',
    found: 'found',
    remedy: 'what to do',
    metrics: 'Metrics that moved, the furthest beyond its tolerance first',
    metric: 'metric',
    series: 'Series that moved, at their largest difference, the furthest beyond its tolerance first',
    oneSeries: 'series',
    old: 'as committed',
    now: 'now',
    difference: 'difference',
    tolerance: 'tolerance',
    any: 'none: told always',
    since: 'since',
    most: 'most on',
    others: 'Other differences, told whatever the tolerance',
    what: 'what',
    kind: 'how it differs',
    date: 'date',
    where: (shown: number, steps: number): string =>
      `Where it differs most: ${many(shown, 'step')} of ${formatNumber(steps)} beyond the tolerance`,
  },
  /** How something differs that has not moved but is another thing. */
  kinds: {
    new: 'new: the baseline has none',
    lost: 'lost: only the baseline has it',
    unit: 'in another unit',
    dates: 'other dates',
  },
  more: (count: number, what: 'metric' | 'series' | 'difference'): string =>
    `${formatNumber(count)} more ${what === 'series' || count === 1 ? what : `${what}s`}; chokepoint check --json tells all.`,
  drawn: (entities: number, rest: number): string =>
    rest === 0
      ? 'Each series that moved is drawn.'
      : `Drawn: of ${entities === 1 ? 'one entity' : `each of ${many(entities, 'entity', 'entities')}`} the series that moved furthest. ${many(rest, 'more series', 'more series')} moved.`,
  chart: {
    finding: (name: string, was: string, is: string, date: string, since: string): string =>
      `${name} is ${is} instead of ${was} on ${date}, and differs ${since === date ? 'from then' : `since ${since}`}`,
    overlay: 'As committed and now',
    difference: 'Difference, now less committed',
    steps: (steps: number, all: number): string =>
      `beyond the tolerance in ${formatNumber(steps)} of ${many(all, 'step')}`,
    before: 'as committed',
    now: 'now',
    since: (date: string): string => `first beyond the tolerance, ${date}`,
  },
  accept: {
    how: 'Where these changes are meant, write the results anew, then commit them:',
    since: (revision: string): string =>
      `What differs from revision ${revision} may stand in the results here already. Where it does not, and is meant:`,
    set: 'Values were put over what the files say: write them into the files to accept what moved.',
    expectations: 'No update accepts an expectation that fails: change the scenario, or what it expects.',
    unsound: 'Nothing is written until every scenario can be run: put right first what could not be.',
  },
};
