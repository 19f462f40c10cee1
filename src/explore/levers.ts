/**
 * Which values of a file can be moved by hand, and how far: its assumptions, the dates and terms of its licences, what its
 * reserves hold and what its flows can carry. A lever writes a value as a person would, in the unit of the file.
 */
import { type Distribution, mapDistribution, quantile } from '../chance/distribution.ts';
import { type Path, parsePath, pathText } from '../issue.ts';
import type { Model, Scenario } from '../model/network.ts';
import { centralValues } from '../model/parameters.ts';
import { formatDate, parseDate } from '../quantity/calendar.ts';
import { type Dimension, unitOfComputation } from '../quantity/dimension.ts';
import { evaluate } from '../quantity/evaluate.ts';
import { compileExpression, isRefusal } from '../quantity/expression.ts';
import { isMap, valueAt } from '../scenario/schema/plain-data.ts';
import type { Assumption } from '../scenario/values.ts';

export const GROUPS = ['policy', 'events', 'reserves', 'capacities', 'assumptions'] as const;

/** What a lever is about. */
export type Group = (typeof GROUPS)[number];

interface Common {
  /** As behind `--set`. */
  readonly path: string;
  readonly group: Group;
  /** The entity, of events their place, and where that is not all, the field of it: texts of pages name it. */
  readonly entity: { readonly section: Section; readonly id: string };
  readonly field: Field;
  /** Of a phase of a licence: its place. */
  readonly phase?: number;
}

export type Section = 'assumptions' | 'licences' | 'stockpiles' | 'flows' | 'events';

export type Field = 'value' | 'from' | 'allow' | 'limit' | 'review' | 'approve' | 'initial' | 'target' | 'capacity';

/** A number on a scale. */
export interface NumberLever extends Common {
  readonly kind: 'number';
  /** Behind a number: `%`, `weeks`, `t/year`; empty for plain numbers. */
  readonly unit: string;
  /** Ends, steps and the value of the file, in the unit. */
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly base: number;
  /** Whether the file leaves it uncertain. */
  readonly isUncertain: boolean;
  /** Of an uncertain one: how likely values are along its way, in equal pieces, the likeliest 1. */
  readonly density?: readonly number[];
  /** Where the value of the file is a formula that stays: a number in percent multiplies it. */
  readonly times?: string;
}

/** Yes or no by chance, or one of several values by chance. */
export interface ChoiceLever extends Common {
  readonly kind: 'choice';
  /** What can be fixed, as text, with its probability in the file. */
  readonly options: readonly { readonly text: string; readonly probability: number }[];
  readonly isChance: boolean;
}

/** A date that stays between its neighbours. */
export interface DateLever extends Common {
  readonly kind: 'date';
  readonly base: number;
  /** Days that it may be at, first and last. */
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

export type Lever = NumberLever | ChoiceLever | DateLever;

/** Every lever of a model, whose file says `data` in all. */
export function leversOf(model: Model, data: unknown): readonly Lever[] {
  const found = [
    ...licenceLevers(model, data),
    ...eventLevers(model, data),
    ...entityLevers(model, data),
    ...assumptionLevers(model),
  ];
  const named = new Map(model.scenario.explore.levers.map((one) => [pathText(parsePath(one.path)), one]));
  return found.map((lever) => within(lever, named.get(lever.path)));
}

/** The lever with the ends and the steps that the file gives it, as far as they are amounts of its kind. */
function within(lever: Lever, said: Scenario['explore']['levers'][number] | undefined): Lever {
  if (said === undefined || lever.kind === 'choice') return lever;
  if (lever.kind === 'date') {
    const [low, high] = [said.from, said.to].map((text) => parseDate(String(text)));
    return { ...lever, low: low ?? lever.low, high: high ?? lever.high };
  }
  const own = ({ from, to, step }: typeof said) =>
    [from, to, step].map((text) => (text === undefined ? undefined : amountIn(lever, text)));
  const [low = lever.low, high = lever.high, step = lever.step] = own(said);
  if (!(high > low && step > 0)) return lever;
  const { density: _, ...rest } = lever;
  return { ...rest, low, high, step };
}

/** An amount as the file writes it, in the unit of a lever; undefined where it is of another kind. */
function amountIn({ unit, times }: NumberLever, text: string | number): number | undefined {
  const [, number, written = ''] = /^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*(.*?)\s*$/i.exec(String(text)) ?? [];
  const value = Number.parseFloat(number ?? '');
  if (Number.isNaN(value)) return undefined;
  const wanted = times === undefined ? unit : '%';
  if (written === wanted) return value;
  const [own, other] = [DURATIONS.get(written), DURATIONS.get(wanted)];
  if (own !== undefined && other !== undefined) return tidy((value * own) / other);
  return written === '' && wanted === '%' ? tidy(value * 100) : undefined;
}

/** The text that puts a number of its unit, or a day, over the file; undefined where it is the value of the file. */
export function textAt(lever: NumberLever | DateLever, value: number): string | undefined {
  if (lever.kind === 'date') {
    const steps = Math.round((clamped(value, lever) - lever.base) / lever.step);
    return steps === 0 ? undefined : formatDate(lever.base + steps * lever.step);
  }
  const at = clamped(value, lever);
  const onGrid = clamped(Number((Math.round(at / lever.step) * lever.step).toPrecision(12)), lever);
  // Its ends can be had, on the grid or not.
  const number = at === lever.low || at === lever.high ? at : onGrid;
  if (number === lever.base || Math.abs(number - lever.base) < lever.step * 0.499) return undefined;
  return written(lever, number);
}

/** The value of the file as a person would write it. */
export function textOfBase(lever: NumberLever | DateLever): string {
  return lever.kind === 'date' ? formatDate(lever.base) : written(lever, lever.base);
}

function clamped(value: number, { low, high }: { readonly low: number; readonly high: number }): number {
  return Math.min(high, Math.max(low, value));
}

function written({ unit, times }: Pick<NumberLever, 'unit' | 'times'>, number: number): string {
  if (times !== undefined) return `${number}% * (${times})`;
  return unit === '%' ? `${number}%` : unit === '' ? String(number) : `${number} ${unit}`;
}

/**
 * A text as a person writes it into a field, as a file has it: thousands apart as pages show them, a number alone in the
 * unit of its lever, or with the unit as it is shown, full-width digits. Whatever else it may be is left to those who read
 * files.
 */
export function textOfTyped(lever: NumberLever | DateLever, typed: string, shown = ''): string {
  const text = typed.normalize('NFKC').trim();
  if (lever.kind === 'date') return text;
  const [, number = '', rest = ''] = /^([-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?![\d,])(.*)$/s.exec(text) ?? [];
  const whole = number === '' ? text : number.replaceAll(',', '') + rest;
  const plain = shown !== '' && whole.endsWith(shown) ? whole.slice(0, -shown.length).trim() : whole;
  const [, amount = '', mark = ''] = /^([-+]?\d+(?:\.\d+)?)\s*(%?)$/.exec(plain) ?? [];
  if (amount === '') return whole;
  if (lever.times !== undefined) return written(lever, Number(amount));
  // A share can be written both ways in a file: 0.4 and 40%.
  if (lever.unit === '%') return mark !== '' || Math.abs(Number(amount)) > 1 ? `${Number(amount)}%` : plain;
  return mark === '' && lever.unit !== '' ? written(lever, Number(amount)) : whole;
}

/** The number, or the day, that a text of such a lever stands for; undefined of any other text. */
export function valueOfText(lever: NumberLever | DateLever, text: string): number | undefined {
  if (lever.kind === 'date') return parseDate(text);
  const number = Number.parseFloat(text);
  return written(lever, number) === text ? number : undefined;
}

/** Of a phase's date, the days between its neighbours as they now stand: the levers that have them, and their texts. */
export function boundsOf(
  lever: DateLever,
  levers: readonly Lever[],
  textOf: (path: string) => string | undefined,
): { low: number; high: number } {
  const neighbour = (phase: number) => {
    const one = levers.find(
      (other) => other.kind === 'date' && other.entity.id === lever.entity.id && other.phase === phase,
    ) as DateLever | undefined;
    return one && (parseDate(textOf(one.path) ?? '') ?? one.base);
  };
  const place = lever.phase as number;
  const [before, after] = [neighbour(place - 1), neighbour(place + 1)];
  return {
    low: before === undefined ? lever.low : before + lever.step,
    high: after === undefined ? lever.high : after - lever.step,
  };
}

function assumptionLevers(model: Model): Lever[] {
  const values = centralValues(model);
  const leversOfOne = (assumption: Assumption, position: number): Lever[] => {
    const { id, distribution } = assumption;
    const common = {
      ...{ path: `assumptions.${id}`, group: 'assumptions' as const, field: 'value' as const },
      entity: { section: 'assumptions' as const, id },
    };
    const numbers = mapDistribution(distribution, (one) => evaluate(one, { elapsed: 0, values }));
    switch (numbers.kind) {
      case 'chance': {
        const { probability } = numbers;
        const options = [
          { text: '0', probability: 1 - probability },
          { text: '1', probability },
        ];
        return [{ ...common, kind: 'choice', isChance: true, options }];
      }
      case 'choice': {
        const total = numbers.weights.reduce((sum, weight) => sum + weight, 0);
        const texts = (assumption.written as { choice?: readonly (readonly unknown[])[] }).choice ?? [];
        const options = texts.map(([text], n) => ({ text: String(text), probability: numbers.weights[n] / total }));
        return [{ ...common, kind: 'choice', isChance: false, options }];
      }
      case 'value':
      case 'uniform':
      case 'triangular':
      case 'normal':
      case 'lognormal':
        return numberLever(model, assumption, numbers, values[position], common);
    }
  };
  return model.scenario.assumptions.flatMap(leversOfOne);
}

function numberLever(
  { scenario }: Model,
  assumption: Assumption,
  numbers: Distribution<number>,
  value: number,
  common: Common,
): Lever[] {
  const { distribution, dimension } = assumption;
  const isUncertain = numbers.kind !== 'value';
  if (distribution.kind === 'value' && distribution.value.uses.size > 0) return [];
  const { unit, scale } = unitOf(assumption, value, scenario.things, dimension, scenario.currency);
  const base = tidy(value / scale);
  const [low, high] = isUncertain ? likely(numbers, scale) : plausible(base, unit);
  if (!(high > low)) return [];
  const step = DURATIONS.has(unit) && high - low >= 10 ? 1 : stepFor(high - low);
  const lever = { ...common, kind: 'number' as const, unit, low, high, base, isUncertain, step };
  return [isUncertain ? { ...lever, density: densityOf(numbers, low * scale, high * scale) } : lever];
}

/** Pieces of a way, and quantiles that are counted in them. */
const [PIECES, QUANTILES] = [32, 1024];

/** How many of the quantiles of a distribution lie in each piece of the way from one value to another, of the most. */
function densityOf(numbers: Distribution<number>, low: number, high: number): readonly number[] {
  const counts = new Array<number>(PIECES).fill(0);
  for (let n = 0; n < QUANTILES; n++) {
    const place = ((quantile(numbers, (n + 0.5) / QUANTILES) - low) / (high - low)) * PIECES;
    counts[Math.max(0, Math.min(PIECES - 1, Math.floor(place)))]++;
  }
  const most = Math.max(...counts);
  return counts.map((count) => count / most);
}

/** Between which values nearly all draws lie: the bounds, where there are such. */
function likely(numbers: Distribution<number>, scale: number): [number, number] {
  const isBounded = numbers.kind === 'uniform' || numbers.kind === 'triangular';
  const [low, high] = isBounded ? [numbers.low, numbers.high] : [quantile(numbers, 0.01), quantile(numbers, 0.99)];
  const [from, to] = [low / scale, high / scale];
  if (isBounded) return [tidy(from), tidy(to)];
  const step = stepFor(to - from);
  return [tidy(Math.floor(from / step) * step), tidy(Math.ceil(to / step) * step)];
}

const DURATIONS: ReadonlyMap<string, number> = new Map([
  ...['day', 'days'].map((name) => [name, 1] as const),
  ...['week', 'weeks'].map((name) => [name, 7] as const),
  ...['month', 'months'].map((name) => [name, 365.25 / 12] as const),
  ...['year', 'years'].map((name) => [name, 365.25] as const),
]);

/** A share below this would hardly be seen to move on the way to all. */
const SMALL_PERCENT = 10;

/** How far a sure value may be moved. */
function plausible(base: number, unit: string): [number, number] {
  if (unit === '%' && base >= 0 && base <= 100) return [0, base > 0 && base < SMALL_PERCENT ? 3 * base : 100];
  const days = DURATIONS.get(unit);
  if (days !== undefined) return [0, Math.ceil(Math.max(2 * base, 182 / days))];
  if (base === 0) return [0, 1];
  const [low, high] = base > 0 ? [base / 3, base * 3] : [base * 3, base / 3];
  const step = stepFor(high - low);
  return [tidy(Math.max(step, Math.floor(low / step) * step)), tidy(Math.ceil(high / step) * step)];
}

/** 1, 2 or 5 times a power of ten, so that a range has from 50 to 125 steps. */
function stepFor(range: number): number {
  const rough = range / 100;
  const power = Number(`1e${Math.floor(Math.log10(rough))}`);
  const step = [1, 2, 5, 10].find((one) => one * power >= rough * 0.8) ?? 10;
  return tidy(step * power);
}

/** Without the noise of the last digits. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** A number with a unit, and nothing else. */
const AMOUNT = /^\s*[-+]?[\d_]*\.?\d+(?:e[-+]?\d+)?\s*(%|[A-Za-z][\w/ ]*)?\s*$/i;

/** The unit in which a person wrote it, where that can be told, else that in which such values are computed. */
function unitOf(
  { written: entry, figure }: Assumption,
  value: number,
  things: ReadonlySet<string>,
  dimension: Dimension | undefined,
  currency: string | undefined,
): { readonly unit: string; readonly scale: number } {
  const said = isMap(entry) ? Object.entries(entry).find(([key]) => key !== 'figure' && AMOUNTS.has(key))?.[1] : entry;
  const [text] = [said ?? figure?.value].flat();
  const unit = typeof text === 'number' ? '' : AMOUNT.exec(String(text))?.[1];
  const scale = unit === undefined ? undefined : scaleOf(unit, things);
  if (unit !== undefined && scale !== undefined) return { unit: unit.trim(), scale };
  const plain = dimension === undefined || dimension.size === 0;
  if (plain) return value >= 0 && value <= 1 ? { unit: '%', scale: 0.01 } : { unit: '', scale: 1 };
  const usual = unitOfComputation(dimension, currency).replace(/\bday\b/, 'year');
  return { unit: usual === 'year' ? 'weeks' : usual, scale: scaleOf(usual === 'year' ? 'weeks' : usual, things) ?? 1 };
}

const AMOUNTS: ReadonlySet<string> = new Set(['value', 'uniform', 'triangular', 'normal', 'lognormal']);

/** How much of the unit of computation 1 of a unit is. */
function scaleOf(unit: string, things: ReadonlySet<string>): number | undefined {
  if (unit === '') return 1;
  const one = compileExpression(unit === '%' ? '1%' : `1 ${unit}`, { things, variables: new Map(), start: undefined });
  return isRefusal(one) ? undefined : evaluate(one, { elapsed: 0, values: new Float64Array(0) });
}

/** The dates at which phases begin, and the terms that they give. */
function licenceLevers({ scenario, stepDays, steps }: Model, data: unknown): Lever[] {
  const end = scenario.start + steps * stepDays;
  return scenario.licences.flatMap(({ id, phases }) =>
    phases.flatMap(({ from }, phase): Lever[] => {
      if (from <= scenario.start || from >= end) return [];
      const at = ['licences', id, 'phases', phase];
      const common = { group: 'policy' as const, entity: { section: 'licences' as const, id }, phase };
      const whole = (days: number) => Math.floor(days / stepDays) * stepDays;
      const before = Math.max(scenario.start, phases[phase - 1]?.from ?? scenario.start) + stepDays;
      const after = Math.min(end, phases[phase + 1]?.from ?? end) - stepDays;
      const [low, high] = [from - whole(Math.max(0, from - before)), from + whole(Math.max(0, after - from))];
      const terms = (['allow', 'limit', 'review', 'approve'] as const).flatMap((field) =>
        scaled([...at, field], { ...common, field }, valueAt(data, [...at, field])),
      );
      return [
        {
          ...common,
          kind: 'date',
          path: pathText([...at, 'from']),
          field: 'from',
          base: from,
          low,
          high,
          step: stepDays,
        },
        ...terms,
      ];
    }),
  );
}

/** What an event says of itself; all else is what it does. */
const OF_ITSELF: ReadonlySet<string> = new Set(['date', 'title', 'source', 'assumed']);

/** The dates of events that change something. */
function eventLevers({ scenario, stepDays, steps }: Model, data: unknown): Lever[] {
  const written = valueAt(data, ['events']);
  const end = scenario.start + steps * stepDays;
  return (Array.isArray(written) ? written : []).flatMap((event: unknown, position): Lever[] => {
    const base = isMap(event) ? parseDate(String(event['date'])) : undefined;
    const isIdle = !isMap(event) || Object.keys(event).every((key) => OF_ITSELF.has(key));
    if (base === undefined || isIdle || base < scenario.start || base >= end) return [];
    const low = base - Math.floor((base - scenario.start) / stepDays) * stepDays;
    const high = base + (Math.ceil((end - base) / stepDays) - 1) * stepDays;
    const entity = { section: 'events' as const, id: String(position) };
    const path = pathText(['events', position, 'date']);
    return [{ kind: 'date', path, group: 'events', entity, field: 'from', base, low, high, step: stepDays }];
  });
}

/** What reserves begin with or keep, and what flows can carry. */
function entityLevers({ scenario }: Model, data: unknown): Lever[] {
  // What is an assumption and nothing else has a lever by its name.
  const names = new Set<unknown>(scenario.assumptions.map(({ id }) => id));
  const written = (at: Path) => {
    const value = valueAt(data, at);
    return names.has(value) ? undefined : value;
  };
  const reserves = scenario.stockpiles.flatMap(({ id }) =>
    (['initial', 'target'] as const).flatMap((field) => {
      const entity = { section: 'stockpiles' as const, id };
      return scaled(
        ['stockpiles', id, field],
        { group: 'reserves', entity, field },
        written(['stockpiles', id, field]),
      );
    }),
  );
  const capacities = scenario.flows.flatMap(({ id }) => {
    const [entity, field] = [{ section: 'flows' as const, id }, 'capacity' as const];
    return scaled(['flows', id, field], { group: 'capacities', entity, field }, written(['flows', id, field]));
  });
  return [...reserves, ...capacities];
}

/** A value that is multiplied as it is written: from none of it to three times as much. */
function scaled(path: readonly (string | number)[], common: Omit<Common, 'path'>, value: unknown): Lever[] {
  if (typeof value !== 'number' && typeof value !== 'string') return [];
  const own = { ...common, kind: 'number' as const, path: pathText(path), isUncertain: false };
  const share = typeof value === 'number' ? value * 100 : /^\s*([\d.]+)\s*%\s*$/.exec(value)?.[1];
  const isShare = common.field === 'allow' || common.field === 'approve';
  if (isShare && share !== undefined) return [{ ...own, unit: '%', low: 0, high: 100, step: 1, base: Number(share) }];
  if (Number.parseFloat(String(value)) === 0) return [];
  return [{ ...own, unit: '%', low: 0, high: isShare ? 100 : 300, step: 5, base: 100, times: String(value) }];
}
