/** `chokepoint figures`: who says so, who says otherwise, and what follows from each. */
import { basename, join } from 'node:path';
import {
  amountOf,
  claimRatios,
  formatClaim,
  type LedgerFigure,
  parseYaml,
  pathText,
  type Reader,
  ROLES,
  rivalGroups,
  type Use,
  usersOf,
  userTable,
  usesOf,
  wordingIn,
  wordsOf,
} from '../../index.ts';
import { answerFile } from '../answer.ts';
import { type Call, command } from '../command.ts';
import { listFolder } from '../files.ts';
import { tellIssues } from '../issues.ts';
import { openLedger } from '../ledger.ts';
import { ALLOW_OUTSIDE, UsageError } from '../options.ts';
import { bold, complain, type Line, say, sayJson } from '../print.ts';
import { readerBelow, rootOf } from '../read-file.ts';
import { tableText } from '../table.ts';

const POSITIONALS = { id: { describe: 'one figure, whole', type: 'string' } } as const;
const OPTIONS = {
  folder: { describe: 'where figures.yaml and its scenarios lie', type: 'string', default: 'scenarios' },
  'allow-outside': ALLOW_OUTSIDE,
  document: { describe: 'only of this document, by the start of its name', type: 'string' },
  role: { describe: 'only of this role', choices: ROLES },
  verdict: { describe: 'only with this word in the public check', type: 'string' },
  rivals: { describe: 'who contradicts whom, by what factor', type: 'boolean', default: false },
  used: { describe: 'only those that a scenario rests on, and where', type: 'boolean', default: false },
  unused: { describe: 'only those that no scenario rests on', type: 'boolean', default: false },
  json: { describe: 'as JSON', type: 'boolean', default: false },
} as const;

type FiguresCall = Call<typeof POSITIONALS & typeof OPTIONS>;

/** Adds `chokepoint figures` to the command line. */
export const figuresCommand = command(
  {
    words: 'figures [id]',
    describe: 'the ledger: who says so, who says otherwise, and what follows from each',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 figures --rivals', 'the contradictions, each in one unit'],
      ['$0 figures us_military_demand', 'one claim, its rivals, and the flagship under each'],
    ],
  },
  figures,
);

/** Returns the exit code. */
function figures(options: FiguresCall): number {
  if (options.used && options.unused) {
    throw new UsageError('--used and --unused leave nothing together; give one of them.');
  }
  const ledger = join(options.folder, 'figures.yaml');
  const read = readerBelow(options.allowOutside ? undefined : [rootOf(ledger)]);
  const { figures: all, issues } = openLedger(ledger, read);
  if (issues.length > 0) {
    tellIssues(issues);
    return 2;
  }
  const uses = usesOf(all, scenarioSources(options.folder, read));
  if (options.id !== undefined) return showOne(options, all, uses, read);
  const chosen = all.filter(
    ({ id, document, role, public: check }) =>
      (options.document === undefined || document.startsWith(options.document)) &&
      (options.role === undefined || role === options.role) &&
      (options.verdict === undefined || check?.verdict.includes(options.verdict) === true) &&
      (!options.used || uses.get(id)?.length !== 0) &&
      (!options.unused || uses.get(id)?.length === 0),
  );
  if (options.json)
    sayJson(
      JSON.stringify(
        chosen.map((figure) => ({ ...figure, uses: usesAsText(uses, figure.id) })),
        null,
        2,
      ),
    );
  else if (options.rivals) say(rivalTables(chosen, all));
  else if (options.used)
    say(
      figureTable(
        ['figure', 'value', 'used at'],
        chosen.map((figure) => [figure.id, valueText(figure), usesAsText(uses, figure.id)]),
      ),
    );
  else say(figureTable(['figure', 'value', 'role', 'source', 'public check', 'rivals'], chosen.map(row)));
  return 0;
}

function scenarioSources(folder: string, read: Reader) {
  const files = listFolder(folder).filter((name) => /\.ya?ml$/.test(name) && name !== 'figures.yaml');
  return files.flatMap((name) => {
    const answer = read(join(folder, name));
    const source = 'text' in answer ? parseYaml(name, answer.text).source : undefined;
    return source ? [source] : [];
  });
}

function figureTable(head: readonly string[], rows: Parameters<typeof tableText>[1]): Line[] {
  return [...tableText(head, rows), '', `${rows.length} figure${rows.length === 1 ? '' : 's'}`];
}

function valueText({ value }: LedgerFigure): string {
  return typeof value === 'object' ? value.join(' to ') : String(value);
}

function sourceText({ document, line }: LedgerFigure): string {
  return `${document.slice(0, 3)}, line ${line}`;
}

function row(figure: LedgerFigure): string[] {
  return [
    figure.id,
    valueText(figure),
    figure.role,
    sourceText(figure),
    figure.public?.verdict ?? '–',
    figure.rivals.join(', ') || '–',
  ];
}

function usesAsText(uses: ReadonlyMap<string, readonly Use[]>, id: string): string[] {
  return (uses.get(id) ?? []).map(({ file, path }) => `${basename(file, '.yaml')}: ${pathText(path)}`);
}

function rivalTables(chosen: readonly LedgerFigure[], all: readonly LedgerFigure[]): Line[] {
  const groups = rivalGroups(all).filter(({ members }) => members.some(({ figure }) => chosen.includes(figure)));
  const tables = groups.flatMap(({ members }) => {
    const ratios = claimRatios(members.map(({ amount }) => amount));
    const rows = members.map(({ figure, amount }, place) => [
      figure.id,
      valueText(figure),
      (amount && formatClaim(amount)) ?? '–',
      ratios[place] === undefined ? '–' : `× ${Number(ratios[place].toPrecision(3))}`,
      sourceText(figure),
      figure.public?.verdict ?? '–',
      wordingIn(figure.what, 'en'),
    ]);
    const head = ['figure', 'as claimed', 'in one unit', 'times the least', 'source', 'public check', 'what'];
    return [...tableText(head, rows, [null, null, null, null, null, null, 40]), ''];
  });
  return [...tables, `${groups.length} contradiction${groups.length === 1 ? '' : 's'}`];
}

/** One figure whole, and what the flagship becomes under each rival. */
function showOne(
  { id, folder, json }: FiguresCall,
  all: readonly LedgerFigure[],
  uses: ReadonlyMap<string, readonly Use[]>,
  read: Reader,
): number {
  const figure = all.find((one) => one.id === id);
  if (figure === undefined) {
    complain(`There is no figure ${id}; chokepoint figures lists them.`);
    return 2;
  }
  if (json) {
    sayJson(JSON.stringify({ ...figure, uses: usesAsText(uses, figure.id) }, null, 2));
    return 0;
  }
  const check = figure.public && `${figure.public.verdict}: ${figure.public.why}`;
  const used = usesAsText(uses, figure.id);
  const facts: [string, string | undefined][] = [
    ['claims', `${valueText(figure)}, ${wordingIn(figure.what, 'en')}`],
    ['source', `${figure.document}, line ${figure.line}${figure.as_of ? `, as of ${figure.as_of}` : ''}`],
    ['public check', check ?? 'none found'],
    ['bears on', figure.bears_on],
    ['note', figure.note],
    ...(used.length > 0 ? used : ['nowhere']).map((use, n): [string, string] => [n === 0 ? 'used' : '', use]),
  ];
  say(bold(figure.id));
  for (const [name, text] of facts) if (text !== undefined) say(`  ${name.padEnd(14)}${text}`);
  if (figure.rivals.length > 0) say('', rivalTables([figure], all));
  say(underRivals(folder, figure, all, read));
  return 0;
}

/** The flagship with the figure's assumption put to each rival's number, one table a rival. */
function underRivals(folder: string, figure: LedgerFigure, all: readonly LedgerFigure[], read: Reader): Line[] {
  const flagship = join(folder, 'six-month-licence.yaml');
  const { answer } = answerFile(flagship, [], read);
  const group = [figure.id, ...figure.rivals];
  const assumption = answer?.run.model.scenario.assumptions.find(
    (one) => one.figure !== undefined && group.includes(one.figure.id),
  );
  if (answer === undefined || assumption === undefined || figure.rivals.length === 0) return [''];
  const tables = all
    .filter((one) => group.includes(one.id))
    .map((rival): Line[] => {
      const written = rival.implies?.value ?? rival.value;
      const amount = amountOf(written);
      const name = `${rival.id} (${typeof written === 'object' ? written.join(' to ') : written})`;
      if (amount === undefined) return [`${name}: has no number to put in`];
      const value = typeof written === 'object' ? { uniform: written } : String(written).replace(/^\s*[<>]=?\s*/, '');
      const { answer: other, issues } = answerFile(flagship, [{ path: `assumptions.${assumption.id}`, value }], read);
      if (other === undefined) return [`${name}: does not fit ${assumption.id}, ${issues[0]?.expected ?? ''}`];
      const users = usersOf({ model: other.run.model, metrics: other.metrics }).filter(({ odds }) => odds > 0);
      const { header, rows } = userTable(users, false, wordsOf('en'));
      return [
        bold(name),
        ...tableText(
          header,
          rows.map((cells) => cells.map(({ text }) => text)),
        ),
      ];
    });
  return ['', `The flagship with ${assumption.id} put to each:`, ...tables.flatMap((table) => ['', ...table])];
}
