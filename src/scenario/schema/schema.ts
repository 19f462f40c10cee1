/**
 * The shape of a scenario file, once: the checks, the JSON Schema for editors and the field guide are made from it.
 * Numbers stay as written here (a number or a text with its unit); read.ts gives them meaning.
 */

import * as z from 'zod';
import { quote } from '../../issue.ts';
import { assumption, together } from './assumption-schema.ts';
import { demand, flow, licence, market, process, stockpile } from './network-schema.ts';
import { observationSchema } from './observation-schema.ts';
import { bare, byId, date, id, provenance, quantity } from './quantity-schema.ts';
import { label, prose, runs, seed, text, title } from './schema-parts.ts';
import { toleranceSchema } from './tolerance-schema.ts';

/** The version of the format that this program writes and reads. */
export const FORMAT_VERSION = 2;

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

const leverEnd = (description: string) =>
  z
    .union([z.number(), z.string()], { error: 'expected a number, a quantity with its unit or a date' })
    .meta({ description });

const explore = z
  .strictObject({
    levers: z
      .array(
        z.union([
          label('A path, as behind `--set`.'),
          z.strictObject({
            path: label('A path, as behind `--set`.'),
            from: leverEnd('Where its way begins.').optional(),
            to: leverEnd('Where it ends.').optional(),
            step: leverEnd('By how much it moves at a time.').optional(),
          }),
        ]),
      )
      .meta({ description: 'What can be moved first, in this order.', default: 'what matters most' })
      .optional(),
    presets: z
      .array(
        z.strictObject({
          title: title('What it is called.'),
          set: z
            .record(z.string(), z.unknown(), { error: 'expected a map from paths to values' })
            .meta({ description: 'Values by path, put over the file as --set does.' }),
        }),
      )
      .meta({ description: 'Sets of values that can be chosen at once.' })
      .optional(),
  })
  .meta({ description: 'What `chokepoint explore` offers; it changes no result.' });

export const cause = z.strictObject({
  title: title('Its name in answers; default: the id in words.').optional(),
  without: z
    .record(z.string(), z.unknown(), { error: 'expected a map from paths to values' })
    .meta({ description: 'What holds without it, as values by path: `{assumptions.hold_up: 0 years}`.' })
    .optional(),
  licence: id('Changes of this licence, in place of `without`.').optional(),
  flow: id('Changes of this flow.').optional(),
  from: date('Changes of this date.').optional(),
  relief: z
    .boolean({ error: 'expected true or false' })
    .meta({ description: 'Whether it is a relief, asked for after all harms.', default: 'by what it is or does' })
    .optional(),
});

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
          text('A demand or market.'),
          z.array(text('A demand or market.')).min(1, { error: 'expected at least one demand' }),
          z.strictObject({ material: label('All demands on stockpiles of this material.') }),
        ],
        { error: 'expected a demand such as demands.us_auto, a list of them, or {material: magnet}' },
      )
      .meta({
        description:
          'Whom the scenario is about, first in every chart and table: a demand such as `demands.us_auto`, a list of them, or `{material: magnet}`; a market such as `markets.us` where it asks for a price.',
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
    causes: byId(
      cause,
      'Causes of a shortage, for `chokepoint why`: what changes, named or taken together; they replace the changes that they touch.',
    ).optional(),
    observations: byId(observationSchema, 'What happened, to hold the run against.').optional(),
    expect: z.array(expectationEntry).meta({ description: 'What must stay true of the outputs.' }).optional(),
    tolerance: toleranceSchema.optional(),
    explore: explore.optional(),
  })
  .meta({ title: 'chokepoint scenario', description: 'A question about a supply chain.' });

/** A scenario as written. */
export type ScenarioFile = z.output<typeof scenarioSchema>;
export type ScheduleFile = NonNullable<ScenarioFile['stockpiles'][string]['cover']>;
export type QuantityFile = number | string;
export type AssumptionFile = NonNullable<ScenarioFile['assumptions']>[string];
