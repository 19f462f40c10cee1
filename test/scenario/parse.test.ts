import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/scenario/files/parse.ts';
import { SOUND, scenarioOf, spoilt, told, toldOfEach, toldShort, valueAt } from './reading.ts';

describe('a file that is not YAML', () => {
  test('is told so once, where the fault begins', () => {
    expect(
      toldOfEach([
        ['a tab', spoilt(['    cover: 4 weeks', '\tcover: 4 weeks'])],
        ['tabs on two lines', spoilt(['    cover: 4 weeks', '\tcover: 4 weeks'], ['    to: ore', '\tto: ore'])],
        ['a quote that is not closed', spoilt(['title: Test', 'title: "Test'])],
        [
          'a text with quotes within, in a map within { }',
          spoilt(['{from: 2025-06-01}', '{from: 2025-06-01, allow: at(x, "a") == 0}']),
        ],
        ['a brace that is not closed', spoilt(['{below: 30 days}', '{below: 30 days'])],
        ['a bracket that is not closed', spoilt(['[vehicle]', '[vehicle'])],
        ['another indentation', spoilt(['    cover: 4 weeks', '   cover: 4 weeks'])],
        ['a colon in a text', spoilt(['title: Test', 'title: Test: the second'])],
        ['a text alone', spoilt(['title: Test', 'title: Test\nnonsense'])],
        ['a value that begins with @', spoilt(['title: Test', 'title: @Test'])],
        ['a backslash', spoilt(['title: Test', 'title: "a\\qb"'])],
        ['a list as a key', spoilt(['title: Test', '? [a, b]\n: c\ntitle: Test'])],
        ['a tag', spoilt(['title: Test', 'title: !!js/function "x"'])],
        ['a directive', `%FOO\n---\n${SOUND}`],
        ['a thousand brackets', `a: ${'['.repeat(1000)}${']'.repeat(1000)}`],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — a tab
      s.yaml:11:1 error not-yaml
        expected indentation by spaces, got a tab
        Put spaces in its place.
      — tabs on two lines
      s.yaml:11:1 error not-yaml
        expected indentation by spaces, got a tab
        Put spaces in its place.
      s.yaml:21:1 error not-yaml
        expected indentation by spaces, got a tab
        Put spaces in its place.
      — a quote that is not closed
      s.yaml:2:8 error not-yaml
        expected a closing quote, got none
        Close the text that is opened here.
      — a text with quotes within, in a map within { }
      s.yaml:41:44 error not-yaml
        expected a comma or a closing bracket, got more text
        Put a text with commas or quotes within in quotes.
      — a brace that is not closed
      s.yaml:35:14 error not-yaml
        expected a closing }, got none
        Close what is opened here with }.
      — a bracket that is not closed
      s.yaml:5:8 error not-yaml
        expected a closing ], got none
        Close what is opened here with ].
      — another indentation
      s.yaml:11:11 error not-yaml
        expected one key and its value on a line, got more
        Indent the keys of a map alike, and put a text that contains a colon in quotes.
      — a colon in a text
      s.yaml:2:8 error not-yaml
        expected one key and its value on a line, got more
        Indent the keys of a map alike, and put a text that contains a colon in quotes.
      — a text alone
      s.yaml:3:1 error not-yaml
        expected one key and its value on a line, got more
        Indent the keys of a map alike, and put a text that contains a colon in quotes.
      — a value that begins with @
      s.yaml:2:8 error not-yaml
        expected a value, got @ at its beginning
        Put the text in quotes.
      — a backslash
      s.yaml:2:10 error not-yaml
        expected a text, got invalid escape sequence \\q
        Write a backslash twice, or use single quotes.
      — a list as a key
      s.yaml:2:3 error not-yaml
        expected a text as key, got a list or a map as key
        Write key: value; a text in braces needs quotes.
      — a tag
      s.yaml:2:22 error not-yaml
        expected a plain value, got the tag tag:yaml.org,2002:js/function
        Take the tag out.
      — a directive
      s.yaml:1:1 error not-yaml
        expected YAML, got Unknown directive %FOO
        Mend the syntax here; indentation, colons and quotes are the usual cause.
      — a thousand brackets
      s.yaml:1:104 error not-yaml
        expected values at most 100 deep in one another, got more
        Write it flatter.
      "
    `);
  });

  test('because of a key given twice, or a second document, is read on all the same', () => {
    const text = spoilt(['    cover: 4 weeks', '    cover: 4 weeks\n    cover: 4 t']);
    expect(told(`${text}---\nmore: 1\n`)).toMatchInlineSnapshot(`
      "
      s.yaml:51:1 error not-yaml
        expected one document, got a second one after ---
        Put it into a file of its own.
      s.yaml:12:5 error not-yaml
        expected each key once in a map, got cover again
        Keep one of them.
      s.yaml:12:12 error wrong-dimension stockpiles.ore.cover
        expected a duration such as 6 weeks, got 4 t
        That is an amount; write a duration.
      "
    `);
  });
});

describe('a file that is no scenario', () => {
  test('is told what it should be', () => {
    expect(
      toldOfEach([
        ['empty', ''],
        ['a comment', '# nothing yet\n'],
        ['a list', '- a\n- b\n'],
        ['a text', 'hello\n'],
        ['a number', '5'],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — empty
      s.yaml:1:1 error wrong-type
        expected a map with version, title, start, …, got nothing
        Start with version: 2, title and start, as scenarios/README.md shows.
      — a comment
      s.yaml:1:1 error wrong-type
        expected a map with version, title, start, …, got nothing
        Start with version: 2, title and start, as scenarios/README.md shows.
      — a list
      s.yaml:1:1 error wrong-type
        expected a map with version, title, start, …, got a list of 2
        Start with version: 2, title and start, as scenarios/README.md shows.
      — a text
      s.yaml:1:1 error wrong-type
        expected a map with version, title, start, …, got hello
        Start with version: 2, title and start, as scenarios/README.md shows.
      — a number
      s.yaml:1:1 error wrong-type
        expected a map with version, title, start, …, got 5
        Start with version: 2, title and start, as scenarios/README.md shows.
      "
    `);
  });

  test('as it is too large is refused before it is read', () => {
    expect(told(`about: ${'x'.repeat(50_000_000)}`)).toMatchInlineSnapshot(`
      "
      s.yaml:1:1 error too-large
        expected at most 2000000 characters, got 50000007 characters
        Split it with \`extends\`, and put long series into a CSV file named by \`data\`.
      "
    `);
  });
});

describe('aliases', () => {
  test('and merge keys are followed, and faults are told where they were written', () => {
    const text = spoilt(
      ['  ore:\n    cover: 4 weeks', '  ore: &ore\n    cover: 4 t'],
      ['    initial: 6 weeks\n    assumed: a round number', '    <<: *ore\n    initial: &six 6 weeks'],
      ['    target: 500 t', '    cover: *six'],
    );
    expect(told(text)).toMatchInlineSnapshot(`
      "
      s.yaml:11:12 error wrong-dimension stockpiles.magnets.cover
        expected a duration such as 6 weeks, got 4 t
        That is an amount; write a duration.
      s.yaml:11:12 error wrong-dimension stockpiles.ore.cover
        expected a duration such as 6 weeks, got 4 t
        That is an amount; write a duration.
      "
    `);
  });

  test('of a merge key give way to what is written beside it', () => {
    const text = spoilt(
      ['  ore:\n    cover: 4 weeks', '  ore: &ore\n    cover: 4 weeks\n    adjust: 3 weeks'],
      ['    initial: 6 weeks', '    <<: *ore\n    cover: 6 weeks'],
    );
    const [magnets] = scenarioOf(text).stockpiles;
    expect([valueAt(magnets?.adjust), valueAt(magnets?.cover[0]?.value)]).toEqual([21, 42]);
  });

  test('that can not be followed are told', () => {
    expect(
      toldOfEach([
        ['of nothing', spoilt(['growth: {value: 8%, why: a round number}', 'growth: *nothing'])],
        ['of itself', spoilt(['growth: {value: 8%, why: a round number}', 'growth: &x [*x]'])],
        ['merged that is no map', spoilt(['    cover: 4 weeks', '    <<: 5'])],
      ]),
    ).toMatchInlineSnapshot(`
      "
      — of nothing
      s.yaml:7:11 error not-yaml
        expected an anchor &nothing before *nothing, got none
        Write the value out.
      — of itself
      s.yaml:7:15 error cycle
        expected an alias of something else, got *x in &x
        Write the value out.
      — merged that is no map
      s.yaml:11:5 error not-yaml
        expected maps after <<, got something else
        Write <<: *name, with &name at a map.
      "
    `);
  });

  test('of aliases of aliases are refused at once', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 20; i++) {
      const [name, before] = [i, i - 1].map((letter) => String.fromCharCode(97 + letter));
      lines.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    expect(told(lines.join('\n'))).toMatchInlineSnapshot(`
      "
      s.yaml:6:7 error too-large
        expected at most 500000 values with aliases followed, got more
        Use fewer aliases.
      "
    `);
    const wide = `a: &a [${'x, '.repeat(20_000)}]\n${Array.from({ length: 900 }, (_, i) => `k${i}: *a`).join('\n')}`;
    expect(told(wide)).toMatchInlineSnapshot(`
      "
      s.yaml:1:1 error too-large
        expected at most 500000 values with aliases followed, got more
        Use fewer aliases.
      "
    `);
  });
});

test('keys are texts, whatever they look like', () => {
  const { source } = parseYaml('s.yaml', '5: a\non: b\nyes: c\n2025-04-04: d\n~: e\n1e3: f\n');
  expect(source?.data).toEqual({ 5: 'a', on: 'b', yes: 'c', '2025-04-04': 'd', '~': 'e', '1e3': 'f' });
});

test('keys that mean something to JavaScript are keys like any other, and no ids', () => {
  const names = ['__proto__', 'constructor', 'toString'];
  const text = spoilt(
    ['  growth:', `${names.map((name) => `  ${name}: 5\n`).join('')}  growth:`],
    ['    cover: 4 weeks', `    cover: 4 weeks\n${names.map((name) => `    ${name}: 5\n`).join('')}`],
    ['    to: ore', '    to: __proto__'],
    ['    licence: civil', '    licence: constructor'],
  );
  expect(toldShort(`${text}__proto__: {polluted: yes}\n`)).toMatchInlineSnapshot(`
    "
    s.yaml:57:1 error unknown-key __proto__
      expected another name, got the key __proto__
      Rename it: the name has a meaning of its own in JavaScript.
    s.yaml:7:3 error unknown-key assumptions.__proto__
      expected another name, got the key __proto__
      Rename it: the name has a meaning of its own in JavaScript.
    s.yaml:15:5 error unknown-key stockpiles.ore.__proto__
      expected another name, got the key __proto__
      Rename it: the name has a meaning of its own in JavaScript.
    s.yaml:8:3 error wrong-type assumptions.constructor
      expected another id, got constructor
      Rename it: the name has a meaning of its own in JavaScript.
    s.yaml:9:3 error wrong-type assumptions.toString
      expected an id in snake_case, got toString
      Write it in lower case, words joined by _.
    s.yaml:16:5 error unknown-key stockpiles.ore.constructor
      expected one of the keys, got the key constructor
      Take it out; a remark can stand in a comment, after #.
    s.yaml:17:5 error unknown-key stockpiles.ore.toString
      expected one of the keys, got the key toString
      Take it out; a remark can stand in a comment, after #.
    s.yaml:28:9 error wrong-type flows.mine.to
      expected an id in snake_case, got __proto__
      Write it so; to is for this: the stockpile it delivers to.
    s.yaml:36:14 error wrong-type flows.plant.licence
      expected another id, got constructor
      Rename it: the name has a meaning of its own in JavaScript.
    "
  `);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

test('every value of a file can be placed; what is not there is placed where it would be', () => {
  const { source } = parseYaml('s.yaml', 'a:\n  b: 1\n  c:\n    - x\n    - {d: 2}\n');
  const place = (...[path, key]: Parameters<NonNullable<typeof source>['locate']>) => {
    const found = source?.locate(path, key);
    return `${found?.place.line}:${found?.place.column} depth ${found?.depth}`;
  };
  expect([
    place([]),
    place(['a']),
    place(['a', 'b']),
    place(['a', 'b'], true),
    place(['a', 'c', 1, 'd']),
    place(['a', 'c', 7]),
    place(['a', 'nothing']),
    place(['z']),
  ]).toMatchInlineSnapshot(`
    [
      "1:1 depth 0",
      "2:3 depth 1",
      "2:6 depth 2",
      "2:3 depth 2",
      "5:11 depth 4",
      "4:5 depth 2",
      "2:3 depth 1",
      "1:1 depth 0",
    ]
  `);
});
