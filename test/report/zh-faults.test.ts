/** Faults as a Chinese page tells them: those of a text that is being written, and no phrase that nothing says any more. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readScenario } from '../../src/index.ts';
import { faultInChinese, PATTERNS } from '../../src/report/text/zh-faults.ts';
import { read } from '../files.ts';
import { WEEK_OF_STOCK as SOUND } from '../week-of-stock.ts';

/** What is told of the sound file with one thing changed. */
function told(from: string, to: string): (string | undefined)[] {
  expect(SOUND).toContain(from);
  const { issues } = readScenario('a.yaml', () => ({ text: SOUND.replace(from, to) }));
  return issues.filter(({ severity }) => severity === 'error').map(faultInChinese);
}

test('what goes wrong while a scenario is written is told in Chinese', () => {
  const slips: [string, string][] = [
    ['horizon: 20', 'horizont: 20'],
    ['lead: 2 weeks', 'lead: 2 weekxs'],
    ['lead: 2 weeks', 'lead: 2 t'],
    ['to: magnets', 'to: magnet'],
    ['to: magnets, ', ''],
    ['2025-05-02', '2025-13-02'],
    ['2025-06-06', '2025-05-01'],
    ['allow: 0', 'allow: 3'],
    ['cover: stock', 'cover: [1, 2'],
    ['start: 2025-04-04', 'start: 2025-04-04\nstart: 2025-04-05'],
    ["title: A week's stock", 'title: 7'],
    ['from: magnets, rate: ', 'from: magnet, rate: '],
    ['version: 2', 'version: 3'],
    ['allow: 0', 'allow: 0, review: 5 t'],
    ['cover: stock', 'cover: stock + +'],
  ];
  expect(slips.map(([from, to]) => told(from, to))).toMatchInlineSnapshot(`
    [
      [
        "应为：version, title, about, extends, tables, start, horizon, end, step, disruption, focus, measure, discount, seed, runs, units, assumptions, together, stockpiles, flows, licences, demands, markets, processes, events, causes, observations, expect, tolerance, explore（其中之一）；实为：字段 horizont。是否想写 horizon？",
      ],
      [
        "应为：已有的单位或名称；实为：weekxs。是否想写 weeks？",
      ],
      [
        "应为：时长，如 6 weeks；实为：2 t。这是数量，请写时长。",
      ],
      [
        "应为：已有的库存；实为：magnet。是否想写 magnets？",
      ],
      [
        "应为：小写、以下划线相连的标识；实为：没有填写。请补上 to。",
      ],
      [
        "应为：日期，如 2025-04-04；实为：2025-13-02。请按“年-月-日”写存在的日期。",
      ],
      [
        "应为：晚于上一阶段的日期（2025-05-02）；实为：2025-05-01。请按日期排列各阶段。",
      ],
      [
        "应为：0 至 1 的比例，如 25%；实为：3。最大可写 1。",
      ],
      [
        "应为：成对的 ]；实为：没有。请用 ] 将此处闭合。",
      ],
      [
        "应为：同一层中每个字段只写一次；实为：又出现 start。请只保留一处。",
      ],
      [
        "应为：文本；实为：数 7。请加引号。",
      ],
      [
        "应为：已有的库存；实为：magnet。是否想写 magnets？",
      ],
      [
        "应为：格式的版本 2；实为：3。此文件是为更新的程序而写的，请更新程序。",
      ],
      [
        "应为：时长，如 6 weeks；实为：5 t。这是数量，请写时长。",
      ],
      [
        "应为：数、带单位的量或公式；实为：stock + +。请检查公式的写法。",
      ],
    ]
  `);
});

test('what is told in Chinese has no words of the program in English', () => {
  // One value after another is taken away, or becomes one of another kind.
  const values = ['', '-1', '7 t', '9 apples', 'a + ', '2025-13-01', '{a: 1}', '[1]', 'x and y'];
  const lines = [...SOUND.matchAll(/: ([^,{}\n]+)/g)];
  const told = lines.flatMap(({ index, 0: { length } }) =>
    values.flatMap((value) => {
      const text = `${SOUND.slice(0, index)}: ${value}${SOUND.slice(index + length)}`;
      return readScenario('a.yaml', () => ({ text })).issues.filter(({ severity }) => severity === 'error');
    }),
  );
  const chinese = told.map((issue) => ({ issue, text: faultInChinese(issue) }));
  expect(chinese.filter(({ text }) => text !== undefined).length / told.length).toBeGreaterThan(0.9);
  const mixed = chinese.filter(({ text, issue: { found } }) =>
    /\b(an?|the|of|or|with|it|is|where|as|by|for) [a-z]/.test(text?.replaceAll(found, '') ?? ''),
  );
  expect(mixed).toEqual([]);
});

test('each phrase is one that some fault still says, and has no English in Chinese', () => {
  const folders = ['scenario/meaning', 'scenario/files', 'scenario/schema', 'quantity', 'model', 'metrics'];
  const sources = folders.flatMap((folder) =>
    readdirSync(new URL(`../../src/${folder}`, import.meta.url))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(`src/${folder}/${name}`)),
  );
  const text = [...sources, read('src/issue.ts')].join('\n');
  const gone = PATTERNS.filter(([en]) => {
    const pieces = en.split('%').map((piece) => piece.trim().replace(/[.?]$/, ''));
    return !pieces.every((piece) => text.includes(piece));
  });
  expect(gone.map(([en]) => en)).toEqual([]);
  const english = PATTERNS.filter(([, zh]) => /[A-Za-z]{2,}/.test(zh.replace(/assumptions|units|null|initial/g, '')));
  expect(english).toEqual([]);
});
