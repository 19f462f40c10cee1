/** The ledger of figures: what the documents claim, each with document and line, and what an assumption takes from it. */
import * as z from 'zod';
import { type Issue, type IssueCode, type Path, quote, suggestion } from '../../issue.ts';
import { beside, type Reader } from '../files/extend.ts';
import { parseYaml } from '../files/parse.ts';
import { isMap } from '../schema/plain-data.ts';
import { wording } from '../schema/schema-parts.ts';
import { explain } from '../schema/shape-faults.ts';
import type { Figure } from '../values.ts';
import type { FieldReader } from './field-reader.ts';

const LEDGER = 'figures.yaml';

const QUANTITY = { error: 'expected a number, or a quantity with its unit' };

const figureSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'expected an id in snake_case' }),
  value: z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()], QUANTITY))], {
    error: 'expected a quantity, a range [low, high] or a text',
  }),
  what: wording('What is claimed, in our own words.'),
  document: z.string(),
  line: z.int({ error: 'expected a whole number' }),
  role: z.string().optional(),
  as_of: z.union([z.string(), z.number()], { error: 'expected a date' }).transform(String).optional(),
  rivals: z.array(z.string()).default([]),
});

interface Ledger {
  readonly figures: ReadonlyMap<string, Figure>;
  /** Ids of entries that can't be used, which has been told. */
  readonly faulty: ReadonlySet<string>;
  readonly unreadable: boolean;
  readonly issues: readonly Issue[];
}

/** Ledgers that were read, by file; undefined where there is none. */
export type KnownLedgers = Map<string, Ledger | undefined>;

/** Finds figures by id in the ledger nearest to the file that names them: in its folder or one above. */
export class Ledgers {
  private readonly read: Reader;
  private readonly parse: typeof parseYaml;
  private readonly known: KnownLedgers;
  private readonly told = new Set<string>();
  /** The figures that were found, and their rivals, by id. */
  readonly taken = new Map<string, Figure>();
  /** The first place at which a ledger was looked for that must not be read. */
  private refused: { readonly found: string; readonly remedy: string } | undefined;

  /** What is `known` is not read again; its faults are told by each that finds a figure in it. */
  constructor(read: Reader, known: KnownLedgers = new Map(), parse = parseYaml) {
    this.read = read;
    this.parse = parse;
    this.known = known;
  }

  /** The figure, or undefined after saying why not. */
  find(desk: FieldReader, path: Path, id: string, namedIn: string): Figure | undefined {
    const ledger = this.nearestLedger(desk, namedIn);
    if (ledger?.unreadable) return undefined;
    if (ledger === undefined) {
      desk.fault(
        'missing-file',
        path,
        `a ledger ${LEDGER} beside ${namedIn} or in a folder above`,
        this.refused?.found ?? 'none',
        this.refused?.remedy ?? 'Add the ledger, or give the value and its source here.',
      );
      return undefined;
    }
    const figure = ledger.figures.get(id);
    if (figure === undefined && !ledger.faulty.has(id)) {
      const remedy = suggestion(
        id,
        ledger.figures.keys(),
        `Add it to ${LEDGER}, or give the value and its source here.`,
      );
      desk.fault('unknown-reference', path, 'a figure of the ledger', quote(id), remedy);
    }
    for (const one of [id, ...(figure?.rivals ?? [])]) {
      const entry = ledger.figures.get(one);
      if (entry !== undefined) this.taken.set(one, entry);
    }
    return figure;
  }

  private nearestLedger(desk: FieldReader, namedIn: string): Ledger | undefined {
    const up = ['', '../', '../../', '../../../'];
    for (const step of up) {
      const ledger = this.open(desk, beside(namedIn, `${step}${LEDGER}`));
      if (ledger !== undefined) return ledger;
    }
    return undefined;
  }

  private open(desk: FieldReader, file: string): Ledger | undefined {
    if (!this.known.has(file)) {
      const answer = this.read(file);
      if ('missing' in answer && answer.remedy !== undefined) {
        this.refused ??= { found: `none that may be read; of ${file}, ${answer.missing}`, remedy: answer.remedy };
        return undefined;
      }
      this.known.set(file, 'missing' in answer ? undefined : readLedger(this.parse(file, answer.text)));
    }
    const ledger = this.known.get(file);
    if (!this.told.has(file)) for (const issue of ledger?.issues ?? []) desk.faults.add(issue);
    this.told.add(file);
    return ledger;
  }
}

function readLedger({ source, issues }: ReturnType<typeof parseYaml>): Ledger {
  const readable = { figures: new Map<string, Figure>(), faulty: new Set<string>(), issues };
  if (source === undefined) return { ...readable, unreadable: true };
  const ledger = { ...readable, unreadable: false };
  const tell = (issue: Issue, key = false) =>
    issues.push({ ...issue, place: source.locate(issue.path, key || issue.code === 'missing-key').place });
  const wrong = (code: IssueCode, path: Path, expected: string, found: string, remedy: string): Issue => {
    return { severity: 'error', code, path, expected, found, remedy };
  };
  if (!Array.isArray(source.data)) {
    tell(
      wrong(
        'wrong-type',
        [],
        'a list of figures',
        quote(source.data),
        'Write - {id: …, value: …, what: …, document: …, line: …}.',
      ),
    );
    return { ...ledger, unreadable: true };
  }
  for (const [position, entry] of source.data.entries()) {
    const id = isMap(entry) ? String(entry['id']) : '';
    const result = figureSchema.safeParse(entry);
    if (result.success && !ledger.figures.has(id)) ledger.figures.set(id, result.data);
    else ledger.faulty.add(id);
    if (result.success && ledger.figures.get(id) !== result.data) {
      tell(wrong('name-taken', [position, 'id'], 'an id that no other figure has', id, 'Rename one of the two.'));
    }
    for (const { issue } of explain(figureSchema, result.error?.issues ?? [], entry)) {
      tell({ ...issue, path: [position, ...issue.path] });
    }
  }
  return ledger;
}
