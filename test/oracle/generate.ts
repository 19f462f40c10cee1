// Random scenarios for fast-check, alive and often in trouble, with every feature of the model in them.
// A plan of small numbers is drawn and made into a scenario; amounts are factors of undisturbed use, so that numbers fit one another.

import fc from 'fast-check';
import { amounts, proportions, stock } from './generator/amounts.ts';
import { answering, conserving, demands } from './generator/demands.ts';
import { Drafts } from './generator/drafts.ts';
import { events } from './generator/events.ts';
import { everything, type Features, type GeneratorOptions, oneStockpile, undisturbed } from './generator/features.ts';
import { markets, opening } from './generator/markets.ts';
import { type Plan, plan } from './generator/plans.ts';
import { gates, licences, processes } from './generator/rules.ts';
import { ordinary } from './generator/writer.ts';
import type { OracleScenario, StockpileInput } from './input.ts';
import { dayOf } from './network.ts';

/** A network of one stockpile in which more stock must never hurt, and the same with more stock. */
export interface SimpleReserve {
  scenario: OracleScenario;
  more: OracleScenario;
}

/** Scenarios with every feature of the model. */
export function scenarioArbitrary(options: GeneratorOptions = {}): fc.Arbitrary<OracleScenario> {
  const features = everything(options);
  return plan(options, features).map((drawn) => build(drawn, features));
}

/** Scenarios in which nothing is ever short and nothing moves (law 3: no shortage without cause). */
export function undisturbedArbitrary(options: GeneratorOptions = {}): fc.Arbitrary<OracleScenario> {
  const features = undisturbed(options);
  return plan(options, features).map((drawn) => build(drawn, features));
}

/**
 * Pairs of scenarios for law 6: mines, one stockpile, demands of one tier that do not conserve; the second has more in
 * stock. What is unmet is lost: with a backlog the law is false (test/laws/invariants.test.ts has the case).
 */
export function simpleReserveArbitrary(options: GeneratorOptions = {}): fc.Arbitrary<SimpleReserve> {
  const features = oneStockpile(options);
  return fc
    .record({ drawn: plan({ ...options, maxStockpiles: 1 }, features), more: fc.integer({ min: 1, max: 300 }) })
    .map(({ drawn, more }) => {
      const scenario = withoutBacklog(build(drawn, features));
      const [id, stockpile] = Object.entries(scenario.stockpiles)[0] as [string, StockpileInput];
      const tonnes = Number.parseFloat(`${stockpile.initial}`);
      const richer: StockpileInput = { ...stockpile, initial: `${ordinary(tonnes + more / 10)} t` };
      return { scenario, more: { ...scenario, stockpiles: { [id]: richer } } };
    });
}

/** The scenario with all unmet demand lost. */
function withoutBacklog(scenario: OracleScenario): OracleScenario {
  const lost = Object.entries(scenario.demands ?? {}).map(([id, demand]) => [id, { ...demand, unmet: 'lost' }]);
  return { ...scenario, demands: Object.fromEntries(lost) };
}

function build(drawn: Plan, features: Features): OracleScenario {
  const drafts = new Drafts(drawn, features);
  const scenario: OracleScenario = {
    version: 2,
    title: 'generated',
    ...drafts.writer.calendar(),
    stockpiles: Object.fromEntries(drafts.stockpiles.map((j) => [j.id, j.input])),
    flows: Object.fromEntries(drafts.flows.map((f) => [f.id, f.input])),
    demands: demands(drafts),
  };
  if (drawn.demands.some((demand) => demand.uses !== undefined)) scenario.units = ['vehicle'];
  for (const f of drafts.flows) proportions(drafts, f);
  drafts.solve(scenario);
  for (const j of drafts.stockpiles) stock(drafts, j);
  for (const f of drafts.flows) amounts(drafts, f);
  add(scenario, 'licences', licences(drafts));
  for (const k of Object.values(scenario.demands ?? {})) conserving(drafts, k);
  add(scenario, 'markets', markets(drafts));
  opening(drafts, scenario.markets ?? {});
  answering(drafts, scenario);
  add(scenario, 'processes', processes(drafts));
  gates(drafts, scenario);
  const dated = events(drafts, scenario);
  if (dated.length > 0) scenario.events = dated;
  if (drawn.discount !== undefined) scenario.discount = drawn.discount;
  const { measure } = drawn;
  if (measure !== undefined) {
    const from = drafts.writer.date(measure.from);
    const to = measure.to === undefined ? undefined : drafts.writer.date(measure.to);
    const measurable =
      to !== undefined && dayOf(to) - Math.max(dayOf(from), dayOf(scenario.start)) >= drafts.writer.delta;
    scenario.measure = { from, ...(measurable ? { to } : {}) };
  }
  return scenario;
}

function add<K extends 'licences' | 'markets' | 'processes'>(
  scenario: OracleScenario,
  section: K,
  made: NonNullable<OracleScenario[K]>,
): void {
  if (Object.keys(made).length > 0) scenario[section] = made;
}
