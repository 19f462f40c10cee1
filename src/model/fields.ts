/** The numbers of entities that hold at all times: how each is made, and what it may be. */

import type { Issue, Path } from '../issue.ts';
import { type Block, lanesOf } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import { CONSTANTS, type ConstantName, ofEach } from './layout.ts';
import type { Constants, Model } from './network.ts';
import { usesOneOf } from './plan.ts';

/** One field: an expression for each of its entities, or none, for which `otherwise` stands. */
interface Field {
  readonly entries: readonly { readonly expression: Expression | undefined; readonly path: Path }[];
  readonly otherwise: number;
  readonly least: number;
  readonly most: number;
  /** Whether 0 is too little. */
  readonly isPositive: boolean;
  convert(value: number): number;
}

/** Every field of a model, and the amounts or durations that stockpiles begin with, which are only checked. */
export function fieldsOf({ scenario: { stockpiles, flows, demands, markets }, stepDays }: Model): {
  fields: Readonly<Record<ConstantName, Field>>;
  initial: Field['entries'];
} {
  const inSteps = (days: number) => days / stepDays;
  const atLeastOneStep = (days: number) => Math.max(1, inSteps(days));
  const field = (entries: Field['entries'], of: Partial<Omit<Field, 'entries'>> = {}): Field => ({
    ...{ entries, otherwise: 0, least: 0, most: Number.POSITIVE_INFINITY, isPositive: false },
    convert: (value) => value,
    ...of,
  });
  const entries =
    <Entity extends { readonly id: string }>(kind: string, entities: readonly Entity[]) =>
    (key: readonly string[], expressionOf: (entity: Entity) => Expression | undefined): Field['entries'] =>
      entities.map((entity) => ({ expression: expressionOf(entity), path: [kind, entity.id, ...key] }));
  const ofStockpiles = entries('stockpiles', stockpiles);
  const ofFlows = entries('flows', flows);
  const ofDemands = entries('demands', demands);
  const ofMarkets = entries('markets', markets);
  const given = flows.flatMap(({ id, byproducts }) =>
    byproducts.map(({ stockpile, perUnit }) => ({ expression: perUnit, path: ['flows', id, 'byproducts', stockpile] })),
  );
  const none = { otherwise: Number.NaN };
  return {
    initial: stockpiles.flatMap(({ id, initial }) =>
      initial ? [{ expression: initial.value, path: ['stockpiles', id, 'initial'] }] : [],
    ),
    fields: {
      given: field(given),
      releaseBelow: field(
        ofFlows(['release', 'below'], ({ releaseBelow }) => releaseBelow),
        { ...none, convert: inSteps },
      ),
      opensFrom: field(
        ofFlows(['opens', 'from'], ({ opens }) => opens?.from),
        none,
      ),
      opensFully: field(
        ofFlows(['opens', 'fully'], ({ opens }) => opens?.fully),
        none,
      ),
      opensWithin: field(
        ofFlows(['opens', 'within'], ({ opens }) => opens?.within),
        { otherwise: 1, convert: atLeastOneStep },
      ),
      adjust: field(
        ofStockpiles(['adjust'], ({ adjust }) => adjust),
        { convert: atLeastOneStep },
      ),
      forecastSteps: field(
        ofStockpiles(['forecast'], ({ forecast }) => forecast),
        { convert: atLeastOneStep },
      ),
      switchable: field(
        ofStockpiles(['switchable'], ({ switchable }) => switchable),
        { most: 1 },
      ),
      variation: field(ofDemands(['noise'], ({ noise }) => noise)),
      conserve: field(
        ofDemands(['conserve'], ({ conserve }) => conserve),
        { convert: inSteps },
      ),
      elasticity: field(
        ofDemands(['elasticity'], ({ elasticity }) => elasticity),
        none,
      ),
      answers: field(
        ofDemands(['answers'], ({ answers }) => answers),
        { convert: atLeastOneStep },
      ),
      least: field(
        ofDemands(['least'], ({ least }) => least),
        { most: 1 },
      ),
      scarcity: field(
        ofMarkets(['elasticity'], ({ elasticity }) => elasticity),
        { isPositive: true },
      ),
      outlook: field(
        ofMarkets(['outlook'], ({ outlook }) => outlook),
        { isPositive: true, convert: inSteps },
      ),
      ceiling: field(
        ofMarkets(['ceiling'], ({ ceiling }) => ceiling),
        { least: 1 },
      ),
      priceAdjust: field(
        ofMarkets(['adjust'], ({ adjust }) => adjust),
        { convert: atLeastOneStep },
      ),
    },
  };
}

/** Every field under given values; what does not use an uncertain assumption is taken from `known`, where given. */
export function numbersOf(
  { uncertain, scenario }: Model,
  { fields, initial }: ReturnType<typeof fieldsOf>,
  block: Block,
  known: Constants | undefined,
): { found: Constants; issues: Issue[] } {
  const { lanes } = block;
  const issues: Issue[] = [];
  const evaluate = (
    expression: Expression,
    path: Path,
    { least, most, isPositive }: Pick<Field, 'least' | 'most' | 'isPositive'>,
  ): Float64Array => {
    const column = lanesOf(expression, block);
    const wrong = column.find((value) => !(value >= least && value <= most && Number.isFinite(value)));
    if (wrong !== undefined) issues.push(outOfRange(path, wrong, least, most));
    if (isPositive && column.includes(0)) issues.push(outOfRange(path, 0, least, most, 'a number above 0'));
    return column;
  };
  const found = ofEach(CONSTANTS, (name) => {
    const { entries, otherwise, convert, ...bounds } = fields[name];
    const all = known?.[name].slice() ?? new Float64Array(entries.length * lanes).fill(otherwise);
    for (const [position, { expression, path }] of entries.entries()) {
      if (expression === undefined || (known !== undefined && !usesOneOf(expression, uncertain))) continue;
      all.set(evaluate(expression, path, bounds).map(convert), position * lanes);
    }
    return all;
  });
  for (const { expression, path } of initial) {
    if (expression !== undefined)
      evaluate(expression, path, { least: 0, most: Number.POSITIVE_INFINITY, isPositive: false });
  }
  return { found, issues: [...issues, ...openingFaults(scenario.flows, found, lanes)] };
}

/** The price at which a flow is fully open lies above that at which it begins to open. */
function openingFaults(flows: Model['scenario']['flows'], found: Constants, lanes: number): Issue[] {
  return flows.flatMap(({ id }, f) => {
    for (let place = f * lanes; place < (f + 1) * lanes; place++) {
      const [from, fully] = [found.opensFrom[place], found.opensFully[place]];
      if (!(fully <= from)) continue;
      const path = ['flows', id, 'opens', 'fully'];
      return [outOfRange(path, fully, 0, Number.POSITIVE_INFINITY, `a price index above ${from}, at which it opens`)];
    }
    return [];
  });
}

function outOfRange(path: Path, value: number, least: number, most: number, words?: string): Issue {
  const bounds =
    most === Number.POSITIVE_INFINITY ? `a finite number of at least ${least}` : `a number from ${least} to ${most}`;
  return {
    severity: 'error',
    code: 'out-of-range',
    path,
    expected: words ?? bounds,
    found: String(value),
    remedy: 'Mend it, or the assumptions that it uses.',
  };
}
