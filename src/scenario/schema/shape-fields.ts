/** The fields of a zod schema at paths of the data: which keys there are, what they mean, and stand-ins for them. */
import * as z from 'zod';
import type { Path } from '../../issue.ts';

type Schema = z.core.$ZodType;

/** What this file reads of zod's definitions. */
interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly valueType?: Schema;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
}

/** The definition; what is transformed once it is read is described by what it is read as. */
function definitionOf(schema: Schema): Definition {
  const definition = schema._zod.def as unknown as Definition & { readonly in?: Schema };
  return definition.in === undefined ? definition : { ...definition, innerType: definition.in };
}

/** The schemas that may hold at a path, through unions all of them; none where the key is not known. */
export function fieldsAt(schema: Schema, path: Path): Schema[] {
  const { innerType, options, shape, valueType, element, items } = definitionOf(schema);
  const [first, ...rest] = path;
  if (first === undefined) return [schema];
  if (innerType !== undefined) return fieldsAt(innerType, path);
  if (options !== undefined) return options.flatMap((option) => fieldsAt(option, path));
  const own = shape !== undefined && Object.hasOwn(shape, first) ? shape[first] : undefined;
  const next = own ?? valueType ?? (typeof first === 'number' ? (element ?? items?.[first]) : undefined);
  return next === undefined ? [] : fieldsAt(next, rest);
}

/** The keys of the map at a path; none where any are allowed. */
export function keysAt(schema: Schema, path: Path): string[] {
  return fieldsAt(schema, path).flatMap(keysOf);
}

function keysOf(schema: Schema): string[] {
  const { innerType, options, shape } = definitionOf(schema);
  return innerType ? keysOf(innerType) : (options?.flatMap(keysOf) ?? Object.keys(shape ?? {}));
}

/** What the field at a path is for, as the field guide says it. */
export function meaningOf(schema: Schema, path: Path): string | undefined {
  return fieldsAt(schema, path)
    .map(descriptionOf)
    .find((description) => description !== undefined);
}

/** A remark of the schema on the field at a path, such as its kind. */
export function metaAt(schema: Schema, path: Path, name: string): unknown {
  const metaOf = (field: Schema): unknown => {
    const { innerType, options = [] } = definitionOf(field);
    const own = z.globalRegistry.get(field)?.[name] ?? (innerType && metaOf(innerType));
    return own ?? options.map(metaOf).find((found) => found !== undefined);
  };
  return fieldsAt(schema, path)
    .map(metaOf)
    .find((found) => found !== undefined);
}

function descriptionOf(schema: Schema): string | undefined {
  const { innerType } = definitionOf(schema);
  return z.globalRegistry.get(schema)?.description ?? (innerType && descriptionOf(innerType));
}

/** How many items the list at a path must have, where their number is fixed. */
export function lengthAt(schema: Schema, path: Path): number | undefined {
  const lengthOf = (field: Schema): number | undefined => {
    const { innerType, items } = definitionOf(field);
    return innerType ? lengthOf(innerType) : items?.length;
  };
  return fieldsAt(schema, path)
    .map(lengthOf)
    .find((length) => length !== undefined);
}

/** The text that stands where none could be read. It names nothing: neither a number, nor a date, nor an entity. */
const UNREADABLE = 'unreadable';

/** A value of the right shape, to put in the place of one that is not. */
export function standIn(schema: Schema | undefined): unknown {
  if (schema === undefined) return undefined;
  const { type, innerType, options, shape, element, items, values, entries } = definitionOf(schema);
  if (innerType !== undefined) return standIn(innerType);
  if (options !== undefined)
    return standIn(options.find((option) => definitionOf(option).type === 'string') ?? options[0]);
  switch (type) {
    case 'string':
      return UNREADABLE;
    case 'number':
      return 1;
    case 'literal':
      return values?.[0];
    case 'enum':
      return Object.values(entries ?? {})[0];
    case 'array':
      return [standIn(element)];
    case 'tuple':
      return items?.map(standIn);
    case 'object':
      return Object.fromEntries(
        Object.entries(shape ?? {})
          .filter(([, field]) => definitionOf(field).type !== 'optional')
          .map(([key, field]) => [key, standIn(field)]),
      );
    default:
      return {};
  }
}
