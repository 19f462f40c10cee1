/** The ledger of figures: what the documents claim, each with document and line, and what an assumption takes from it. */
import * as z from 'zod';
import type { Path } from '../issue.ts';
import { suggestion } from '../issue.ts';
import type { Desk } from './desk.ts';
import { beside, type Reader } from './extend.ts';
import { parseYaml } from './parse.ts';
import type { Figure } from './scenario.ts';

const LEDGER = 'figures.yaml';

const figureSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  value: z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]),
  what: z.string(),
  document: z.string(),
  line: z.int(),
  as_of: z.union([z.string(), z.number()]).transform(String).optional(),
  rivals: z.array(z.string()).default([]),
});

/** Finds figures by id in the ledger nearest to the file that names them: in its folder or one above. */
export class Ledgers {
  private readonly read: Reader;
  private readonly known = new Map<string, ReadonlyMap<string, Figure> | undefined>();

  constructor(read: Reader) {
    this.read = read;
  }

  /** The figure, or undefined after saying why not. */
  find(desk: Desk, path: Path, id: string, namedIn: string): Figure | undefined {
    const ledger = this.nearestLedger(desk, namedIn);
    if (ledger === undefined) {
      desk.fault(
        'missing-file',
        path,
        `a ledger ${LEDGER} beside ${namedIn} or in a folder above`,
        'none',
        'Add the ledger, or give the value and its source here.',
      );
      return undefined;
    }
    const figure = ledger.get(id);
    if (figure === undefined) {
      desk.fault(
        'unknown-reference',
        path,
        'a figure of the ledger',
        id,
        suggestion(id, ledger.keys(), `Add it to ${LEDGER}, or give the value and its source here.`),
      );
    }
    return figure;
  }

  private nearestLedger(desk: Desk, namedIn: string): ReadonlyMap<string, Figure> | undefined {
    const up = ['', '../', '../../', '../../../'];
    for (const step of up) {
      const ledger = this.open(desk, beside(namedIn, `${step}${LEDGER}`));
      if (ledger !== undefined) return ledger;
    }
    return undefined;
  }

  private open(desk: Desk, file: string): ReadonlyMap<string, Figure> | undefined {
    if (this.known.has(file)) return this.known.get(file);
    const answer = this.read(file);
    const figures = 'missing' in answer ? undefined : readLedger(desk, file, answer.text);
    this.known.set(file, figures);
    return figures;
  }
}

function readLedger(desk: Desk, file: string, text: string): ReadonlyMap<string, Figure> {
  const { source, issues } = parseYaml(file, text);
  desk.issues.push(...issues);
  const figures = new Map<string, Figure>();
  if (source === undefined) return figures;
  const entries = Array.isArray(source.data) ? source.data : [];
  for (const [position, entry] of entries.entries()) {
    const result = figureSchema.safeParse(entry);
    if (result.success) {
      figures.set(result.data.id, result.data);
      continue;
    }
    for (const { path, message } of result.error.issues) {
      const at = [position, ...(path as Path)];
      desk.issues.push({
        ...{
          severity: 'error',
          code: 'wrong-type',
          path: at,
          expected: message,
          found: `${file}, entry ${position + 1}`,
        },
        remedy: 'Mend the entry of the ledger.',
        place: source.locate(at).place,
      });
    }
  }
  return figures;
}
