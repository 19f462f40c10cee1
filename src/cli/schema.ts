/** `chokepoint schema`: the JSON Schema of a scenario file for editors, or the field guide. */
import {
  type CatalogueEntry,
  catalogue,
  chartsOf,
  fieldGuide,
  jsonSchema,
  ledgerJsonSchema,
  studyJsonSchema,
} from '../index.ts';
import { answerFile, nameOf, scenariosAmong } from './answer.ts';
import { writeText } from './files.ts';
import { showIssues } from './issues.ts';

/** Prints, or writes to `out`; a guide opens with the scenarios in `files`. Returns the exit code. */
export function schema(
  what: keyof typeof SCHEMAS | 'guide',
  files: readonly string[],
  out: string | undefined,
): number {
  const entries: CatalogueEntry[] = [];
  for (const file of scenariosAmong(files)) {
    const { answer, issues } = answerFile(file, []);
    if (answer === undefined) {
      console.error(showIssues(issues));
      return 2;
    }
    const [shortages] = chartsOf({ ...answer, model: answer.run.model });
    entries.push({
      name: nameOf(file),
      title: answer.summary.title,
      answer: shortages?.title ?? 'Nothing is demanded',
    });
  }
  const text = what === 'guide' ? fieldGuide(entries.length > 0 ? catalogue(entries) : []) : schemaText(what);
  if (out === undefined) process.stdout.write(text);
  else writeText(out, text);
  return 0;
}

const SCHEMAS = { scenario: jsonSchema, ledger: ledgerJsonSchema, study: studyJsonSchema };

function schemaText(what: keyof typeof SCHEMAS): string {
  return `${JSON.stringify(SCHEMAS[what](), null, 2)}\n`;
}
