/**
 * The ledger of figures as a whole: what the documents claim, who contradicts whom and by what factor, what public
 * statistics say of it, and which scenarios rest on it.
 */
import { type Issue, type Path, suggestion } from '../../issue.ts';
import { parseDate } from '../../quantity/calendar.ts';
import { type Dimension, PLAIN, sameDimension, TIME } from '../../quantity/dimension.ts';
import { fixedValueOf } from '../../quantity/evaluate.ts';
import { compileExpression, isRefusal } from '../../quantity/expression.ts';
import { parseYaml, type SourceFile } from '../files/parse.ts';
import { figureSchema, type LedgerFigure } from '../schema/ledger-schema.ts';

/** A claim as numbers in units of computation; a bound says on which side of its number the truth is claimed to lie. */
export interface Amount {
  readonly low: number;
  readonly high: number;
  readonly dimension: Dimension;
  readonly bound: 'above' | 'below' | undefined;
}

/** A ledger that could be read, with the issues found in it. */
export interface Ledger {
  readonly figures: readonly LedgerFigure[];
  readonly issues: readonly Issue[];
}

const THINGS: ReadonlySet<string> = new Set(['vehicle', 'aircraft', 'worker']);

/** The number or range that a value claims; undefined for dates and texts. Counted things are units of their own. */
export function amountOf(written: LedgerFigure['value']): Amount | undefined {
  if (typeof written === 'object') {
    const [low, high] = written.map((one) => amountOf(one));
    if (!low || !high || !sameDimension(low.dimension, high.dimension)) return undefined;
    return { low: low.low, high: high.high, dimension: low.dimension, bound: undefined };
  }
  const [, sign, rest] = /^\s*([<>]=?)?\s*(.*)$/.exec(String(written)) as RegExpExecArray;
  if (parseDate(rest) !== undefined) return undefined;
  const expression = compileExpression(typeof written === 'number' ? written : rest, {
    things: THINGS,
    variables: new Map(),
    start: undefined,
  });
  if (isRefusal(expression)) return undefined;
  const number = fixedValueOf(expression);
  const bound = sign === undefined ? undefined : sign.startsWith('>') ? 'above' : 'below';
  return { low: number, high: number, dimension: expression.dimension ?? PLAIN, bound };
}

/** Reads a ledger; `documents` says how many lines each document has. Every fault is an issue with its place. */
export function readLedger(file: string, content: string, documents: ReadonlyMap<string, number>): Ledger {
  const { source, issues } = parseYaml(file, content);
  if (source === undefined) return { figures: [], issues };
  const entries = Array.isArray(source.data) ? source.data : [];
  const found: Issue[] = [];
  const fault = (path: Path, code: Issue['code'], expected: string, got: string, remedy: string) =>
    found.push({ severity: 'error', code, path, expected, found: got, remedy, place: source.locate(path).place });
  if (!Array.isArray(source.data))
    fault([], 'wrong-type', 'a list of figures', 'something else', 'Begin each figure with `- id:`.');
  const figures: { figure: LedgerFigure; at: number }[] = [];
  for (const [at, entry] of entries.entries()) {
    const result = figureSchema.safeParse(entry);
    if (result.success) figures.push({ figure: result.data, at });
    else
      for (const { path, message } of result.error.issues)
        fault(
          [at, ...(path as Path)],
          'wrong-type',
          message.replace(/^.*expected /, ''),
          'something else',
          'Mend the entry.',
        );
  }
  const byId = new Map(figures.map(({ figure }) => [figure.id, figure]));
  const seen = new Set<string>();
  for (const { figure, at } of figures) {
    if (seen.has(figure.id)) fault([at, 'id'], 'name-taken', 'an id of its own', figure.id, 'Rename one of the two.');
    seen.add(figure.id);
    const lines = documents.get(figure.document);
    if (lines === undefined)
      fault(
        [at, 'document'],
        'unknown-reference',
        'a document of documents.csv',
        figure.document,
        suggestion(figure.document, documents.keys(), 'List it there with its number of lines.'),
      );
    else if (figure.line > lines)
      fault(
        [at, 'line'],
        'out-of-range',
        `a line of the document, 1 to ${lines}`,
        String(figure.line),
        'Count from 1 within the document.',
      );
    for (const [place, rival] of figure.rivals.entries()) {
      const other = byId.get(rival);
      if (other === undefined)
        fault(
          [at, 'rivals', place],
          'unknown-reference',
          'a figure of the ledger',
          rival,
          suggestion(rival, byId.keys(), 'Add it, or take the rival out.'),
        );
      else if (!other.rivals.includes(figure.id))
        fault(
          [at, 'rivals', place],
          'conflict',
          `${rival} to name ${figure.id} as its rival too`,
          `rivals: ${other.rivals.join(', ') || 'none'}`,
          'Rivalry is mutual: add it there.',
        );
    }
    if (figure.implies && amountOf(figure.implies.value) === undefined)
      fault(
        [at, 'implies', 'value'],
        'bad-expression',
        'a quantity',
        String(figure.implies.value),
        'Give a number with its unit.',
      );
    checkUnit(figure, (expected, got) =>
      fault([at, 'value'], 'wrong-dimension', expected, got, 'Mend the value or the role.'),
    );
  }
  return { figures: figures.map(({ figure }) => figure), issues: [...issues, ...found] };
}

/** A role that is measured wants a quantity of its kind. */
function checkUnit({ value: written, role }: LedgerFigure, fault: (expected: string, got: string) => void): void {
  const amount = amountOf(written);
  const is = (dimension: Dimension) => amount !== undefined && sameDimension(amount.dimension, dimension);
  const got = typeof written === 'object' ? written.join(' to ') : String(written);
  const perTime = amount?.dimension.get('time') === -1;
  if (role === 'share' && !is(PLAIN)) fault('a share such as 70% or "> 70%"', got);
  if (role === 'duration' && !is(TIME) && !(typeof written === 'number' && written > 1900))
    fault('a duration such as 8 years, or the year of a date', got);
  if ((role === 'capacity' || role === 'demand') && !perTime) fault('a rate such as 5000 t/year', got);
  if (role === 'initial-stock' && !(amount?.dimension.get('mass') === 1 && amount.dimension.size === 1))
    fault('an amount such as 500 t', got);
}

/** A group of figures that contradict one another, each with what it comes to in their common unit. */
export interface RivalGroup {
  readonly members: readonly { readonly figure: LedgerFigure; readonly amount: Amount | undefined }[];
}

/** The groups of rivals, by the first id; amounts of a group share a dimension where `implies` or the values allow. */
export function rivalGroups(figures: readonly LedgerFigure[]): RivalGroup[] {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const grouped = new Set<string>();
  const groups: RivalGroup[] = [];
  for (const { id: first, rivals } of figures) {
    if (grouped.has(first) || rivals.length === 0) continue;
    const ids = new Set<string>();
    const visit = (one: string): void => {
      if (ids.has(one)) return;
      ids.add(one);
      for (const rival of byId.get(one)?.rivals ?? []) visit(rival);
    };
    visit(first);
    const members = [...ids].flatMap((one) => byId.get(one) ?? []);
    for (const one of ids) grouped.add(one);
    groups.push({
      members: members.map((figure) => ({ figure, amount: amountOf(figure.implies?.value ?? figure.value) })),
    });
  }
  return groups;
}

/** Where a scenario file speaks of a figure. */
export interface Use {
  readonly file: string;
  readonly path: Path;
}

/** Keys under which a file gives its grounds; an id that stands there as a word is a use. */
const GROUNDS: ReadonlySet<string> = new Set(['claim', 'figure', 'source', 'because', 'why', 'assumed', 'reason']);

/** Uses of each figure in scenario files, by id. */
export function usesOf(
  figures: readonly LedgerFigure[],
  files: readonly SourceFile[],
): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>(figures.map((figure) => [figure.id, []]));
  const walk = (file: string, node: unknown, path: Path): void => {
    if (node !== undefined && GROUNDS.has(String(path.at(-1)))) {
      // A text, or one for each language.
      for (const word of new Set(JSON.stringify(node).match(/[a-z][a-z0-9_]*/g))) uses.get(word)?.push({ file, path });
    } else if (node !== null && typeof node === 'object') {
      for (const [key, inner] of Object.entries(node))
        walk(file, inner, [...path, Array.isArray(node) ? Number(key) : key]);
    }
  };
  for (const { file, data } of files) walk(file, data, []);
  return uses;
}
