/** Whatever a value holds, a terminal and a log show it. */
import { expect, test } from 'vitest';
import { shown, shownJson } from '../../src/index.ts';

test.each([
  ['plain — 磁铁 ± é', 'plain — 磁铁 ± é'],
  ['\u001B[31mred\u001B]0;title\u0007', '\\x1b[31mred\\x1b]0;title\\x07'],
  ['a\u0000b\tc\u007Fd\u009Be', 'a\\x00b\\x09c\\x7fd\\x9be'],
  [
    '\u202Eright\u202C \u2066to\u2069 \u200Eleft\u200F\u061C',
    '\\u202eright\\u202c \\u2066to\\u2069 \\u200eleft\\u200f\\u061c',
  ],
  ['one\ntwo\r\nthree\rfour\u2028five\u2029six', 'one two three four\\u2028five\\u2029six'],
  ['::error file=x::no', '\\::error file=x::no'],
  ['\n  ::stop-commands::x', '   \\::stop-commands::x'],
  ['\u00A0::add-mask::x', '\u00A0\\::add-mask::x'],
  ['a::b', 'a::b'],
  [
    'a ##[error]no ##vso[task.complete]no ##teamcity[x]',
    'a #\\x23[error]no #\\x23vso[task.complete]no #\\x23teamcity[x]',
  ],
  ['## heading', '## heading'],
])('%j', (text, line) => expect(shown(text)).toBe(line));

test('no character of any text reaches a terminal that it could take as a command', () => {
  const ranges = [
    ...[
      [0x00, 0x1f],
      [0x7f, 0x9f],
      [0x61c, 0x61c],
      [0x200e, 0x200f],
      [0x2028, 0x202e],
      [0x2066, 0x2069],
    ],
  ];
  const hidden = ranges.flatMap(([from = 0, to = 0]) => Array.from({ length: to - from + 1 }, (_, n) => from + n));
  for (const code of hidden) {
    const character = String.fromCodePoint(code);
    const text = shown(`a${character}b`);
    expect(text.includes(character), text).toBe(false);
    expect(text).toMatch(code === 10 || code === 13 ? /^a b$/ : /^a\\[xu][0-9a-f]{2,4}b$/);
  }
});

test('JSON stays the same data', () => {
  const data = { 'a\u202E': ['\u001B[31m\u009B\u007F\n', '::error::x', '##[error]x \u2028'], b: { c: 1 } };
  const json = shownJson(JSON.stringify(data, null, 2));
  expect(JSON.parse(json)).toEqual(data);
  expect(json).toContain('"a\\u202e"');
  expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]|##\[/u);
});
