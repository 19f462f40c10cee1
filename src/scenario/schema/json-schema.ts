/** The JSON Schema of a scenario file, for editors with a YAML language server; made from the zod schema. */
import * as z from 'zod';
import { figureSchema } from './ledger-schema.ts';
import { scenarioSchema } from './schema.ts';
import { studySchema } from './study-schema.ts';

/** A JSON Schema, as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

/** The schema: strict for a whole scenario; for one that extends another every part is optional and null removes. */
export function jsonSchema(): JsonSchema {
  const whole = z.toJSONSchema(scenarioSchema, { io: 'input' }) as Record<string, unknown>;
  const { $schema, title, description, ...strict } = whole;
  return {
    $schema,
    title,
    description,
    type: 'object',
    if: { required: ['extends'] },
    then: optional(strict),
    else: strict,
  };
}

/** The schema of a ledger of figures. */
export function ledgerJsonSchema(): JsonSchema {
  const title = 'chokepoint ledger';
  const description = 'What documents claim, each claim with document and line.';
  return z.toJSONSchema(z.array(figureSchema).meta({ title, description }), { io: 'input' }) as JsonSchema;
}

/** The schema of a study. */
export function studyJsonSchema(): JsonSchema {
  return z.toJSONSchema(studySchema, { io: 'input' }) as JsonSchema;
}

/** The strict schema of a whole scenario, from which the field guide is made. */
export function strictSchema(): JsonSchema {
  return z.toJSONSchema(scenarioSchema, { io: 'input' }) as JsonSchema;
}

/** Nothing required, and null allowed, down to lists, which an extending file replaces whole. */
function optional(schema: JsonSchema): JsonSchema {
  const { required: _required, properties, additionalProperties, ...rest } = schema;
  const relaxed: Record<string, unknown> = { ...rest };
  if (isSchema(properties)) {
    relaxed['properties'] = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, orNull(inner)]));
  }
  if (additionalProperties !== undefined) {
    relaxed['additionalProperties'] = isSchema(additionalProperties)
      ? orNull(additionalProperties)
      : additionalProperties;
  }
  return relaxed;
}

function orNull(inner: unknown): unknown {
  if (!isSchema(inner)) return inner;
  const relaxed = inner['type'] === 'object' ? optional(inner) : inner;
  const { description, ...rest } = relaxed;
  return { ...(description !== undefined && { description }), anyOf: [rest, { type: 'null' }] };
}

function isSchema(value: unknown): value is JsonSchema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
