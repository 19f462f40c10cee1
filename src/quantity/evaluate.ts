/** The values of expressions: of one at one moment, and of many again and again for runs side by side. */
import type { Computation, Expression, Step } from './arithmetic.ts';
import { operationOf } from './functions.ts';

/** What a formula is evaluated in: days since the start, and a value for each name that it may use. */
export interface Environment {
  readonly elapsed: number;
  readonly values: ArrayLike<number>;
  /** The state that each process is in, as a position; needed where a formula asks one. */
  readonly states?: ArrayLike<number>;
}

/** The value of an expression in tonnes, days, dollars, pieces or plain numbers. */
export function evaluate({ computation }: Expression, { elapsed, values, states }: Environment): number {
  const results: number[] = [];
  for (const step of computation) {
    if (step.kind === 'number') results.push(step.value);
    else if (step.kind === 'variable') results.push(values[step.position]);
    else if (step.kind === 'time') results.push(elapsed - step.after);
    else if (step.kind === 'state') results.push(stateIn(states, step.process) === step.state ? 1 : 0);
    else results.push(operationOf(step.name)(...results.splice(results.length - step.takes)));
  }
  return results[0];
}

function stateIn(states: ArrayLike<number> | undefined, place: number): number {
  if (states === undefined) throw new Error('a formula asks the state of a process where none is known');
  return states[place];
}

/** The same where it uses no name and no time. */
export function fixedValueOf(expression: Expression): number {
  return evaluate(expression, { elapsed: 0, values: [] });
}

/** What formulas of several runs side by side are evaluated in: that of the thing n in a lane at `n · lanes + lane`. */
interface Block {
  readonly elapsed: number;
  readonly lanes: number;
  readonly values: ArrayLike<number>;
  readonly states: ArrayLike<number> | undefined;
}

/** Something that changes, and how often it has. */
interface Changing {
  times: number;
}

/** What values change with: nothing, assumptions, or the step, which changes with these as well. */
interface Changes {
  readonly nothing: Changing;
  readonly assumptions: Changing;
  readonly step: Changing;
}

/** A subformula: a step of a computation, and the subformulas that it takes. */
interface Part {
  readonly place: number;
  readonly step: Step;
  readonly takes: readonly Part[];
  readonly changesWith: Changing;
  /** Whether it has one value in all lanes. */
  readonly isShared: boolean;
  readonly column: Float64Array;
  /** How often that had changed when it was evaluated last. */
  evaluatedAfter: number;
}

/**
 * Evaluates formulas for runs side by side, each subformula no oftener than what it depends on changes, in however many
 * formulas it stands: once, once for given assumptions, or once a step; and what depends on time alone, not lane by lane.
 */
export class SideBySide {
  readonly lanes: number;
  #block: Block;
  readonly #changes: Changes = { nothing: { times: 0 }, assumptions: { times: 0 }, step: { times: 0 } };
  readonly #parts = new Map<string, Part>();
  readonly #wholes = new Map<Computation, Part>();

  constructor(lanes: number) {
    this.lanes = lanes;
    this.#block = { elapsed: 0, lanes, values: [], states: undefined };
  }

  /** Gives assumptions the values `values[position · lanes + lane]`, and goes to the start, where no states are known. */
  under(values: ArrayLike<number>): this {
    this.#changes.assumptions.times++;
    this.#block = { ...this.#block, values };
    return this.at(0);
  }

  /** Goes so many days from the start, with processes in the states `states[process · lanes + lane]`. */
  at(elapsed: number, states?: ArrayLike<number>): this {
    this.#changes.step.times++;
    this.#block = { ...this.#block, elapsed, states };
    return this;
  }

  get elapsed(): number {
    return this.#block.elapsed;
  }

  /**
   * The value in each lane: bit for bit what it is in a run by itself. It stands until values or the day change, and is
   * to be read only.
   */
  lanesOf({ computation }: Expression): Float64Array {
    const whole = this.#wholes.get(computation) ?? this.#partOf(computation);
    this.#wholes.set(computation, whole);
    return this.#evaluated(whole);
  }

  #evaluated(part: Part): Float64Array {
    const { column, changesWith, isShared, takes } = part;
    if (part.evaluatedAfter === changesWith.times) return column;
    for (const one of takes) this.#evaluated(one);
    fill(part, this.#block, isShared ? 1 : this.lanes);
    if (isShared) column.fill(column[0]);
    part.evaluatedAfter = changesWith.times;
    return column;
  }

  #partOf(computation: Computation): Part {
    const results: Part[] = [];
    for (const step of computation) {
      const takes = step.kind === 'operation' ? results.splice(results.length - step.takes) : [];
      const key = keyOf(step, takes);
      const part = this.#parts.get(key) ?? this.#newPart(step, takes);
      this.#parts.set(key, part);
      results.push(part);
    }
    return results[0];
  }

  #newPart(step: Step, takes: readonly Part[]): Part {
    return {
      ...{ place: this.#parts.size, step, takes, changesWith: changeOf(step, takes, this.#changes) },
      isShared: step.kind !== 'variable' && step.kind !== 'state' && takes.every(({ isShared }) => isShared),
      column: new Float64Array(this.lanes),
      evaluatedAfter: -1,
    };
  }
}

/** The same text for the same subformula alone. */
function keyOf(step: Step, takes: readonly Part[]): string {
  switch (step.kind) {
    case 'number':
      return Object.is(step.value, -0) ? '-0' : String(step.value);
    case 'variable':
      return `variable ${step.position}`;
    case 'time':
      return `time ${step.after}`;
    case 'state':
      return `state ${step.process} ${step.state}`;
    case 'operation':
      return `${step.name} ${takes.map(({ place }) => place).join(' ')}`;
  }
}

function changeOf({ kind }: Step, takes: readonly Part[], { nothing, assumptions, step }: Changes): Changing {
  const all = takes.map(({ changesWith }) => changesWith);
  if (kind === 'time' || kind === 'state' || all.includes(step)) return step;
  return kind === 'variable' || all.includes(assumptions) ? assumptions : nothing;
}

/** Fills so many lanes of a part, once those it takes are evaluated. */
function fill({ step, takes, column }: Part, { elapsed, lanes, values, states }: Block, many: number): void {
  switch (step.kind) {
    case 'number':
      column[0] = step.value;
      return;
    case 'time':
      column[0] = elapsed - step.after;
      return;
    case 'variable':
      for (let lane = 0; lane < many; lane++) column[lane] = values[step.position * lanes + lane];
      return;
    case 'state':
      for (let lane = 0; lane < many; lane++) {
        column[lane] = stateIn(states, step.process * lanes + lane) === step.state ? 1 : 0;
      }
      return;
    case 'operation':
      operate(step.name, takes, column, many);
  }
}

function operate(name: string, takes: readonly Part[], into: Float64Array, many: number): void {
  const operation = operationOf(name);
  // Of one or two, as nearly all are, they are passed as they are: engines are slow to spread a list.
  if (takes.length === 1) {
    const [{ column }] = takes;
    for (let lane = 0; lane < many; lane++) into[lane] = operation(column[lane]);
  } else if (takes.length === 2) {
    const [{ column: left }, { column: right }] = takes;
    // Engines do not look through a name: what formulas mostly do is written out.
    if (name === '+') for (let lane = 0; lane < many; lane++) into[lane] = left[lane] + right[lane];
    else if (name === '-') for (let lane = 0; lane < many; lane++) into[lane] = left[lane] - right[lane];
    else if (name === '*') for (let lane = 0; lane < many; lane++) into[lane] = left[lane] * right[lane];
    else if (name === '/') for (let lane = 0; lane < many; lane++) into[lane] = left[lane] / right[lane];
    else for (let lane = 0; lane < many; lane++) into[lane] = operation(left[lane], right[lane]);
  } else {
    for (let lane = 0; lane < many; lane++) into[lane] = operation(...takes.map(({ column }) => column[lane]));
  }
}
