/** Rival figures as worlds: the documents contradict one another, and each world takes one of them at its word. */

import { pathText } from '../../issue.ts';
import { sameDimension } from '../../quantity/dimension.ts';
import type { Wording } from '../../wording.ts';
import { amountOf, readLedger } from '../evidence/ledger.ts';
import { beside, type Reader, type Setting } from '../files/extend.ts';
import { readScenario } from '../read.ts';
import type { Scenario } from '../scenario.ts';
import type { LedgerFigure } from '../schema/ledger-schema.ts';
import { entityWords } from './study-grid.ts';

/** What is believed: nothing else than written, or a rival in the place of a figure. */
export interface World {
  readonly id: string;
  readonly title: string;
  /** The figure that the scenario rests on and the one that is believed instead; undefined of the world as written. */
  readonly instead:
    | {
        readonly figure: string;
        readonly rival: string;
        readonly what: Wording;
        readonly value: string;
        readonly was: { readonly what: Wording; readonly value: string };
      }
    | undefined;
  /** Put over each scenario before the variant's own settings. */
  readonly settings: readonly Setting[];
}

/** A rival that makes no world, and why. */
export interface LeftOut {
  readonly figure: string;
  readonly rival: string;
  readonly why: string;
}

/** The ledger nearest to a file: in its folder or one above. */
function figuresNear(file: string, read: Reader): readonly LedgerFigure[] {
  for (const step of ['', '../', '../../', '../../../']) {
    const ledger = beside(file, `${step}figures.yaml`);
    const answer = read(ledger);
    if ('text' in answer) return readLedger(ledger, answer.text, new Map()).figures;
  }
  return [];
}

/**
 * The world as written, then one for each rival of a figure that an assumption of the scenario takes, where the rival
 * has a number of the assumption's dimension, the scenario is sound with it, and public statistics do not say that it is
 * impossible. A range is uniform over it, a bound is taken at its number.
 */
export function rivalWorlds(
  file: string,
  { assumptions }: Scenario,
  read: Reader,
): { worlds: readonly World[]; leftOut: readonly LeftOut[] } {
  const figures = new Map(figuresNear(file, read).map((figure) => [figure.id, figure]));
  const worlds: World[] = [{ id: 'as_written', title: 'as written', instead: undefined, settings: [] }];
  const leftOut: LeftOut[] = [];
  const used = new Set(assumptions.flatMap(({ figure }) => (figure === undefined ? [] : [figure.id])));
  for (const id of used) {
    const figure = figures.get(id);
    if (figure === undefined) continue;
    for (const rivalId of figure.rivals) {
      const rival = figures.get(rivalId);
      if (rival === undefined) continue;
      const written = rival.implies?.value ?? rival.value;
      const amount = amountOf(written);
      const taking = assumptions.filter(
        ({ figure, dimension }) =>
          figure?.id === id && amount && (dimension === undefined || sameDimension(dimension, amount.dimension)),
      );
      const settings = taking.map((one) => ({ path: `assumptions.${one.id}`, value: believed(rival) }));
      const isImpossible = rival.public?.verdict.startsWith('impossible') === true;
      const unlike = amount === undefined ? 'it has no number' : 'its number measures something else';
      const why = isImpossible ? 'public statistics rule it out' : unlike;
      if (settings.length === 0 || isImpossible) leftOut.push({ figure: id, rival: rivalId, why });
      else {
        const [first] = readScenario(file, read, settings).issues.filter(({ severity }) => severity === 'error');
        const fault = first && `${pathText(first.path)}: expected ${first.expected}, got ${first.found}`;
        if (fault !== undefined)
          leftOut.push({ figure: id, rival: rivalId, why: `the base is not sound with it: ${fault}` });
        else {
          const value = valueText(written);
          const title = `${entityWords(rivalId)}: ${value}`;
          const isTaken = worlds.some((world) => world.id === rivalId);
          worlds.push({
            id: isTaken ? `${rivalId}_for_${id}` : rivalId,
            title,
            instead: {
              ...{ figure: id, rival: rivalId, what: rival.what, value },
              was: { what: figure.what, value: valueText(figure.value) },
            },
            settings,
          });
        }
      }
    }
  }
  return { worlds, leftOut };
}

/** A value as the ledger has it. */
const valueText = (written: LedgerFigure['value']) =>
  typeof written === 'object' ? written.join(' to ') : String(written);

/** An assumption that takes a figure at its word. */
function believed({ id, value, implies }: LedgerFigure): Record<string, unknown> {
  const written = implies?.value ?? value;
  if (typeof written === 'object') return { uniform: written, figure: id };
  return { value: String(written).replace(/^\s*[<>]=?\s*/, ''), figure: id };
}
