/**
 * Entities from tables: a row for each, a column for each field, with the unit in the heading as in `capacity [t/year]`.
 * A table stands beneath the file that names it, as a file that is extended does: what the file says of the same
 * entity goes over it.
 */
import { type Issue, type IssueCode, quote, suggestion } from '../../issue.ts';
import { isMap, mapOf } from '../schema/plain-data.ts';
import { scenarioSchema } from '../schema/schema.ts';
import { keysAt } from '../schema/shape-fields.ts';
import { type Cell, inUnit, NUMBER, numberRemedy, parseCsv, tornIn } from './csv.ts';
import { parseYaml, type SourceFile } from './parse.ts';

/** What may come from a table. */
export const TABLED = ['stockpiles', 'flows', 'demands'] as const;
type Section = (typeof TABLED)[number];

/** More is no network that a person has listed. */
const MOST_CHARACTERS = 20_000_000;
/** Versions before had no tables. */
const VERSION = 2;

const NAMELESS = 'Name its field in the first line, or clear the column.';
const HEADINGS =
  'Begin with a line of headings, such as id,to,capacity [t/year]; put commas, semicolons or tabs between.';

/** A heading: a field, or a path of keys such as `title.zh`, and the unit of its numbers. */
interface Heading {
  readonly cell: Cell;
  readonly keys: readonly string[];
  readonly unit: string | undefined;
}

/** The tables that a file names, each section with its path as written; none where that is at fault. */
export function tablesNamed(data: Readonly<Record<string, unknown>>): [Section, string][] {
  const { tables } = data;
  if (!isMap(tables)) return [];
  return TABLED.flatMap((section) => {
    const path = tables[section];
    return typeof path === 'string' ? [[section, path] as [Section, string]] : [];
  });
}

/** Whether `tables` holds nothing but what was read. */
export function isAllRead({ tables }: Readonly<Record<string, unknown>>): boolean {
  return isMap(tables) && tablesNamed({ tables }).length === Object.keys(tables).length;
}

/** Reads the table of a section. Every fault of it is an issue with its place; what is sound is read all the same. */
export function readTable(section: Section, file: string, text: string): { source: SourceFile; issues: Issue[] } {
  const issues: Issue[] = [];
  const fault = (code: IssueCode, cell: Cell | undefined, expected: string, found: string, remedy: string) => {
    const place = { file, line: cell?.line ?? 1, column: cell?.column ?? 1 };
    issues.push({ severity: 'error', code, path: ['tables', section], expected, found, remedy, place });
  };
  const rows = text.length > MOST_CHARACTERS ? [] : parseCsv(text);
  if (text.length > MOST_CHARACTERS) {
    fault('too-large', undefined, `at most ${MOST_CHARACTERS} characters`, `${text.length}`, 'Split the scenario.');
  }
  const torn = tornIn(rows);
  if (torn) fault('unreadable-data', torn.cell, torn.expected, quote(torn.cell.text), torn.remedy);
  const [header = [], ...entries] = rows;
  const headings = header.map(headingOf);
  const known = keysAt(scenarioSchema, [section, 'any']);
  const isNamed = (first: string | undefined) => first === 'id' || known.includes(first ?? '');
  // Of a first line that has no heading at all nothing more is told than that.
  const hasHeadings = headings.some(({ keys: [first] }) => isNamed(first));
  const isRead = headings.map(({ cell, keys: [first = ''] }, place) => {
    if (!hasHeadings) return false;
    if (cell.text === '') {
      // A spreadsheet writes columns in which nothing stands.
      const under = entries.map((row) => row[place]).find((one) => one !== undefined && one.text !== '');
      if (under) fault('unreadable-data', under, 'a heading over each column', 'none', NAMELESS);
      return false;
    }
    if (headings.slice(0, place).some((other) => other.keys.join('.') === headings[place]?.keys.join('.'))) {
      fault('unreadable-data', cell, 'each heading once', quote(cell.text), 'Rename or remove one of the columns.');
      return false;
    }
    if (isNamed(first)) return true;
    const remedy = suggestion(
      first,
      known,
      `Fields of ${section} are ${known.join(', ')}; write the unit as capacity [t/year].`,
    );
    fault('unknown-key', cell, `a field of ${section}`, quote(cell.text), remedy);
    return false;
  });
  const idAt = headings.findIndex(({ keys: [first] }) => first === 'id');
  if (idAt < 0 && text.length <= MOST_CHARACTERS) {
    const listed = header.flatMap((cell) => (cell.text === '' ? [] : [quote(cell.text)])).join(', ');
    const remedy = hasHeadings ? 'Name the column of ids `id` in the first line.' : HEADINGS;
    fault('unreadable-data', header[0], 'a column called id', listed || 'an empty file', remedy);
  }
  const places = new Map<string, { readonly id: Cell; readonly cells: ReadonlyMap<string, Cell> }>();
  const all: [string, unknown][] = [];
  for (const row of idAt < 0 ? [] : entries) {
    const id = row[idAt];
    if (id === undefined || id.text === '') {
      fault('missing-key', id ?? row[0], 'an id in each row', 'none', 'Write one, or take the row out.');
      continue;
    }
    if (places.has(id.text)) {
      fault('unreadable-data', id, 'each id once', quote(id.text), 'Rename or remove one of the rows.');
      continue;
    }
    const extra = row[headings.length];
    if (extra !== undefined && extra.text !== '') {
      fault(
        'unreadable-data',
        extra,
        `${headings.length} cells`,
        `${row.length}`,
        'Put a text with a comma in double quotes.',
      );
    }
    const cells = new Map<string, Cell>();
    let entity: Readonly<Record<string, unknown>> = {};
    for (const [place, { keys, unit }] of headings.entries()) {
      const cell = row[place];
      if (place === idAt || !isRead[place] || cell === undefined || cell.text === '') continue;
      const value = meaningOf(cell, unit, file, fault);
      cells.set(keys.join('.'), cell);
      entity = put(entity, keys, value);
    }
    places.set(id.text, { id, cells });
    all.push([id.text, entity]);
  }
  const locate: SourceFile['locate'] = ([first, id, ...rest], key) => {
    const at = (cell: Cell | undefined, depth: number) => {
      return { place: { file, line: cell?.line ?? 1, column: cell?.column ?? 1 }, depth };
    };
    const row = first === section ? places.get(String(id)) : undefined;
    if (row === undefined) return at(undefined, first === section ? 1 : 0);
    for (let depth = rest.length; depth > 0; depth--) {
      const name = rest.slice(0, depth).join('.');
      const cell = row.cells.get(name);
      if (cell === undefined) continue;
      const heading = headings.find(({ keys }) => keys.join('.') === name);
      return at(key && depth === rest.length ? heading?.cell : cell, 2 + rest.length);
    }
    return at(row.id, 2);
  };
  return { source: { file, data: { version: VERSION, [section]: mapOf(all) }, locate }, issues };
}

function headingOf(cell: Cell): Heading {
  const [, name = cell.text, unit] = /^(.*?)\s*\[(.*)\]$/.exec(cell.text) ?? [];
  return { cell, keys: name.split('.'), unit };
}

function put(map: Readonly<Record<string, unknown>>, keys: readonly string[], value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = keys;
  const inner = map[first];
  return { ...map, [first]: rest.length === 0 ? value : put(isMap(inner) ? inner : {}, rest, value) };
}

/** What a cell says: under a unit a number of it; else as in the file, where a text needs no quotes. */
function meaningOf(
  cell: Cell,
  unit: string | undefined,
  file: string,
  fault: (code: IssueCode, cell: Cell, expected: string, found: string, remedy: string) => void,
): unknown {
  const { text } = cell;
  if (NUMBER.test(text)) return unit === undefined ? Number(text) : inUnit(text, unit);
  if (unit !== undefined) {
    fault('unreadable-data', cell, `a number of ${unit}`, quote(text), numberRemedy(cell, 'the heading'));
    return undefined;
  }
  if (!/^([{["']|(true|false)$)/.test(text)) return text;
  const { source, issues } = parseYaml(file, text);
  for (const { expected, found, remedy } of issues) fault('unreadable-data', cell, expected, found, remedy);
  return source?.data;
}
