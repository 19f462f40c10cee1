/** `chokepoint schema`: the JSON Schema of a scenario file for editors, or the field guide. */
import {
  answerSentence,
  type CatalogueEntry,
  catalogue,
  fieldGuide,
  jsonSchema,
  ledgerJsonSchema,
  studyJsonSchema,
} from '../../index.ts';
import { answerFile, nameOf, scenariosAmong } from '../answer.ts';
import { type Call, command } from '../command.ts';
import { tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, UsageError } from '../options.ts';
import { refuseOver, whyNotOver, writeText } from '../output-file.ts';
import { say, sayJson } from '../print.ts';
import { readerFor } from '../read-file.ts';

const POSITIONALS = {
  files: {
    describe: 'scenarios that the guide opens with',
    type: 'string',
    array: true,
    default: [] as string[],
    defaultDescription: 'none',
  },
} as const;
const OPTIONS = {
  guide: { describe: 'the field guide in Markdown instead', type: 'boolean', default: false },
  ledger: { describe: 'the schema of a ledger of figures instead', type: 'boolean', default: false },
  study: { describe: 'the schema of a study instead', type: 'boolean', default: false },
  out: { describe: 'write to this file', type: 'string' },
  'allow-outside': ALLOW_OUTSIDE,
} as const;

/** Adds `chokepoint schema` to the command line. */
export const schemaCommand = command(
  {
    words: 'schema [files..]',
    describe: 'print the JSON Schema of a scenario file, or the guide to its fields',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 schema --out scenarios/scenario.schema.json', 'for editors with a YAML language server'],
      ['$0 schema --guide', 'every field with its unit, default and meaning'],
    ],
  },
  schema,
);

/** Prints, or writes to `out`; a guide opens with the scenarios in `files`. Returns the exit code. */
function schema(call: Call<typeof POSITIONALS & typeof OPTIONS>): number {
  const { guide, ledger, study, files, out, allowOutside } = call;
  if ([guide, ledger, study].filter(Boolean).length > 1) {
    throw new UsageError('--guide, --ledger and --study are three documents; ask for one of them.');
  }
  if (files.length > 0 && !guide) throw new UsageError('Scenario files go with --guide.');
  const what = guide ? 'guide' : ledger ? 'ledger' : study ? 'study' : 'scenario';
  const mark = what === 'guide' ? MARK_OF_GUIDE : MARK_OF_SCHEMA;
  if (out !== undefined) refuseOver(whyNotOver(out, mark));
  const entries: CatalogueEntry[] = [];
  for (const file of scenariosAmong(files)) {
    const { answer, issues } = answerFile(file, [], readerFor([file], allowOutside));
    if (answer === undefined) {
      tellIssues(issues);
      return 2;
    }
    entries.push({
      ...{ name: nameOf(file), title: answer.summary.title },
      answer: answerSentence(answer, undefined, 'en'),
    });
  }
  const text = what === 'guide' ? fieldGuide(entries.length > 0 ? catalogue(entries) : []) : schemaText(what);
  if (out !== undefined) writeText(out, text, mark);
  else if (what === 'guide') say(text.trimEnd().split('\n'));
  else sayJson(text);
  return 0;
}

/** Stand in each file of its kind. */
const MARK_OF_GUIDE = '# The fields of a scenario file';
const MARK_OF_SCHEMA = '"$schema": "https://json-schema.org/';

const SCHEMAS = { scenario: jsonSchema, ledger: ledgerJsonSchema, study: studyJsonSchema };

function schemaText(what: keyof typeof SCHEMAS): string {
  return `${JSON.stringify(SCHEMAS[what](), null, 2)}\n`;
}
