import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from '../../src/scenario/files/csv.ts';
import { law } from '../run.ts';

const texts = (csv: string) => parseCsv(csv).map((row) => row.map(({ text }) => text));
const places = (csv: string) => parseCsv(csv).map((row) => row.map(({ line, column }) => `${line}:${column}`));

test.each<[string, string, string[][]]>([
  [
    'lines and commas',
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'no line end at the end',
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'lines as Windows ends them',
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a byte order mark',
    '\uFEFFa,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'empty lines, which do not count',
    '\na,b\n\n\n1,2\n\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'empty cells, which do, but for rows of nothing else',
    ',b\n,\n1,\n,\n , \n',
    [
      ['', 'b'],
      ['1', ''],
    ],
  ],
  [
    'spaces around a cell',
    ' a , b\n 1 ,"2" ',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['quotes', '"a,b","c\nd","say ""x"""', [['a,b', 'c\nd', 'say "x"']]],
  ['a quote within a cell', 'a"b,c', [['a"b', 'c']]],
  [
    'semicolons, beside decimal commas',
    'date;a;b\n2025-01-01;1,5;"2;3"\n',
    [
      ['date', 'a', 'b'],
      ['2025-01-01', '1,5', '2;3'],
    ],
  ],
  [
    'tabs',
    'date\ta\n2025-01-01\t1.5\n',
    [
      ['date', 'a'],
      ['2025-01-01', '1.5'],
    ],
  ],
  [
    'lines as old Macs end them',
    'a,b\r1,2\r',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['nothing', '', []],
])('%s', (_, csv, rows) => {
  expect(texts(csv)).toEqual(rows);
});

test('each cell has the line and column at which it begins', () => {
  expect(places('\uFEFFa,bb\r\n"x\ny",2\n\n33,4')).toEqual([
    ['1:1', '1:3'],
    ['2:1', '3:4'],
    ['5:1', '5:4'],
  ]);
  expect(places('a;"b;""c""";d\n;;e\n1;2;3')).toEqual([
    ['1:1', '1:3', '1:13'],
    ['2:1', '2:2', '2:3'],
    ['3:1', '3:3', '3:5'],
  ]);
});

test('what is written with quotes is read as it was, but for spaces around it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', ';') });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  law(rows, (written) => {
    const csv = written.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
    const read = written.map((row) => row.map((text) => text.trim())).filter((row) => row.some((text) => text !== ''));
    return JSON.stringify(texts(csv)) === JSON.stringify(read);
  });
});

test('a long text that is not closed is read at once', () => {
  expect(parseCsv(`a,b\n"${'x'.repeat(1_000_000)}\n`.concat('"1,2\n'.repeat(1000))).length).toBeGreaterThan(0);
});
