/** What a change of the question must do to the answer: scaling, splitting, shifting, and a licence that is always open. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answer, seriesCsv } from '../../src/index.ts';
import { scenarioArbitrary } from '../oracle/generate.ts';
import type { FlowInput, OracleScenario, Quantity, Schedule } from '../oracle/input.ts';
import { law, parametersOfAnswer, runIfSound } from '../run.ts';

const scaleQuantity = (quantity: Quantity, factor: number): Quantity => {
  if (typeof quantity === 'number') return quantity * factor;
  const match = /^([-\d.e+]+)(.*)$/.exec(quantity) as RegExpExecArray;
  return `${Number(match[1]) * factor}${match[2]}`;
};

const scaleSchedule = (schedule: Schedule, factor: number): Schedule =>
  typeof schedule === 'object'
    ? Object.fromEntries(Object.entries(schedule).map(([date, value]) => [date, scaleQuantity(value, factor)]))
    : scaleQuantity(schedule, factor);

const isDuration = (quantity: Quantity) =>
  typeof quantity === 'string' && /(day|week|month|year)s?$/.test(quantity) && !quantity.includes('/');

/** A mass times a factor; a duration as it is. */
const scaleMass = (schedule: Schedule, factor: number): Schedule =>
  Object.values(typeof schedule === 'object' ? schedule : [schedule]).every(isDuration)
    ? schedule
    : scaleSchedule(schedule, factor);

const set = (path: string, value: Quantity, factor: number): Quantity => {
  if (/\.floors\.\d$/.test(path)) return scaleMass(value, factor) as Quantity;
  return /\.(capacity|limit|rate|target)$/.test(path) ? scaleQuantity(value, factor) : value;
};

/** Every amount and rate times a factor; durations, shares and recipes as they are. */
function scaled(scenario: OracleScenario, factor: number): OracleScenario {
  const map = <T>(entities: Record<string, T> | undefined, change: (entity: T) => T) =>
    Object.fromEntries(Object.entries(entities ?? {}).map(([id, entity]) => [id, change(entity)]));
  return {
    ...scenario,
    stockpiles: map(scenario.stockpiles, (one) => ({
      ...one,
      ...(one.initial !== undefined && !isDuration(one.initial) && { initial: scaleQuantity(one.initial, factor) }),
      ...(one.target !== undefined && { target: scaleSchedule(one.target, factor) }),
      ...(one.floors && { floors: map(one.floors, (floor) => scaleMass(floor, factor)) }),
    })),
    flows: map(scenario.flows, (one) => ({
      ...one,
      ...(one.capacity !== undefined && { capacity: scaleSchedule(one.capacity, factor) }),
      ...(one.projects && {
        projects: one.projects.map((project) => ({ ...project, adds: scaleQuantity(project.adds, factor) })),
      }),
    })),
    licences: map(scenario.licences, ({ phases }) => ({
      phases: phases.map((phase) => ({
        ...phase,
        ...(phase.limit !== undefined && { limit: scaleQuantity(phase.limit, factor) }),
      })),
    })),
    demands: map(scenario.demands, (one) => ({ ...one, rate: scaleSchedule(one.rate, factor) })),
    events: (scenario.events ?? []).map((event) => ({
      ...event,
      ...(event.set && {
        set: Object.fromEntries(Object.entries(event.set).map(([path, value]) => [path, set(path, value, factor)])),
      }),
    })),
  };
}

test('with every amount four times as large, every amount of the answer is four times as large, and no price', () => {
  law(scenarioArbitrary(), (scenario) => {
    const [one, four] = [runIfSound(scenario), runIfSound(scaled(scenario, 4))];
    if (one === undefined || four === undefined) return one === four;
    const largest = Math.max(...one.run.forecast);
    for (const [place, { id, variable, values }] of one.series.entries()) {
      if (variable === 'days_of_supply' || variable === 'quota_left') continue;
      const scale = Math.max(1e-3 * largest, ...values);
      const other = four.series[place]?.values as Float64Array;
      const factor = variable === 'price_index' ? 1 : 4;
      for (const [t, value] of values.entries()) {
        expect(Math.abs((other[t] as number) - factor * value), `${id} ${variable} at step ${t}`).toBeLessThanOrEqual(
          4e-9 * scale,
        );
      }
    }
    return true;
  });
});

/** Any date in the text, so many days later. */
function shifted(scenario: OracleScenario, days: number): OracleScenario {
  const later = (date: string) =>
    new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return JSON.parse(JSON.stringify(scenario).replace(/\d{4}-\d{2}-\d{2}/g, later)) as OracleScenario;
}

test('a shift of every date shifts the answer and changes nothing else', () => {
  law(fc.tuple(scenarioArbitrary(), fc.integer({ min: 1, max: 4000 })), ([scenario, days]) => {
    const [now, then] = [runIfSound(scenario), runIfSound(shifted(scenario, days))];
    if (now === undefined || then === undefined) return now === then;
    const values = ({ dates, series }: Answer) => seriesCsv(dates, series).replace(/^\d{4}-\d{2}-\d{2}/gm, '');
    expect(values(then)).toBe(values(now));
    return Date.parse(then.dates[0] as string) - Date.parse(now.dates[0] as string) === days * 86_400_000;
  });
});

test('a licence that is always open is no licence', () => {
  law(scenarioArbitrary(), (scenario) => {
    const flows = Object.entries(scenario.flows ?? {});
    const gated = Object.fromEntries(
      flows.map(([id, flow]) => [id, flow.licence === undefined ? { ...flow, licence: `open_to_${flow.to}` } : flow]),
    );
    const open = Object.fromEntries(flows.map(([, { to }]) => [`open_to_${to}`, { phases: [{ from: '2025-06-01' }] }]));
    const [free, licensed] = [
      runIfSound(scenario),
      runIfSound({ ...scenario, flows: gated, licences: { ...scenario.licences, ...open } }),
    ];
    if (free === undefined || licensed === undefined) return free === licensed;
    const plain = ({ dates, series }: Answer) =>
      seriesCsv(
        dates,
        series.filter(({ kind }) => kind !== 'licence-flow'),
      );
    return plain(free) === plain(licensed);
  });
});

const half = (quantity: Quantity) => scaleQuantity(quantity, 0.5);
const halfSchedule = (schedule: Schedule) => scaleSchedule(schedule, 0.5);

/** A flow as two of half the share and capacity, side by side in the order of ids. */
function split(scenario: OracleScenario, id: string): OracleScenario {
  const flow = scenario.flows?.[id] as FlowInput;
  const part: FlowInput = {
    ...flow,
    share: halfSchedule(flow.share ?? 1),
    ...(flow.capacity !== undefined && { capacity: halfSchedule(flow.capacity) }),
    ...(flow.projects && { projects: flow.projects.map((project) => ({ ...project, adds: half(project.adds) })) }),
  };
  const ofBoth = (changes: Record<string, Quantity>, changed: (field: string, value: Quantity) => Quantity) =>
    Object.fromEntries(
      Object.entries(changes).flatMap(([path, value]) => {
        const [kind, name, ...field] = path.split('.');
        if (kind !== 'flows' || name !== id) return [[path, value] as const];
        const now = changed(field.join('.'), value);
        return [id, `${id}00`].map((one) => [['flows', one, ...field].join('.'), now] as const);
      }),
    );
  const events = (scenario.events ?? []).map((event) => ({
    ...event,
    ...(event.set && {
      set: ofBoth(event.set, (field, value) => (field === 'capacity' || field === 'share' ? half(value) : value)),
    }),
    ...(event.scale && { scale: ofBoth(event.scale, (_field, value) => value) }),
  }));
  return { ...scenario, flows: { ...scenario.flows, [id]: part, [`${id}00`]: part }, events };
}

test('a flow split into two halves changes nothing, while its source never runs dry', () => {
  // Trust after a dry source comes back at F/adjust for each flow, so two halves would be trusted sooner than one whole.
  law(fc.tuple(scenarioArbitrary(), fc.nat()), ([scenario, choice]) => {
    const whole = runIfSound(scenario);
    if (whole === undefined) return true;
    const { run } = whole;
    const { network, scenario: read } = run.model;
    const { releaseBelow } = parametersOfAnswer(whole);
    const candidates = read.flows.filter(({ from }, f) => {
      const everDry = Array.from({ length: run.steps }, (_, t) => t * network.flows + f).some(
        (place) => run.shipped[place] !== run.wanted[place],
      );
      return from.length <= 1 && Number.isNaN(releaseBelow[f]) && !everDry;
    });
    const id = candidates[choice % Math.max(1, candidates.length)]?.id;
    fc.pre(id !== undefined);
    const halves = runIfSound(split(scenario, id as string));
    if (halves === undefined) return false;
    const largest = Math.max(...run.forecast);
    for (const { kind, id: entity, variable, values } of whole.series) {
      if (variable === 'days_of_supply' || variable === 'quota_left') continue;
      const find = (name: string) =>
        halves.series.find((one) => one.kind === kind && one.id === name && one.variable === variable)
          ?.values as Float64Array;
      const other = find(entity);
      const more = (kind === 'flow' || kind === 'licence-flow') && entity === id ? find(`${id}00`) : undefined;
      const scale = Math.max(1e-3 * largest, ...values);
      for (const [t, value] of values.entries()) {
        const sum = (other[t] as number) + (more?.[t] ?? 0);
        expect(Math.abs(sum - value), `${kind} ${entity} ${variable} at step ${t}`).toBeLessThanOrEqual(1e-9 * scale);
      }
    }
    return true;
  });
});
