/** The field guide: every field of a scenario file with what it takes, its default and its meaning. */
import { FUNCTION_NAMES } from '../../quantity/expression.ts';
import { type JsonSchema, strictSchema, studyJsonSchema } from './json-schema.ts';
import { expectation, type Kind } from './quantity-schema.ts';

/** The guide in Markdown, made from the schema; `catalogue` is what it opens with. */
export function fieldGuide(catalogue: readonly string[] = []): string {
  const top = strictSchema();
  const entity = (section: string): JsonSchema => at(top, 'properties', section, 'additionalProperties');
  const flow = entity('flows');
  const sections: [title: string, intro: string, schema: JsonSchema][] = [
    [
      'The file',
      'One file a question. Times are days, weeks, months (a twelfth of a year) and years (365.25 days).',
      top,
    ],
    [
      '`assumptions`',
      'Named numbers. A plain value, or one of these shapes with where it comes from:',
      mapForm(entity('assumptions')),
    ],
    [
      '`stockpiles`',
      'One material held in one place by one kind of owner. Amounts are tonnes unless `unit` says otherwise.',
      entity('stockpiles'),
    ],
    [
      '`flows`',
      'Mines (no `from`), shipments, plants (several inputs), and releases from a reserve. Orders look at the main product only.',
      flow,
    ],
    [
      '`flows.*.projects`',
      'Capacity being built: from `decided` + `takes` it grows linearly over `ramp`.',
      at(flow, 'properties', 'projects', 'items'),
    ],
    [
      '`flows.*.release`',
      'A release delivers nothing until the days of supply at `to` fall below its trigger.',
      at(flow, 'properties', 'release'),
    ],
    [
      '`flows.*.opens`',
      'The part of a capacity that the price index of a market opens: none up to `from`, all at `fully`.',
      at(flow, 'properties', 'opens'),
    ],
    ['`licences`', 'Rules that change by date and gate the flows that name them.', entity('licences')],
    [
      '`licences.*.phases`',
      'Open before the first; each holds from its date until the next; what it does not say is open.',
      at(entity('licences'), 'properties', 'phases', 'items'),
    ],
    ['`demands`', 'Who draws from a stockpile.', entity('demands')],
    [
      '`markets`',
      'One price index for a set of stockpiles, 1 while their needs are met; users and dear capacity answer to it.',
      entity('markets'),
    ],
    [
      '`processes`',
      'A state of the world that changes by chance. At `from` and each `every` after it, it moves by a draw of its own.',
      entity('processes'),
    ],
    [
      '`measure`',
      'Times to survive and to recover, what is left at the end and money are of the whole run all the same.',
      at(top, 'properties', 'measure'),
    ],
    [
      '`events`',
      'Dated changes. `set` replaces the value of a schedule until that schedule’s own next change; `scale` multiplies what it says.',
      at(top, 'properties', 'events', 'items'),
    ],
    [
      '`observations`',
      'What happened, month by month: the run is held against it, on a chart and in summary.json.',
      entity('observations'),
    ],
    [
      '`causes`',
      'Of a shortage, for `chokepoint why`: what holds without one (`without`), or whose changes are one (`licence`, `flow`, `from`).',
      at(top, 'properties', 'causes', 'additionalProperties'),
    ],
    ['`expect`', 'What must stay true of the outputs.', at(top, 'properties', 'expect', 'items')],
  ];
  return [
    ...catalogue,
    ...INTRODUCTION,
    ...sections.flatMap(([title, intro, schema]) => [`## ${title}`, '', intro, '', ...table(schema), '']),
    ...EXPRESSIONS,
    ...EXPECTATIONS,
    ...STUDIES,
    ...table(studyJsonSchema()),
    '',
    '### `variants`',
    '',
    'A policy each. Values under `set` are put over the file as by `--set`, last of all: paths such as',
    '`assumptions.renewed`, `flows.x.capacity`, `"licences.x.phases[1].approve"` (in quotes, for its brackets), or a',
    'whole entity. Times, seed and runs are those of the base: what changes them is refused.',
    '',
    ...table(at(studyJsonSchema(), 'properties', 'variants', 'additionalProperties')),
    '',
  ].join('\n');
}

const INTRODUCTION = [
  '# The fields of a scenario file',
  '',
  'Made from the schema by `chokepoint schema --guide`; change `src/scenario/schema/schema.ts`, not this page.',
  'Start a file with `# yaml-language-server: $schema=scenario.schema.json` and an editor with a YAML language server',
  'completes and checks it. `chokepoint validate FILE` says everything that is wrong, with line and column.',
  '',
  'Files are of version 2. In one of version 1, which is read with a warning, `switchable` is 0 % where a stockpile says',
  'none, what a flow ships is called `started` (the series) and `delivered` (the metric), and `total.supply_cost` is',
  '`total.cost`. `chokepoint migrate FILE` rewrites it so that it means the same, comments and layout kept.',
  '',
  'Ids are in snake_case. A field marked ⏱ is a schedule: a constant, a formula, dated values',
  '`{2025-04-04: 100 t/year, 2026-01-01: 150 t/year}` or a column of a CSV file `{data: demand.csv, column: us, unit: t/year}`.',
  '',
];

const EXPRESSIONS = [
  '## Formulas',
  '',
  'Wherever a number is wanted a formula in quotes may stand: quantities with units, assumptions by name, `+ - * / ^`,',
  'comparisons (1 or 0), and the functions below. Dimensions are checked before anything runs.',
  '',
  `- Numbers: ${[...FUNCTION_NAMES]
    .slice(0, 9)
    .map((name) => `\`${name}\``)
    .join(', ')}; and \`pi\`. Angles are in radians: \`sin(2 * pi * elapsed / (1 year))\` is a season.`,
  '- Time, in schedules: `elapsed` (since the start), `since("2025-10-09")` (negative before), `step(x)` (0 before x = 0,',
  '  then 1), `ramp(x, d)` (x/d held within 0 and 1), `pulse(x, d)` (1 while 0 ≤ x < d); x and d are durations.',
  '- Chance, in schedules: `is(cn_export, shut)` is 1 while the process `cn_export` is in its state `shut`, else 0.',
  '- Units: `t kt Mt kg g lb`, `day week month year`, `USD MUSD BUSD` (also `EUR`, `CNY` and `JPY`; one currency in a file), and',
  '  the things under `units`. Write `t`, not `ton`.',
  '- A percent is a plain number; after a + or − put it in brackets: `2 + (5%)`. Write `0.5 year`, not `1/2 year`.',
  '- A plain 0 is 0 of any unit.',
  '',
];

const EXPECTATIONS = [
  '## Expectations and tolerances',
  '',
  'Under `expect`, `that` compares two sides by `<`, `<=`, `>`, `>=`, `==` or `!=`. Each is a formula of',
  '',
  '- metrics of the central run by their path in summary.json: `demands.us_auto.time_to_survive >= 6 weeks`. A time or date',
  '  that never comes counts as later than any; another null compares with nothing;',
  '- series of the central run at a date: `at(flows.cn_to_us.shipped, "2025-05-15") <= 30 t`, the variables of series.csv, in',
  '  the step that the date lies in;',
  '- what an ensemble comes to: `mean(demands.us_auto.shortage)`, `quantile(demands.us_auto.shortage, 95%)` and',
  '  `probability(demands.us_auto.shortage > 0 t) <= 5%`, over formulas of metrics. A mean of times that may never come has no',
  '  value.',
  '',
  '`chokepoint check` holds a scenario against these, and its results against those committed in results/. Under `tolerance`,',
  'here or in `chokepoint.yaml` for all scenarios, stands by how much they may differ: `1e-9 relative` (of the larger of the',
  'two, the default), an amount with its unit, or 0; by the path of a metric or series, `*` for any one name, the last that fits',
  'holds. `ensembles: 3 standard errors` is for means and probabilities of ensembles with other draws; with the same seed,',
  'sampling and number of runs the rest applies. A lost, new or cut-off series, another unit, other dates and a number that',
  'comes or goes are differences under any tolerance.',
  '',
];

const STUDIES = [
  '# The fields of a study file',
  '',
  'The same question under several policies, on the same draws: `chokepoint compare STUDY.yaml`. A study stands apart from',
  'its scenarios, such as in `studies/`, with `# yaml-language-server: $schema=../study.schema.json` as its first line.',
  '',
];

function at(schema: JsonSchema, ...keys: string[]): JsonSchema {
  return keys.reduce<JsonSchema>((inner, key) => inner[key] as JsonSchema, schema);
}

/** Of a value that may be a number or a map, the map. */
function mapForm(schema: JsonSchema): JsonSchema {
  return (schema['anyOf'] as JsonSchema[]).find((form) => form['type'] === 'object') as JsonSchema;
}

function table(schema: JsonSchema): string[] {
  const required = new Set((schema['required'] as string[] | undefined) ?? []);
  const rows = Object.entries(schema['properties'] as Record<string, JsonSchema>).map(([name, field]) => {
    const mark = field['schedule'] === true ? ' ⏱' : '';
    const otherwise = required.has(name) ? '**required**' : ((field['default'] as string | undefined) ?? '');
    return `| \`${name}\`${mark} | ${takes(field)} | ${otherwise} | ${String(field['description'] ?? '')} |`;
  });
  return ['| field | takes | default | meaning |', '| --- | --- | --- | --- |', ...rows];
}

function takes(field: JsonSchema): string {
  if (field['kind'] !== undefined) return expectation(field['kind'] as Kind);
  if (field['languages'] === true) return 'a text, or one for each language: `{en: …, zh: …}`';
  if (field['date'] === true) return 'a date such as 2025-04-04';
  if (field['enum'] !== undefined) return (field['enum'] as string[]).map((value) => `\`${value}\``).join(' or ');
  if (field['const'] !== undefined) return `\`${String(field['const'])}\``;
  const words: Record<string, string> = {
    string: 'a text',
    integer: 'a whole number',
    boolean: '`true` or `false`',
    array: 'a list',
    object: 'a map',
  };
  if (Array.isArray(field['anyOf']))
    return (field['anyOf'] as JsonSchema[])
      .map(takes)
      .filter((text, place, all) => all.indexOf(text) === place)
      .join(' or ');
  return words[String(field['type'])] ?? '';
}
