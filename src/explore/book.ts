/** All of a scenario that a page shows beside numbers: what there is, in both languages, and which levers move it. */
import { type AssumptionFinding, assumptionFindings } from '../findings/assumptions.ts';
import { subjectsOf, userOrder } from '../findings/subject.ts';
import { parsePath, pathText } from '../issue.ts';
import type { Metric } from '../metrics/measures.ts';
import { seriesNames, seriesPath } from '../metrics/series.ts';
import { isUncertain } from '../model/draws.ts';
import { inLanguage } from '../model/in-language.ts';
import type { Model, Scenario } from '../model/network.ts';
import { claimText, groundsOf } from '../report/document/assumptions.ts';
import { rangeText, valueReader } from '../report/text/assumption-values.ts';
import { LANGUAGES, type Language, wordsOf } from '../report/text/languages.ts';
import type { AmountUnit } from '../report/text/quantities.ts';
import { whyWords } from '../report/text/why.ts';
import { titleOf } from '../report/why/names.ts';
import type { Resolved } from '../scenario/files/resolve.ts';
import { isMap, valueAt } from '../scenario/schema/plain-data.ts';
import { wordingIn } from '../wording.ts';
import { settingText } from './file.ts';
import { type Lever, leversOf } from './levers.ts';
import { type Named, perLanguage } from './named.ts';
import type { Choice } from './state.ts';

/** A lever with what it moves, in words, and why it stands where the file has it. */
export interface BookLever {
  readonly lever: Lever;
  /** The entity; and the phase, of licences. */
  readonly title: Named;
  readonly phase: Named | undefined;
  /** Of a chance: what holds where it happens, and where not. */
  readonly branches: { readonly yes: Named; readonly no: Named } | undefined;
  readonly grounds: Named;
  readonly range: Named;
  /** What other documents say, as values to try. */
  readonly rivals: readonly { readonly text: string; readonly said: Named }[];
}

export interface Book {
  readonly file: string;
  readonly digest: string;
  readonly title: Named;
  readonly about: Named | undefined;
  /** Days since 1970-01-01. */
  readonly start: number;
  readonly disruption: number;
  readonly steps: number;
  readonly stepDays: number;
  /** Whether anything is uncertain in the file, so that there are futures to run. */
  readonly isUncertain: boolean;
  readonly seed: string;
  /** In the order of reports: those that the file is about first. */
  readonly users: readonly {
    readonly id: string;
    readonly title: Named;
    readonly unit: AmountUnit;
    /** Its place among demands, and that of what it draws from among stockpiles. */
    readonly position: number;
    readonly stockpile: number;
    readonly isSubject: boolean;
  }[];
  readonly stockpiles: readonly {
    readonly id: string;
    readonly title: Named;
    readonly place: string;
    readonly unit: AmountUnit;
  }[];
  readonly flows: readonly {
    readonly id: string;
    readonly title: Named;
    /** Places of stockpiles. */
    readonly from: readonly number[];
    readonly to: number;
    readonly licence: string | undefined;
  }[];
  readonly licences: readonly {
    readonly id: string;
    readonly title: Named;
    readonly phases: readonly { readonly from: number; readonly title: Named | undefined }[];
  }[];
  readonly events: readonly { readonly date: number; readonly title: Named }[];
  readonly levers: readonly BookLever[];
  /** Assumptions that are formulas, with the names of those that they use; they follow, and have no levers. */
  readonly formulas: readonly { readonly id: string; readonly title: Named; readonly uses: readonly Named[] }[];
  /** Paths of levers that stand first; none unless the file says. */
  readonly first: readonly string[];
  /** Paths of the series that a run has, as series.csv and expectations name them. */
  readonly series: readonly { readonly path: string; readonly unit: string }[];
  readonly presets: readonly { readonly title: Named; readonly choices: readonly Choice[] }[];
}

/** Live ensembles are no larger. */
export const MOST_RUNS = 2000;

/** Names something by the scenario in each language. */
type Naming = (find: (scenario: Scenario, language: Language) => string) => Named;

/** The claims of figures, by id. */
type Claims = ReadonlyMap<string, Resolved['figures'][number]>;

/** The book of a model, with the metrics of its central run and what its files say. */
export function bookOf(
  file: string,
  { model, metrics, resolved }: { model: Model; metrics: readonly Metric[]; resolved: Resolved | undefined },
): Book {
  const data = resolved?.scenario;
  const claims: Claims = new Map(resolved?.figures.map((figure) => [figure.id, figure]));
  const { scenario, network, start, steps, stepDays } = model;
  const scenarios = Object.fromEntries(LANGUAGES.map((one) => [one, inLanguage(scenario, one)])) as Record<
    Language,
    Scenario
  >;
  const named: Naming = (find) => perLanguage((one) => find(scenarios[one], one));
  const results = { model, metrics };
  const subjects = subjectsOf(results);
  const positions = new Map(scenario.demands.map(({ id }, position) => [id, position]));
  const inputsOf = (f: number) =>
    Array.from(network.inputs.items.subarray(network.inputs.start[f], network.inputs.start[f + 1]));
  return {
    ...{ file, digest: scenario.digest, start, steps, stepDays, disruption: scenario.disruption, seed: scenario.seed },
    title: named(({ title }) => title),
    about: scenario.about === undefined ? undefined : named(({ about }) => about ?? ''),
    isUncertain: isUncertain(model),
    users: userOrder(results).map((id) => {
      const position = positions.get(id) as number;
      const stockpile = network.drawsFrom[position];
      const { unit } = scenario.stockpiles[stockpile];
      const title = named(({ demands }) => demands[position].title);
      return { id, title, unit, position, stockpile, isSubject: subjects.includes(id) };
    }),
    stockpiles: scenario.stockpiles.map(({ id, unit, place = '' }, j) => {
      return { id, unit, place, title: named(({ stockpiles }) => stockpiles[j].title) };
    }),
    flows: scenario.flows.map(({ id, licence }, f) => {
      return { id, licence, title: named(({ flows }) => flows[f].title), from: inputsOf(f), to: network.to[f] };
    }),
    licences: scenario.licences.map(({ id, phases }, l) => ({
      id,
      title: named(({ licences }) => licences[l].title),
      phases: phases.map(({ from, title }, p) => {
        return {
          from,
          title: title === undefined ? undefined : named(({ licences }) => licences[l].phases[p].title ?? ''),
        };
      }),
    })),
    events: scenario.events.map(({ date }, n) => ({ date, title: named(({ events }) => events[n].title) })),
    levers: leversIn(model, data, claims, named),
    formulas: scenario.assumptions.flatMap(({ id, distribution }, n) => {
      const uses = distribution.kind === 'value' ? distribution.value.uses : new Set<string>();
      const used = scenario.assumptions.flatMap((one, m) =>
        uses.has(one.id) ? [named(({ assumptions }) => assumptions[m].title)] : [],
      );
      return used.length === 0 ? [] : [{ id, title: named(({ assumptions }) => assumptions[n].title), uses: used }];
    }),
    first: scenario.explore.levers.map(({ path }) => pathText(parsePath(path))),
    series: seriesNames(model).map((name) => ({ path: seriesPath(name), unit: name.unit })),
    presets: scenario.explore.presets.map(({ set }, n) => ({
      title: named(({ explore }) => explore.presets[n].title),
      choices: Object.entries(set).map(([path, value]) => ({
        ...{ path: pathText(parsePath(path)), text: settingText(value) },
      })),
    })),
  };
}

function leversIn(model: Model, data: unknown, claims: Claims, named: Naming): BookLever[] {
  const { scenario } = model;
  const phaseNamed = ({ id, phases }: Scenario['licences'][number], position: number) => {
    const part = { kind: 'phase', of: id, day: phases[position].from, position } as const;
    const cause = {
      ...{ id: '', title: undefined, parts: [part], role: undefined },
      keys: [],
      settings: [],
      touches: [],
    };
    return named((own, one) => titleOf(own, cause, whyWords(one), wordsOf(one).quantities));
  };
  const findings = new Map(
    LANGUAGES.map((one) => [one, assumptionFindings({ ...model, scenario: inLanguage(scenario, one) })]),
  );
  return leversOf(model, data).map((lever): BookLever => {
    const { entity, phase } = lever;
    if (entity.section === 'events') return eventLever(model, data, lever, named);
    const { section } = entity;
    const position = scenario[section].findIndex(({ id }) => id === entity.id);
    const title = named((one) => one[section][position].title);
    const finding = (language: Language) => findings.get(language)?.[position] as AssumptionFinding;
    if (section !== 'assumptions') {
      const at = phase === undefined ? [entity.section, entity.id] : [entity.section, entity.id, 'phases', phase];
      const said = valueAt(data, at);
      const grounds = groundsIn(said);
      const phaseTitle = phase === undefined ? undefined : phaseNamed(scenario.licences[position], phase);
      return {
        lever,
        title,
        phase: phaseTitle,
        branches: undefined,
        grounds,
        range: perLanguage(() => ''),
        rivals: [],
      };
    }
    const assumption = scenario.assumptions[position];
    const branch = (which: 'yes' | 'no') =>
      perLanguage((one) => finding(one).branches?.[which] ?? wordsOf(one).run.assumptions[which]);
    return {
      ...{ lever, title, phase: undefined },
      branches: assumption.distribution.kind === 'chance' ? { yes: branch('yes'), no: branch('no') } : undefined,
      grounds: perLanguage((one) => groundsOf(finding(one), wordsOf(one))),
      range: perLanguage((one) => rangeText(finding(one), valueReader(assumption, wordsOf(one)), wordsOf(one))),
      rivals: (assumption.figure?.rivals ?? []).flatMap((id) => {
        const claim = claims.get(id);
        // A text that is no number, such as "nobody buys", can't be tried.
        const isValue =
          typeof claim?.value === 'number' || (typeof claim?.value === 'string' && /\d/.test(claim.value));
        const said = claim && perLanguage((one) => claimText(claim, wordsOf(one)));
        return claim && said && isValue ? [{ text: String(claim.value), said }] : [];
      }),
    };
  });
}

/** An event, by its title or else its date. */
function eventLever({ scenario }: Model, data: unknown, lever: Lever, named: Naming): BookLever {
  const position = Number(lever.entity.id);
  const place = scenario.events.findIndex((event) => event.position === position);
  const base = lever.kind === 'date' ? lever.base : 0;
  const title =
    place < 0
      ? perLanguage((one) => wordsOf(one).quantities.longDate(base))
      : named(({ events }) => events[place].title);
  const grounds = groundsIn(valueAt(data, ['events', position]));
  return { lever, title, phase: undefined, branches: undefined, grounds, range: perLanguage(() => ''), rivals: [] };
}

/** Who says so, of an entry with a source or an assumption of its own. */
function groundsIn(entry: unknown): Named {
  const source = isMap(entry) ? (entry['source'] ?? entry['assumed']) : undefined;
  return perLanguage((one) => (typeof source === 'string' || isMap(source) ? wordingIn(source as Named, one) : ''));
}
