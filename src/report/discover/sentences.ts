/** What scenario discovery found, in sentences and as a table. */
import type { Sampling } from '../../chance/sampling.ts';
import type { Limit } from '../../metrics/discover/box.ts';
import { type Discovery, isDecidedByCategories } from '../../metrics/discover/discover.ts';
import type { CaseQuestion } from '../../metrics/discover/question.ts';
import type { Model } from '../../model/network.ts';
import { type AssumptionWords, assumptionWords } from '../sensitivity/assumption-words.ts';
import { metricWords } from '../sensitivity/metric-words.ts';
import { type DiscoverWords, discoverWords } from '../text/discover.ts';
import { formatNumber } from '../text/format.ts';
import { chartTextOf, type Language } from '../text/languages.ts';
import { capital } from '../text/quantities.ts';

/** What was found, of what. */
export interface DiscoverFound {
  readonly model: Model;
  readonly question: CaseQuestion;
  readonly chance: { readonly seed: string; readonly sampling: Sampling; readonly runs: number };
  readonly discovery: Discovery;
  /** Of a study: the policy whose failures are asked about, and how often each is good enough. */
  readonly study:
    | {
        readonly title: string;
        readonly policy: string;
        readonly isNamed: boolean;
        readonly shares: readonly { readonly id: string; readonly title: string; readonly share: number }[];
      }
    | undefined;
}

/** A restriction above this may be chance. */
const DOUBTFUL = 0.05;
/** Of fewer cases little can be said. */
const FEW = 20;

/** A limit as a condition: `review time above 9 weeks`. */
function condition(names: AssumptionWords, input: string, limit: Limit, words: DiscoverWords): string {
  const value = names.value(input);
  const name = names.name(input);
  if (limit.kind === 'category') return words.among(name, limit.values.map(value));
  const { low, high } = limit;
  if (high === Number.POSITIVE_INFINITY) return words.above(name, value(low));
  if (low === Number.NEGATIVE_INFINITY) return words.below(name, value(high));
  return words.between(name, value(low), value(high));
}

/** Assumptions as a language names them. */
function namesIn(model: Model, language: Language): AssumptionWords {
  return assumptionWords(model, chartTextOf(language));
}

/** The limits of the box as one condition: all of them, or those that chance does not explain. */
export function boxCondition(
  { model, discovery: { restrictions } }: DiscoverFound,
  language: Language,
  which: 'all' | 'sure' = 'all',
): string {
  const words = discoverWords(language);
  const names = namesIn(model, language);
  const sure = restrictions.filter(({ quasiP }) => quasiP <= DOUBTFUL);
  const some = which === 'all' || sure.length === 0 ? restrictions : sure;
  return words.conditions(some.map(({ input, limit }) => condition(names, input, limit, words)));
}

/** Which replicates are asked about: `shortage of US car makers above 2,000 t`. */
export function interestWords({ model, question }: DiscoverFound, language: Language): string {
  const words = discoverWords(language);
  const metric = metricWords(model, { ...question.metric, value: null }, chartTextOf(language));
  return words.interest(metric.name, question.isAbove, metric.value(question.bound));
}

/** The answer. */
export function discoverSentences(found: DiscoverFound, language: Language): string[] {
  const words = discoverWords(language);
  const { model, question, discovery, study } = found;
  const names = namesIn(model, language);
  const { box, restrictions, stability, cases, rows } = discovery;
  const share = (one: number) => words.quantities.percent(one);
  const given = question.given.map(({ assumption, value }) =>
    words.among(names.name(assumption), [names.value(assumption)(value)]),
  );
  const condensed = given.length > 0 ? words.conditions(given) : undefined;
  const [many, all] = [formatNumber(cases), formatNumber(rows)];
  const doubtful = restrictions.filter(({ quasiP }) => quasiP > DOUBTFUL).map(({ input }) => names.name(input));
  const unstable = restrictions
    .filter(({ halves }) => 2 * halves < stability.halves)
    .map(({ input }) => names.name(input));
  const [first] = restrictions;
  const category = first?.limit.kind === 'category' ? first.limit.values[0] : undefined;
  return [
    ...(study ? studySentences(study, words) : []),
    words.count(many, all, share(cases / rows), interestWords(found, language), condensed),
    ...(restrictions.length === 0
      ? [words.nothing]
      : [words.box(boxCondition(found, language), share(box.coverage), share(box.density))]),
    ...(doubtful.length > 0 ? [words.chance(doubtful, doubtful.length === 1)] : []),
    ...(isDecidedByCategories(discovery) && category !== undefined
      ? [words.swallowed(capital(names.name(first.input)), `--given ${first.input}=${category}`)]
      : []),
    ...(restrictions.length > 0
      ? [words.stability(stability.halves, share(stability.coverage), share(stability.density))]
      : []),
    ...(unstable.length > 0 ? [words.unstable(unstable)] : []),
    ...(cases < FEW ? [words.few(many)] : []),
  ];
}

function studySentences(
  { policy, isNamed, shares }: NonNullable<DiscoverFound['study']>,
  words: DiscoverWords,
): string[] {
  const told = shares.map(({ title, share }) => ({ title, share: words.quantities.percent(share) }));
  const asked = shares.findIndex(({ id }) => id === policy);
  const isAmong = !isNamed && shares.some(({ share }, n) => n > 0 && share > shares[asked].share);
  return [words.shares(told), words.policy(told[asked].title, told[asked].share, isNamed, isAmong)];
}

/** A row a restriction, the one that matters most first. */
export function discoverTable(
  { model, discovery }: DiscoverFound,
  language: Language,
): { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const words = discoverWords(language);
  const names = namesIn(model, language);
  const rows = discovery.restrictions.map((one) => [
    names.name(one.input),
    condition(names, one.input, one.limit, { ...words, ...BARE }),
    one.quasiP < 1e-4 ? '< 0.0001' : one.quasiP.toPrecision(2),
    words.quantities.percent(one.coverageWithout),
    words.quantities.percent(one.densityWithout),
    String(one.halves),
  ]);
  return { head: words.table, rows };
}

/** Limits by themselves, in a table that names the assumption beside them. */
const BARE = {
  above: (_: string, low: string) => `> ${low}`,
  below: (_: string, high: string) => `< ${high}`,
  between: (_: string, low: string, high: string) => `${low} – ${high}`,
  among: (_: string, values: readonly string[]) => values.join(' / '),
};
