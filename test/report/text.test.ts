/** Text: how wide it is, where it breaks, and where labels go. */
import { expect, test } from 'vitest';
import { placeBeside, placeUpon } from '../../src/report/charts/layout/lanes.ts';
import { ticksTo } from '../../src/report/charts/layout/rows.ts';
import { textWidth, truncate, wrap, wrapEvenly } from '../../src/report/charts/layout/text-width.ts';
import { list, longDate, percent, roundNumber, things } from '../../src/report/text/quantities.ts';

test('text is as wide as Inter draws it', () => {
  expect(textWidth('US car makers', 1000)).toBe(
    744 + 642 + 281 + 571 + 562 + 376 + 281 + 876 + 562 + 549 + 583 + 376 + 528,
  );
  expect(textWidth('Aa', 10, 600)).toBeGreaterThan(textWidth('Aa', 10));
  expect(textWidth('é', 10)).toBe(textWidth('e', 10));
  expect(textWidth('稀土', 10)).toBe(20);
});

test('a line is broken between words, and never within a date or between a number and what it counts', () => {
  expect(wrap('short from 20 June 2025, and lose 536,000 vehicles', 140, 12)).toMatchInlineSnapshot(`
    [
      "short from",
      "20 June 2025, and lose",
      "536,000 vehicles",
    ]
  `);
});

test('a word too long for a line is cut, and what exceeds the lines ends in an ellipsis', () => {
  expect(wrap('Magnetmagnetmagnetmagnet', 60, 12)).toMatchInlineSnapshot(`
    [
      "Magnetm",
      "agnetmag",
      "netmagne",
      "t",
    ]
  `);
  expect(wrap('one two three four five six seven eight', 60, 12, 400, 2)).toMatchInlineSnapshot(`
    [
      "one two",
      "three fo…",
    ]
  `);
  expect(truncate('one two three', 60, 12)).toMatchInlineSnapshot(`"one two…"`);
});

test('a title does not end in a lone word', () => {
  expect(wrapEvenly('US car makers would be short for nine weeks', 260, 12, 600, 3)).toMatchInlineSnapshot(`
    [
      "US car makers would",
      "be short for nine weeks",
    ]
  `);
});

test('labels that would cover one another, or be struck through by a rule, go into lanes', () => {
  const flags = [100, 130, 160].map((x) => ({ x, width: 80 }));
  expect(placeBeside(flags, 0, 700, 3)?.map(({ lane }) => lane)).toEqual([2, 1, 0]);
  expect(placeBeside(flags, 0, 700, 2)?.map(({ lane, left }) => [lane, left])).toEqual([
    [0, 16],
    [1, 134],
    [0, 164],
  ]);
  expect(placeBeside(flags, 0, 700, 1)).toBeUndefined();
});

test('labels at the right edge stand left of their rule', () => {
  expect(placeBeside([{ x: 690, width: 80 }], 0, 700, 3)).toEqual([{ lane: 0, left: 606, right: 686 }]);
});

test('labels upon their rules stay within the page', () => {
  expect(
    placeUpon(
      [
        { x: 0, width: 20 },
        { x: 5, width: 20 },
        { x: 700, width: 20 },
      ],
      0,
      700,
    ),
  ).toMatchInlineSnapshot(`
    [
      {
        "lane": 1,
        "left": 0,
        "right": 20,
      },
      {
        "lane": 0,
        "left": 0,
        "right": 20,
      },
      {
        "lane": 0,
        "left": 680,
        "right": 700,
      },
    ]
  `);
});

test('an axis ends at a round value not below the largest', () => {
  expect([0.03, 0.73, 1, 7, 42, 61, 1234].map((most) => ticksTo(most))).toMatchInlineSnapshot(`
    [
      [
        0,
        0.01,
        0.02,
        0.03,
      ],
      [
        0,
        0.25,
        0.5,
        0.75,
      ],
      [
        0,
        0.5,
        1,
      ],
      [
        0,
        2.5,
        5,
        7.5,
      ],
      [
        0,
        20,
        40,
        60,
      ],
      [
        0,
        25,
        50,
        75,
      ],
      [
        0,
        500,
        1000,
        1500,
      ],
    ]
  `);
});

test('a number in brackets stays with what it counts, also where a word stands close before', () => {
  expect(wrap('if licences are renewed (40 %), none', 145, 12)).toEqual(['if licences are renewed', '(40 %), none']);
  expect(wrap('若licences are renewed（40 %）为零', 150, 12)).toEqual(['若licences are renewed', '（40 %）为零']);
  expect(wrap('甲“乙（', 1000, 12)).toEqual(['甲“乙（']);
});

test('amounts, shares, dates and lists are said as people say them', () => {
  expect([1_234_567_890, 1_234_567, 536_123, 1234.4, 42.46, 0.5, 0.0001, 0].map(roundNumber)).toMatchInlineSnapshot(`
    [
      "1.23 billion",
      "1.23 million",
      "536,000",
      "1,234",
      "42.5",
      "0.5",
      "under 0.001",
      "0",
    ]
  `);
  expect([0, 0.001, 0.253, 0.999, 1].map(percent)).toMatchInlineSnapshot(`
    [
      "0 %",
      "under 1 %",
      "25 %",
      "over 99 %",
      "100 %",
    ]
  `);
  expect(['vehicle', 'aircraft', 'battery', 'gas'].map((thing) => things(2, thing))).toMatchInlineSnapshot(`
    [
      "vehicles",
      "aircraft",
      "batteries",
      "gas",
    ]
  `);
  expect([longDate(20259), list(['a']), list(['a', 'b', 'c']), list(['a', 'b', 'c', 'd'], 2)]).toMatchInlineSnapshot(`
    [
      "20 June 2025",
      "a",
      "a, b and c",
      "a, b and 2 more",
    ]
  `);
});
