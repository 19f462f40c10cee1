/** The ways to spoil the text of a YAML file: what its data can't show. */
import type { Chance } from './chance.ts';

/** What becomes of a text, in words and made. */
export interface TextMutation {
  readonly words: string;
  readonly spoil: (text: string, chance: Chance) => string | Uint8Array;
}

/** A line of the text, by its place. */
function atLine(change: (line: string, chance: Chance) => string): TextMutation['spoil'] {
  return (text, chance) => {
    const lines = text.split('\n');
    const place = chance.below(lines.length);
    lines[place] = change(lines[place], chance);
    return lines.join('\n');
  };
}

/** A billion laughs, of so many levels. */
const laughs = (levels: number) =>
  [...'abcdefghij'.slice(0, levels)]
    .map(
      (name, n, all) =>
        `${name}: &${name} [${
          n === 0
            ? 'lol'
            : Array(9)
                .fill(`*${all[n - 1]}`)
                .join(', ')
        }]`,
    )
    .join('\n');

export const TEXT_MUTATIONS: readonly TextMutation[] = [
  { words: 'a line twice', spoil: atLine((line) => `${line}\n${line}`) },
  { words: 'a line less', spoil: atLine(() => '') },
  { words: 'a line further in', spoil: atLine((line) => ` ${line}`) },
  { words: 'a tab before a line', spoil: atLine((line) => `\t${line}`) },
  {
    words: 'a line cut in two',
    spoil: atLine((line) => `${line.slice(0, line.length / 2)}\n${line.slice(line.length / 2)}`),
  },
  { words: 'a colon less', spoil: atLine((line) => line.replace(':', '')) },
  { words: 'a bracket too many', spoil: atLine((line) => `${line} {`) },
  { words: 'a quote that is not closed', spoil: atLine((line) => line.replace(/: ?/, ': "')) },
  { words: 'an alias that nothing anchors', spoil: atLine((line) => line.replace(/:.*/, ': *nothing')) },
  {
    words: 'an alias of what it stands in',
    spoil: (text) => `${text.replace(/^(\w+):\s*$/m, '$1: &loop')}\nabout: *loop\n`,
  },
  {
    words: 'an anchor and its alias',
    spoil: (text) => text.replace(/: (\S.*)$/m, ': &a $1').replace(/: (?!&)(\S.*)$/m, ': *a'),
  },
  {
    words: 'a merge key',
    spoil: atLine((line) => `${/^ */.exec(line)?.[0] ?? ''}<<: {initial: 5 t, source: a test}\n${line}`),
  },
  { words: 'a merge of what it stands in', spoil: (text) => `&top\n${text}\n<<: *top\n` },
  { words: 'aliases of aliases, small', spoil: (text) => `${text}\n${laughs(3)}\n` },
  { words: 'aliases of aliases, huge', spoil: (text) => `${text}\n${laughs(10)}\n` },
  { words: 'a tag', spoil: atLine((line) => line.replace(/: ?/, ': !!binary ')) },
  { words: 'a tag of a language', spoil: atLine((line) => line.replace(/: ?/, ': !!js/function ')) },
  { words: 'a tag of numbers', spoil: atLine((line) => line.replace(/: ?/, ': !!float ')) },
  { words: 'a directive', spoil: (text) => `%YAML 1.1\n---\n${text}` },
  { words: 'two documents', spoil: (text) => `${text}\n---\n${text}` },
  { words: 'an empty document before it', spoil: (text) => `---\n...\n---\n${text}` },
  { words: 'nothing', spoil: () => '' },
  { words: 'a comment alone', spoil: () => '# nothing\n' },
  { words: 'a text alone', spoil: () => 'just words\n' },
  { words: 'a list alone', spoil: () => '- 1\n- 2\n' },
  { words: 'the beginning alone', spoil: (text, chance) => text.slice(0, chance.below(text.length)) },
  { words: 'a byte order mark', spoil: (text) => `\ufeff${text}` },
  { words: 'line ends of Windows', spoil: (text) => text.replaceAll('\n', '\r\n') },
  { words: 'line ends of old Macs', spoil: (text) => text.replaceAll('\n', '\r') },
  { words: 'UTF-16', spoil: (text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')) },
  { words: 'bytes that are no text', spoil: (text, chance) => spoiltBytes(text, chance) },
  { words: 'a zero byte', spoil: atLine((line) => `${line}\u0000`) },
  { words: 'an escape', spoil: atLine((line) => `${line} \u001b[31m`) },
  { words: 'an unknown key with an order to GitHub', spoil: (text) => `${text}\n"a\\n::error::b\\u001b[31m": 1\n` },
  { words: 'a key that is a map', spoil: (text) => `${text}\n? {a: b}\n: c\n` },
  { words: 'a null key', spoil: (text) => `${text}\n~: 1\n` },
  { words: 'a thousand unknown keys', spoil: (text) => `${text}\n${numbered(1000, (n) => `unknown_${n}: ${n}`)}` },
  {
    words: 'lists in lists, 10,000 deep',
    spoil: (text) => `${text}\nabout: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  },
  {
    words: 'maps in maps, 1,000 deep',
    spoil: (text) => `${text}\nabout: ${'{a: '.repeat(1000)}1${'}'.repeat(1000)}\n`,
  },
  { words: 'a hundred thousand empty lines', spoil: (text) => `${'\n'.repeat(100_000)}${text}` },
  { words: 'a line of a million characters', spoil: (text) => `${text}\n# ${'x'.repeat(1_000_000)}\n` },
  {
    words: '1,000 assumptions',
    spoil: (text) => section(text, 'assumptions', 1000, (n) => `a_${n}: {uniform: [1, ${n + 2}], source: a test}`),
  },
  {
    words: '2,000 events',
    spoil: (text) =>
      section(text, 'events', 2000, (n) => `- {date: 2025-06-01, title: event ${n}, source: a test}`, ''),
  },
  {
    words: '1,000 demands',
    spoil: (text) => section(text, 'demands', 1000, (n) => `d_${n}: {from: magnets, rate: 1 t/year, source: a test}`),
  },
  {
    words: '500 stockpiles',
    spoil: (text) => section(text, 'stockpiles', 500, (n) => `s_${n}: {initial: 1 t, source: a test}`),
  },
];

const numbered = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('');

/** More entries in a section that is written line by line, or a new section. */
function section(text: string, name: string, count: number, line: (n: number) => string, indent = '  '): string {
  const entries = numbered(count, (n) => indent + line(n));
  const head = new RegExp(`^${name}:[ ]*\n`, 'm');
  return head.test(text) ? text.replace(head, (found) => found + entries) : `${text}\n${name}:\n${entries}`;
}

function spoiltBytes(text: string, chance: Chance): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  for (let n = 0; n < 3; n++) bytes[chance.below(bytes.length)] = 0x80 + chance.below(0x80);
  return bytes;
}
