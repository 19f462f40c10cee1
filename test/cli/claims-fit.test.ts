/** claims and fit as a user meets them: the built command, in a folder of its own. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandIn } from './command.ts';

const LANE = `version: 2
title: {en: A lane and its closing, zh: 航道关闭}
start: 2025-01-01
step: 1 day
end: 2025-09-01
disruption: 2025-04-01
assumptions:
  share: {title: {en: share granted, zh: 获批比例}, uniform: [10%, 90%], source: {en: a survey, zh: 调查}}
  cover: {title: {en: stock of ore, zh: 矿石库存}, value: 4 weeks, between: [1 week, 8 weeks], why: a test}
  bare: {value: 2, why: a test}
stockpiles:
  ore: {cover: cover, switchable: 0%, assumed: a test}
flows:
  lane: {to: ore, lead: 1 week, licence: export, capacity: bare * 200 t/week, assumed: a test}
licences:
  export: {phases: [{from: 2025-04-01, allow: share, assumed: a test}]}
demands:
  works: {title: {en: the works, zh: 工厂}, from: ore, rate: 70 t/week, assumed: a test}
observations:
  sent:
    title: {en: what was sent, zh: 发货}
    series: flows.lane.shipped
    unit: t
    months: {2025-01: 310, 2025-02: 280, 2025-03: 310, 2025-04: 90, 2025-05: 93, 2025-06: 90, 2025-07: 93, 2025-08: 93}
expect:
  - {that: demands.works.fill_rate < 95%, claim: runs_short, verdict: held, because: {en: the lane closes, zh: 航道关闭}, rival: {set: {assumptions.share: 90%}}}
  - {that: demands.works.time_to_survive <= 7 weeks, claim: so_long, verdict: undecided, depends: assumptions.cover, reason: {that: stockpiles.ore.minimum < 1 t, text: {en: The stock empties, zh: 库存耗尽}}}
`;
const LEDGER = `- {id: runs_short, value: 1, what: {en: the works run short, zh: 工厂缺料}, document: d.txt, line: 3, role: event}
- {id: so_long, value: 7 weeks, what: {en: how long they last, zh: 可撑多久}, document: d.txt, line: 4, role: duration}
- {id: a_hope, value: 1, what: {en: all will be well, zh: 一切都会好}, document: d.txt, line: 5, role: context, untestable: {en: nobody can know, zh: 无人可知}}
- {id: a_sum, value: 2, what: {en: a sum of money, zh: 一笔钱}, document: d.txt, line: 6, role: cost}
`;
const PAGE = '# Mine\n\n<!-- claims: made by chokepoint claims -->\nold\n<!-- end of claims -->\nThe end.\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-claims-'));
  for (const name of ['scenarios/data', 'other']) mkdirSync(join(folder, name), { recursive: true });
  const files = {
    'chokepoint.yaml': '{}\n',
    'scenarios/lane.yaml': LANE,
    'scenarios/figures.yaml': LEDGER,
    'scenarios/data/documents.csv': 'document,lines\nd.txt,9\n',
    'other/wrong.yaml': LANE.replace('verdict: held', 'verdict: contradicted').replace('share: 90%}}', 'share: 20%}}'),
    'other/figures.yaml': LEDGER,
    'page.md': PAGE,
    'bare.md': '# Mine\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'other/data'));
  writeFileSync(join(folder, 'other/data/documents.csv'), 'document,lines\nd.txt,9\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chokepoint = commandIn(() => folder);
const text = (...parts: string[]) => readFileSync(join(folder, ...parts), 'utf8');

describe('chokepoint claims', () => {
  test('tells of every claim of scenarios/ what is found, what it came to, and what turns it', () => {
    const { status, stdout, stderr } = chokepoint('claims', '--format', 'md');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.replaceAll('\u00a0', ' ')).toMatchInlineSnapshot(`
      "## What the documents claim, put to the test

      Each claim by a consequence that a run could refuse. Under the values of a rival the verdict flips; one that is undecided turns on a number that nobody knows, at the value given.

      2 claims put to the test: 1 holds, 0 contradicted, 1 undecided.

      | claim | source | test | verdict | came to | why | what turns it |
      | --- | --- | --- | --- | --- | --- | --- |
      | the works run short | [d.t, line 3](figures.yaml#L1) | [lane](lane.yaml#L26): \`demands.works.fill_rate < 95%\` | holds | 81.5 % | the lane closes | with share granted = 90%: 100 % |
      | how long they last | [d.t, line 4](figures.yaml#L2) | [lane](lane.yaml#L27): \`demands.works.time_to_survive <= 7 weeks\` | undecided | 9 weeks | The stock empties (stockpiles.ore.minimum &lt; 1 t: 0 t) | stock of ore: from 3.08 weeks on it no longer holds (looked at from 1 week to 8 weeks) |

      ### Claims that no scenario can test, and why

      - all will be well: nobody can know ([d.t, line 5](figures.yaml#L3))

      ### 1 figure of the ledger is in no test

      - a sum of money ([d.t, line 6](figures.yaml#L4))

      "
    `);
  });

  test('tells it in Chinese, on a terminal and as JSON as well', () => {
    const chinese = chokepoint('claims', '--format', 'md', '--lang', 'zh').stdout.replaceAll('\u00a0', ' ');
    expect(
      chinese
        .split('\n')
        .filter((line) => /^[|\d-]/.test(line))
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "| 论断 | 出处 | 检验 | 结论 | 结果 | 理由 | 翻转条件 |
      | --- | --- | --- | --- | --- | --- | --- |
      | 工厂缺料 | [文件 d.t 第 3 行](figures.yaml#L1) | [lane](lane.yaml#L26): \`demands.works.fill_rate < 95%\` | 成立 | 81.5 % | 航道关闭 | 取 获批比例 = 90% 时：100 % |
      | 可撑多久 | [文件 d.t 第 4 行](figures.yaml#L2) | [lane](lane.yaml#L27): \`demands.works.time_to_survive <= 7 weeks\` | 尚无定论 | 9 周 | 库存耗尽（stockpiles.ore.minimum &lt; 1 t：0 t） | “矿石库存”达到 3.08 周 起不再成立（考察范围 1 周 至 8 周） |
      - 一切都会好：无人可知 ([文件 d.t 第 5 行](figures.yaml#L3))
      - 一笔钱 ([文件 d.t 第 6 行](figures.yaml#L4))"
    `);
    const { stdout } = chokepoint('claims', 'scenarios/lane.yaml');
    expect(stdout).toContain('2 claims put to the test: 1 holds, 0 contradicted, 1 undecided.');
    const { claims, untested, untestable } = JSON.parse(chokepoint('claims', '--format', 'json').stdout);
    expect(claims).toMatchObject([
      { figure: 'runs_short', stated: 'held', found: 'held', faults: [], rival: { met: false } },
      {
        figure: 'so_long',
        found: 'undecided',
        reason_that: { met: true },
        depends: { holds_below: true, unit: 'weeks' },
      },
    ]);
    expect([untested, untestable]).toEqual([['a_sum'], [{ figure: 'a_hope', why: 'nobody can know' }]]);
  });

  test('writes both languages between the marks of a page, and nothing where there are none', () => {
    expect(chokepoint('claims', '--quiet', '--out', 'page.md')).toMatchObject({ status: 0, stdout: '' });
    const page = text('page.md');
    for (const part of [
      /^# Mine\n/,
      /The end\.\n$/,
      /\[d\.t, line 3\]\(figures\.yaml#L1\)/,
      /\[lane\]\(lane\.yaml#L26\)/,
      /工厂缺料/,
    ]) {
      expect(page).toMatch(part);
    }
    expect(page).not.toContain('\nold\n');
    expect(chokepoint('claims', '--out', 'page.md').status).toBe(0);
    expect(text('page.md')).toBe(page);
    const refused = chokepoint('claims', '--out', 'bare.md');
    expect([refused.status, text('bare.md')]).toEqual([2, '# Mine\n']);
    expect(refused.stderr).toContain('it has no place for this');
  });

  test('exits 3 where a verdict is not what is found, or a rival does not flip it', () => {
    const { status, stdout } = chokepoint('claims', 'other/wrong.yaml', '--format', 'md');
    expect(status).toBe(3);
    expect(stdout).toContain('holds, though the file says: contradicted');
    expect(stdout).toContain('which does not flip it');
    expect(stdout).toContain('1 claim not as the file says.');
    const checked = chokepoint('check', 'other/wrong.yaml', '--runs', '1');
    expect(checked.status).toBe(3);
    expect(checked.stdout).toContain('a claim that must stay false holds');
  });
});

describe('chokepoint fit', () => {
  test('finds the numbers, judges them forward, and leaves them as files and as a scenario', () => {
    const { status, stdout, stderr } = chokepoint(
      ...['fit', 'scenarios/lane.yaml', '--vary', 'share,assumptions.cover', '--no-charts', '--out', 'r'],
      ...['--write', 'scenarios/fitted.yaml'],
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatchInlineSnapshot(`
      "
      A lane and its closing
      central run; chokepoint 0.1.0

       number         path               range              in the file  fitted  
       share granted  assumptions.share  10 % to 90 %       50 %         30 %    
       stock of ore   assumptions.cover  7 days to 8 weeks  4 weeks      4 weeks 

       observation    months  off by, in the file  fitted  forecast  naive  
       what was sent  8       22.5 %               0 %     7.1 %     49.6 % 

      Over 8 observed months the central run is off by 0 % of the reference level on average; with the numbers of the file by 22.5 %.
      Fitted to the months before and judged on the next (2025-04 to 2025-08), it is off by 7.1 %; the mean of the last three months carried on by 49.6 %: it forecasts better than that.
      Nothing that was observed moves with stock of ore, left as in the file.

      Numbers: r/lane.fit/share-cover/fit.json, r/lane.fit/share-cover/fit.csv
      "
    `);
    expect(readdirSync(join(folder, 'r/lane.fit/share-cover')).sort()).toEqual(['fit.csv', 'fit.json']);
    expect(text('r/lane.fit/share-cover/fit.csv').split('\n')[0]).toBe(
      'observation,month,observed,before,fitted,forecast,naive',
    );
    expect(text('scenarios/fitted.yaml').replace(/fit \d.*/, 'fit')).toMatchInlineSnapshot(`
      "# Made by chokepoint fit
      version: 2
      extends: lane.yaml
      assumptions:
       share: {title: {en: share granted, zh: 获批比例}, source: {en: a survey, zh: 调查}, value: 0.3, between: [0.1, 0.9], why: {en: "fitted to what was sent to 2025-08, within 10 % to 90 %", zh: 按“发货”截至 2025-08 的数据拟合，范围 10 % 至 90 %}}
       cover: {title: {en: stock of ore, zh: 矿石库存}, value: 4 weeks, between: [1 weeks, 8 weeks], why: {en: "fitted to what was sent to 2025-08, within 7 days to 8 weeks", zh: 按“发货”截至 2025-08 的数据拟合，范围 7 天 至 8 周}}
      "
    `);
    const told = JSON.parse(text('r/lane.fit/share-cover/fit.json'));
    const run = chokepoint('run', 'scenarios/fitted.yaml', '--runs', '1', '--no-charts', '--out', 'r', '--quiet');
    expect(run.status).toBe(0);
    const { observations } = JSON.parse(text('r/fitted/summary.json'));
    expect(observations.sent.mean_absolute_error).toBeCloseTo(told.mean_absolute_error.fitted, 6);
    // What it wrote it may write again; anything else stays.
    const again = ['fit', 'scenarios/lane.yaml', '--vary', 'share', '--no-charts', '--out', 'r', '--quiet', '--write'];
    expect(chokepoint(...again, 'scenarios/fitted.yaml').status).toBe(0);
    expect(chokepoint(...again, 'scenarios/lane.yaml')).toMatchObject({ status: 2 });
    expect(text('scenarios/lane.yaml')).toBe(LANE);
    rmSync(join(folder, 'scenarios/fitted.yaml'));
  });

  test('draws what it found, in a language', () => {
    const { status } = chokepoint(
      'fit',
      'scenarios/lane.yaml',
      '--vary',
      'share',
      '--charts',
      'svg',
      '--out',
      'd',
      '--lang',
      'zh',
      '--quiet',
    );
    expect(status).toBe(0);
    expect(text('d/lane.fit/share/fit.svg')).toContain('以此前各月预测');
  });

  test('of numbers that move nothing that was observed says so, and exits 3', () => {
    writeFileSync(
      join(folder, 'scenarios/idle.yaml'),
      LANE.replace('bare: {value: 2,', 'bare: {value: 2, between: [2, 3],'),
    );
    const { status, stdout } = chokepoint('fit', 'scenarios/idle.yaml', '--vary', 'bare', '--no-charts', '--out', 'r');
    expect(status).toBe(3);
    expect(stdout).toContain('None of these numbers moves anything that was observed');
    rmSync(join(folder, 'scenarios/idle.yaml'));
  });

  test('of what can not be fitted says why, and writes nothing', () => {
    const { status, stderr } = chokepoint('fit', 'scenarios/lane.yaml', '--vary', 'bare,shar', '--out', 'none');
    expect(status).toBe(2);
    expect(stderr).toMatchInlineSnapshot(`
      "--vary:1:1  error missing-key
          expected a number with a range, got bare, which has none
          Give it \`between: [low, high]\`, a range that a source bears, or a uniform or triangular distribution.
      --vary:1:1  error unknown-reference
          expected an assumption of the scenario, got shar
          Did you mean share?

      2 errors; nothing was written.
      "
    `);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});
