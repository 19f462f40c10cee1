/** series.csv. */
import { expect, test } from 'vitest';
import { seriesCsv, tenDigits } from '../../src/report/files/series-csv.ts';
import { run } from '../run.ts';

test('is by date, then kind and variable, then id; values are at the end of their step or for it', () => {
  // A third waits a week and from week 1 on three more for its licence, the rest two: wanted are then 120 + 80, and there
  // are 150 and 20 in transit, so 30 + 30/8 are ordered. A reserve that nobody draws on has no days of supply.
  const { dates, series } = run({
    ...{ version: 2, title: 'series', start: '2025-01-06', horizon: '8 days' },
    stockpiles: { shelf: { initial: '4 weeks' }, reserve: { initial: '5 t' } },
    flows: { licensed: { to: 'shelf', licence: 'export' }, open: { to: 'shelf', share: 2, lead: '2 weeks' } },
    licences: { export: { phases: [{ from: '2025-01-13', review: '3 weeks' }] } },
    demands: { users: { from: 'shelf', rate: '15 t/week' }, others: { from: 'shelf', rate: '15 t/week' } },
  });
  expect(seriesCsv(dates, series)).toMatchInlineSnapshot(`
    "date,kind,id,variable,value,unit
    2025-01-06,stockpile,reserve,on_hand,5,t
    2025-01-06,stockpile,shelf,on_hand,120,t
    2025-01-06,stockpile,reserve,days_of_supply,,days
    2025-01-06,stockpile,shelf,days_of_supply,28,days
    2025-01-06,stockpile,reserve,forecast,0,t/step
    2025-01-06,stockpile,shelf,forecast,30,t/step
    2025-01-06,flow,licensed,ordered,10,t/step
    2025-01-06,flow,open,ordered,20,t/step
    2025-01-06,flow,licensed,wanted,10,t/step
    2025-01-06,flow,open,wanted,20,t/step
    2025-01-06,flow,licensed,shipped,10,t/step
    2025-01-06,flow,open,shipped,20,t/step
    2025-01-06,flow,licensed,received,10,t/step
    2025-01-06,flow,open,received,20,t/step
    2025-01-06,flow,licensed,in_transit,10,t
    2025-01-06,flow,open,in_transit,40,t
    2025-01-06,licence-flow,licensed,pending,0,t
    2025-01-06,licence-flow,licensed,held,0,t
    2025-01-06,demand,others,demand,15,t/step
    2025-01-06,demand,users,demand,15,t/step
    2025-01-06,demand,others,served,15,t/step
    2025-01-06,demand,users,served,15,t/step
    2025-01-06,demand,others,shortfall,0,t/step
    2025-01-06,demand,users,shortfall,0,t/step
    2025-01-06,demand,others,backlog,0,t
    2025-01-06,demand,users,backlog,0,t
    2025-01-13,stockpile,reserve,on_hand,5,t
    2025-01-13,stockpile,shelf,on_hand,120,t
    2025-01-13,stockpile,reserve,days_of_supply,,days
    2025-01-13,stockpile,shelf,days_of_supply,28,days
    2025-01-13,stockpile,reserve,forecast,0,t/step
    2025-01-13,stockpile,shelf,forecast,30,t/step
    2025-01-13,flow,licensed,ordered,11.25,t/step
    2025-01-13,flow,open,ordered,22.5,t/step
    2025-01-13,flow,licensed,wanted,0,t/step
    2025-01-13,flow,open,wanted,22.5,t/step
    2025-01-13,flow,licensed,shipped,0,t/step
    2025-01-13,flow,open,shipped,22.5,t/step
    2025-01-13,flow,licensed,received,10,t/step
    2025-01-13,flow,open,received,20,t/step
    2025-01-13,flow,licensed,in_transit,0,t
    2025-01-13,flow,open,in_transit,42.5,t
    2025-01-13,licence-flow,licensed,pending,11.25,t
    2025-01-13,licence-flow,licensed,held,0,t
    2025-01-13,demand,others,demand,15,t/step
    2025-01-13,demand,users,demand,15,t/step
    2025-01-13,demand,others,served,15,t/step
    2025-01-13,demand,users,served,15,t/step
    2025-01-13,demand,others,shortfall,0,t/step
    2025-01-13,demand,users,shortfall,0,t/step
    2025-01-13,demand,others,backlog,0,t
    2025-01-13,demand,users,backlog,0,t
    "
  `);
});

test.each([
  [0, '0'],
  [-0, '0'],
  [10, '10'],
  [1 / 3, '0.3333333333'],
  [2 / 3, '0.6666666667'],
  [0.1 + 0.2, '0.3'],
  [123_456_789.123_456, '123456789.1'],
  [1_234_567_890_123, '1234567890000'],
  [1e-9 / 3, '3.333333333e-10'],
  [-1.5, '-1.5'],
])('a value is the shortest decimal at ten significant digits: %d is %s', (value, text) => {
  expect(tenDigits(value)).toBe(text);
});

test('a value that does not exist is empty', () => {
  expect(tenDigits(Number.NaN)).toBe('');
  expect(tenDigits(Number.POSITIVE_INFINITY)).toBe('');
});
