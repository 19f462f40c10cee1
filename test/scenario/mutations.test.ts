/** Whatever a file says, reading it does not throw, and every issue can be acted upon. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { answer, type Reading } from '../../src/index.ts';
import { law } from '../run.ts';
import { reading, SOUND } from './reading.ts';

/** Whether everything that is said has a place and words, and a scenario is there unless there is an error. */
function isTold({ issues, scenario }: Reading): boolean {
  const isWhole = issues.every(
    ({ place, expected, found, remedy }) =>
      place !== undefined &&
      place.line >= 1 &&
      place.column >= 1 &&
      place.file !== '' &&
      ![expected, found, remedy].some((text) => text.trim() === '' || /undefined|\[object|Infinity items/.test(text)),
  );
  return isWhole && (scenario === undefined) === issues.some(({ severity }) => severity === 'error');
}

/** A place within data: the map or list that holds it, and under what. */
interface Spot {
  readonly owner: Record<string, unknown> | unknown[];
  readonly key: string;
}

function spotsOf(data: unknown): Spot[] {
  if (data === null || typeof data !== 'object') return [];
  const owner = data as Spot['owner'];
  return Object.keys(data).flatMap((key) => [{ owner, key }, ...spotsOf((data as Record<string, unknown>)[key])]);
}

const COUNT = spotsOf(parse(SOUND)).length;

const words = fc.constantFrom(
  ...['ore', 'magnets', 'growth', 'review_time', 'civil', '6 weeks', '500 t', '5000 t/year', '25%', '-1 t', '1/0', '0'],
  ...['2025-03-01', '2025-02-30', '9999-12-31', 'vehicle/year', 'elapsed', 'since("2025-04-04")', '2 + 5%', 'ton', ''],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'valueOf',
    'null',
    'x'.repeat(3000),
    '('.repeat(100),
    'flows.mine.capacity',
    'd.csv',
  ],
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  words,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.oneof(words, fc.constantFrom('data', 'column', 'unit', 'from', 'to', 'value', 'uniform', 'figure')),
    words,
    { maxKeys: 4 },
  ),
  fc.array(words, { maxLength: 3 }),
);
type Mutation = { readonly at: number } & (
  | { readonly kind: 'delete' }
  | { readonly kind: 'replace'; readonly by: unknown }
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'move'; readonly from: number }
);
const at = fc.nat(COUNT - 1);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('delete' as const), at }),
  fc.record({ kind: fc.constant('replace' as const), at, by: value }),
  fc.record({ kind: fc.constant('rename' as const), at, to: fc.oneof(words, fc.stringMatching(/^[a-z_]{1,9}$/)) }),
  fc.record({ kind: fc.constant('move' as const), at, from: at }),
);

function mutate(data: unknown, one: Mutation): void {
  const spots = spotsOf(data);
  const spot = spots[one.at % Math.max(1, spots.length)];
  if (spot === undefined) return;
  const owner = spot.owner as Record<string, unknown>;
  switch (one.kind) {
    case 'delete':
      if (Array.isArray(spot.owner)) spot.owner.splice(Number(spot.key), 1);
      else delete owner[spot.key];
      return;
    case 'replace':
      owner[spot.key] = structuredClone(one.by);
      return;
    case 'rename': {
      const kept = owner[spot.key];
      if (Array.isArray(spot.owner)) return;
      delete owner[spot.key];
      Object.defineProperty(owner, one.to, { value: kept, enumerable: true, configurable: true, writable: true });
      return;
    }
    case 'move': {
      const other = spots[one.from % spots.length];
      if (other !== undefined) owner[spot.key] = structuredClone((other.owner as Record<string, unknown>)[other.key]);
      return;
    }
  }
}

/** YAML of data; JSON, but for numbers that JSON has not. */
function yamlOf(data: unknown): string {
  if (typeof data === 'number' && !Number.isFinite(data))
    return Number.isNaN(data) ? '.nan' : data > 0 ? '.inf' : '-.inf';
  if (data === undefined) return 'null';
  if (Array.isArray(data)) return `[${data.map(yamlOf).join(', ')}]`;
  if (data === null || typeof data !== 'object') return JSON.stringify(data);
  return `{${Object.entries(data)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${yamlOf(inner)}`)
    .join(', ')}}`;
}

function mutated(mutations: readonly Mutation[]): string {
  const data: unknown = parse(SOUND);
  for (const one of mutations) mutate(data, one);
  return yamlOf(data);
}

describe('reading does not throw, and tells what can be acted upon', () => {
  test('of any data', () => {
    law(fc.oneof(fc.jsonValue(), fc.object()), (data) => isTold(reading(yamlOf(data))));
  });

  test('of any text', () => {
    const soup = fc.array(
      fc.constantFrom(
        'a',
        ': ',
        '- ',
        '\n',
        '  ',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        '&x ',
        '*x',
        '<<',
        '\t',
        '#',
        '|',
        '>',
        '!',
        '%',
        '---\n',
        '1',
        ',',
      ),
      { maxLength: 40 },
    );
    law(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        soup.map((parts) => parts.join('')),
      ),
      (text) => isTold(reading(text)),
      600,
    );
  });

  test('of any part of a sound file', () => {
    law(fc.tuple(fc.nat(SOUND.length), fc.nat(40)), ([start, length]) =>
      isTold(reading(SOUND.slice(0, start) + SOUND.slice(start + length))),
    );
  });

  test('of a sound file with one change', () => {
    law(mutation, (one) => isTold(reading(mutated([one]))), 1000);
  });

  test('of a sound file with several changes', () => {
    law(fc.array(mutation, { minLength: 2, maxLength: 8 }), (all) => isTold(reading(mutated(all))), 600);
  });

  test('of a file that extends a sound one with any part of it changed', () => {
    law(fc.array(mutation, { minLength: 1, maxLength: 4 }), (all) => {
      const data = parse(mutated(all));
      const over =
        data !== null && typeof data === 'object' && !Array.isArray(data) ? { ...data, extends: 's.yaml' } : data;
      return isTold(reading({ 'c.yaml': yamlOf(over), 's.yaml': SOUND }, [], 'c.yaml'));
    });
  });

  test('of any settings', () => {
    const path = fc.oneof(
      fc
        .array(
          fc.oneof(
            fc.constantFrom(
              'flows',
              'mine',
              'capacity',
              'assumptions',
              'growth',
              'licences',
              'civil',
              'phases',
              'events',
              'set',
              'title',
            ),
            words,
            fc.nat(3).map(String),
          ),
          { maxLength: 5 },
        )
        .map((parts) => parts.join('.')),
      fc.string(),
    );
    law(fc.array(fc.record({ path, value }), { minLength: 1, maxLength: 3 }), (all) => isTold(reading(SOUND, all)));
  });

  test('of any table', () => {
    const text = SOUND.replace('    capacity: 5000 t/year', '    capacity: {data: d.csv, column: us, unit: t/year}');
    const cell = fc.constantFrom(
      'date',
      'us',
      '2025-01-01',
      '2024-02-30',
      '5',
      '-5',
      '1e400',
      'x',
      '"',
      '',
      ' ',
      '\uFEFF',
    );
    const csv = fc
      .array(
        fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(',')),
        { maxLength: 6 },
      )
      .map((rows) => rows.join('\n'));
    law(
      fc.oneof(
        csv,
        csv.map((rows) => `date,us\n2025-01-01,5\n${rows}`),
      ),
      (table) => isTold(reading({ 's.yaml': text, 'd.csv': table })),
    );
  });

  test('of any ledger', () => {
    const text = SOUND.replace('{value: 8%, why: a round number}', '{figure: f}');
    const entry = fc.record(
      {
        id: fc.oneof(fc.constant('f'), value),
        value,
        what: fc.oneof(fc.constant('w'), value),
        document: fc.constant('d'),
        line: fc.oneof(fc.constant(1), value),
      },
      { requiredKeys: [] },
    );
    law(fc.oneof(fc.array(entry, { maxLength: 3 }), value), (ledger) =>
      isTold(reading({ 's.yaml': text, 'figures.yaml': yamlOf(ledger) })),
    );
  });
});

test('what is read as sound can be run, or is refused with a reason', () => {
  let sound = 0;
  const cases = law(
    fc.array(mutation, { minLength: 1, maxLength: 3 }),
    (all) => {
      const { scenario, locate } = reading(mutated(all));
      if (scenario === undefined || scenario.steps > 1000) return true;
      sound++;
      return answer(scenario).issues.every((issue) => locate(issue).place !== undefined);
    },
    600,
  );
  expect(sound).toBeGreaterThan(0.04 * cases);
});
