/** Stockpiles, flows, licences and demands: each number read at the desk with the dimension that its place asks for. */
import { constant, type Expression } from '../expression.ts';
import { type Path, quote } from '../issue.ts';
import { combine, type Dimension, findUnit, MASS, MONEY, PLAIN, sameDimension, TIME } from '../units.ts';
import type { Desk, Wanted } from './desk.ts';
import type { Demand, Flow, Licence, Recipe, Schedule, ShownUnit, Stockpile } from './scenario.ts';
import { defaultSchedule, joinPhases, readSchedule, type Surroundings } from './schedules.ts';
import { expectation, type QuantityFile, type ScenarioFile, type ScheduleFile } from './schema.ts';

/** All entities, sorted by id. */
export interface Entities {
  readonly stockpiles: readonly Stockpile[];
  readonly flows: readonly Flow[];
  readonly licences: readonly Licence[];
  readonly demands: readonly Demand[];
}

const DURATION: Wanted = { dimensions: [TIME], words: expectation('duration') };
const SHARE: Wanted = { dimensions: [PLAIN], words: expectation('share'), most: 1 };
const WEIGHT: Wanted = { dimensions: [PLAIN], words: expectation('weight') };
const TONNE: ShownUnit = { name: 't', scale: 1, base: 't', dimension: MASS };
/** Gaps and forecasts close over eight weeks unless a stockpile says otherwise. */
const EIGHT_WEEKS = constant(56, TIME);

/** Reads every entity; those that name what does not exist are left out, having been reported. */
export function readEntities(desk: Desk, file: ScenarioFile, around: Surroundings): Entities {
  const sorted = <T>(map: Readonly<Record<string, T>> | undefined) =>
    Object.entries(map ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  const stockpiles = sorted(file.stockpiles).map(([id, written]) => readStockpile(desk, id, written, around));
  const unitOf = new Map(stockpiles.map(({ id, unit }) => [id, unit]));
  const licences = sorted(file.licences).map(([id, written]) => {
    const unit = unitOf.get(sorted(file.flows).find(([, flow]) => flow.licence === id)?.[1].to ?? '') ?? TONNE;
    return readLicence(desk, id, written, unit, around);
  });
  return {
    stockpiles,
    licences,
    flows: sorted(file.flows).flatMap(([id, written]) => readFlow(desk, id, written, unitOf, around)),
    demands: sorted(file.demands).flatMap(([id, written]) => readDemand(desk, id, written, unitOf, around)),
  };
}

/** `cn_magnets_to_us` → `cn magnets to us`: what an id says when no title is given. */
export function inWords(id: string): string {
  return id.replaceAll('_', ' ');
}

function rateOf(unit: ShownUnit): Dimension {
  return combine(unit.dimension, TIME, -1);
}

function readUnit(desk: Desk, path: Path, name: string): ShownUnit {
  const unit = findUnit(name, desk.vocabulary.things);
  const isThing = unit !== undefined && [...unit.dimension.keys()].every((base) => desk.vocabulary.things.has(base));
  if (unit !== undefined && isThing && unit.dimension.size > 0) {
    const base = [...unit.dimension.keys()][0] as string;
    return { name: base, scale: 1, base, dimension: unit.dimension };
  }
  if (unit !== undefined && sameDimension(unit.dimension, MASS))
    return { name, scale: unit.scale, base: 't', dimension: MASS };
  desk.fault(
    'wrong-dimension',
    path,
    'a unit of mass such as t or kg, or a thing listed under units',
    quote(name),
    'Write t, or list the thing under units.',
  );
  return TONNE;
}

function readStockpile(
  desk: Desk,
  id: string,
  written: ScenarioFile['stockpiles'][string],
  around: Surroundings,
): Stockpile {
  const path = ['stockpiles', id];
  const unit = written.unit === undefined ? TONNE : readUnit(desk, [...path, 'unit'], written.unit);
  const number = (key: 'adjust' | 'forecast' | 'switchable', wanted: Wanted, otherwise: Expression) =>
    written[key] === undefined ? otherwise : desk.number([...path, key], written[key], wanted);
  const amount: Wanted = { dimensions: [unit.dimension] };
  if (written.cover !== undefined && written.target !== undefined) {
    desk.fault(
      'conflict',
      [...path, 'target'],
      'either cover or target',
      'both',
      'Keep one; in an extending file, remove the other with null.',
    );
  }
  return {
    id,
    title: written.title ?? inWords(id),
    unit,
    initial: written.initial === undefined ? undefined : readInitial(desk, [...path, 'initial'], written.initial, unit),
    cover:
      written.cover === undefined
        ? defaultSchedule([...path, 'cover'])
        : readSchedule(desk, [...path, 'cover'], written.cover, DURATION, around),
    target:
      written.target === undefined
        ? undefined
        : readSchedule(desk, [...path, 'target'], written.target, amount, around),
    adjust: number('adjust', DURATION, EIGHT_WEEKS),
    forecast: number('forecast', DURATION, EIGHT_WEEKS),
    switchable: number('switchable', SHARE, constant(0)),
  };
}

function readInitial(
  desk: Desk,
  path: Path,
  written: QuantityFile,
  unit: ShownUnit,
): NonNullable<Stockpile['initial']> {
  const value = desk.number(path, written, { dimensions: [unit.dimension, TIME] });
  const isDuration = value.dimension !== undefined && sameDimension(value.dimension, TIME);
  return { of: isDuration ? 'duration' : 'amount', value };
}

type FlowFile = NonNullable<ScenarioFile['flows']>[string];
type Units = ReadonlyMap<string, ShownUnit>;

function readFlow(desk: Desk, id: string, written: FlowFile, unitOf: Units, around: Surroundings): Flow[] {
  const path = ['flows', id];
  const unit = unitOf.get(written.to);
  if (unit === undefined) return [];
  const recipe = (key: 'from' | 'byproducts'): Recipe[] => {
    const parts = written[key];
    if (parts === undefined) return [];
    if (typeof parts === 'string') {
      const input = unitOf.get(parts);
      if (input && !sameDimension(input.dimension, unit.dimension)) {
        desk.fault(
          'wrong-dimension',
          [...path, key],
          `{${parts}: ${input.base} per ${unit.base}}, as ${parts} is counted in ${input.base} and ${written.to} in ${unit.base}`,
          parts,
          'Say how much one takes of the other.',
        );
      }
      return input ? [{ stockpile: parts, perUnit: constant(1) }] : [];
    }
    return Object.entries(parts)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([stockpile, perUnit]) => {
        const other = unitOf.get(stockpile);
        if (other === undefined) return [];
        const at = [...path, key, stockpile];
        const value = desk.number(at, perUnit, { dimensions: [combine(other.dimension, unit.dimension, -1)] });
        if (key === 'from' && value.at({ elapsed: 0, values: desk.values }) === 0) {
          desk.fault('out-of-range', at, 'more than 0', quote(perUnit), 'Leave out what it does not take.');
        }
        return [{ stockpile, perUnit: value }];
      });
  };
  const rate: Wanted = { dimensions: [rateOf(unit)] };
  const schedule = (key: 'capacity' | 'share', wanted: Wanted): Schedule =>
    written[key] === undefined
      ? defaultSchedule([...path, key])
      : readSchedule(desk, [...path, key], written[key], wanted, around);
  if (written.projects !== undefined && written.capacity === undefined) {
    desk.fault(
      'missing-key',
      [...path, 'capacity'],
      'the capacity that the projects add to',
      'nothing',
      'Add capacity; 0 t/year where there is none yet.',
    );
  }
  if (written.release !== undefined && written.from === undefined) {
    desk.fault('missing-key', [...path, 'from'], 'the reserve that it releases from', 'nothing', 'Add from.');
  }
  return [
    {
      id,
      title: written.title ?? inWords(id),
      from: recipe('from'),
      to: written.to,
      byproducts: recipe('byproducts'),
      lead: written.lead === undefined ? undefined : desk.number([...path, 'lead'], written.lead, DURATION),
      capacity: schedule('capacity', rate),
      share: schedule('share', WEIGHT),
      cost:
        written.cost === undefined
          ? constant(0)
          : desk.number([...path, 'cost'], written.cost, {
              dimensions: [PLAIN, combine(MONEY, unit.dimension, -1)],
              words: expectation('cost per unit'),
            }),
      priority: written.priority ?? 1,
      licence: written.licence,
      projects: (written.projects ?? []).map((project, position) => {
        const at = [...path, 'projects', position];
        return {
          title: project.title ?? inWords(id),
          adds: desk.number([...at, 'adds'], project.adds, rate),
          decided: desk.date([...at, 'decided'], project.decided),
          takes: desk.number([...at, 'takes'], project.takes, DURATION),
          ramp: project.ramp === undefined ? constant(0, TIME) : desk.number([...at, 'ramp'], project.ramp, DURATION),
        };
      }),
      releaseBelow: written.release && desk.number([...path, 'release', 'below'], written.release.below, DURATION),
    },
  ];
}

type LicenceFile = NonNullable<ScenarioFile['licences']>[string];

function readLicence(desk: Desk, id: string, written: LicenceFile, unit: ShownUnit, around: Surroundings): Licence {
  const path = ['licences', id];
  const wanted = {
    allow: SHARE,
    limit: { dimensions: [rateOf(unit)] },
    review: DURATION,
    approve: SHARE,
    valid: DURATION,
  } satisfies Record<string, Wanted>;
  const phases = written.phases.map((phase, position) => {
    const at = [...path, 'phases', position];
    const from = desk.date([...at, 'from'], phase.from);
    desk.withinHorizon([...at, 'from'], from, around.end);
    return { phase, at, from };
  });
  for (const [position, { at, from }] of phases.entries()) {
    const before = phases[position - 1];
    if (before !== undefined && from <= before.from) {
      desk.fault(
        'out-of-order',
        [...at, 'from'],
        `a date after that of the phase before, ${written.phases[position - 1]?.from}`,
        quote(written.phases[position]?.from),
        'Order the phases by date.',
      );
    }
  }
  const read = (key: keyof typeof wanted): Schedule =>
    joinPhases(
      [...path, 'phases'],
      phases.map(({ phase, at, from }) => {
        const value: ScheduleFile | undefined = phase[key];
        return {
          from,
          schedule: value === undefined ? undefined : readSchedule(desk, [...at, key], value, wanted[key], around),
        };
      }),
    );
  return {
    id,
    title: written.title ?? inWords(id),
    phases: phases.map(({ phase, from }) => ({ from, title: phase.title })),
    allow: read('allow'),
    limit: read('limit'),
    review: read('review'),
    approve: read('approve'),
    valid: read('valid'),
  };
}

type DemandFile = NonNullable<ScenarioFile['demands']>[string];

function readDemand(desk: Desk, id: string, written: DemandFile, unitOf: Units, around: Surroundings): Demand[] {
  const path = ['demands', id];
  const unit = unitOf.get(written.from);
  if (unit === undefined) return [];
  const amounts: Wanted = { dimensions: [rateOf(unit)], words: expectation('rate of things or amounts') };
  const counting = written.uses !== undefined;
  const rate = readSchedule(desk, [...path, 'rate'], written.rate, counting ? { dimensions: [] } : amounts, around);
  const rateDimension = rate.map(({ value }) => value?.dimension).find((dimension) => dimension !== undefined);
  const perThing: Wanted = { dimensions: rateDimension ? [combine(rateOf(unit), rateDimension, -1)] : [] };
  const product = rateDimension && [...combine(rateDimension, TIME)];
  return [
    {
      id,
      title: written.title ?? inWords(id),
      from: written.from,
      rate,
      uses:
        written.uses === undefined ? undefined : readSchedule(desk, [...path, 'uses'], written.uses, perThing, around),
      product: counting ? (product?.length === 1 ? (product[0]?.[0] as string) : '1') : undefined,
      priority: written.priority ?? 1,
      backordered: written.unmet === 'backordered',
      noise:
        written.noise === undefined
          ? constant(0)
          : desk.number([...path, 'noise'], written.noise, { dimensions: [PLAIN], words: expectation('share') }),
      conserve:
        written.conserve === undefined ? undefined : desk.number([...path, 'conserve'], written.conserve, DURATION),
    },
  ];
}
