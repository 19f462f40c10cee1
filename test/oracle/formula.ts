// Quantities and formulas as a file writes them: numbers with units, + - * /, brackets, and some functions.

import type { Quantity } from './input.ts';

/** What formulas may ask: days since the start, and the state that each process is in. */
export interface Moment {
  elapsed: number;
  states: Map<string, string>;
}

/** A number that may depend on the moment. */
export type Formula = (moment: Moment) => number;

/** A formula in tonnes, days, dollars or pieces, and its dimension such as `mass/time`; a plain 0 is of any dimension. */
export interface Parsed {
  dimension: string;
  value: Formula;
  zero: boolean;
}

type Powers = Record<string, number>;
interface Term {
  powers: Powers;
  value: Formula;
}

const DAYS: Record<string, number> = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 };
const TONNES: Record<string, number> = { t: 1, kg: 0.001, kt: 1000 };
const DOLLARS: Record<string, number> = { USD: 1, MUSD: 1e6, BUSD: 1e9 };

/** Reads a formula. Throws where it is none. `things` are the units of things counted in pieces. */
export function parse(quantity: Quantity, things: string[]): Parsed {
  if (typeof quantity === 'number') return { dimension: '', value: () => quantity, zero: quantity === 0 };
  const parser = new Parser(quantity, things);
  const { powers, value } = parser.all();
  return { dimension: named(powers), value, zero: quantity.trim() === '0' };
}

/** The canonical name of a dimension given as `a/b`, or `a`; a plain number is ''. */
export function dimensionOf(text: string): string {
  const [above, ...below] = text.split('/');
  const powers: Powers = {};
  if (above !== undefined && above !== '' && above !== '1') powers[above] = 1;
  for (const name of below) powers[name] = (powers[name] ?? 0) - 1;
  return named(powers);
}

function named(powers: Powers): string {
  const present = Object.entries(powers).filter(([, power]) => power !== 0);
  return present
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, power]) => `${name}^${power}`)
    .join(' ');
}

function combined(a: Powers, b: Powers, sign: 1 | -1): Powers {
  const powers = { ...a };
  for (const [name, power] of Object.entries(b)) powers[name] = (powers[name] ?? 0) + sign * power;
  return powers;
}

class Parser {
  private readonly text: string;
  private readonly tokens: string[];
  private readonly things: string[];

  constructor(text: string, things: string[]) {
    this.text = text;
    this.things = things;
    this.tokens = text.match(/[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?|[A-Za-z_][A-Za-z_0-9]*|[-+*/(),%]|\S/g) ?? [];
  }

  all(): Term {
    const term = this.sum();
    if (this.tokens.length > 0) throw this.fault();
    return term;
  }

  private sum(): Term {
    let left = this.product();
    while (this.tokens[0] === '+' || this.tokens[0] === '-') {
      const sign = this.tokens.shift() === '+' ? 1 : -1;
      const [a, b] = [left, this.product()];
      if (named(a.powers) !== named(b.powers)) throw this.fault();
      left = { powers: a.powers, value: (moment) => a.value(moment) + sign * b.value(moment) };
    }
    return left;
  }

  private product(): Term {
    let left = this.factor();
    while (this.tokens[0] === '*' || this.tokens[0] === '/') {
      const divides = this.tokens.shift() === '/';
      const [a, b] = [left, this.factor()];
      left = divides
        ? { powers: combined(a.powers, b.powers, -1), value: (moment) => a.value(moment) / b.value(moment) }
        : { powers: combined(a.powers, b.powers, 1), value: (moment) => a.value(moment) * b.value(moment) };
    }
    return left;
  }

  private factor(): Term {
    const token = this.tokens.shift();
    if (token === '+') return this.factor();
    if (token === '-') {
      const { powers, value } = this.factor();
      return { powers, value: (moment) => -value(moment) };
    }
    if (token === '(') {
      const inner = this.sum();
      this.expect(')');
      return inner;
    }
    if (token === undefined) throw this.fault();
    if (/^[0-9.]/.test(token)) return this.literal(Number(token));
    if (/^[A-Za-z_]/.test(token)) return this.name(token);
    throw this.fault();
  }

  // A number, and its unit if there is one: `10 t`, `25%`, `3`.
  private literal(number: number): Term {
    const next = this.tokens[0];
    if (next === '%') {
      this.tokens.shift();
      return { powers: {}, value: () => number / 100 };
    }
    if (next === undefined || !/^[A-Za-z_]/.test(next)) return { powers: {}, value: () => number };
    this.tokens.shift();
    const { factor, powers } = this.unit(next);
    return { powers, value: () => number * factor };
  }

  private name(name: string): Term {
    if (name === 'pi') return { powers: {}, value: () => Math.PI };
    if (name === 'elapsed') return { powers: { time: 1 }, value: ({ elapsed }) => elapsed };
    if (name === 'is') {
      this.expect('(');
      const process = this.tokens.shift() as string;
      this.expect(',');
      const state = this.tokens.shift() as string;
      this.expect(')');
      return { powers: {}, value: ({ states }) => this.isIn(states, process, state) };
    }
    if (name === 'sin' || name === 'cos') {
      this.expect('(');
      const { powers, value } = this.sum();
      this.expect(')');
      if (named(powers) !== '') throw this.fault();
      return { powers: {}, value: (moment) => Math[name](value(moment)) };
    }
    const { factor, powers } = this.unit(name);
    return { powers, value: () => factor };
  }

  private isIn(states: Map<string, string>, process: string, state: string): number {
    const now = states.get(process);
    if (now === undefined) throw new Error(`no process ${process}, asked by ${this.text}`);
    return now === state ? 1 : 0;
  }

  private unit(name: string): { factor: number; powers: Powers } {
    if (this.things.includes(name)) return { factor: 1, powers: { [name]: 1 } };
    const mass = TONNES[name];
    if (mass !== undefined) return { factor: mass, powers: { mass: 1 } };
    const money = DOLLARS[name];
    if (money !== undefined) return { factor: money, powers: { money: 1 } };
    const days = DAYS[name.replace(/s$/, '')];
    if (days !== undefined) return { factor: days, powers: { time: 1 } };
    throw new Error(`no such unit: ${name}, in ${this.text}`);
  }

  private expect(token: string): void {
    if (this.tokens.shift() !== token) throw this.fault();
  }

  private fault(): Error {
    return new Error(`not a quantity: ${this.text}`);
  }
}
