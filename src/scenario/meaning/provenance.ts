/** Whether every number says where it comes from: a source, a figure, or a reason for assuming it. */
import { type Path, quote } from '../../issue.ts';
import type { AssumptionFile, ScenarioFile } from '../schema/schema.ts';
import type { FieldReader } from './field-reader.ts';

/** Fields whose numbers claim nothing of the world. */
const NO_CLAIM: ReadonlySet<string> = new Set([
  'priority',
  'unit',
  'title',
  'from',
  'to',
  'licence',
  'material',
  'place',
  'unmet',
  'decided',
  'begins',
  'states',
  'every',
  'until',
  'central',
  'market',
  'of',
  'date',
]);

/**
 * Warns of each number that is neither an assumption with its grounds nor within an entity, a phase, a project or an
 * event that gives its `source` or says why it is `assumed`.
 */
export function checkProvenance(desk: FieldReader, file: ScenarioFile): void {
  for (const [id, entry] of Object.entries(file.assumptions ?? {})) checkAssumption(desk, id, entry);
  for (const section of ['stockpiles', 'flows', 'licences', 'demands', 'markets', 'processes'] as const) {
    for (const [id, entity] of Object.entries(file[section] ?? {})) walk(desk, [section, id], entity);
  }
  for (const [position, event] of (file.events ?? []).entries()) walk(desk, ['events', position], event);
}

function checkAssumption(desk: FieldReader, id: string, entry: AssumptionFile): void {
  const hasGrounds = typeof entry === 'object' && (entry.figure ?? entry.source ?? entry.why) !== undefined;
  const written = typeof entry === 'object' ? entry.value : entry;
  const isDerived = typeof written === 'string' && namesIn(written).some((name) => desk.vocabulary.variables.has(name));
  if (!hasGrounds && !isDerived) unsourced(desk, ['assumptions', id], quote(written), 'Add figure, source or why.');
}

function walk(desk: FieldReader, path: Path, node: unknown): void {
  if (node === null || typeof node !== 'object') {
    if (isBareNumber(desk, node))
      unsourced(desk, path, quote(node), 'Make it an assumption, or add source or assumed beside it.');
    return;
  }
  if (Object.hasOwn(node, 'source') || Object.hasOwn(node, 'assumed')) return;
  for (const [key, inner] of Object.entries(node)) {
    if (NO_CLAIM.has(key) && typeof inner !== 'object') continue;
    walk(desk, [...path, Array.isArray(node) ? Number(key) : key], inner);
  }
}

/** A number other than 0, 1, 0 % or 100 %, or a formula that rests on no assumption. */
function isBareNumber(desk: FieldReader, value: unknown): boolean {
  if (typeof value === 'number') return value !== 0 && value !== 1;
  if (typeof value !== 'string' || !/\d/.test(value) || /^\s*(0|1|(0|100)\s*%)(\s|$)/.test(value)) return false;
  return !namesIn(value).some((name) => desk.vocabulary.variables.has(name));
}

function namesIn(formula: string): string[] {
  return formula.match(/[A-Za-z_]\w*/g) ?? [];
}

function unsourced(desk: FieldReader, path: Path, found: string, remedy: string): void {
  desk.warn('unsourced', path, 'a number with its source', found, remedy);
}
