/** The numbers of entities that hold at all times: how each is made, and what it may be. */

import type { Issue, Path } from '../issue.ts';
import type { SideBySide } from '../quantity/evaluate.ts';
import type { Expression } from '../quantity/expression.ts';
import { CONSTANTS, type ConstantName, MONEY, type MoneyName, ofEach } from './layout.ts';
import type { Constants, Model, Money } from './network.ts';
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

/** The numbers of the fields of a model. */
export interface Numbers {
  readonly constants: Constants;
  readonly money: Money;
}

/** Every field of a model, and the amounts or durations that stockpiles begin with, which are only checked. */
export function fieldsOf({ scenario: { stockpiles, flows, demands, markets, discount }, stepDays }: Model): {
  fields: Readonly<Record<ConstantName, Field>>;
  money: Readonly<Record<MoneyName, Field>>;
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
  const projects = flows.flatMap((flow) =>
    flow.projects.map((project, n) => ({ ...project, path: ['flows', flow.id, 'projects', n] })),
  );
  const none = { otherwise: Number.NaN };
  return {
    initial: stockpiles.flatMap(({ id, initial }) =>
      initial ? [{ expression: initial.value, path: ['stockpiles', id, 'initial'] }] : [],
    ),
    fields: {
      byproductPerUnit: field(given),
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
    money: {
      price: field(ofStockpiles(['price'], ({ price }) => price)),
      holding: field(
        ofStockpiles(['holding'], ({ holding }) => holding),
        { convert: (share) => share * stepDays },
      ),
      standby: field(ofFlows(['standby'], ({ standby }) => standby)),
      worth: field(ofDemands(['worth'], ({ worth }) => worth)),
      projectTakes: field(projects.map(({ takes, path }) => ({ expression: takes, path: [...path, 'takes'] }))),
      projectCosts: field(projects.map(({ costs, path }) => ({ expression: costs, path: [...path, 'costs'] }))),
      discount: field([{ expression: discount, path: ['discount'] }]),
    },
  };
}

/** Every field under given values; what does not use an uncertain assumption is taken from `known`, where given. */
export function numbersOf(
  { uncertain, scenario }: Model,
  { fields, money, initial }: ReturnType<typeof fieldsOf>,
  block: SideBySide,
  known: Numbers | undefined,
): { found: Numbers; issues: Issue[] } {
  const { lanes } = block;
  const issues: Issue[] = [];
  const evaluate = (
    expression: Expression,
    path: Path,
    { least, most, isPositive }: Pick<Field, 'least' | 'most' | 'isPositive'>,
  ): Float64Array => {
    const column = block.lanesOf(expression);
    const wrong = column.find((value) => !(value >= least && value <= most && Number.isFinite(value)));
    if (wrong !== undefined) issues.push(outOfRange(path, wrong, least, most));
    if (isPositive && column.includes(0)) issues.push(outOfRange(path, 0, least, most, 'a number above 0'));
    return column;
  };
  const numbers = ({ entries, otherwise, convert, ...bounds }: Field, before: Float64Array | undefined) => {
    const all = before?.slice() ?? new Float64Array(entries.length * lanes).fill(otherwise);
    for (const [position, { expression, path }] of entries.entries()) {
      if (expression === undefined || (known !== undefined && !usesOneOf(expression, uncertain))) continue;
      all.set(evaluate(expression, path, bounds).map(convert), position * lanes);
    }
    return all;
  };
  const found: Numbers = {
    constants: ofEach(CONSTANTS, (name) => numbers(fields[name], known?.constants[name])),
    money: ofEach(MONEY, (name) => numbers(money[name], known?.money[name])),
  };
  for (const { expression, path } of initial) {
    if (expression !== undefined)
      evaluate(expression, path, { least: 0, most: Number.POSITIVE_INFINITY, isPositive: false });
  }
  return { found, issues: [...issues, ...openingFaults(scenario.flows, found.constants, lanes)] };
}

/** The price at which a flow is fully open lies above that at which it begins to open. */
function openingFaults(flows: Model['scenario']['flows'], found: Constants, lanes: number): Issue[] {
  return flows.flatMap(({ id, opens }, f) => {
    for (let place = f * lanes; opens && place < (f + 1) * lanes; place++) {
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
