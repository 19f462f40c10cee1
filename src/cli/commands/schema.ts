/** `chokepoint schema`: the JSON Schema of a scenario file for editors, or the field guide. */
import type { Argv } from 'yargs';
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
import { tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, EXIT_CODES, example, UsageError } from '../options.ts';
import { refuseOver, whyNotOver, writeText } from '../output-file.ts';
import { say, sayJson } from '../print.ts';
import { readerFor } from '../read-file.ts';

/** Adds `chokepoint schema` to the command line. */
export function schemaCommand(cli: Argv): Argv {
  return cli.command(
    'schema [files..]',
    'print the JSON Schema of a scenario file, or the guide to its fields',
    (command) =>
      command
        .positional('files', {
          describe: 'scenarios that the guide opens with',
          type: 'string',
          array: true,
          default: [] as string[],
          defaultDescription: 'none',
        })
        .option('guide', { describe: 'the field guide in Markdown instead', type: 'boolean', default: false })
        .option('ledger', { describe: 'the schema of a ledger of figures instead', type: 'boolean', default: false })
        .option('study', { describe: 'the schema of a study instead', type: 'boolean', default: false })
        .option('out', { describe: 'write to this file', type: 'string' })
        .option('allow-outside', ALLOW_OUTSIDE)
        .example(
          ...example('$0 schema --out scenarios/scenario.schema.json', 'for editors with a YAML language server'),
        )
        .example(...example('$0 schema --guide', 'every field with its unit, default and meaning'))
        .epilogue(`${EXIT_CODES}.`),
    ({ guide, ledger, study, files, out, allowOutside }) => {
      if ([guide, ledger, study].filter(Boolean).length > 1) {
        throw new UsageError('--guide, --ledger and --study are three documents; ask for one of them.');
      }
      if (files.length > 0 && !guide) throw new UsageError('Scenario files go with --guide.');
      const what = guide ? 'guide' : ledger ? 'ledger' : study ? 'study' : 'scenario';
      process.exitCode = schema(what, files, { out, allowOutside });
    },
  );
}

/** Prints, or writes to `out`; a guide opens with the scenarios in `files`. Returns the exit code. */
export function schema(
  what: keyof typeof SCHEMAS | 'guide',
  files: readonly string[],
  { out, allowOutside }: { readonly out: string | undefined; readonly allowOutside: boolean },
): number {
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
