/**
 * The shape of a scenario file, once: the checks, the JSON Schema for editors and the field guide are made from it.
 * Numbers stay as written here (a number or a text with its unit); read.ts gives them meaning.
 */
import * as z from 'zod';
import { quote } from '../../issue.ts';
import { observationSchema } from './observation-schema.ts';
import { idText, label, prose, runs, seed, text, title } from './schema-parts.ts';
import { toleranceSchema } from './tolerance-schema.ts';

/** The version of the format that this program writes and reads. */
export const FORMAT_VERSION = 2;

/** What a number in the file measures; `amount` is in the unit of the stockpile it belongs to. */
export type Kind =
  | 'amount'
  | 'amount or duration'
  | 'duration'
  | 'rate'
  | 'rate of things or amounts'
  | 'amount per thing'
  | 'units taken per unit shipped'
  | 'share'
  | 'weight'
  | 'multiple'
  | 'share a year'
  | 'cost per unit'
  | 'money'
  | 'money per thing'
  | 'probability'
  | 'any';

const EXAMPLE: Readonly<Record<Kind, string>> = {
  amount: 'an amount such as 500 t',
  'amount or duration': 'an amount such as 500 t or a duration such as 6 weeks',
  duration: 'a duration such as 6 weeks',
  rate: 'a rate such as 5000 t/year',
  'rate of things or amounts': 'a rate such as 5000 t/year, or 1200000 vehicle/year with uses',
  'amount per thing': 'an amount per thing such as 2.3 kg/vehicle',
  'units taken per unit shipped': 'a plain number such as 2% or 1.5, or an amount per thing such as 2.3 kg/vehicle',
  share: 'a share from 0 to 1 such as 25%',
  weight: 'a plain number of at least 0 such as 90%',
  multiple: 'a plain number such as 1.3',
  'share a year': 'a share a year such as 10%/year',
  'cost per unit': 'a plain number, or money per unit such as 850 USD/kg',
  money: 'an amount of money such as 300 MUSD, or a plain number',
  'money per thing': 'money per thing such as 9000 USD/vehicle, or a plain number',
  probability: 'a probability from 0 to 1 such as 60%',
  any: 'a number, a quantity with its unit or a formula in quotes',
};

/** What a field of a kind expects, in words with an example. */
export function expectation(kind: Kind): string {
  return EXAMPLE[kind];
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

interface Notes {
  /** The default in words, where the field may be left out. */
  readonly default?: string;
}

const bare = (kind: Kind) => z.union([z.number(), z.string()], { error: `expected ${EXAMPLE[kind]}` });

/** A number, a quantity with its unit, or a formula. */
const quantity = (kind: Kind, description: string, notes: Notes = {}) =>
  bare(kind).meta({ description, kind, ...notes });

/** A quantity that may change over time: constant, formula, dated values or a column of a data file. */
const schedule = (kind: Kind, description: string, notes: Notes = {}) =>
  z
    .union(
      [
        bare(kind),
        z.record(z.string().regex(DATE, { error: 'expected a date such as 2025-04-04' }), bare(kind)),
        dataColumn,
      ],
      {
        error: `expected ${EXAMPLE[kind]}, or dated values, or {data, column, unit}`,
      },
    )
    .meta({ description, kind, schedule: true, ...notes });

const dataColumn = z.strictObject({
  data: z.string().meta({ description: 'A CSV file with a `date` column, beside this file.' }),
  column: z.string().meta({ description: 'The column to take.' }),
  unit: z.string().meta({ description: 'The unit of its numbers, such as t/year.' }),
});

const id = (description: string) => idText().meta({ description });
const date = (description: string, notes: Notes = {}) =>
  z.string({ error: 'expected a date such as 2025-04-04' }).meta({ description, date: true, ...notes });
const byId = <T extends z.ZodType>(value: T, description: string) => z.record(idText(), value).meta({ description });

/** Where a number comes from; every entity and assumption may say it. */
const provenance = {
  source: prose('Who says so: a document, a statistic, a rule.').optional(),
  assumed: prose('Why the numbers here are assumed, where no source bears them.').optional(),
};

const pair = z.tuple([bare('any'), bare('any')]);
const distributions = {
  value: quantity('any', 'A sure number.').optional(),
  uniform: pair.meta({ description: '[a, b]: anywhere between, all alike likely.' }).optional(),
  triangular: z
    .tuple([bare('any'), bare('any'), bare('any')])
    .meta({ description: '[a, mode, b].' })
    .optional(),
  normal: pair.meta({ description: '[mean, standard deviation].' }).optional(),
  lognormal: pair
    .meta({ description: '[median, factor]: about 68 % lie within median/factor and median·factor.' })
    .optional(),
  chance: quantity('probability', 'Yes (1) with this probability, else no (0).').optional(),
  choice: z
    .array(z.tuple([bare('any'), bare('weight')]))
    .min(1)
    .meta({ description: '[[value, weight], …].' })
    .optional(),
};

export const DISTRIBUTIONS = Object.keys(distributions) as readonly (keyof typeof distributions)[];

const assumption = z
  .union(
    [
      bare('any'),
      z.strictObject({
        ...distributions,
        figure: id('A figure of the ledger: its value where none is given here, and its source.').optional(),
        source: prose('Who says so, where no figure does.').optional(),
        why: prose('The reason, where no document says.').optional(),
        title: title('Its name in reports; default: the id in words.').optional(),
        between: pair
          .meta({ description: '[low, high]: where a fit may look for it; default: the ends of its distribution.' })
          .optional(),
        if: title('Of a `chance`: what it is called when it comes true, such as licences are renewed.').optional(),
        else: title('Of a `chance`: what it is called when it does not.').optional(),
      }),
    ],
    {
      error:
        'expected a number, or a map with one of value, uniform, triangular, normal, lognormal, chance, choice, figure',
    },
  )
  .meta({ description: 'A named number, sure or uncertain, that expressions may use.' });

const CORRELATION = 'expected a rank correlation from -1 to 1';

const together = z
  .tuple([
    id('An uncertain assumption.'),
    id('Another uncertain assumption.'),
    z
      .number({ error: CORRELATION })
      .min(-1, { error: CORRELATION })
      .max(1, { error: CORRELATION })
      .meta({ description: 'Their rank correlation, from -1 to 1.' }),
  ])
  .meta({ description: 'Two uncertain assumptions and their rank correlation.' });

const stockpile = z.strictObject({
  material: label('What it holds.').optional(),
  place: label('Where.').optional(),
  title: title('Its name on charts; default: the id in words.').optional(),
  initial: quantity('amount or duration', 'What is there at the start: an amount, or a duration at undisturbed use.', {
    default: 'what it is kept at',
  }).optional(),
  cover: schedule('duration', 'What it is kept at, as days of supply.', {
    default: 'what `initial` amounts to',
  }).optional(),
  target: schedule('amount', 'What it is kept at, as an amount: a reserve.').optional(),
  adjust: quantity('duration', 'How fast a gap to the target is closed.', { default: '8 weeks' }).optional(),
  forecast: quantity('duration', 'How slowly the forecast follows use.', { default: '8 weeks' }).optional(),
  switchable: quantity('share', 'Share of what its suppliers cannot bring that others are asked for instead.', {
    default: '100%',
  }).optional(),
  floors: z
    .record(
      z.string().regex(/^[1-9]\d{0,5}$/, { error: 'expected a tier such as 2' }),
      schedule('amount or duration', 'What this tier and those after it leave: an amount, or days of forecast use.'),
    )
    .meta({
      description:
        'By tier (`priority`): from it on only what is left above this is given out, as in `{2: 4 weeks, 3: 200 t}`.',
    })
    .optional(),
  price: quantity('cost per unit', 'What a unit is worth: money per unit, or a plain number.').optional(),
  holding: quantity('share a year', 'What it costs to hold a unit, as a share of `price` a year.', {
    default: '0',
  }).optional(),
  unit: z
    .string()
    .meta({ description: 'The unit it is shown in: of mass, or a thing under `units`.', default: 't' })
    .optional(),
  ...provenance,
});

const project = z.strictObject({
  title: title('Its name.').optional(),
  adds: quantity('rate', 'Capacity that it adds.'),
  decided: date('The day from which `takes` counts.'),
  takes: quantity('duration', 'Time until the capacity begins to be there.'),
  ramp: quantity('duration', 'Time over which it grows linearly to the whole.', { default: 'at once' }).optional(),
  costs: quantity('money', 'What it costs, spent evenly from `decided` over `takes`.', { default: '0' }).optional(),
});

const opens = z.strictObject({
  from: quantity('multiple', 'The price index up to which it is shut; 1 is the price of before.'),
  fully: quantity('multiple', 'The price index from which all of it is open.'),
  within: quantity('duration', 'How slowly it follows the price.', { default: '26 weeks' }).optional(),
  market: id('The market whose price it follows; default: that of `to`.').optional(),
});

const perUnit = schedule('units taken per unit shipped', 'Units taken per unit shipped.');

const flow = z.strictObject({
  title: title('Its name on charts; default: the id in words.').optional(),
  from: z
    .union([id('One stockpile.'), byId(perUnit, 'A recipe.')], {
      error: 'expected a stockpile, or a map from stockpile to units taken per unit shipped',
    })
    .meta({
      description: 'What it takes from: nothing (a mine), a stockpile, or {stockpile: units taken per unit shipped}.',
    })
    .optional(),
  to: id('The stockpile it delivers to.'),
  lead: schedule('duration', 'From shipment to arrival.', { default: 'one step' }).optional(),
  capacity: schedule('rate', 'The most it can ship.', { default: 'no bound' }).optional(),
  share: schedule('weight', 'Weight among the flows into `to`.', { default: '1' }).optional(),
  cost: schedule('cost per unit', 'Per unit shipped, relative (per tonne) or in money.', { default: '0' }).optional(),
  priority: z
    .int({ error: 'expected a whole number' })
    .meta({ description: 'Whose turn it is when `from` runs short: 1 first.', default: '1' })
    .optional(),
  licence: id('The licence that gates it.').optional(),
  byproducts: byId(
    bare('units taken per unit shipped'),
    'Delivered along with every unit: {stockpile: units per unit}.',
  ).optional(),
  projects: z.array(project).meta({ description: 'Capacity being built, on top of `capacity`.' }).optional(),
  release: z
    .strictObject({ below: quantity('duration', 'Released only while days of supply at `to` are below this.') })
    .meta({ description: 'Makes it a release from a reserve.' })
    .optional(),
  waits: z
    .boolean({ error: 'expected true or false' })
    .meta({ description: 'Whether what its source cannot give at once stays ordered.', default: 'false' })
    .optional(),
  opens: opens
    .meta({ description: 'Makes its capacity one that a price calls up: shut below, open above.' })
    .optional(),
  standby: quantity(
    'cost per unit',
    'What it costs a year to keep a unit a year of capacity, used or not, such as 3 USD/kg.',
    { default: '0' },
  ).optional(),
  ...provenance,
});

const phase = z.strictObject({
  from: date('The day it begins; it holds until the next.'),
  title: title('Its name on charts.').optional(),
  allow: schedule('share', 'Share of regular need let through; 0 is a ban.', { default: '1' }).optional(),
  limit: schedule('rate', 'The most over all its flows together.', { default: 'no bound' }).optional(),
  per: quantity('duration', 'Makes `limit` a quota that is renewed once in this time, first come, first served.', {
    default: 'each step',
  }).optional(),
  carry: quantity('share', 'Share of what is left of a quota that the next period may use, too.', {
    default: '0',
  }).optional(),
  review: schedule('duration', 'How long an application waits for its decision.', {
    default: 'no application needed',
  }).optional(),
  approve: schedule('share', 'Share of an application granted.', { default: '1' }).optional(),
  valid: schedule('duration', 'How long a grant can be used.', { default: 'for ever' }).optional(),
  ...provenance,
});

const licence = z.strictObject({
  title: title('Its name on charts; default: the id in words.').optional(),
  phases: z.array(phase).min(1).meta({ description: 'By date; open before the first.' }),
  ...provenance,
});

const demand = z.strictObject({
  title: title('Its name on charts; default: the id in words.').optional(),
  from: id('The stockpile it draws from.'),
  rate: schedule('rate of things or amounts', 'How much is needed: of material, or of things that use it.'),
  uses: schedule('amount per thing', 'Material in a thing, when `rate` counts things.').optional(),
  priority: z
    .int({ error: 'expected a whole number' })
    .meta({ description: 'Whose turn it is when stock runs short: 1 first.', default: '1' })
    .optional(),
  unmet: z
    .enum(['lost', 'backordered'])
    .meta({ description: 'What becomes of demand not served.', default: 'lost' })
    .optional(),
  noise: quantity('share', 'Coefficient of variation per step, in replicates.', { default: '0' }).optional(),
  elasticity: quantity(
    'weight',
    'How use answers to the price index π of its market: as π to the power of minus this.',
    {
      default: 'it does not',
    },
  ).optional(),
  answers: quantity('duration', 'How slowly use follows the price.', { default: '26 weeks' }).optional(),
  least: quantity('share', 'Share of its need below which no price brings it.', { default: '0' }).optional(),
  worth: quantity(
    'money per thing',
    'What is lost with each thing not made, or with each unit where there is no `uses`.',
  ).optional(),
  conserve: quantity('duration', 'Stretch use below this many days of supply.', { default: 'never' }).optional(),
  ...provenance,
});

const market = z.strictObject({
  title: title('Its name on charts; default: the id in words.').optional(),
  of: z
    .array(id('A stockpile.'))
    .min(1, { error: 'expected at least one stockpile' })
    .meta({ description: 'The stockpiles that buy in it, all of one unit.' }),
  elasticity: quantity(
    'weight',
    'Of use and outside supply together, above 0: how far the price rises to bridge a gap.',
  ),
  outlook: quantity('duration', 'How far ahead buyers look.', { default: '26 weeks' }).optional(),
  adjust: quantity('duration', 'How slowly the price follows.', { default: '4 weeks' }).optional(),
  ceiling: quantity('multiple', 'The highest price index.', { default: '10' }).optional(),
  ...provenance,
});

const process = z.strictObject({
  title: title('Its name on charts; default: the id in words.').optional(),
  states: z
    .array(id('A state.'))
    .min(1, { error: 'expected at least one state' })
    .meta({ description: 'Its states, in order.' }),
  begins: id('The state it begins in.'),
  from: date('The day of its first move.', { default: 'start' }).optional(),
  every: quantity('duration', 'Time between moves; the same in all replicates.', { default: '1 month' }).optional(),
  moves: byId(
    z.union(
      [
        z.strictObject({
          stays: quantity('duration', 'How long it stays on average, at least `every`.'),
          to: byId(bare('probability'), 'Where it then goes, with which probability.'),
        }),
        z.record(idText(), bare('probability')),
      ],
      { error: 'expected probabilities such as {shut: 5%}, or {stays: 9 weeks, to: {open: 1}}' },
    ),
    'By state: where it goes at each move, as `{open: {shut: 5%}}` (with the rest it stays), or `{open: {stays: 9 weeks, to: {shut: 1}}}`.',
  ).optional(),
  central: z
    .record(z.string().regex(DATE, { error: 'expected a date such as 2025-04-04' }), id('A state.'))
    .meta({ description: 'The states of the central run by date.', default: 'it stays where it begins' })
    .optional(),
  ...provenance,
});

const event = z.strictObject({
  date: date('The day it takes effect.'),
  until: date('The day from which its `scale` is over.', { default: 'for ever' }).optional(),
  title: title('What happens; drawn on the charts.').optional(),
  set: z
    .record(z.string(), bare('any'))
    .meta({
      description: 'Schedules by path, such as flows.x.capacity: 3000 t/year, replaced until their own next change.',
    })
    .optional(),
  scale: z
    .record(z.string(), bare('multiple'))
    .meta({ description: 'Schedules by path, such as flows.x.capacity: 60%, multiplied until `until`.' })
    .optional(),
  ...provenance,
});

const expectationEntry = z.strictObject(
  {
    that: text(
      'A comparison, such as demands.x.time_to_survive >= 6 weeks, or at(flows.x.shipped, "2025-05-15") <= 30 t; see Expectations below.',
    ),
    because: prose('The figure or reason that makes one expect it.').optional(),
    claim: id(
      'The figure of the ledger whose claim it tests; `contradicted` alone: a claim that must stay false.',
    ).optional(),
    verdict: z
      .enum(['held', 'contradicted', 'undecided'])
      .meta({ description: 'What is found of the claim.' })
      .optional(),
    reason: z
      .union(
        [
          z.strictObject({ that: text('What must be true for it to be the reason.'), text: prose('In words.') }),
          prose('In words.'),
        ],
        {
          error: 'expected a text, or {that, text}',
        },
      )
      .meta({
        description: 'Why the verdict is so: in words, or with what must be true for that as `{that: …, text: …}`.',
      })
      .optional(),
    rival: z
      .strictObject({ set: z.record(z.string(), z.unknown(), { error: 'expected a map from paths to values' }) })
      .meta({ description: 'Values by path, as `{set: {…}}`, under which the verdict must flip.' })
      .optional(),
    depends: text('The path of the value on which an undecided claim turns.').optional(),
  },
  { error: ({ input }) => `expected ${typeof input === 'string' ? `{that: "${quote(input)}"}` : 'a map with that'}` },
);

/** One scenario, extended files merged in, as written. */
export const scenarioSchema = z
  .strictObject({
    version: z
      .literal(FORMAT_VERSION, { error: `expected ${FORMAT_VERSION}` })
      .meta({ description: 'Version of this format.' }),
    title: title('The question in a line.'),
    about: prose('Prose for the report.').optional(),
    extends: text('A scenario that this one starts from; maps merge deeply, null removes.').optional(),
    tables: z
      .strictObject({
        stockpiles: text('A CSV file of stockpiles.').optional(),
        flows: text('A CSV file of flows.').optional(),
        demands: text('A CSV file of demands.').optional(),
      })
      .meta({
        description:
          'CSV files with a row an entity: a column `id`, and a column a field, with the unit in the heading as in `capacity [t/year]`.',
      })
      .optional(),
    start: date('The first day.'),
    horizon: quantity('duration', 'How long to run; or give `end`.').optional(),
    end: date('The day after the last; or give `horizon`.').optional(),
    step: quantity('duration', 'One step of the grid, in whole days.', { default: '7 days' }).optional(),
    disruption: date('From when time to survive counts.', { default: 'start' }).optional(),
    focus: z
      .union(
        [
          text('A demand.'),
          z.array(text('A demand.')).min(1, { error: 'expected at least one demand' }),
          z.strictObject({ material: label('All demands on stockpiles of this material.') }),
        ],
        { error: 'expected a demand such as demands.us_auto, a list of them, or {material: magnet}' },
      )
      .meta({
        description:
          'Whom the scenario is about, first in every chart and table: a demand such as `demands.us_auto`, a list of them, or `{material: magnet}`.',
        default: 'the demand with the greatest `want`',
      })
      .optional(),
    measure: z
      .strictObject({
        from: date('The first day.', { default: 'start' }).optional(),
        to: date('The day after the last.', { default: 'the end' }).optional(),
      })
      .meta({ description: 'The days that sums, peaks and spells are of.', default: 'the whole run' })
      .optional(),
    discount: quantity('share', 'Of money, a year.', { default: '0' }).optional(),
    seed: seed('Of all chance.', 'chokepoint'),
    runs: runs('Replicates of an ensemble.', '1000'),
    units: z.array(id('A thing.')).meta({ description: 'Things counted in pieces, usable as units.' }).optional(),
    assumptions: byId(
      assumption,
      'Named numbers, sure or uncertain; expressions anywhere below may use them.',
    ).optional(),
    together: z
      .union([z.array(together), together], { error: 'expected [a, b, 0.7], or a list of such' })
      .meta({
        description:
          'Uncertain assumptions that rise or fall together, as `[[a, b, 0.7], …]`: rank correlations (Spearman); pairs not given count as 0.',
      })
      .optional(),
    stockpiles: byId(stockpile, 'One material held in one place by one kind of owner.'),
    flows: byId(flow, 'Mines, shipments, plants and releases: each delivers to one stockpile.').optional(),
    licences: byId(licence, 'Rules that change by date and gate the flows that name them.').optional(),
    demands: byId(demand, 'Who draws from a stockpile.').optional(),
    markets: byId(market, 'One price each for the stockpiles that buy in it.').optional(),
    processes: byId(
      process,
      'States of the world that change by chance; formulas ask for them by `is(process, state)`.',
    ).optional(),
    events: z.array(event).meta({ description: 'Dated changes; also drawn on the charts.' }).optional(),
    observations: byId(observationSchema, 'What happened, to hold the run against.').optional(),
    expect: z.array(expectationEntry).meta({ description: 'What must stay true of the outputs.' }).optional(),
    tolerance: toleranceSchema.optional(),
  })
  .meta({ title: 'chokepoint scenario', description: 'A question about a supply chain.' });

/** A scenario as written. */
export type ScenarioFile = z.output<typeof scenarioSchema>;
export type ScheduleFile = NonNullable<ScenarioFile['stockpiles'][string]['cover']>;
export type QuantityFile = number | string;
export type AssumptionFile = NonNullable<ScenarioFile['assumptions']>[string];
