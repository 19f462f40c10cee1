/** The ways to spoil what a file says: each changes one thing in the data of a YAML file, and says in words what. */
import type { Chance } from './chance.ts';
import { FIELDS, type Field } from './fields.ts';
import { ALL_UNITS, DATES, FORMULAS, IDS, NUMBERS, PATHS, TEXTS, UNITS } from './hostile.ts';

/** YAML as data: maps as Map, so that a key may be `__proto__`. */
export type Data = Map<unknown, Data> | Data[] | string | number | boolean | null | undefined;
type Key = string | number;
type Place = readonly Key[];

/** A data file on its way to being spoilt. */
export interface Draft {
  data: Data;
  /** The data of a sound file of another kind, for parts to be taken from. */
  readonly other: Data;
}

/** Spoils one thing; returns what in words, or undefined where it finds nothing to spoil. */
export type Mutation = (draft: Draft, chance: Chance) => string | undefined;

/** At most so much of a value is told. */
const MOST_WORDS = 80;

export function shown(value: unknown): string {
  const plain = (_: string, one: unknown) => {
    if (one instanceof Map) return Object.fromEntries(one);
    return typeof one === 'number' && !Number.isFinite(one) ? String(one) : one;
  };
  const text = JSON.stringify(value, plain) ?? 'nothing';
  return text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS)}… (${text.length} characters)` : text;
}

const told = (place: Place) => place.join('.') || 'the whole';

/** Every place in the data but the whole. */
function placesIn(data: Data, at: Place = []): Place[] {
  const entries: [Key, Data][] =
    data instanceof Map
      ? [...data].map(([key, one]) => [String(key), one])
      : Array.isArray(data)
        ? [...data.entries()]
        : [];
  return entries.flatMap(([key, one]) => [[...at, key], ...placesIn(one, [...at, key])]);
}

function get(data: Data, place: Place): Data {
  return place.reduce<Data>(
    (at, key) => (at instanceof Map ? at.get(key) : Array.isArray(at) ? at[Number(key)] : undefined),
    data,
  );
}

/** Puts a value at a place, with maps and lists on the way to it where there are none. */
function put(data: Data, place: Place, value: Data): Data {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  if (Array.isArray(data)) {
    const place = Number(key);
    return Object.assign([...data], { [Number.isInteger(place) ? place : data.length]: put(data[place], rest, value) });
  }
  const map = new Map(data instanceof Map ? data : []);
  map.set(key, put(map.get(key), rest, value));
  return map;
}

function drop(data: Data, place: Place): Data {
  const key = place.at(-1);
  const holder = get(data, place.slice(0, -1));
  if (Array.isArray(holder))
    return put(
      data,
      place.slice(0, -1),
      holder.filter((_, n) => n !== key),
    );
  return put(
    data,
    place.slice(0, -1),
    new Map([...(holder as Map<unknown, Data>)].filter(([one]) => String(one) !== key)),
  );
}

/** Lists on the way to a place, as `put` makes maps. */
function withLists(data: Data, place: Place): Data {
  return place.reduce<Data>((made, key, n) => {
    const at = place.slice(0, n);
    return typeof key === 'number' && !Array.isArray(get(made, at)) ? put(made, at, []) : made;
  }, data);
}

/** A value put at a place, told. */
function change(draft: Draft, place: Place, value: Data, how: string): string {
  const before = get(draft.data, place);
  draft.data = put(withLists(draft.data, place), place, value);
  return `${told(place)}: ${how} ${shown(value)} in place of ${shown(before)}`;
}

function somewhere(draft: Draft, chance: Chance, fits: (value: Data, place: Place) => boolean = () => true) {
  const places = placesIn(draft.data).filter((place) => fits(get(draft.data, place), place));
  return places.length === 0 ? undefined : chance.oneOf(places);
}

const isMap = (value: Data): value is Map<unknown, Data> => value instanceof Map;

/** What kind of file data is, by what only such have. */
export function kindOf(data: Data): keyof typeof FIELDS {
  if (Array.isArray(data)) return 'ledger';
  return isMap(data) && data.has('base') ? 'study' : 'scenario';
}

/** A field of the format in this file, whether the file has it or not: `*` is a key that is there, or a new one. */
function fieldIn({ data }: Draft, chance: Chance, holds: Field['holds']): { kind: string; place: Place } | undefined {
  const fields = FIELDS[kindOf(data)].filter((one) => one.holds === holds);
  if (fields.length === 0) return undefined;
  const field = chance.oneOf(fields);
  const place: Key[] = [];
  for (const key of field.path) {
    const here = get(data, place);
    if (key === '*') place.push(isMap(here) && here.size > 0 ? String(chance.oneOf([...here.keys()])) : 'x');
    else if (/^\d+$/.test(key))
      place.push(Array.isArray(here) && key === '0' ? chance.below(Math.max(1, here.length)) : Number(key));
    else place.push(key);
  }
  return { kind: field.kind, place };
}

/** An extreme for a number of a kind: with a unit that fits, mostly. */
function extreme(kind: string, chance: Chance): Data {
  const number = chance.oneOf(NUMBERS);
  const [, units] = UNITS.find(([start]) => kind.startsWith(start)) as (typeof UNITS)[number];
  const unit = chance.is(0.9) ? chance.oneOf(units) : chance.oneOf(ALL_UNITS);
  return unit === '' || chance.is(0.15) ? number : `${number} ${unit}`;
}

const extremeNumber: Mutation = (draft, chance) => {
  const field = fieldIn(draft, chance, 'number');
  return field && change(draft, field.place, extreme(field.kind, chance), 'the extreme');
};

/** In the place of a number that is there: it is used for sure. */
const extremeHere: Mutation = (draft, chance) => {
  const place = somewhere(
    draft,
    chance,
    (value) => typeof value === 'number' || /^-?\d[\d.]*( |%|$)/.test(String(value)),
  );
  if (place === undefined) return undefined;
  const unit = /^-?[\d.]+\s*(.*)$/.exec(String(get(draft.data, place)))?.[1] ?? '';
  const number = chance.oneOf(NUMBERS);
  return change(draft, place, unit === '' ? number : `${number} ${unit}`, 'the extreme');
};

/** A number that may well be meant, a little or much larger or smaller. */
const scaled: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance, (value) => /^\d[\d.]*( |%|$)/.test(String(value)));
  if (place === undefined) return undefined;
  const written = get(draft.data, place);
  const [, digits = '1', unit = ''] = /^([\d.]+)(.*)$/.exec(String(written)) ?? [];
  const number = Number(digits) * chance.oneOf([0, 1e-6, 0.01, 0.5, 1.01, 2, 7, 30, 365, 1000, 1e6, 1e9]);
  return change(draft, place, unit === '' ? number : `${number}${unit}`, 'scaled to');
};

const swappedUnit: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance, (value) => typeof value === 'string' && /^-?\d[\d.]*( |%)/.test(value));
  if (place === undefined) return undefined;
  const number = /^-?[\d.]+/.exec(get(draft.data, place) as string)?.[0] ?? '1';
  return change(draft, place, `${number} ${chance.oneOf(ALL_UNITS)}`, 'another unit,');
};

const hostileFormula: Mutation = (draft, chance) => {
  const place = chance.is(0.5)
    ? fieldIn(draft, chance, 'number')?.place
    : somewhere(draft, chance, (value) => /^-?\d/.test(String(value)));
  return place && change(draft, place, chance.oneOf(FORMULAS), 'the formula');
};

const dated: Mutation = (draft, chance) => {
  const field = fieldIn(draft, chance, 'number');
  if (field === undefined) return undefined;
  const value = new Map<unknown, Data>(
    Array.from({ length: 1 + chance.below(3) }, () => [
      chance.is(0.5) ? chance.oneOf(DATES) : `2025-0${1 + chance.below(9)}-01`,
      extreme(field.kind, chance),
    ]),
  );
  return change(draft, field.place, value, 'dated values');
};

const removed: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance);
  if (place === undefined) return undefined;
  const before = shown(get(draft.data, place));
  draft.data = drop(draft.data, place);
  return `${told(place)}: taken out (${before})`;
};

const doubled: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance, (value) => typeof value === 'object');
  if (place === undefined) return undefined;
  const holder = get(draft.data, place.slice(0, -1));
  const [key, value] = [place.at(-1) as Key, get(draft.data, place)];
  const name = Array.isArray(holder) ? holder.length : `${key}_too`;
  draft.data = put(draft.data, [...place.slice(0, -1), name], value);
  return `${told(place)}: once more, as ${name}`;
};

const retyped: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance);
  if (place === undefined) return undefined;
  const before = get(draft.data, place);
  const TYPES: readonly Data[] = [
    null,
    true,
    false,
    '',
    [],
    new Map(),
    0,
    7,
    'text',
    [before],
    new Map([['a', before]]),
  ];
  const also: readonly Data[] = [
    String(before),
    [before, before],
    [[], [[]]],
    new Map([['value', before]]),
    '2025-04-04',
  ];
  return change(draft, place, chance.oneOf([...TYPES, ...also]), 'of another type,');
};

const hostileText: Mutation = (draft, chance) => {
  const place = chance.is(0.7)
    ? fieldIn(draft, chance, 'text')?.place
    : somewhere(draft, chance, (value) => typeof value === 'string');
  return place && change(draft, place, chance.oneOf(TEXTS), 'the text');
};

const hostileDate: Mutation = (draft, chance) => {
  const place = chance.is(0.4)
    ? fieldIn(draft, chance, 'date')?.place
    : somewhere(draft, chance, (value) => /^\d{4}-\d\d/.test(String(value)));
  return place && change(draft, place, chance.oneOf(DATES), 'the date');
};

const hostilePath: Mutation = (draft, chance) => {
  const place = fieldIn(draft, chance, 'path')?.place;
  return place && change(draft, place, chance.oneOf(PATHS), 'the path');
};

const hostileId: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance, (_, [...at]) => isMap(get(draft.data, at.slice(0, -1))));
  if (place === undefined) return undefined;
  const above = place.slice(0, -1);
  const id = chance.oneOf(chance.is(0.7) ? IDS : chance.is(0.5) ? TEXTS : DATES);
  const all = [...(get(draft.data, above) as Map<unknown, Data>)];
  draft.data = put(draft.data, above, new Map(all.map(([key, one]) => [String(key) === place.at(-1) ? id : key, one])));
  return `${told(place)}: called ${shown(id)}`;
};

/** Another text of the same file, so that references name what is of another kind, or their own. */
const reference: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance, (value) => typeof value === 'string' && /^[a-z][a-z0-9_.]*$/.test(value));
  if (place === undefined) return undefined;
  const ids = placesIn(draft.data).flatMap((one) => [one.at(-1), place[1]]);
  return change(draft, place, String(chance.oneOf(ids) ?? 'x'), 'a reference to');
};

const moved: Mutation = (draft, chance) => {
  const [one, other] = [somewhere(draft, chance), somewhere(draft, chance)];
  if (one === undefined || other === undefined) return undefined;
  const value = get(draft.data, one);
  return change(draft, other, value, `what stands at ${told(one)},`);
};

const spliced: Mutation = (draft, chance) => {
  const from = placesIn(draft.other);
  if (from.length === 0) return undefined;
  const place = chance.oneOf(from);
  return change(draft, place, get(draft.other, place), 'from another file,');
};

const deep: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance);
  if (place === undefined) return undefined;
  const depth = chance.oneOf([50, 200, 1000]);
  let value = get(draft.data, place);
  for (let n = 0; n < depth; n++) value = chance.is(0.5) ? [value] : new Map([['a', value]]);
  draft.data = put(draft.data, place, value);
  return `${told(place)}: within ${depth} lists and maps`;
};

const many: Mutation = (draft, chance) => {
  const place = somewhere(draft, chance, (value) =>
    isMap(value) ? value.size > 0 : Array.isArray(value) && value.length > 0,
  );
  if (place === undefined) return undefined;
  const value = get(draft.data, place) as Map<unknown, Data> | Data[];
  const count = chance.oneOf([20, 100, 400]);
  const copies = Array.from({ length: count }, (_, n): [string, Data] =>
    isMap(value) ? [`${String([...value.keys()][0])}_${n}`, [...value.values()][0]] : [String(n), value[0]],
  );
  draft.data = put(draft.data, place, isMap(value) ? new Map([...value, ...copies]) : copies.map(([, one]) => one));
  return `${told(place)}: its first, ${count} times more`;
};

/** With how often each is taken. */
export const MUTATIONS: readonly { readonly weight: number; readonly spoil: Mutation }[] = [
  { weight: 10, spoil: extremeNumber },
  { weight: 8, spoil: extremeHere },
  { weight: 12, spoil: scaled },
  { weight: 4, spoil: swappedUnit },
  { weight: 4, spoil: hostileFormula },
  { weight: 3, spoil: dated },
  { weight: 5, spoil: removed },
  { weight: 2, spoil: doubled },
  { weight: 4, spoil: retyped },
  { weight: 5, spoil: hostileText },
  { weight: 4, spoil: hostileDate },
  { weight: 4, spoil: hostilePath },
  { weight: 4, spoil: hostileId },
  { weight: 4, spoil: reference },
  { weight: 2, spoil: moved },
  { weight: 2, spoil: spliced },
  { weight: 1, spoil: deep },
  { weight: 1, spoil: many },
];
