/** The assumptions of a scenario in a report: values, grounds, and who says otherwise. */
import type { Assumption, Model } from '../../model/network.ts';
import { centralValues } from '../../model/parameters.ts';
import { assumptionName, valueWords } from '../sensitivity/assumption-words.ts';
import type { Words } from '../text/en.ts';
import { type Block, text } from './document.ts';

/** A claim of the ledger, as far as reports tell of it. */
export interface LedgerClaim {
  readonly value: unknown;
  readonly document: string;
  readonly line: number;
}

/** A table of all assumptions; rivals are told by their values where the ledger is given, else by their ids. */
export function assumptionBlocks(model: Model, words: Words, ledger: ReadonlyMap<string, LedgerClaim>): Block[] {
  const { assumptions } = model.scenario;
  if (assumptions.length === 0) return [];
  const values = centralValues(model);
  const uncertain = assumptions.filter(({ distribution }) => distribution.kind !== 'value').length;
  return [
    { kind: 'prose', text: uncertain === 0 ? words.assumptions.levers : words.assumptions.uncertain(uncertain) },
    {
      kind: 'table',
      caption: words.table.assumptions,
      header: [words.table.assumption, words.table.inUnit, words.table.grounds, words.table.rivals],
      rows: assumptions.map((one, position) => [
        text(assumptionName(one.id)),
        { text: words.quantity(valueWords(model, one.id)(values[position])), value: values[position] },
        text(groundsOf(one, words)),
        text(words.clauses((one.figure?.rivals ?? []).map((id) => rival(id, ledger, words))) || words.none),
      ]),
    },
  ];
}

function groundsOf({ figure, source, why, written }: Assumption, words: Words): string {
  const grounds = [
    ...(figure ? [words.assumptions.figure(figure.what, figure.document, figure.line)] : []),
    ...(source === undefined ? [] : [source]),
    ...(why === undefined ? [] : [words.assumptions.assumed(why)]),
  ];
  const formula = written !== null && typeof written === 'object' ? (written as { value?: unknown }).value : written;
  if (grounds.length === 0 && typeof formula === 'string') return words.assumptions.derived(formula);
  return words.clauses(grounds) || words.none;
}

function rival(id: string, ledger: ReadonlyMap<string, LedgerClaim>, words: Words): string {
  const claim = ledger.get(id);
  if (claim === undefined) return id;
  return words.assumptions.figure([claim.value].flat().join(' – '), claim.document, claim.line);
}
