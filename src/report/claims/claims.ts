/** The claims of documents with what is found of each: as a table, as Markdown and as JSON. */
import type { ClaimTrial } from '../../metrics/claims.ts';
import { type Judged, verdictUnit } from '../../metrics/expect.ts';
import { modelIn } from '../../model/in-language.ts';
import type { Figure, Model } from '../../model/network.ts';
import { type Wording, wordingIn } from '../../wording.ts';
import { settingTexts } from '../document/settings.ts';
import { safe } from '../render/markdown.ts';
import { formatValue } from '../study/solve-text.ts';
import { claimWords } from '../text/claims.ts';
import { chartTextOf, type Language, wordsOf } from '../text/languages.ts';
import { cameText } from '../text/verdicts.ts';

/** A claim put to the test, with where it is written. */
export interface ClaimRow extends ClaimTrial {
  readonly model: Model;
  /** Of the scenario file. */
  readonly file: string;
  readonly line: number;
}

/** A figure of the ledger, with its line there. */
export interface LedgerLine extends Pick<Figure, 'id' | 'document' | 'line'> {
  readonly what: Wording;
  readonly untestable?: Wording | undefined;
  readonly ledgerLine: number;
}

/** What is found of the claims of scenarios, and what the ledger holds beside them. */
export interface ClaimsFound {
  readonly rows: readonly ClaimRow[];
  /** By figure. */
  readonly ledger: ReadonlyMap<string, LedgerLine>;
  /** Figures that no scenario can test, and those that none of these tests. */
  readonly untestable: readonly LedgerLine[];
  readonly untested: readonly LedgerLine[];
}

/** In texts: one line for each claim, in the columns of the head. */
export function claimTable({ rows }: ClaimsFound, language: Language): { head: readonly string[]; rows: string[][] } {
  return { head: claimWords(language).head, rows: rows.map((row) => cellsOf(row, language)) };
}

function cellsOf(row: ClaimRow, language: Language): string[] {
  const { claim, verdict, found, file, line } = row;
  const words = claimWords(language);
  const { figure } = claim;
  const stated = words.found[verdict.stated];
  return [
    wordingIn(figure.what, language),
    sourceOf(figure, language),
    `${nameOf(file)}:${line} ${verdict.that}`,
    found === verdict.stated ? words.found[found] : words.otherwise(words.found[found], stated),
    came(verdict, language),
    reasonOf(row, language),
    turnedBy(row, language),
  ];
}

function sourceOf({ document, line }: Pick<Figure, 'document' | 'line'>, language: Language): string {
  return claimWords(language).line(document.slice(0, 3), line);
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
}

/** What the first side came to, and the second where it is a formula. */
function came(judged: Judged, language: Language): string {
  return cameText(judged, wordsOf(language));
}

function reasonOf({ model, verdict: { position, ground } }: ClaimRow, language: Language): string {
  const { because, reason } = modelIn(model, language).scenario.expectations[position] ?? {};
  const text = reason ?? because;
  if (ground === undefined) return text ?? '';
  return claimWords(language).reason(text, ground.that, came(ground, language), ground.met);
}

/** What the rival comes to, and where an undecided claim turns. */
function turnedBy({ claim, rival, turn, model, verdict }: ClaimRow, language: Language): string {
  const words = claimWords(language);
  const texts: string[] = [];
  const { assumptions } = modelIn(model, language).scenario;
  const named = (path: string) => assumptions.find(({ id }) => path === `assumptions.${id}`)?.title ?? path;
  if (rival !== undefined) {
    const values = Object.entries(claim.rival ?? {}).flatMap(([path, value]) =>
      settingTexts(named(path), value, wordsOf(language)).map(words.set),
    );
    texts.push(words.rival(values, came(rival, language), rival.met !== verdict.met));
  }
  if (turn !== undefined) {
    const value = (one: number) => formatValue(one, turn, chartTextOf(language));
    const [from, to] = [value(turn.from), value(turn.to)];
    const name = named(turn.vary);
    texts.push(
      turn.value === undefined
        ? words.never(name, from, to)
        : words.turns(name, value(turn.value), from, to, turn.isMetBelow),
    );
  }
  return texts.join('; ');
}

/** How many claims came out how, and how many not as the file says. */
export function claimSentences({ rows }: ClaimsFound, language: Language): string[] {
  const words = claimWords(language);
  const count = (which: ClaimRow['found']) => rows.filter(({ found }) => found === which).length;
  const astray = rows.filter(({ faults }) => faults.length > 0).length;
  return [
    words.count(rows.length, count('held'), count('contradicted'), count('undecided')),
    ...(astray > 0 ? [words.astray(astray)] : []),
  ];
}

/** In Markdown, for a page that lies beside the scenarios and their ledger: each row leads to its scenario and its figure. */
export function claimsMarkdown(found: ClaimsFound, language: Language): string[] {
  const words = claimWords(language);
  const cell = (text: string) => safe(text).replaceAll('|', '\\|');
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const linked = (figure: Pick<Figure, 'id' | 'document' | 'line'>) => {
    const at = found.ledger.get(figure.id);
    const source = cell(sourceOf(figure, language));
    return at === undefined ? source : `[${source}](figures.yaml#L${at.ledgerLine})`;
  };
  const rows = found.rows.map((one) => {
    const [what = '', , , verdict = '', ...rest] = cellsOf(one, language).map(cell);
    const name = nameOf(one.file);
    const test = `[${name}](${name}.yaml#L${one.line}): \`${one.verdict.that.replaceAll('|', '\\|')}\``;
    return row([what, linked(one.claim.figure), test, verdict, ...rest]);
  });
  const listed = (figures: readonly LedgerLine[], text: (figure: LedgerLine) => string) =>
    figures.map((figure) => `- ${cell(text(figure))} (${linked(figure)})`);
  const { untestable, untested } = found;
  return [
    `## ${words.title}`,
    '',
    words.intro,
    '',
    ...claimSentences(found, language),
    '',
    row(words.head),
    row(words.head.map(() => '---')),
    ...rows,
    '',
    ...(untestable.length > 0
      ? [
          `### ${words.untestable}`,
          '',
          ...listed(untestable, ({ what, untestable: why }) =>
            words.open(wordingIn(what, language), wordingIn(why ?? '', language)),
          ),
          '',
        ]
      : []),
    ...(untested.length > 0
      ? [`### ${words.untested(untested.length)}`, '', ...listed(untested, ({ what }) => wordingIn(what, language)), '']
      : []),
  ];
}

/** As plain data, for scripts. */
export function claimsJson({ rows, untestable, untested }: ClaimsFound): string {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const judged = (one: Judged) => ({
    ...{ that: one.that, met: one.met, left: finite(one.left), right: finite(one.right), unit: verdictUnit(one) },
  });
  const whole = {
    claims: rows.map(({ claim, verdict, found, rival, turn, faults, file, line }) => ({
      ...{ figure: claim.figure.id, document: claim.figure.document, line: claim.figure.line },
      ...{ scenario: file, scenario_line: line, stated: verdict.stated, found, faults, ...judged(verdict) },
      ...(verdict.reason !== undefined && { reason: verdict.reason }),
      ...(verdict.ground && { reason_that: judged(verdict.ground) }),
      ...(rival && { rival: { set: claim.rival, ...judged(rival) } }),
      ...(turn && {
        depends: {
          ...{ path: turn.vary, unit: turn.unit, from: turn.from, to: turn.to },
          ...{ turns_at: turn.value ?? null, holds_below: turn.isMetBelow },
        },
      }),
    })),
    untestable: untestable.map(({ id, untestable: why }) => ({ figure: id, why: wordingIn(why ?? '', 'en') })),
    untested: untested.map(({ id }) => id),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
