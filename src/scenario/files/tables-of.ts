/** A scenario's entities as tables that give it back: a row for each, a column for each field, units in the headings. */
import { isMap, mapOf } from '../schema/plain-data.ts';
import { scenarioSchema } from '../schema/schema.ts';
import { metaAt } from '../schema/shape-fields.ts';
import { NUMBER } from './csv.ts';
import { TABLED } from './tables.ts';

/** A scenario without the entities that stand in tables; and the tables, by section. */
export interface Tabled {
  readonly scenario: Readonly<Record<string, unknown>>;
  /** Of each section that has entities: a heading and cells, as text. */
  readonly tables: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** Puts stockpiles, flows and demands of a scenario in one piece into tables. */
export function tablesOf(data: unknown): Tabled {
  if (!isMap(data)) throw new Error('a scenario is a map');
  const tables = new Map<string, string[][]>();
  for (const section of TABLED) {
    const entities = data[section];
    if (isMap(entities) && Object.keys(entities).length > 0) tables.set(section, tableOf(section, entities));
  }
  const others = Object.entries(data).filter(([key]) => !tables.has(key));
  return { scenario: mapOf(others), tables };
}

function tableOf(section: string, entities: Readonly<Record<string, unknown>>): string[][] {
  const rows = Object.entries(entities).map(([id, fields]) => ({
    id,
    fields: isMap(fields) ? flat(section, fields) : {},
  }));
  const keys = [...new Set(rows.flatMap(({ fields }) => Object.keys(fields)))];
  const columns = keys.map((key) => {
    const values = rows.map(({ fields }) => fields[key]);
    const unit = commonUnit(values);
    return {
      heading: unit === undefined ? key : `${key} [${unit}]`,
      cells: values.map((value) => cellOf(value, unit)),
    };
  });
  const body = rows.map(({ id }, n) => [id, ...columns.map(({ cells }) => cells[n] as string)]);
  return [['id', ...columns.map(({ heading }) => heading)], ...body];
}

/** Fields, a text given in languages as one field a language. */
function flat(section: string, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(fields).flatMap(([key, value]): [string, unknown][] =>
    isMap(value) && metaAt(scenarioSchema, [section, 'any', key], 'languages') === true
      ? Object.entries(value).map(([language, text]) => [`${key}.${language}`, text])
      : [[key, value]],
  );
  return mapOf(entries);
}

const QUANTITY = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?) ([a-z]+(?:\/[a-z]+)?)$/i;

/** The unit of all values that are there, where each is a number and the same unit. */
function commonUnit(values: readonly unknown[]): string | undefined {
  const given = values.filter((value) => value !== undefined);
  const units = new Set(given.map((value) => (typeof value === 'string' ? QUANTITY.exec(value)?.[2] : undefined)));
  return units.size === 1 ? [...units][0] : undefined;
}

/** A value as a cell that is read as the same value; what is not there is empty. */
function cellOf(value: unknown, unit: string | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (unit !== undefined) return (QUANTITY.exec(value) as RegExpExecArray)[1] as string;
  // A text that would be taken for something else, or lose its spaces, stands in quotes.
  const isOther = value === '' || NUMBER.test(value) || /^([{["'=+@\s-]|true$|false$)|\s$/.test(value);
  return isOther ? JSON.stringify(value) : value;
}
