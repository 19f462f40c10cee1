/**
 * A scenario in one piece: what its files and settings say together, columns of tables as values by date, and the entries
 * of the ledger that it rests on. As text it stands in summary.json, and gives the same scenario again.
 */
import { Document, isCollection, visit } from 'yaml';
import type { Path } from '../../issue.ts';
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
