/** `chokepoint claims`: what is found of the documents' claims, each put to the test both ways. */
import { dirname, join } from 'node:path';
import {
  CLAIMS_MARKS,
  type ClaimRow,
  type ClaimsFound,
  claimReader,
  claimSentences,
  claimsJson,
  claimsMarkdown,
  claimTable,
  type Issue,
  LANGUAGES,
  type Language,
  type LedgerLine,
  parseYaml,
  tryClaims,
} from '../../index.ts';
import { answerFile, scenariosAmong, scenariosHere } from '../answer.ts';
import { type Call, command } from '../command.ts';
import { tellIssues } from '../issues.ts';
import { openLedger } from '../ledger.ts';
import { ALLOW_OUTSIDE, LANGUAGE, QUIET, SOME_SCENARIOS, UsageError } from '../options.ts';
import { replacePart } from '../output-file.ts';
import { bold, say, sayJson } from '../print.ts';
import { readerFor } from '../read-file.ts';
import { tableText } from '../table.ts';

const POSITIONALS = { files: SOME_SCENARIOS };
const OPTIONS = {
  format: { describe: 'how they are told', choices: ['table', 'md', 'json'], default: 'table' },
  out: {
    describe: 'write them, in every language, between the marks in this Markdown file, such as scenarios/README.md',
    type: 'string',
  },
  'allow-outside': ALLOW_OUTSIDE,
  lang: { ...LANGUAGE, describe: 'language of the table' },
  quiet: QUIET,
} as const;

type ClaimsCall = Call<typeof POSITIONALS & typeof OPTIONS>;

/** Adds `chokepoint claims` to the command line. */
export const claimsCommand = command(
  {
    words: 'claims [files..]',
    describe: 'put the claims of documents to the test: what is found of each, and what would flip it',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 claims', 'every claim of scenarios/ with its verdict'],
      ['$0 claims --out scenarios/README.md', 'write the table into the page'],
    ],
    codes: ', 3 a verdict, a reason or a rival is not what the file says',
  },
  claims,
);

/** Returns the exit code: 3 where a claim is not what its file says. */
async function claims(options: ClaimsCall): Promise<number> {
  const { format, out, language, quiet } = options;
  const files = options.files.length > 0 ? scenariosAmong(options.files) : scenariosHere();
  if (files.length === 0) throw new UsageError('There are no scenarios in scenarios/; name files.');
  const all = await Promise.all(files.map((file) => rowsOf(file.replaceAll('\\', '/'), options)));
  const issues = all.flatMap((one) => one.issues).filter(({ severity }) => severity === 'error');
  if (issues.length > 0) {
    tellIssues(issues, quiet);
    return 2;
  }
  const found = withLedger(
    all.flatMap(({ rows }) => rows),
    files,
    options,
  );
  if (out !== undefined)
    replacePart(out, CLAIMS_MARKS, LANGUAGES.flatMap((one) => claimsMarkdown(found, one)).join('\n'));
  if (format === 'json') sayJson(claimsJson(found));
  else if (!quiet) say(format === 'md' ? claimsMarkdown(found, language) : tableLines(found, language));
  return found.rows.some(({ faults }) => faults.length > 0) ? 3 : 0;
}

async function rowsOf(
  file: string,
  { allowOutside }: ClaimsCall,
): Promise<{ readonly rows: readonly ClaimRow[]; readonly issues: readonly Issue[] }> {
  const source = readerFor([file], allowOutside);
  const { answer, issues, locate } = answerFile(file, [], source);
  if (answer === undefined) return { rows: [], issues };
  const { model } = answer.run;
  const tried = await tryClaims(model, answer, claimReader(file, [], source));
  if (!tried.ok) return { rows: [], issues: tried.issues.map(locate) };
  const nothing = { severity: 'warning', code: 'wrong-type', expected: '', found: '', remedy: '' } as const;
  const rows = tried.value.map((trial) => {
    const { place } = locate({ ...nothing, path: ['expect', trial.verdict.position, 'that'] });
    return { ...trial, model, file: place?.file ?? file, line: place?.line ?? 1 };
  });
  return { rows, issues: [] };
}

/** The claims in the order of the ledger beside the first file, and what the ledger holds beside them; where there is one. */
function withLedger(
  rows: readonly ClaimRow[],
  files: readonly string[],
  { allowOutside, files: named }: ClaimsCall,
): ClaimsFound {
  const file = join(dirname(files[0] as string), 'figures.yaml').replaceAll('\\', '/');
  const read = readerFor(files, allowOutside);
  const text = read(file);
  if ('missing' in text) return { rows, ledger: new Map(), untestable: [], untested: [] };
  const { source } = parseYaml(file, text.text);
  const lines = openLedger(file, read).figures.map(
    (figure, n): LedgerLine => ({ ...figure, ledgerLine: source?.locate([n]).place?.line ?? 1 }),
  );
  const places = new Map(lines.map(({ id }, n) => [id, n]));
  const placeOf = ({ claim }: ClaimRow) => places.get(claim.figure.id) ?? lines.length;
  const tested = new Set(rows.map(({ claim }) => claim.figure.id));
  // Of a few scenarios it says nothing that the others' claims are not in them.
  const others = named.length > 0 ? [] : lines.filter(({ id }) => !tested.has(id));
  return {
    rows: rows.toSorted((one, other) => placeOf(one) - placeOf(other)),
    ledger: new Map(lines.map((one) => [one.id, one])),
    untestable: others.filter(({ untestable }) => untestable !== undefined),
    untested: others.filter(({ untestable }) => untestable === undefined),
  };
}

function tableLines(found: ClaimsFound, language: Language) {
  const { head, rows } = claimTable(found, language);
  return [
    ...(rows.length > 0 ? [...tableText(head, rows, [30, 12, 40, 14, 14, 40, 40]), ''] : []),
    ...claimSentences(found, language).map((sentence) => bold(sentence)),
  ];
}
