/** The values of expressions: of one at one moment, and for runs side by side by closures over blocks. */
import type { Computation, Expression } from './arithmetic.ts';
import { operationOf } from './functions.ts';

/** What a formula is evaluated in: days since the start, and a value for each name that it may use. */
export interface Environment {
  readonly elapsed: number;
  readonly values: ArrayLike<number>;
}

/** What a formula is evaluated in for several runs side by side: `values[position · lanes + lane]`. */
export interface Block {
  readonly elapsed: number;
  readonly lanes: number;
  readonly values: ArrayLike<number>;
}

/** The value of an expression in tonnes, days, dollars, pieces or plain numbers. */
export function evaluate({ computation }: Expression, environment: Environment): number {
  return compute(computation, environment);
}

/** The same where it uses no name and no time. */
export function fixedValueOf(expression: Expression): number {
  return evaluate(expression, { elapsed: 0, values: [] });
}

function compute(computation: Computation, environment: Environment): number {
  switch (computation.kind) {
    case 'number':
      return computation.value;
    case 'variable':
      return environment.values[computation.position];
    case 'time':
      return environment.elapsed - computation.after;
    case 'operation':
      return operationOf(computation.name)(...computation.of.map((part) => compute(part, environment)));
  }
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
  switch (computation.kind) {
    case 'number':
      return (_, into) => void into.fill(computation.value);
    case 'variable':
      return ({ values, lanes }, into) => {
        const from = computation.position * lanes;
        for (let lane = 0; lane < lanes; lane++) into[lane] = values[from + lane];
      };
    case 'time':
      return ({ elapsed }, into) => void into.fill(elapsed - computation.after);
    case 'operation': {
      const operation = operationOf(computation.name);
      const parts = computation.of.map(fillerOf);
      const numbers = parts.map(() => 0);
      return (block, into) => {
        const columns = parts.map((fill) => {
          const column = new Float64Array(block.lanes);
          fill(block, column);
          return column;
        });
        for (let lane = 0; lane < block.lanes; lane++) {
          for (let part = 0; part < numbers.length; part++) numbers[part] = columns[part][lane];
          into[lane] = operation(...numbers);
        }
      };
    }
  }
}
