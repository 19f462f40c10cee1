/** The fields that a file may have and what each holds, from the JSON Schemas: so no field is forgotten. */
import { ledgerJsonSchema, strictSchema, studyJsonSchema } from '../../src/scenario/schema/json-schema.ts';

export interface Field {
  /** Keys; `*` is any key and `0` any place of a list. */
  readonly path: readonly string[];
  /** What it holds; of a number, what it measures, which may be empty. */
  readonly holds: 'number' | 'text' | 'date' | 'path' | 'other';
  readonly kind: string;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly kind?: string;
  readonly date?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

const PATH_NAMES = /^(extends|data|base)$/;

function fieldsOf(schema: Schema, path: readonly string[] = [], kind = ''): Field[] {
  const measured = schema.kind ?? kind;
  const below = (inner: Schema | boolean | undefined, key: string) =>
    typeof inner === 'object' ? fieldsOf(inner, [...path, key]) : [];
  const found = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => below(inner, key)),
    ...below(schema.additionalProperties, '*'),
    ...below(schema.items, '0'),
    ...(schema.prefixItems ?? []).flatMap((inner, place) => below(inner, String(place))),
    ...(schema.anyOf ?? []).flatMap((inner) => fieldsOf(inner, path, measured)),
  ];
  const types = [schema.type ?? []].flat();
  const holds = types.some((type) => type === 'number' || type === 'integer')
    ? 'number'
    : PATH_NAMES.test(path.at(-1) ?? '')
      ? 'path'
      : schema.date
        ? 'date'
        : types.includes('string')
          ? 'text'
          : 'other';
  return [{ path, holds, kind: measured }, ...found];
}

/** Each place once, as what is most telling of it. */
function listed(schema: object): readonly Field[] {
  const ORDER: readonly Field['holds'][] = ['number', 'date', 'path', 'text', 'other'];
  const best = new Map<string, Field>();
  for (const field of fieldsOf(schema)) {
    const key = field.path.join('.');
    const known = best.get(key);
    if (known === undefined || ORDER.indexOf(field.holds) < ORDER.indexOf(known.holds)) best.set(key, field);
  }
  best.delete('');
  return [...best.values()];
}

/** By what a file is. */
export const FIELDS = {
  scenario: listed(strictSchema()),
  study: listed(studyJsonSchema()),
  ledger: listed(ledgerJsonSchema()),
};
