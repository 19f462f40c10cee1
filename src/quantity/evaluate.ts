/** The values of expressions: of one at one moment, and for runs side by side by closures over blocks. */
import type { Computation, Expression, Step } from './arithmetic.ts';
import { operationOf } from './functions.ts';

/** What a formula is evaluated in: days since the start, and a value for each name that it may use. */
export interface Environment {
  readonly elapsed: number;
  readonly values: ArrayLike<number>;
  /** The state that each process is in, as a position; needed where a formula asks one. */
  readonly states?: ArrayLike<number>;
}

/** What a formula is evaluated in for several runs side by side: `values[position · lanes + lane]`. */
export interface Block {
  readonly elapsed: number;
  readonly lanes: number;
  readonly values: ArrayLike<number>;
  /** `states[process · lanes + lane]`, likewise. */
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

/** The value of an expression in each lane of a block: bit for bit what it is in a run by itself. */
export function lanesOf({ computation }: Expression, block: Block): Float64Array {
  const lanes = new Float64Array(block.lanes);
  fillerOf(computation)(block, lanes);
  return lanes;
}

type Filler = (block: Block, into: Float64Array) => void;

/** Closures of the computations that were asked for, each made once. */
const fillers = new WeakMap<Computation, Filler>();

function fillerOf(computation: Computation): Filler {
  const known = fillers.get(computation);
  if (known !== undefined) return known;
  const filler = compiled(computation);
  fillers.set(computation, filler);
  return filler;
}

function compiled(computation: Computation): Filler {
  const results: Filler[] = [];
  for (const step of computation) {
    const parts = step.kind === 'operation' ? results.splice(results.length - step.takes) : [];
    results.push(fillerOfStep(step, parts));
  }
  return results[0];
}

function fillerOfStep(step: Step, parts: readonly Filler[]): Filler {
  switch (step.kind) {
    case 'number':
      return (_, into) => void into.fill(step.value);
    case 'variable':
      return ({ values, lanes }, into) => {
        const from = step.position * lanes;
        for (let lane = 0; lane < lanes; lane++) into[lane] = values[from + lane];
      };
    case 'time':
      return ({ elapsed }, into) => void into.fill(elapsed - step.after);
    case 'state':
      return ({ states, lanes }, into) => {
        const from = step.process * lanes;
        for (let lane = 0; lane < lanes; lane++) into[lane] = stateIn(states, from + lane) === step.state ? 1 : 0;
      };
    case 'operation': {
      const operation = operationOf(step.name);
      const numbers = parts.map(() => 0);
      return (block, into) => {
        const columns = parts.map((fill) => {
          const column = new Float64Array(block.lanes);
          fill(block, column);
          return column;
        });
        const [left, right] = columns;
        // Of one or two, as nearly all are, they are passed as they are: engines are slow to spread a list.
        if (columns.length === 1) for (let lane = 0; lane < block.lanes; lane++) into[lane] = operation(left[lane]);
        else if (columns.length === 2) {
          for (let lane = 0; lane < block.lanes; lane++) into[lane] = operation(left[lane], right[lane]);
        } else {
          for (let lane = 0; lane < block.lanes; lane++) {
            for (let part = 0; part < numbers.length; part++) numbers[part] = columns[part][lane];
            into[lane] = operation(...numbers);
          }
        }
      };
    }
  }
}
