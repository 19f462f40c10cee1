/** The assumptions of a scenario in a report: what they are, how sure, on whose word, and who says otherwise. */
import { type AssumptionFinding, assumptionFindings } from '../../findings/assumptions.ts';
import type { Model } from '../../model/network.ts';
import { type Wording, wordingIn } from '../../wording.ts';
import { rangeText, valueReader } from '../text/assumption-values.ts';
import type { Words } from '../text/en.ts';
import { writtenIn } from '../text/quantities.ts';
import { type Block, text } from './document.ts';

/** A claim of the ledger, as far as reports tell of it. */
export interface LedgerClaim {
  readonly value: unknown;
  readonly what: Wording;
  readonly document: string;
  readonly line: number;
}

/** A table of all assumptions, the uncertain first; rivals are told by their values where the ledger is given, else by their ids. */
export function assumptionBlocks(model: Model, words: Words, ledger: ReadonlyMap<string, LedgerClaim>): Block[] {
  const findings = assumptionFindings(model);
  if (findings.length === 0) return [];
  const { assumptions: says, table } = words.run;
  const uncertain = findings.filter(({ isUncertain }) => isUncertain);
  const judged = uncertain.filter(({ support }) => support === 'judgement' || support === 'nothing').length;
  return [
    { kind: 'prose', text: uncertain.length === 0 ? says.levers : says.uncertain(uncertain.length, judged) },
    {
      kind: 'table',
      caption: table.assumptions,
      header: [table.assumption, table.value, table.range, table.support, table.grounds, table.rivals],
      rows: [...uncertain, ...findings.filter(({ isUncertain }) => !isUncertain)].map((one) => {
        const value = valueReader(model.scenario.assumptions[findings.indexOf(one)], words);
        return [
          text(one.title),
          { text: value(one.central), value: one.central },
          text(rangeText(one, value, words)),
          text(says.support[one.support]),
          text(groundsOf(one, words)),
          text(
            words.quantities.clauses((one.figure?.rivals ?? []).map((id) => rival(id, ledger, words))) || words.none,
          ),
        ];
      }),
    },
  ];
}

/** On what an assumption rests, in a sentence. */
export function groundsOf({ figure, source, why, formula }: AssumptionFinding, words: Words): string {
  const { assumptions } = words.run;
  const grounds = [
    ...(figure ? [assumptions.figure(wordingIn(figure.what, words.language), figure.document, figure.line)] : []),
    ...(source === undefined ? [] : [source]),
    ...(why === undefined ? [] : [assumptions.assumed(why)]),
    ...(formula === undefined ? [] : [assumptions.derived(formula)]),
  ];
  return words.quantities.clauses(grounds) || words.none;
}

function rival(id: string, ledger: ReadonlyMap<string, LedgerClaim>, words: Words): string {
  const claim = ledger.get(id);
  return claim === undefined ? id : claimText(claim, words);
}

/** What a document says, by its value; by its words where this is no number, and where it lies. */
export function claimText({ value, what, document, line }: LedgerClaim, words: Words): string {
  const written = [value].flat().join(' – ');
  const said = /\d/.test(written) ? writtenIn(written, words.quantities) : wordingIn(what, words.language);
  return words.run.assumptions.figure(said, document, line);
}
