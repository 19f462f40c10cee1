/**
 * A scenario in one piece: what its files and settings say together, columns of tables as values by date, and the entries
 * of the ledger that it rests on. As text it stands in summary.json, and gives the same scenario again.
 */
import { Document, isCollection, visit } from 'yaml';
import type { Path } from '../../issue.ts';
import { DISTRIBUTIONS } from '../schema/assumption-schema.ts';
import { isMap, mapOf } from '../schema/plain-data.ts';
import type { Figure } from '../values.ts';

/** What a table said, as one would write it at the path where the table was named. */
export interface Inlined {
  readonly path: Path;
  readonly written: object;
  /** The keys of the map at the path in whose place it stands; undefined: all of them. */
  readonly insteadOf?: readonly string[] | undefined;
}

/** A scenario and the figures that it takes, with their rivals; plain data. */
export interface Resolved {
  readonly scenario: unknown;
  readonly figures: readonly Figure[];
}

/** Puts what tables said in their places. */
export function resolve(data: unknown, inlined: readonly Inlined[], figures: ReadonlyMap<string, Figure>): Resolved {
  const scenario = inlined.reduce((whole, one) => put(whole, one.path, one), data);
  return { scenario, figures: [...figures.values()].sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

function put(data: unknown, [part, ...rest]: Path, inlined: Inlined): unknown {
  const { written, insteadOf } = inlined;
  if (part === undefined && insteadOf === undefined) return written;
  if (Array.isArray(data)) return data.with(Number(part), put(data[Number(part)], rest, inlined));
  const map = data as Readonly<Record<string, unknown>>;
  if (part !== undefined) return { ...map, [part]: put(map[part], rest, inlined) };
  const others = Object.entries(map).filter(([key]) => !insteadOf?.includes(key));
  return { ...Object.fromEntries(others), ...written };
}

/**
 * The scenario by itself, without its ledger: what a figure says stands where it was taken, as a value and its source. The
 * claims of documents that it tests are left out, for they are the ledger's; numbers are the same.
 */
export function standingAlone({ scenario, figures }: Resolved): Readonly<Record<string, unknown>> {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const sections = Object.entries(isMap(scenario) ? scenario : {}).map(([key, value]): [string, unknown] => {
    if (key === 'assumptions' && isMap(value))
      return [key, mapOf(Object.entries(value).map(([id, entry]) => [id, withFigure(entry, byId)]))];
    if (key === 'expect' && Array.isArray(value)) return [key, value.filter((one) => !isMap(one) || !namesFigure(one))];
    return [key, value];
  });
  return mapOf(sections);
}

function withFigure(entry: unknown, figures: ReadonlyMap<string, Figure>): unknown {
  const figure = isMap(entry) ? figures.get(String(entry['figure'])) : undefined;
  if (!isMap(entry) || figure === undefined) return entry;
  const { figure: _, ...own } = entry;
  const hasValue = DISTRIBUTIONS.some((key) => key in own);
  const value = Array.isArray(figure.value) ? { uniform: figure.value } : { value: figure.value };
  const { document, line } = figure;
  const source = { en: `${document}, line ${line}`, zh: `${document}，第 ${line} 行` };
  return { ...own, ...(!hasValue && value), source };
}

/** Whether an expectation tests a figure: `contradicted` alone, of version 1, names none. */
const namesFigure = ({ claim, verdict }: Readonly<Record<string, unknown>>): boolean =>
  claim !== undefined && (claim !== 'contradicted' || verdict !== undefined);

/** Plain data as YAML: what is in a section a line each, so that it is short, and two texts can be compared by eye. */
export function yamlText(data: unknown): string {
  const document = new Document(data, { version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Collection(_, node, ancestors) {
      // The document and a section with its entries lie above; what is in an entry stands on its line.
      const depth = ancestors.filter(isCollection).length;
      if (depth < (Array.isArray(data) ? 1 : 2)) return undefined;
      node.flow = true;
      return visit.SKIP;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, indent: 1 });
}
