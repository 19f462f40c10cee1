/** The shape of what a supply network is made of: stockpiles, flows, licences, demands, markets and processes. */

import * as z from 'zod';
import { bare, byId, DATE, date, id, provenance, quantity, schedule } from './quantity-schema.ts';
import { idText, label, title } from './schema-parts.ts';

export const stockpile = z.strictObject({
  material: label('What it holds.').optional(),
  place: title('Where.').optional(),
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

export const flow = z.strictObject({
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

export const licence = z.strictObject({
  title: title('Its name on charts; default: the id in words.').optional(),
  phases: z.array(phase).min(1).meta({ description: 'By date; open before the first.' }),
  ...provenance,
});

export const demand = z.strictObject({
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

export const market = z.strictObject({
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

export const process = z.strictObject({
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
