/** Processes as written, read at the desk: states of the world, where each may go, and the path of the central run. */
import { type Path, quote, suggestion } from '../../issue.ts';
import { DAYS_PER_YEAR, type Day, formatDate } from '../../quantity/calendar.ts';
import type { StatesOf } from '../../quantity/expression.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Process } from '../supply-network.ts';
import { byId } from './by-id.ts';
import { DURATION, PERIOD, PROBABILITY } from './expected-quantities.ts';
import type { FieldReader } from './field-reader.ts';
import { inWords } from './humanise-id.ts';
import type { Surroundings } from './read-context.ts';

type ProcessFile = NonNullable<ScenarioFile['processes']>[string];
type Moves = Process['moves'][number];

const MONTH = DAYS_PER_YEAR / 12;
/** More moves than a run may have steps are a slip of a date or a unit. */
const MOST_MOVES = 100_000;
/** Probabilities that come to this much more than 1 are rounding. */
const ROUNDING = 1e-9;

/** What formulas may ask, before anything is read of the processes but their names. */
export function statesOf(processes: ScenarioFile['processes']): ReadonlyMap<string, StatesOf> {
  return new Map(byId(processes).map(([id, { states }], position) => [id, { position, states }]));
}

/** Reads every process; faults go to the desk. What depends on uncertain assumptions is checked at central values. */
export function readProcesses(
  desk: FieldReader,
  processes: ScenarioFile['processes'],
  around: Pick<Surroundings, 'start' | 'end'>,
): Process[] {
  return byId(processes).map(([id, written]) => readProcess(desk, ['processes', id], id, written, around));
}

function readProcess(
  desk: FieldReader,
  path: Path,
  id: string,
  written: ProcessFile,
  { start, end }: Pick<Surroundings, 'start' | 'end'>,
): Process {
  const { states, moves = {} } = written;
  const twice = states.findIndex((state, place) => states.indexOf(state) < place);
  if (twice >= 0)
    desk.fault('conflict', [...path, 'states', twice], 'each state once', `${states[twice]} twice`, 'Take one out.');
  const stateAt = (at: Path, name: string): number | undefined => {
    const position = states.indexOf(name);
    if (position >= 0) return position;
    const remedy = suggestion(name, states, `It has ${states.join(', ')}.`);
    if (!desk.faults.isBroken([...path, 'states']))
      desk.fault('unknown-reference', at, `a state of ${id}`, quote(name), remedy);
    return undefined;
  };
  const from = written.from === undefined ? start : desk.date([...path, 'from'], written.from);
  desk.withinHorizon([...path, 'from'], from, end);
  const every = written.every === undefined ? MONTH : desk.certain([...path, 'every'], written.every, PERIOD);
  if ((end - from) / every > MOST_MOVES) {
    const found = `${Math.ceil((end - from) / every)}`;
    const remedy = 'Begin it later, or let it move less often.';
    desk.fault('too-large', [...path, 'every'], `at most ${MOST_MOVES} moves until the end`, found, remedy);
  }
  const byState = new Map<number, Moves>();
  for (const [name, to] of Object.entries(moves)) {
    const at = [...path, 'moves', name];
    const state = stateAt(at, name);
    if (state !== undefined) byState.set(state, readMoves(desk, at, { to, every, state }, stateAt));
  }
  return {
    id,
    title: written.title ?? inWords(id),
    states,
    begins: stateAt([...path, 'begins'], written.begins) ?? 0,
    from,
    every,
    moves: states.map((_, state) => byState.get(state) ?? { stays: undefined, to: [] }),
    central: readCentral(desk, [...path, 'central'], written.central ?? {}, from, end, stateAt),
  };
}

function readMoves(
  desk: FieldReader,
  path: Path,
  { to: written, every, state }: { to: NonNullable<ProcessFile['moves']>[string]; every: number; state: number },
  stateAt: (at: Path, name: string) => number | undefined,
): Moves {
  const isStay = typeof written['to'] === 'object';
  const shares = (isStay ? written['to'] : written) as Readonly<Record<string, string | number>>;
  if (!isStay && Object.hasOwn(written, 'stays')) {
    const remedy = 'Say where it goes when it leaves: {stays: 9 weeks, to: {open: 1}}.';
    desk.fault('missing-key', [...path, 'to'], 'states that it goes to', 'nothing', remedy);
    return { stays: undefined, to: [] };
  }
  const within = isStay ? [...path, 'to'] : path;
  const to = Object.entries(shares).flatMap(([name, probability]) => {
    const at = [...within, name];
    const next = stateAt(at, name);
    if (next === state) {
      desk.fault('conflict', at, 'another state', name, 'Leave it out: it stays with the probability that is left.');
    }
    return next === undefined ? [] : [{ state: next, probability: desk.number(at, probability, PROBABILITY) }];
  });
  // In the order of the states, by which a draw is taken to one of them.
  to.sort((one, other) => one.state - other.state);
  const total = to.reduce((sum, { probability }) => sum + desk.valueOf(probability), 0);
  const isWrong = isStay ? Math.abs(total - 1) > ROUNDING : total > 1 + ROUNDING;
  if (isWrong && to.length === Object.keys(shares).length) {
    const expected = `probabilities that come to ${isStay ? '100 %' : 'at most 100 %'} together`;
    const remedy = isStay ? 'Say where it goes each time that it leaves.' : 'With what is left to 100 % it stays.';
    desk.fault('out-of-range', within, expected, `${Number((100 * total).toPrecision(6))} %`, remedy);
  }
  if (!isStay) return { stays: undefined, to };
  const stays = desk.number([...path, 'stays'], written['stays'] as string | number, DURATION);
  if (desk.valueOf(stays) < every) {
    const days = Number(every.toPrecision(6));
    const expected = `a mean stay of at least the time between moves, ${days} days`;
    const remedy = 'Let it move more often, by `every`.';
    desk.fault('out-of-range', [...path, 'stays'], expected, quote(written['stays']), remedy);
  }
  return { stays, to };
}

function readCentral(
  desk: FieldReader,
  path: Path,
  written: NonNullable<ProcessFile['central']>,
  from: Day,
  end: Day,
  stateAt: (at: Path, name: string) => number | undefined,
): Process['central'] {
  const dated = Object.entries(written).flatMap(([date, name]) => {
    const at = [...path, date];
    const day = desk.date(at, date);
    const state = stateAt(at, name);
    desk.withinHorizon(at, day, end);
    if (day < from) {
      const remedy = 'Until then it is in the state that it begins in: move later, or let the process begin earlier.';
      desk.fault('out-of-order', at, `a move on or after ${formatDate(from)}, its \`from\``, formatDate(day), remedy);
    }
    return state === undefined || Number.isNaN(day) ? [] : [{ from: day, state }];
  });
  return dated.sort((one, other) => one.from - other.from);
}
