/** What a check says, on its page and on a terminal, in English. */
import type { SubjectOutcome } from '../../findings/check.ts';
import type { CheckNote } from '../../metrics/check/check.ts';
import type { Finding } from '../../model/network.ts';
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
    sentence: (counts: string): string => `${counts}.`,
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
  notes: (note: CheckNote): string => {
    switch (note.kind) {
      case 'no ensemble before':
        return 'The baseline has no ensemble: compared on the central run alone.';
      case 'no ensemble now':
        return 'No ensemble was run: that of the baseline was not compared.';
      case 'other draws': {
        const draws = note.before === note.now ? 'other draws' : `${note.before} runs, now ${note.now}`;
        return `The baseline has ${draws}: means and probabilities alone were compared, by their standard errors.`;
      }
      case 'same inputs':
        return `No input that a number depends on has changed: ${note.program} made the baseline.`;
    }
  },
  inputs: {
    added: (path: string, value: string): string => `${path} added: ${value}`,
    removed: (path: string, value: string): string => `${path} removed: ${value}`,
  },
  /** What becomes of the subject. */
  outcomes: {
    names: {
      shortage: 'shortage',
      want: 'share of its need that it goes without',
      time_to_survive: 'time to survive',
    } as Readonly<Record<SubjectOutcome['name'], string>>,
    statistics: { central: 'central run', mean: 'mean', median: 'median' } as Readonly<
      Record<SubjectOutcome['statistic'], string>
    >,
    neverShort: 'never short',
    of: (who: string, name: string, statistic: string, now: string): string => `${who}, ${name} (${statistic}): ${now}`,
    isNew: (now: string): string => `${now}; the baseline has none`,
    asBefore: (now: string): string => `${now}, as before`,
    hardly: (now: string): string => `${now}, hardly moved`,
    by: (moved: string, by: string): string => (by === '' ? moved : `${moved} (${by})`),
  },
  /** A scenario by its title and the name of its file. */
  named: (title: string, name: string): string => `${title} (${name})`,
  /** Values that are no number. */
  noValue: 'none',
  notNumber: 'not a number',
  /** How far a number is from what it was, and that as a share of what it was. */
  byShare: (by: string, share: string): string => `${by}, ${share}`,
  /** Why an expectation is not as stated, where it is more than not met, or a claim not what it is stated to be. */
  astray: {
    noReason: (that: string): string => `its reason is not so, ${that}`,
    borneOut: 'a claim that must stay false holds',
    found: (stated: Finding, found: Finding): string => `stated ${stated}, found ${found}`,
    rival: 'its rival does not flip it',
    line: (that: string, because: string | undefined, what: string | undefined, off: string): string =>
      `${that}${because === undefined ? '' : ` (${because})`}${what === undefined ? '' : `, ${what}`}: ${off}`,
  },
  /** Lines of a terminal. */
  lines: {
    moved: (name: string, was: string, is: string, by: string): string =>
      `moved      ${name}: ${was} → ${is}${by === '' ? '' : ` (${by})`}`,
    noNumber: (name: string, was: string, is: string): string => `no number  ${name}: ${was} → ${is}`,
    isNew: (name: string): string => `new        ${name}: the baseline has none`,
    lost: (name: string): string => `lost       ${name}: only the baseline has it`,
    unit: (name: string, was: string, is: string): string =>
      `unit       ${name}: was in ${was || 'plain numbers'}, now in ${is || 'plain numbers'}`,
    dates: (name: string, was: string, is: string): string => `dates      ${name}: ${was} → ${is}`,
    during: (since: string, steps: number): string => `, since ${since} in ${many(steps, 'step')}`,
    most: (date: string): string => `, most on ${date}`,
    changed: (what: string): string => `changed    ${what}`,
    textsAlone: (paths: readonly string[]): string => `changed    texts alone: ${paths.join(', ')}`,
    outcome: (what: string): string => `comes to   ${what}`,
    moreInputs: (count: number): string => `… and ${count} more changed inputs; --json tells all.`,
    moreDifferences: (count: number): string => `… and ${count} more differences; --json tells all.`,
    first: (entity: string, date: string, name: string): string => `First to move: ${entity}, on ${date} (${name}).`,
    upstream: (entity: string, date: string, name: string): string =>
      `First where goods flow: ${entity}, on ${date} (${name}).`,
    head: (name: string, what: string): string => `${name}: ${what}`,
    unsound: 'the input is not sound',
    same: (expectations: number): string => `${many(expectations, 'expectation')} as stated, results as committed`,
    astray: (count: number, all: number): string => `${count} of ${many(all, 'expectation')} not as stated`,
    unjudged: (count: number, all: number): string => `${count} of ${many(all, 'expectation')} not judged`,
    noBaseline: 'no baseline',
    differences: (count: number): string => many(count, 'difference'),
    verdict: (isNotMet: boolean, what: string, reason: string | undefined): string =>
      `${isNotMet ? 'NOT MET' : 'NOT SO '}       ${what}${reason === undefined ? '' : `. ${reason}`}`,
    at: (place: string): string => `  at ${place}`,
    notJudged: (place: string, remedy: string): string => `NOT JUDGED    ${place}: it needs an ensemble. ${remedy}`,
    missing: (why: string): string => `No baseline: ${why}. chokepoint check --update writes it.`,
    count: (all: number, same: number, differ: number, unsound: number): string => {
      const more = [...(differ > 0 ? [`${differ} not`] : []), ...(unsound > 0 ? [`${unsound} not sound`] : [])];
      return `${[`${many(all, 'scenario')}: ${same} as they should be`, ...more].join(', ')}.`;
    },
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
  accept: {
    how: 'Where these changes are meant, write the results anew, then commit them:',
    since: (revision: string): string =>
      `What differs from revision ${revision} may stand in the results here already. Where it does not, and is meant:`,
    set: 'Values were put over what the files say: write them into the files to accept what moved.',
    expectations: 'No update accepts an expectation that fails: change the scenario, or what it expects.',
    unsound: 'Nothing is written until every scenario can be run: put right first what could not be.',
  },
};
