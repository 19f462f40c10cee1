import { expect, test } from 'vitest';
import { parseDate } from '../../src/quantity/calendar.ts';
import type { Process } from '../../src/scenario/supply-network.ts';
import { PRICED, scenarioOf, spoiltPrices, toldOf, toldOfEach, valueAt } from './reading.ts';

const processOf = (text: string) => scenarioOf(text).processes[0] as Process;
const movesOf = (text: string) =>
  processOf(text).moves.map(({ stays, to }) => [
    valueAt(stays),
    to.map(({ state, probability }) => [
      state,
      probability.uses.size > 0 ? [...probability.uses] : valueAt(probability),
    ]),
  ]);

test('a process has its states in order, and by state where it may go', () => {
  expect(processOf(PRICED)).toMatchObject({
    id: 'cn_export',
    title: 'cn export',
    states: ['open', 'trickle', 'shut'],
    begins: 0,
    from: parseDate('2025-04-04'),
    every: 365.25 / 12,
  });
  expect(movesOf(PRICED)).toEqual([
    ...[
      [undefined, [[2, ['leaving']]]],
      [
        undefined,
        [
          [0, 0.2],
          [2, 0.1],
        ],
      ],
      [63, [[1, 1]]],
    ],
  ]);
});

test('its central path is by date', () => {
  expect(processOf(PRICED).central).toEqual([
    { from: parseDate('2025-04-04'), state: 2 },
    { from: parseDate('2025-06-06'), state: 1 },
  ]);
});

test('what a process does not say: it moves each month from the start, and its central run stays', () => {
  const text = spoiltPrices(
    ['    from: 2025-04-04\n    every: 1 month\n', ''],
    [
      '    moves: {open: {shut: leaving}, shut: {stays: 9 weeks, to: {trickle: 1}}, trickle: {shut: 10%, open: 20%}}\n',
      '',
    ],
    ['    central: {2025-06-06: trickle, 2025-04-04: shut}\n', ''],
  );
  expect(processOf(text)).toMatchObject({ from: parseDate('2025-01-01'), every: 365.25 / 12, central: [] });
  expect(movesOf(text)).toEqual([
    [undefined, []],
    [undefined, []],
    [undefined, []],
  ]);
});

test('formulas ask for the state of a process by position', () => {
  const { flows } = scenarioOf(PRICED);
  const [change] = flows.find(({ id }) => id === 'cn_to_us')?.capacity ?? [];
  expect(change?.value?.processes).toEqual(new Set(['cn_export']));
  expect(change?.value?.computation.filter(({ kind }) => kind === 'state')).toEqual([
    { kind: 'state', process: 0, state: 2 },
  ]);
});

test('a process is refused whose states or moves can not be', () => {
  const moves =
    'moves: {open: {shut: leaving}, shut: {stays: 9 weeks, to: {trickle: 1}}, trickle: {shut: 10%, open: 20%}}';
  const moving = (written: string) => spoiltPrices([moves, `moves: ${written}`]);
  expect(
    toldOfEach([
      ['above 1 together', moving('{open: {shut: 60%, trickle: 50%}, shut: {open: leaving}}')],
      ['above 1', moving('{open: {shut: 120%}, shut: {open: leaving}}')],
      ['stays without all', moving('{open: {shut: leaving}, shut: {stays: 9 weeks, to: {trickle: 50%, open: 20%}}}')],
      ['stays too short', moving('{open: {shut: leaving}, shut: {stays: 1 week, to: {trickle: 1}}}')],
      ['stays alone', moving('{open: {shut: leaving}, shut: {stays: 9 weeks}}')],
      ['unknown states', moving('{opn: {shut: leaving}, shut: {trickel: 1}}')],
      ['to itself', moving('{open: {open: 50%, shut: leaving}}')],
      ['by time', moving('{open: {shut: "leaving * step(elapsed)"}}')],
      ['by itself', moving('{open: {shut: "leaving * is(cn_export, open)"}}')],
      ['in no way', moving('{open: shut, shut: {open: leaving}}')],
      ['begins elsewhere', spoiltPrices(['begins: open', 'begins: closed'])],
      ['a state twice', spoiltPrices(['[open, trickle, shut]', '[open, trickle, shut, open]'])],
      ['no states', spoiltPrices(['[open, trickle, shut]', '[]'])],
      ['a central move before from', spoiltPrices(['2025-04-04: shut}', '2025-04-03: shut}'])],
      ['a central state unknown', spoiltPrices(['2025-04-04: shut}', '2025-04-04: closed}'])],
      ['an uncertain time', spoiltPrices(['every: 1 month', 'every: "1 month * (1 + leaving)"'])],
      [
        'more moves than steps can be',
        spoiltPrices(['    from: 2025-04-04\n    every: 1 month\n', '    from: 1025-04-04\n    every: 1 day\n']),
      ],
      ['no time at all', spoiltPrices(['every: 1 month', 'every: 0 days'])],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — above 1 together
    s.yaml:76:19 error out-of-range processes.cn_export.moves.open
      expected probabilities that come to at most 100 % together, got 110 %
      With what is left to 100 % it stays.
    — above 1
    s.yaml:76:26 error out-of-range processes.cn_export.moves.open.shut
      expected a probability from 0 to 1 such as 60%, got 120%
      Write at most 1.
    s.yaml:76:19 error out-of-range processes.cn_export.moves.open
      expected probabilities that come to at most 100 % together, got 120 %
      With what is left to 100 % it stays.
    — stays without all
    s.yaml:76:63 error out-of-range processes.cn_export.moves.shut.to
      expected probabilities that come to 100 % together, got 70 %
      Say where it goes each time that it leaves.
    — stays too short
    s.yaml:76:50 error out-of-range processes.cn_export.moves.shut.stays
      expected a mean stay of at least the time between moves, 30.4375 days, got 1 week
      Let it move more often, by \`every\`.
    — stays alone
    s.yaml:76:42 error missing-key processes.cn_export.moves.shut.to
      expected states that it goes to, got nothing
      Say where it goes when it leaves: {stays: 9 weeks, to: {open: 1}}.
    — unknown states
    s.yaml:76:13 error unknown-reference processes.cn_export.moves.opn
      expected a state of cn_export, got opn
      Did you mean open?
    s.yaml:76:42 error unknown-reference processes.cn_export.moves.shut.trickel
      expected a state of cn_export, got trickel
      Did you mean trickle?
    — to itself
    s.yaml:76:20 error conflict processes.cn_export.moves.open.open
      expected another state, got open
      Leave it out: it stays with the probability that is left.
    — by time
    s.yaml:76:26 error bad-expression processes.cn_export.moves.open.shut
      expected a number that holds at all times, got elapsed
      Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
    — by itself
    s.yaml:76:26 error bad-expression processes.cn_export.moves.open.shut
      expected a number that holds at all times, got is(cn_export, open)
      Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
    — in no way
    s.yaml:76:19 error wrong-type processes.cn_export.moves.open
      expected probabilities such as {shut: 5%}, or {stays: 9 weeks, to: {open: 1}}, got shut
      Write it so.
    — begins elsewhere
    s.yaml:73:13 error unknown-reference processes.cn_export.begins
      expected a state of cn_export, got closed
      It has open, trickle, shut.
    — a state twice
    s.yaml:72:35 error conflict processes.cn_export.states[3]
      expected each state once, got open twice
      Take one out.
    — no states
    s.yaml:72:13 error wrong-type processes.cn_export.states
      expected at least one state, got an empty list
      Write it so; states is for this: its states, in order.
    — a central move before from
    s.yaml:77:36 error out-of-order processes.cn_export.central.2025-04-03
      expected a move on or after 2025-04-04, its \`from\`, got 2025-04-03
      Until then it is in the state that it begins in: move later, or let the process begin earlier.
    — a central state unknown
    s.yaml:77:48 error unknown-reference processes.cn_export.central.2025-04-04
      expected a state of cn_export, got closed
      It has open, trickle, shut.
    — an uncertain time
    s.yaml:75:12 error conflict processes.cn_export.every
      expected a duration of at least a day, such as 6 weeks that is the same in every replicate, got 1 month * (1 + leaving), which uses leaving
      leaving is uncertain: write the number itself.
    — more moves than steps can be
    s.yaml:75:12 error too-large processes.cn_export.every
      expected at most 100000 moves until the end, got 365885
      Begin it later, or let it move less often.
    — no time at all
    s.yaml:75:12 error out-of-range processes.cn_export.every
      expected a duration of at least a day, such as 6 weeks, got 0 days
      Write at least 1.
    s.yaml:75:12 error too-large processes.cn_export.every
      expected at most 100000 moves until the end, got Infinity
      Begin it later, or let it move less often.
    "
  `);
});

test('a formula is refused that asks what is not there', () => {
  expect(
    toldOfEach([
      ['a process', spoiltPrices(['is(cn_export, shut)', 'is(cn_exports, shut)'])],
      ['a state', spoiltPrices(['is(cn_export, shut)', 'is(cn_export, shutt)'])],
      ['of one that is faulty', spoiltPrices(['states: [open, trickle, shut]', 'state: [open, trickle, shut]'])],
      ['in an assumption', spoiltPrices(['{value: 6 months,', '{value: "6 months * is(cn_export, open)",'])],
    ]),
  ).toMatchInlineSnapshot(`
    "
    — a process
    s.yaml:24:15 error unknown-reference flows.cn_to_us.capacity
      expected a process that exists, got cn_exports
      Did you mean cn_export?
    — a state
    s.yaml:24:15 error unknown-reference flows.cn_to_us.capacity
      expected a state of cn_export, got shutt
      Did you mean shut?
    — of one that is faulty
    s.yaml:72:5 error unknown-key processes.cn_export.state
      expected one of title, states, begins, from, every, moves, central, source, assumed, got the key state
      Did you mean states?
    — in an assumption
    s.yaml:10:19 error bad-expression assumptions.period.value
      expected a number that holds at all times, got is(cn_export, open)
      Time is for schedules: capacity, share, lead, cost, recipes, allow, limit, review, approve, valid, rate, uses, cover, target and floors.
    "
  `);
});

test('a process that no formula asks is told as unused', () => {
  expect(toldOf('unused', spoiltPrices([' * (1 - is(cn_export, shut))', '']))).toMatchInlineSnapshot(`
    "
    s.yaml:72:5 warning unused processes.cn_export
      expected something that uses it, got nothing
      Use it, or take it out.
    "
  `);
});
