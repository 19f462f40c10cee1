/** Pictures come last, and take nothing with them when they fail: by the built command. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { XmlDocument } from 'libxml2-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPainter } from '../../src/cli/painter.ts';
import { ROOT } from '../files.ts';
import { WEEK_OF_STOCK as SCENARIO } from '../week-of-stock.ts';

const STUDY = `
version: 2
title: More stock
base: a.yaml
variants:
  more: {title: More, set: {assumptions.stock: 6 weeks}}
`;

let folder: string;
/** A copy of the built package, the program of which that draws PNGs is one that aborts. */
let broken: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-pictures-'));
  writeFileSync(join(folder, 'a.yaml'), SCENARIO);
  writeFileSync(join(folder, 'b.yaml'), SCENARIO.replace("A week's stock", 'Another'));
  broken = join(folder, 'broken');
  cpSync(join(ROOT, 'dist'), join(broken, 'dist'), { recursive: true });
  writeFileSync(join(broken, 'package.json'), '{"type": "module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(broken, 'node_modules'));
  writeFileSync(join(broken, 'dist/png-process.js'), "process.on('message', () => process.abort());\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(from: string, words: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1' };
  const program = join(from, 'dist/chokepoint.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    ...{ cwd: folder, env, encoding: 'utf8' },
  });
  return { status, stdout, stderr };
}
const chokepoint = (...words: string[]) => call(ROOT, words);
const namesIn = (path: string, ending: string) =>
  readdirSync(join(folder, path)).filter((name) => name.endsWith(ending));

describe('a drawing that aborts its program', () => {
  /** What resvg can't draw: a clipped group all of which lies outside. */
  const ABORTS = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><defs><clipPath id="c"><rect width="50" height="50"/></clipPath></defs><g clip-path="url(#c)"><path d="M0,-9000L50,-9000" stroke="black" fill="none"/></g></svg>`;
  const GOOD = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>';

  test('is told of that picture, and the others are drawn', async () => {
    const painter = openPainter(pathToFileURL(join(ROOT, 'dist/png-process.js')));
    const drawn = await Promise.allSettled([GOOD, ABORTS, 'no picture', GOOD].map((svg) => painter.draw(svg)));
    painter.end();
    const told = drawn.map((one) => (one.status === 'fulfilled' ? [...one.value.slice(1, 4)] : String(one.reason)));
    expect(told).toEqual([
      [0x50, 0x4e, 0x47],
      'Error: the program that draws it ended SIGABRT',
      expect.stringContaining('SVG data parsing failed'),
      [0x50, 0x4e, 0x47],
    ]);
  });

  test('leaves the numbers and what was answered, and is a failure only where charts were asked for', () => {
    const { status, stdout, stderr } = call(broken, ['run', 'a.yaml', 'b.yaml', '--runs', '1', '--out', 'aborted']);
    expect(status).toBe(0);
    expect(stdout).toContain('Numbers: aborted/b/summary.json, aborted/b/series.csv, aborted/b/why.json\n');
    expect(stdout).toContain('Report:  aborted/a/report.html');
    expect(stderr).toContain('aborted/a/shortages.png was not made: the program that draws it ended SIGABRT.');
    for (const name of ['summary.json', 'series.csv', 'shortages.svg', 'report.html', 'report.md'])
      for (const one of ['a', 'b']) expect(existsSync(join(folder, 'aborted', one, name)), name).toBe(true);
    expect(namesIn('aborted/a', '.png')).toEqual([]);
    const page = readFileSync(join(folder, 'aborted/a/report.html'), 'utf8');
    expect(page).toContain('What should stand here as well could not be drawn: Shortages over time, Who supplies whom');
    expect(call(broken, ['run', 'a.yaml', '--runs', '1', '--charts', 'all', '--out', 'asked', '--quiet']).status).toBe(
      1,
    );
    expect(existsSync(join(folder, 'asked/a/summary.json'))).toBe(true);
    expect(call(broken, ['run', 'a.yaml', '--runs', '1', '--charts', 'svg', '--out', 'svg', '--quiet'])).toEqual({
      ...{ status: 0, stdout: '', stderr: '' },
    });
  }, 180_000);

  test('leaves the numbers of every command that draws', () => {
    writeFileSync(join(folder, 's.yaml'), STUDY);
    const to = ['--runs', '8', '--out', 'each', '--json'];
    const quest = [
      '--vary',
      'stockpiles.magnets.cover',
      '--to',
      '20 weeks',
      '--until',
      'demands.cars.fill_rate >= 0.99',
    ];
    const calls: (readonly [string[], string])[] = [
      [['compare', 's.yaml', ...to], 'each/s/summary.json'],
      [['sensitivity', 'a.yaml', ...to], 'each/a.sensitivity/demands.cars.shortage/sensitivity.json'],
      [['solve', 'a.yaml', ...quest, ...to], 'each/a-stockpiles-magnets-cover/solve.json'],
    ];
    for (const [words, numbers] of calls) {
      const { status, stdout, stderr } = call(broken, words);
      expect({ status, error: stderr.includes('.png was not made') }, words[0]).toEqual({ status: 0, error: true });
      expect(stdout, words[0]).toBe(readFileSync(join(folder, numbers), 'utf8'));
    }
    const update = call(broken, ['check', 'a.yaml', '--update', '--runs', '1', '--out', 'updated']);
    expect(update.status).toBe(0);
    expect(update.stderr).toContain('updated/a/shortages.png was not made');
    expect(existsSync(join(folder, 'updated/a/summary.json'))).toBe(true);
  }, 180_000);
});

test('a Chinese call says where its files are in Chinese, and is explored so', () => {
  writeFileSync(join(folder, 's.yaml'), STUDY);
  const lines = (...words: string[]) =>
    chokepoint(...words, '--runs', '8', '--lang', 'zh', '--charts', 'svg')
      .stdout.split('\n')
      .filter((line) => /results|explore|chokepoint/.test(line));
  const told = lines('run', 'a.yaml').map((line) => line.replace(/results\/a@\w{8}/g, '…').replace(/, .*/, ''));
  expect(told.filter((line) => !line.endsWith('.svg'))).toEqual([
    ...['种子：chokepoint，简单随机抽样', '数据：…/summary.json', '推演：chokepoint explore a.yaml --lang zh'],
    '已写入 …：results/a 存放未用 --charts、--lang、--runs 的结果；可用 --out 另行指定文件夹。',
    ...['报告：…/report.html', '      …/report.md'],
  ]);
  expect(told.filter((line) => line.endsWith('.svg')).slice(0, 2)).toEqual([
    ...['图表：…/shortages.svg', '      …/network.svg'],
  ]);
  const [, report = ''] = /^ {6}(.*report\.md)$/m.exec(lines('compare', 's.yaml').join('\n')) ?? [];
  expect(readFileSync(join(folder, report), 'utf8')).toContain('chokepoint explore a.yaml --lang zh\n');
  const page = chokepoint('explore', 'a.yaml', '--html', 'a.html', '--lang', 'zh');
  expect(page.stdout).toBe('推演页在 a.html。\n');
}, 180_000);

describe('what is drawn', () => {
  test('is said by --charts and --no-charts', () => {
    const draw = (...words: string[]) => {
      const out = ['drawn', ...words].join('').replaceAll('-', '');
      expect(chokepoint('run', 'a.yaml', '--runs', '1', '--quiet', '--out', out, ...words).status).toBe(0);
      return [...new Set(readdirSync(join(folder, out, 'a')).map((name) => name.slice(name.indexOf('.'))))].sort();
    };
    const all = ['.csv', '.html', '.json', '.md', '.png', '.svg', '.vl.json'];
    expect(draw()).toEqual(all);
    expect(draw('--charts', 'all')).toEqual(all);
    expect(draw('--charts', 'svg')).toEqual(['.csv', '.html', '.json', '.md', '.svg', '.vl.json']);
    expect(draw('--charts', 'png')).toEqual(['.csv', '.html', '.json', '.md', '.png']);
    expect(readFileSync(join(folder, 'drawnchartspng/a/report.md'), 'utf8')).toContain('](shortages.png)');
    expect(draw('--no-charts')).toEqual(['.csv', '.html', '.json', '.md']);
    const text = readFileSync(join(folder, 'drawnnocharts/a/report.html'), 'utf8');
    expect(text).not.toContain('<svg');
    expect(text).toContain('Cars would lack');
  }, 180_000);

  test('is not to be said twice, nor to a check that writes nothing', () => {
    expect(chokepoint('run', 'a.yaml', '--charts', 'svg', '--no-charts')).toMatchObject({
      ...{ status: 2, stderr: '--charts svg and --no-charts: ask for one of them\nTry chokepoint run --help.\n' },
    });
    expect(chokepoint('check', 'a.yaml', '--no-charts').stderr).toContain('--charts and --no-charts go with --update.');
  });
});

test('a title with characters that XML cannot hold is drawn and written with a replacement', () => {
  const title = '"a\\x01b\\uFFFE & \\uD800c"';
  writeFileSync(
    join(folder, 'odd.yaml'),
    SCENARIO.replace('from: magnets, rate', `title: ${title}, from: magnets, rate`),
  );
  const { status, stderr } = chokepoint('run', 'odd.yaml', '--runs', '1', '--out', 'odd');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const svg = readFileSync(join(folder, 'odd/odd/shortages.svg'), 'utf8');
  const document = XmlDocument.fromString(svg);
  document.dispose();
  for (const name of ['shortages.svg', 'report.html', 'report.md']) {
    const text = readFileSync(join(folder, 'odd/odd', name), 'utf8');
    expect(text, name).toMatch(/A\uFFFDb\uFFFD &amp; \uFFFDc/);
    expect(text.split(String.fromCharCode(1)), name).toHaveLength(1);
  }
});

describe('a stock that lasts longer than its axis', () => {
  const LASTING = (stock: string, rate: string) => `
version: 2
title: More than enough
start: 2025-01-03
horizon: 2 years
stockpiles: {shop: ${stock}}
demands: {users: {from: shop, rate: ${rate}}}
`;

  test('is drawn at its end, and says so', () => {
    writeFileSync(join(folder, 'ample.yaml'), LASTING('{initial: 100000 t}', '20 t/week'));
    expect(chokepoint('run', 'ample.yaml', '--quiet', '--charts', 'all', '--out', 'ample').status).toBe(0);
    const { metrics } = JSON.parse(readFileSync(join(folder, 'ample/ample/summary.json'), 'utf8')) as {
      metrics: Record<string, number>;
    };
    expect(metrics['stockpiles.shop.closing']).toBe(97_900);
    expect(readFileSync(join(folder, 'ample/ample/days-of-supply.svg'), 'utf8')).toContain('stays at over 2 years');
  });

  test('is drawn where it is only kept at that much', () => {
    const scenario = LASTING('{initial: 8 weeks, target: 500 t}', '20 t/year');
    const flow = 'flows: {supply: {to: shop, lead: 5 weeks, capacity: 25 t/year}}\n';
    writeFileSync(join(folder, 'buffer.yaml'), scenario + flow);
    expect(chokepoint('run', 'buffer.yaml', '--quiet', '--charts', 'all', '--out', 'buffer').status).toBe(0);
    const svg = readFileSync(join(folder, 'buffer/buffer/days-of-supply.svg'), 'utf8');
    expect(svg).toContain('what it is kept at is beyond the scale');
  });
});
