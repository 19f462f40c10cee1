import fc from 'fast-check';
import { all, create } from 'mathjs';
import { describe, expect, test } from 'vitest';
import {
  combine,
  counted,
  type Dimension,
  MASS,
  MONEY,
  PLAIN,
  sameDimension,
  TIME,
} from '../../src/quantity/dimension.ts';
import { type Environment, evaluate, SideBySide } from '../../src/quantity/evaluate.ts';
import {
  compileExpression,
  constant,
  FUNCTION_NAMES,
  isRefusal,
  splitComparison,
  type Vocabulary,
} from '../../src/quantity/expression.ts';
import { law } from '../run.ts';

const START = 20089; // 2025-01-01

const VOCABULARY: Vocabulary = {
  things: new Set(['vehicle']),
  variables: new Map([
    ['growth', { position: 0, dimension: PLAIN }],
    ['amount', { position: 1, dimension: MASS }],
    ['zero', { position: 2, dimension: undefined }],
    ['demands.us.fill_rate', { position: 3, dimension: PLAIN }],
  ]),
  start: START,
  processes: new Map([['exports', { position: 1, states: ['open', 'shut'] }]]),
};

const ENVIRONMENT: Environment = { elapsed: 70, values: [0.1, 5, 0, 0.75], states: [0, 1] };

function valueAt(formula: number | string, environment = ENVIRONMENT): number {
  const expression = compileExpression(formula, VOCABULARY);
  if (isRefusal(expression)) throw new Error(`expected ${expression.expected}, got ${expression.found}`);
  return evaluate(expression, environment);
}

function dimensionOf(formula: string): Dimension | undefined {
  const expression = compileExpression(formula, VOCABULARY);
  if (isRefusal(expression)) throw new Error(`expected ${expression.expected}, got ${expression.found}`);
  return expression.dimension;
}

/** Why a formula is refused, in two lines. */
function refusal(formula: number | string, vocabulary = VOCABULARY): string {
  const result = compileExpression(formula, vocabulary);
  if (!isRefusal(result)) return `${formula} is no fault`;
  return `${result.code}: expected ${result.expected}, got ${result.found}\n  ${result.remedy}`;
}

const refusals = (...formulas: string[]) => `\n${formulas.map((one) => refusal(one)).join('\n')}\n`;

describe('a quantity is read in tonnes, days, dollars or pieces', () => {
  test.each<[string, number, Dimension]>([
    ['500 t', 500, MASS],
    ['2 kt', 2000, MASS],
    ['1.5 Mt', 1.5e6, MASS],
    ['250 kg', 0.25, MASS],
    ['10 lb', 0.0045359237, MASS],
    ['6 weeks', 42, TIME],
    ['1 month', 30.4375, TIME],
    ['2 years', 730.5, TIME],
    ['0.5 year', 182.625, TIME],
    ['36.525 t/year', 0.1, combine(MASS, TIME, -1)],
    ['500 t / (18 months)', 500 / (18 * 30.4375), combine(MASS, TIME, -1)],
    ['250000 t / 5 year', 50000 / 365.25, combine(MASS, TIME, -1)],
    ['850 USD/kg', 850_000, combine(MONEY, MASS, -1)],
    ['3 MUSD', 3e6, MONEY],
    ['2.3 kg/vehicle', 0.0023, combine(MASS, counted('vehicle'), -1)],
    ['1200000 vehicles/year', 1.2e6 / 365.25, combine(counted('vehicle'), TIME, -1)],
    ['6e3 t', 6000, MASS],
    ['2 amount', 10, MASS],
  ])('%s', (formula, value, dimension) => {
    expect(valueAt(formula)).toBeCloseTo(value, 12);
    expect(dimensionOf(formula)).toEqual(dimension);
  });
});

test.each([
  ['25%', 0.25],
  ['5 %', 0.05],
  ['2 + (5%)', 2.05],
  ['2 - (5%)', 1.95],
  ['2 * 5%', 0.1],
  ['5% * 2', 0.1],
  ['3 * (1 + (5%))', 3.15],
  ['2 + 3 * 5%', 2.15],
])('a percent is a plain number: %s is %f', (formula, value) => {
  expect(valueAt(formula)).toBeCloseTo(value, 12);
});

describe('a plain 0 is 0 of any unit', () => {
  test.each(['0', '0.0', '-0', 'zero', '0 + 0', '0 * 5', 'min(0, zero)'])('%s', (formula) => {
    expect(valueAt(formula)).toBeCloseTo(0);
    expect(dimensionOf(formula)).toBeUndefined();
  });

  test.each(['0 + 5 t', '5 t - 0', 'max(0, amount)', 'amount + zero', '0 t', '0 * 5 t', 'zero * 1 t'])(
    '%s is of mass',
    (formula) => {
      expect(dimensionOf(formula)).toEqual(MASS);
    },
  );

  test('and can be compared with anything', () => {
    expect([valueAt('amount > 0'), valueAt('growth == 0'), valueAt('0 <= elapsed')]).toEqual([1, 0, 1]);
  });

  test('the number 0 as well as the text', () => {
    expect(constant(0).dimension).toBeUndefined();
    expect(compileExpression(0, VOCABULARY)).toMatchObject({ dimension: undefined });
    expect(compileExpression(5, VOCABULARY)).toMatchObject({ dimension: PLAIN });
  });
});

describe('arithmetic', () => {
  test.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 - 3 - 4', -5],
    ['12 / 3 / 2', 2],
    ['2^3^2', 512],
    ['-2^2', -4],
    ['+3', 3],
    ['2^0.5', Math.SQRT2],
    ['2^-2', 0.25],
    ['0^0', 1],
    ['(2 t)^2 / 1 t', 4],
    ['3 < 4', 1],
    ['4 <= 4', 1],
    ['3 > 4', 0],
    ['4 >= 5', 0],
    ['4 == 4', 1],
    ['4 != 4', 0],
    ['growth * amount', 0.5],
    ['demands.us.fill_rate * 2', 1.5],
    ['  1\n  + 2\n', 3],
  ])('%s is %f', (formula, value) => {
    expect(valueAt(formula)).toBeCloseTo(value, 12);
  });
});

describe('a function', () => {
  /** Of each function: formulas with their values, 70 days after the start. */
  const VALUES: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
    min: [
      ['min(3, 2, 5)', 2],
      ['min(2 kg, 1 t)', 0.002],
    ],
    max: [
      ['max(3, 2, 5)', 5],
      ['max(0, amount)', 5],
    ],
    abs: [
      ['abs(-3)', 3],
      ['abs(-2 t)', 2],
    ],
    exp: [['exp(1)', Math.E]],
    log: [
      ['log(8)', Math.log(8)],
      ['log(8, 2)', 3],
    ],
    sqrt: [
      ['sqrt(9)', 3],
      ['sqrt(4 t^2)', 2],
    ],
    round: [
      ['round(2.5)', 3],
      ['round(-2.5)', -3],
      ['round(2.345, 2)', 2.35],
    ],
    elapsed: [
      ['elapsed', 70],
      ['elapsed / 1 week', 10],
    ],
    since: [
      ['since("2025-01-01")', 70],
      ["since('2025-03-12')", 0],
      ['since("2025-04-01")', -20],
    ],
    step: [
      ['step(since("2025-03-12"))', 1],
      ['step(since("2025-03-13"))', 0],
      ['step(0)', 1],
    ],
    ramp: [
      ['ramp(since("2025-01-01"), 140 days)', 0.5],
      ['ramp(since("2025-04-01"), 1 week)', 0],
      ['ramp(elapsed, 1 week)', 1],
      ['ramp(0, 0)', 1],
      ['ramp(since("2025-03-13"), 0)', 0],
    ],
    is: [
      ['is(exports, shut)', 1],
      ['is(exports, open)', 0],
      ['1 - growth * is(exports, shut)', 0.9],
      ['step(since("2025-03-12")) * is(exports, shut)', 1],
    ],
    pi: [
      ['pi', Math.PI],
      ['2 * pi * (1 week) / (1 day)', 14 * Math.PI],
    ],
    sin: [
      ['sin(0)', 0],
      ['sin(pi / 6)', 0.5],
      ['sin(2 * pi * elapsed / (280 days))', 1],
    ],
    cos: [
      ['cos(0)', 1],
      ['cos(2 * pi * elapsed / (140 days))', -1],
    ],
    pulse: [
      ['pulse(since("2025-03-12"), 1 day)', 1],
      ['pulse(since("2025-03-11"), 1 day)', 0],
      ['pulse(since("2025-03-13"), 1 week)', 0],
    ],
  };

  test('that asks processes says which', () => {
    const processesOf = (formula: string) => {
      const expression = compileExpression(formula, VOCABULARY);
      return isRefusal(expression) ? undefined : expression.processes && [...expression.processes];
    };
    expect([processesOf('1 - growth * is(exports, shut)'), processesOf('elapsed')]).toEqual([['exports'], undefined]);
  });

  test('of every name has values below', () => {
    expect(Object.keys(VALUES).sort()).toEqual([...FUNCTION_NAMES].sort());
  });

  test.each(Object.values(VALUES).flat())('%s is %f', (formula, value) => {
    expect(valueAt(formula)).toBeCloseTo(value, 12);
  });

  test('of time changes as time goes by; others do not', () => {
    const timed = (formula: string) => (compileExpression(formula, VOCABULARY) as { timed?: boolean }).timed;
    expect([timed('2 * elapsed / 1 day'), timed('step(since("2025-02-02"))'), timed('growth * 2'), timed('2')]).toEqual(
      [...[true, true, false, false]],
    );
    expect(valueAt('elapsed', { ...ENVIRONMENT, elapsed: 7 })).toBe(7);
  });
});

test('a formula says which names it uses', () => {
  const expression = compileExpression('growth * amount + 2 growth * amount', VOCABULARY);
  expect(expression).toMatchObject({ uses: new Set(['growth', 'amount']) });
});

describe('a formula is refused', () => {
  test('where it reaches for anything but arithmetic', () => {
    expect(
      refusals(
        ...['import("x")', 'createUnit("x")', 'evaluate("1")', 'random()', 'unit("5 t")', 'constructor("x")'],
        ...['cos.constructor', 'growth.constructor', 'cos.constructor("return 1")()', 'growth[1]'],
        ...['growth = 1', 'f(x) = x', '1 ? 2 : 3', '5!', '1; 2', '"a" + "b"', '[1, 2]', '{a: 1}', '1:3', 'true'],
        ...['5 | 2', '5 mod 2', '1 and 2', 'not 1', '5 t to kg', '1 < 2 < 3'],
      ),
    ).toMatchInlineSnapshot(`
      "
      bad-expression: expected a function of formulas, got import(…)
        There are min, max, abs, exp, log, sqrt, round, sin, cos, step, ramp, pulse, elapsed, since, is, pi.
      bad-expression: expected a function of formulas, got createUnit(…)
        There are min, max, abs, exp, log, sqrt, round, sin, cos, step, ramp, pulse, elapsed, since, is, pi.
      bad-expression: expected a function of formulas, got evaluate(…)
        There are min, max, abs, exp, log, sqrt, round, sin, cos, step, ramp, pulse, elapsed, since, is, pi.
      bad-expression: expected a function of formulas, got random(…)
        There are min, max, abs, exp, log, sqrt, round, sin, cos, step, ramp, pulse, elapsed, since, is, pi.
      bad-expression: expected a function of formulas, got unit(…)
        There are min, max, abs, exp, log, sqrt, round, sin, cos, step, ramp, pulse, elapsed, since, is, pi.
      bad-expression: expected a function of formulas, got constructor(…)
        There are min, max, abs, exp, log, sqrt, round, sin, cos, step, ramp, pulse, elapsed, since, is, pi.
      unknown-reference: expected a metric that exists, got cos.constructor
        See summary.json for the paths there are.
      unknown-reference: expected a metric that exists, got growth.constructor
        See summary.json for the paths there are.
      bad-expression: expected a number, a quantity with its unit or a formula, got cos.constructor("return 1")()
        It can't be read: Value expected (char 29).
      unknown-reference: expected a metric that exists, got growth[1]
        See summary.json for the paths there are.
      bad-expression: expected plain arithmetic, got growth = 1
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got f(x) = x
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got 1 ? 2 : 3
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got 5!
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got 1; 2
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected a number, got "a"
        Text in quotes is only for dates such as "2025-10-09".
      bad-expression: expected plain arithmetic, got [1, 2]
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got {"a": 1}
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got 1:3
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected a finite number, got true
        Write a number, with its unit where it has one.
      bad-expression: expected plain arithmetic, got 5 | 2
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got 5 mod 2
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got 1 and 2
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got not 1
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got 5 t to kg
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      bad-expression: expected plain arithmetic, got 1 < 2 < 3
        Use + - * / ^, comparisons of two sides, and the functions of formulas.
      "
    `);
  });

  test('where a name is not known, and the nearest is suggested', () => {
    expect(
      refusals(
        ...['5 weks', 'grwth', '5 GBP', '__proto__', 'constructor', 'toString', 'i', '6 Weeks', 'rouns(2)'],
        ...['demands.us.fill_rat', 'demands.us'],
      ),
    ).toMatchInlineSnapshot(`
      "
      unknown-reference: expected a unit or a name that exists, got weks
        Did you mean weeks?
      unknown-reference: expected a unit or a name that exists, got grwth
        Did you mean growth?
      unknown-reference: expected a unit or a name that exists, got GBP
        Nothing here is called GBP; name it under assumptions, or under units if it counts things.
      unknown-reference: expected a unit or a name that exists, got __proto__
        Nothing here is called __proto__; name it under assumptions, or under units if it counts things.
      unknown-reference: expected a unit or a name that exists, got constructor
        Nothing here is called constructor; name it under assumptions, or under units if it counts things.
      unknown-reference: expected a unit or a name that exists, got toString
        Nothing here is called toString; name it under assumptions, or under units if it counts things.
      unknown-reference: expected a unit or a name that exists, got i
        Nothing here is called i; name it under assumptions, or under units if it counts things.
      unknown-reference: expected a unit or a name that exists, got Weeks
        Did you mean weeks?
      bad-expression: expected a function of formulas, got rouns(…)
        Did you mean round?
      unknown-reference: expected a metric that exists, got demands.us.fill_rat
        Did you mean demands.us.fill_rate?
      unknown-reference: expected a metric that exists, got demands.us
        Did you mean demands.us.fill_rate?
      "
    `);
  });

  test('where a unit may mean several', () => {
    expect(refusals('5 ton', '5 tons/year', '5 mt', '5 T', '5 kT')).toMatchInlineSnapshot(`
      "
      bad-expression: expected a unit with one meaning, got ton
        Say which ton: write t (1000 kg), or give short and long tons in kg or lb.
      bad-expression: expected a unit with one meaning, got tons
        Say which ton: write t (1000 kg), or give short and long tons in kg or lb.
      bad-expression: expected a unit with one meaning, got mt
        Write t for 1000 kg, or Mt for a million t.
      bad-expression: expected a unit with one meaning, got T
        Write t for 1000 kg, or Mt for a million t.
      bad-expression: expected a unit with one meaning, got kT
        Write kt for 1000 t.
      "
    `);
  });

  test('where it asks a process or a state that is not, or asks in another way', () => {
    expect(
      refusals(
        ...['is(export, shut)', 'is(exports, shutt)', 'is(exports, closed)', 'is(exports)', 'is("exports", shut)'],
        ...['is(exports, 1)', 'is', 'sin(2 t)', 'sin()', 'pi(2)'],
      ),
    ).toMatchInlineSnapshot(`
      "
      unknown-reference: expected a process that exists, got export
        Did you mean exports?
      unknown-reference: expected a state of exports, got shutt
        Did you mean shut?
      unknown-reference: expected a state of exports, got closed
        It has open, shut.
      bad-expression: expected a process and one of its states, got is(exports)
        Write it as in is(cn_export, shut).
      bad-expression: expected a process and one of its states, got is("exports", shut)
        Write it as in is(cn_export, shut).
      bad-expression: expected a process and one of its states, got is(exports, 1)
        Write it as in is(cn_export, shut).
      bad-expression: expected is with its arguments, got is
        Write is(cn_export, shut).
      wrong-dimension: expected plain numbers in sin(2 t), got an amount
        Divide it by a unit first.
      bad-expression: expected sin with 1 argument, got sin()
        Write it as in sin(2 * pi * elapsed / (1 year)).
      bad-expression: expected a function of formulas, got pi(…)
        Did you mean pi?
      "
    `);
    const timeless = { ...VOCABULARY, start: undefined };
    const none = { ...VOCABULARY, processes: new Map() };
    expect(
      `\n${refusal('is(exports, shut)', timeless)}\n${refusal('is(exports, shut)', none)}\n`,
    ).toMatchInlineSnapshot(`
      "
      bad-expression: expected a number that holds at all times, got is(exports, shut)
        Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
      unknown-reference: expected a process that exists, got exports
        Add it under processes.
      "
    `);
  });

  test('where kinds of quantities are mixed, naming both', () => {
    expect(
      refusals(
        ...['2 t + 3 weeks', 'amount - 3', '2 t < 3', 'max(1, 2 t)', 'exp(2 t)', 'round(2 t)', 'step(3)'],
        ...['ramp(elapsed, 5)', '2^(3 t)', '(2 t)^growth'],
      ),
    ).toMatchInlineSnapshot(`
      "
      wrong-dimension: expected quantities of one kind in 2 t + 3 weeks, got an amount and a duration
        Give both the same kind of unit: only like can be added to like, or compared with it.
      wrong-dimension: expected quantities of one kind in amount - 3, got an amount and a plain number
        Give both the same kind of unit: only like can be added to like, or compared with it.
      wrong-dimension: expected quantities of one kind in 2 t < 3, got an amount and a plain number
        Give both the same kind of unit: only like can be added to like, or compared with it.
      wrong-dimension: expected quantities of one kind in max(1, 2 t), got a plain number and an amount
        Give both the same kind of unit: only like can be added to like, or compared with it.
      wrong-dimension: expected plain numbers in exp(2 t), got an amount
        Divide it by a unit first.
      wrong-dimension: expected plain numbers in round(2 t), got an amount
        Divide it by a unit first.
      wrong-dimension: expected durations in step(3), got a plain number
        Give durations, such as 6 weeks or since("2025-10-09").
      wrong-dimension: expected durations in ramp(elapsed, 5), got a plain number
        Give durations, such as 6 weeks or since("2025-10-09").
      wrong-dimension: expected a plain exponent, got 2 ^ (3 t)
        Divide the exponent by its unit.
      bad-expression: expected a fixed exponent of a quantity with a unit, got (2 t) ^ growth
        Write the exponent as a number.
      "
    `);
  });

  test('where nobody can see what was meant', () => {
    expect(
      refusals(
        ...['2 + 5%', '2 - 5%', 'growth + 5%', '2 + 5% * 3', '5% + 2', '50% t', '1/2 year', '3 - 1/2 year'],
        ...['6 weeks 3 days', '1 000', '1,000 t', '1_000', "1'000", '2025-04-04', '5 t # note'],
      ),
    ).toMatchInlineSnapshot(`
      "
      bad-expression: expected a percent in brackets after + or −, got a bare percent after +
        Write 2 + (5%), which is 2.05, or 2 * (1 + (5%)), which is 2.1.
      bad-expression: expected a percent in brackets after + or −, got a bare percent after -
        Write 2 + (5%), which is 2.05, or 2 * (1 + (5%)), which is 2.1.
      bad-expression: expected a percent in brackets after + or −, got a bare percent after +
        Write 2 + (5%), which is 2.05, or 2 * (1 + (5%)), which is 2.1.
      bad-expression: expected a percent in brackets after + or −, got a bare percent after +
        Write 2 + (5%), which is 2.05, or 2 * (1 + (5%)), which is 2.1.
      bad-expression: expected plain arithmetic, got 5 % +2
        Write a percent that something follows in brackets: (5%) * x.
      bad-expression: expected plain arithmetic, got 50 % t
        Write a percent that something follows in brackets: (5%) * x.
      bad-expression: expected a decimal number before a unit, got 1 / 2 year
        Write 0.5 year, not 1/2 year.
      bad-expression: expected a decimal number before a unit, got 1 / 2 year
        Write 0.5 year, not 1/2 year.
      bad-expression: expected an operator between two numbers, got 6 weeks (3)
        Say what stands between them, as in 6 weeks + 3 days; thousands are written without a space.
      bad-expression: expected a number, a quantity with its unit or a formula, got 1 000
        Write numbers without separators: 1000000 or 1e6.
      bad-expression: expected a number, a quantity with its unit or a formula, got 1,000 t
        Write numbers without separators: 1000000 or 1e6.
      bad-expression: expected a number, a quantity with its unit or a formula, got 1_000
        Write numbers without separators: 1000000 or 1e6.
      bad-expression: expected a number, a quantity with its unit or a formula, got 1'000
        Write numbers without separators: 1000000 or 1e6.
      bad-expression: expected a number, a quantity with its unit or a formula, got 2025-04-04
        A date is not a number; in a formula write since("2025-04-04").
      bad-expression: expected a number, a quantity with its unit or a formula, got 5 t # note
        Put the comment outside the quotes.
      "
    `);
  });

  test('where a function does not get what it needs', () => {
    expect(
      refusals(
        ...['min()', 'abs(1, 2)', 'log(1, 2, 3)', 'step()', 'ramp(elapsed)', 'min', 'since', 'elapsed()'],
        ...['since(2025-04-04)', 'since("2025-02-30")', 'since()', 'growth(2)'],
      ),
    ).toMatchInlineSnapshot(`
      "
      bad-expression: expected min with at least 1 argument, got min()
        Write it as in min(2 t, 3 t).
      bad-expression: expected abs with 1 argument, got abs(1, 2)
        Write it as in abs(-2 t).
      bad-expression: expected log with 1 or 2 arguments, got log(1, 2, 3)
        Write it as in log(2), or log(8, 2) to base 2.
      bad-expression: expected step with 1 argument, got step()
        Write it as in step(since("2025-10-09")).
      bad-expression: expected ramp with 2 arguments, got ramp(elapsed)
        Write it as in ramp(since("2025-10-09"), 6 weeks).
      bad-expression: expected min with its arguments, got min
        Write min(2 t, 3 t).
      bad-expression: expected since with its arguments, got since
        Write since("2025-10-09").
      bad-expression: expected elapsed, got elapsed()
        Write elapsed without brackets.
      bad-date: expected a date in quotes, as in since("2025-10-09"), got since(2025 - 4 - 4)
        Write a day that exists as year-month-day, in quotes.
      bad-date: expected a date in quotes, as in since("2025-10-09"), got since("2025-02-30")
        Write a day that exists as year-month-day, in quotes.
      bad-date: expected a date in quotes, as in since("2025-10-09"), got since()
        Write a day that exists as year-month-day, in quotes.
      bad-expression: expected a function of formulas, got growth(…)
        There are min, max, abs, exp, log, sqrt, round, sin, cos, step, ramp, pulse, elapsed, since, is, pi.
      "
    `);
  });

  test('where it is no number', () => {
    expect(
      refusals('', '  ', 'NaN', 'Infinity', '1e400', '5 t/', 'max(1, 2', '½ year', '1.2.3', '"soon"'),
    ).toMatchInlineSnapshot(`
      "
      bad-expression: expected a number, a quantity with its unit or a formula, got an empty text
        Write a number, with its unit where it has one.
      bad-expression: expected a number, a quantity with its unit or a formula, got an empty text
        Write a number, with its unit where it has one.
      bad-expression: expected a finite number, got NaN
        Write a number, with its unit where it has one.
      bad-expression: expected a finite number, got Infinity
        Write a number, with its unit where it has one.
      bad-expression: expected a finite number, got Infinity
        Write a number, with its unit where it has one.
      bad-expression: expected a number, a quantity with its unit or a formula, got 5 t/
        It can't be read: Unexpected end of expression (char 5).
      bad-expression: expected a number, a quantity with its unit or a formula, got max(1, 2
        It can't be read: Parenthesis ) expected (char 9).
      bad-expression: expected a number, a quantity with its unit or a formula, got ½ year
        It can't be read: Syntax error in part "½ year" (char 1).
      bad-expression: expected a number, a quantity with its unit or a formula, got 1.2.3
        It can't be read: Unexpected part ".3" (char 4).
      bad-expression: expected a number, got "soon"
        Text in quotes is only for dates such as "2025-10-09".
      "
    `);
    expect(refusal(Number.NaN)).toMatchInlineSnapshot(`
      "out-of-range: expected a finite number, got NaN
        Leave the key out where there is no bound."
    `);
  });

  test('where it is too long or too deep, and that at once', () => {
    const deep = (opening: string, closing: string, times: number) =>
      `${opening.repeat(times)}1${closing.repeat(times)}`;
    const formulas = [deep('(', ')', 10_000), deep('(', ')', 60), deep('abs(', ')', 600), deep('-', '', 10_000)];
    const wide = [`1${'+1'.repeat(200_000)}`, `2${'^2'.repeat(5000)}`];
    expect(refusals(...formulas, ...wide)).toMatchInlineSnapshot(`
      "
      bad-expression: expected a number, a quantity with its unit or a formula, got (((((((((((((((((((((((((((((((((((((((((((((((((((((((((…
        Write at most 2000 characters; name parts as assumptions.
      bad-expression: expected a number, a quantity with its unit or a formula, got (((((((((((((((((((((((((((((((((((((((((((((((((((((((((…
        Nest fewer brackets; name parts as assumptions.
      bad-expression: expected a number, a quantity with its unit or a formula, got abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(abs(a…
        Write at most 2000 characters; name parts as assumptions.
      bad-expression: expected a number, a quantity with its unit or a formula, got ---------------------------------------------------------…
        Write at most 2000 characters; name parts as assumptions.
      bad-expression: expected a number, a quantity with its unit or a formula, got 1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1…
        Write at most 2000 characters; name parts as assumptions.
      bad-expression: expected a number, a quantity with its unit or a formula, got 2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2^2…
        Write at most 2000 characters; name parts as assumptions.
      "
    `);
  });

  test('where it speaks of time and time has no place', () => {
    const timeless = { ...VOCABULARY, start: undefined };
    expect(
      `\n${['elapsed', 'since("2025-04-04")'].map((one) => refusal(one, timeless)).join('\n')}\n`,
    ).toMatchInlineSnapshot(`
      "
      bad-expression: expected a number that holds at all times, got elapsed
        Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
      bad-expression: expected a number that holds at all times, got since
        Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
      "
    `);
  });
});

test('as long and as deep as is allowed, a formula is read', () => {
  expect(valueAt(`1${'+1'.repeat(999)}`)).toBe(1000);
  expect(valueAt(`${'('.repeat(50)}1${')'.repeat(50)}`)).toBe(1);
  expect(valueAt(`${'-'.repeat(900)}1`)).toBe(1);
});

test('as long and as deep as is allowed, a formula is sent, and evaluated where it came', () => {
  for (const formula of [`amount${'+amount'.repeat(280)}`, `${'-'.repeat(1900)}amount`]) {
    const expression = compileExpression(formula, VOCABULARY);
    if (isRefusal(expression)) throw new Error(expression.found);
    const sent = structuredClone(expression);
    expect(evaluate(sent, ENVIRONMENT)).toBe(evaluate(expression, ENVIRONMENT));
    expect(evaluate(sent, ENVIRONMENT)).toBe(formula.startsWith('-') ? 5 : 5 * 281);
    const lane = new SideBySide(1).under(ENVIRONMENT.values).at(ENVIRONMENT.elapsed, ENVIRONMENT.states);
    expect([...lane.lanesOf(sent)]).toEqual([evaluate(expression, ENVIRONMENT)]);
  }
});

test('a comparison is split into its sides', () => {
  expect(splitComparison('demands.us.fill_rate >= 6 weeks / 1 year')).toEqual({
    ...{ left: 'demands.us.fill_rate', operator: '>=', right: '6 weeks / 1 year' },
  });
  expect(splitComparison('1 + 2')).toBeUndefined();
  expect(splitComparison('1 < 2 < 3')).toBeUndefined();
  expect(splitComparison('(((')).toBeUndefined();
});

test('a call that is not known is offered to the vocabulary first', () => {
  const call: Vocabulary['call'] = (name, [first]) =>
    name !== 'at'
      ? undefined
      : first === 'nowhere'
        ? { expected: 'a place', found: 'nowhere', remedy: 'Go.' }
        : { position: 1, dimension: MASS };
  const vocabulary = { ...VOCABULARY, call };
  const expression = compileExpression('2 * at(here)', vocabulary);
  expect(isRefusal(expression) ? undefined : evaluate(expression, ENVIRONMENT)).toBe(10);
  expect(refusal('at(nowhere)', vocabulary)).toMatchInlineSnapshot(`
    "bad-expression: expected a place, got nowhere
      Go."
  `);
});

test('whatever is written, compiling does not throw', () => {
  const words = fc.constantFrom(
    ...['growth', 'amount', 'since("2025-04-04")', 'min(', 'ramp(', ')', '(', '[', ']', '{', '}', '"', "'", '.'],
    ...[
      '+',
      '-',
      '*',
      '/',
      '^',
      '%',
      '!',
      '<',
      '>=',
      '==',
      '=',
      '?',
      ':',
      ';',
      ',',
      '1',
      '2.5',
      '1e9',
      '0',
      't',
      'weeks',
    ],
    ...[
      'year',
      'vehicle',
      'USD',
      '__proto__',
      'constructor',
      ' ',
      '\n',
      '#',
      'to',
      'in',
      'mod',
      'and',
      'true',
      'é',
      '½',
    ],
  );
  const soup = fc.array(words, { maxLength: 25 }).map((parts) => parts.join(''));
  law(
    fc.oneof(fc.string(), fc.string({ unit: 'binary' }), soup),
    (text) => {
      const result = compileExpression(text, VOCABULARY);
      return isRefusal(result)
        ? result.expected !== '' && result.found !== '' && result.remedy !== ''
        : typeof evaluate(result, ENVIRONMENT) === 'number';
    },
    2000,
  );
});

describe('formulas agree with mathjs', () => {
  // Without this mathjs's max takes numbers below 1e-15 for equal.
  const math = create(all ?? {}, { relTol: 1e-15, absTol: 1e-300 });
  math.createUnit('vehicle');
  const scope = { growth: 0.1, amount: math.unit('5 t') };
  const bases: Readonly<Record<string, string>> = { mass: 't', time: 'day', vehicle: 'vehicle' };

  /** A formula of a dimension, built so that its parts fit together. */
  interface Formula {
    readonly text: string;
    readonly unit: string;
  }
  const units = ['', 't', 'kg', 'weeks', 'years', 'vehicle', 't/year', 'kg/vehicle', 'lb'];
  const number = fc.double({ min: 0.01, max: 1000, noNaN: true }).map((value) => value.toPrecision(6));
  const leaf: fc.Arbitrary<Formula> = fc.oneof(
    fc.tuple(number, fc.constantFrom(...units)).map(([value, unit]) => ({ text: `(${value} ${unit})`, unit })),
    fc.constantFrom({ text: 'growth', unit: '' }, { text: 'amount', unit: 't' }),
  );
  const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
    formula: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      leaf,
      fc.tuple(tie('formula'), tie('formula'), fc.constantFrom('*', '/')).map(([left, right, operator]) => ({
        text: `(${left.text} ${operator} ${right.text})`,
        unit: '?',
      })),
      fc.tuple(tie('formula'), number, fc.constantFrom('+', '-')).map(([left, factor, operator]) => ({
        text: `(${left.text} ${operator} ${factor} * ${left.text})`,
        unit: left.unit,
      })),
      fc.tuple(tie('formula'), fc.constantFrom('abs', '-', 'sqrt')).map(([inner, name]) => ({
        text: name === 'sqrt' ? `sqrt(${inner.text} * ${inner.text})` : `${name}(${inner.text})`,
        unit: inner.unit,
      })),
      fc.tuple(tie('formula'), number).map(([inner, factor]) => ({
        text: `max(${inner.text}, ${factor} * ${inner.text})`,
        unit: inner.unit,
      })),
      fc.tuple(tie('formula'), fc.integer({ min: -2, max: 3 })).map(([inner, exponent]) => ({
        text: `(${inner.text})^${exponent < 0 ? `(${exponent})` : exponent}`,
        unit: '?',
      })),
    ),
  }));

  /** What mathjs makes of it, in the unit of computation of the dimension. */
  function byMathjs(text: string, dimension: Dimension): number {
    const unit = [...dimension].map(([base, exponent]) => `${bases[base]}^(${exponent})`).join(' * ');
    return math.evaluate(unit === '' ? `1 * ${text}` : `number((${text}) / (1 * ${unit}))`, { ...scope }) as number;
  }

  test('to twelve digits, where that is a finite number', () => {
    let compared = 0;
    const cases = law(
      formula,
      ({ text }) => {
        const expression = compileExpression(text, VOCABULARY);
        if (isRefusal(expression)) return /at most 2000 characters|fewer brackets/.test(expression.remedy);
        const ours = evaluate(expression, ENVIRONMENT);
        const { dimension = PLAIN } = expression;
        if (!Number.isFinite(ours) || Math.abs(ours) > 1e100 || (Math.abs(ours) < 1e-100 && ours !== 0)) return true;
        const theirs = byMathjs(text, dimension);
        compared++;
        return Math.abs(ours - theirs) <= 1e-12 * Math.max(Math.abs(ours), Math.abs(theirs), 1e-100);
      },
      500,
    );
    expect(compared).toBeGreaterThan(0.6 * cases);
  });

  test('and are the same bits in each lane, whatever was evaluated before, and wherever they were sent', () => {
    const moving = fc.constantFrom(
      ...[
        '',
        ' * ramp(elapsed, 10 weeks)',
        ' * (zero < amount)',
        ' * is(exports, shut)',
        ' * max(growth, 0.5, elapsed / 1 day)',
      ],
    );
    const LANES = 3;
    const moments = fc.array(
      fc.record({
        elapsed: fc.constantFrom(0, 7, 70.5),
        values: fc.option(fc.array(fc.double(), { minLength: 4 * LANES, maxLength: 4 * LANES }), { nil: undefined }),
        states: fc.array(fc.nat(1), { minLength: 2 * LANES, maxLength: 2 * LANES }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    law(
      fc.tuple(fc.array(fc.tuple(formula, moving), { minLength: 1, maxLength: 4 }), moments),
      ([texts, all]) => {
        const formulas = texts.flatMap(([{ text }, by]) => {
          const whole = compileExpression(`${text}${by}`, VOCABULARY);
          // Parts of the whole stand in it again: what is remembered of them must be theirs.
          return [whole, compileExpression(text, VOCABULARY)].flatMap((one) =>
            isRefusal(one) ? [] : [one, structuredClone(one)],
          );
        });
        const block = new SideBySide(LANES);
        let values: readonly number[] = new Array(4 * LANES).fill(0.5);
        block.under(values);
        const laneOf = (numbers: readonly number[], lane: number) => numbers.filter((_, n) => n % LANES === lane);
        for (const { elapsed, values: others, states } of all) {
          if (others !== undefined) block.under(others);
          values = others ?? values;
          block.at(elapsed, states);
          for (const one of formulas) {
            for (const [lane, value] of block.lanesOf(one).entries()) {
              const own = { elapsed, values: laneOf(values, lane), states: laneOf(states, lane) };
              if (!Object.is(value, evaluate(one, own))) return false;
            }
          }
        }
        return true;
      },
      500,
    );
  });

  test('and so do their dimensions with a computation by hand', () => {
    const byHand = combine(combine(MASS, TIME, -1), counted('vehicle'), -1);
    expect(sameDimension(dimensionOf('(3 t/year) / (2 vehicle)') as Dimension, byHand)).toBe(true);
  });
});

test('a decimal comma is told as one', () => {
  const refusal = compileExpression('1,5 t + 0,25 t', { things: new Set(), variables: new Map(), start: undefined });
  expect(refusal).toEqual({
    code: 'bad-expression',
    expected: 'a number, a quantity with its unit or a formula',
    found: '1,5 t + 0,25 t',
    remedy: 'Write a decimal point: 1.5 t + 0.25 t.',
  });
});
