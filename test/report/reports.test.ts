/** Reports as data, as HTML and as Markdown: what they say, and that whatever a file says stays text. */
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  answerWithEnsemble,
  chartsOf,
  driversOf,
  type EnsembleSummary,
  type Language,
  reportHtml,
  reportMarkdown,
  scenarioReport,
  tornadoChart,
  usersOf,
} from '../../src/index.ts';
import { figuresOf, type Report } from '../../src/report/document/document.ts';
import { expectationBlocks } from '../../src/report/document/expectations.ts';
import { EN } from '../../src/report/text/en.ts';
import { EN_QUANTITIES, writtenIn } from '../../src/report/text/quantities.ts';
import { ZH } from '../../src/report/text/zh.ts';
import { ZH_QUANTITIES } from '../../src/report/text/zh-quantities.ts';
import { run } from '../run.ts';
import { ensembleOf, uncertain } from './ensembles.ts';
import { magnets } from './magnets.ts';

function reportOf(answer: Answer, ensemble: EnsembleSummary | undefined, language: Language = 'en'): Report {
  const { model } = answer.run;
  const [subject] = usersOf({ model, metrics: answer.metrics, ensemble });
  const drivers = subject && subject.odds > 0 ? driversOf(answer, subject.id) : undefined;
  const tornado = drivers && tornadoChart(model, drivers);
  const charts = [...chartsOf({ ...answer, model, ensemble }), ...(tornado ? [tornado] : [])];
  const told = { answer, ensemble, drivers, charts, ledger: new Map(), command: 'chokepoint run a.yaml', files: ['a'] };
  return scenarioReport(told, language);
}

const certain = run(magnets());
const open = run(uncertain(magnets()));
const ensemble = ensembleOf(open, 24);

const page = (report: Report, svg = '<svg></svg>') =>
  reportHtml(report, {
    pictures: new Map(figuresOf(report).map(({ chart }) => [chart.name, svg])),
    script: { text: 'let a = 1;', sha256: 'abc=' },
    fonts: new Map(),
    program: 'chokepoint 1',
  });

test('odds stand beside the expectation that they belong to, and a dash where nobody asked replicate by replicate', () => {
  const scenario = uncertain(magnets());
  const all = ['demands.us_auto.fill_rate < 100%', 'at(flows.jp_to_auto.shipped, "2025-02-07") > 0 t'];
  const judged = run({
    ...scenario,
    expect: [all[1], 'demands.cn_home.shortage > 0 t', all[0]].map((that) => ({ that })),
  });
  const { expectations } = ensembleOf(judged, 4);
  // As the program has it: what asks a series is not judged replicate by replicate.
  const own = { ...ensembleOf(judged, 4), expectations: expectations.filter(({ that }) => that !== all[1]) };
  const section = reportOf(judged, own).sections.find(({ id }) => id === 'expectations');
  const [table] = section?.blocks ?? [];
  if (table?.kind !== 'table') throw new Error('no table');
  expect(table.rows.map(([that, , , odds]) => [that.text, odds.text])).toEqual([
    [all[1], '–'],
    ['demands.cn_home.shortage > 0 t', '0 %'],
    [all[0], '100 %'],
  ]);
});

test('a report without a chart that could not be drawn names it, in both languages', () => {
  const { model } = certain.run;
  const told = { answer: certain, ensemble: undefined, drivers: undefined, ledger: new Map(), command: '', files: [] };
  const charts = chartsOf({ ...certain, model }).filter(({ name }) => name !== 'shipments');
  const text = (language: Language) =>
    reportMarkdown(scenarioReport({ ...told, charts, undrawn: ['shipments'] }, language), 'chokepoint 1', 'png');
  expect(text('en')).toContain('could not be drawn: Shipments and licences.');
  expect(text('zh')).toContain('此处尚缺未能绘出的图');
  expect(text('en')).toContain('](shortages.png)');
  expect(text('en')).not.toContain('](shipments');
  const whole = reportHtml(reportOf(certain, undefined), {
    ...{ pictures: new Map(), script: { text: '', sha256: '' }, fonts: new Map(), program: 'chokepoint 1' },
  });
  expect(whole).toContain('<p>What should stand here as well could not be drawn: Shipments and licences.</p>');
});

describe('a report of a central run', () => {
  const report = reportOf(certain, undefined);

  test('answers in sentences made from the numbers', () => {
    expect(report.answer).toMatchInlineSnapshot(`
      [
        "Other US users would lack 552 t, 24 % of the need, and first run short on 4 July 2025, 26 weeks after the disruption.",
        "Also short, as a share of the need: US car makers (18 %); 2 others never are.",
      ]
    `);
  });

  test('has the sections that there is something to say in, in a fixed order', () => {
    expect(report.sections.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "users",
        "charts",
        "idle",
        "repeat",
      ]
    `);
  });

  test('has a table beside every chart, with as many cells in a row as its header', () => {
    expect(figuresOf(report).length).toBeGreaterThan(3);
    for (const { chart, tables } of figuresOf(report)) {
      expect(tables.length, chart.name).toBeGreaterThan(0);
      for (const { header, rows } of tables) {
        expect(rows.length, chart.name).toBeGreaterThan(0);
        expect(new Set(rows.map(({ length }) => length)), chart.name).toEqual(new Set([header.length]));
      }
    }
  });
});

describe('what bands are of', () => {
  const told = (language: Language) => {
    const few = { ...ensemble, runs: 10_000, bandRuns: 2048 };
    const { sections } = reportOf(open, few, language);
    const blocks = sections.find(({ id }) => id === 'repeat')?.blocks ?? [];
    return blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : [])).slice(4, -1);
  };

  test('is told where it is not all replicates, with the error of their ranks', () => {
    expect(told('en')).toEqual([
      ['sampling', 'plain'],
      [
        'quantiles over time are of',
        'the first 2,048 replicates; standard error of a rank 0.5 % at 5 and 95 %, 1.1 % at the median',
      ],
    ]);
    expect(told('zh').at(-1)).toEqual([
      '时间序列分位数',
      '取前 2,048 次模拟；排位的标准误差：5 % 与 95 % 处 0.5 %，中位数处 1.1 %',
    ]);
    const facts = JSON.stringify(reportOf(open, ensemble).sections);
    expect(facts).not.toContain('quantiles over time are of');
  });

  test('stands in the key of every fan', () => {
    const { model } = open.run;
    const charts = chartsOf({ ...open, model, ensemble: { ...ensemble, runs: 10_000, bandRuns: 2048 } });
    const keys = charts.filter(({ spec }) => JSON.stringify(spec).includes('5 to 95 % of the first 2,048 runs'));
    expect(keys.map(({ name }) => name)).toContain('days-of-supply');
  });
});

describe('a report of an ensemble', () => {
  const report = reportOf(open, ensemble);

  test('answers with odds, an interval, and what matters most', () => {
    expect(report.answer).toMatchInlineSnapshot(`
      [
        "Other US users would run short in every run, first on 4 July 2025 (median), and lack 359 t on average (95 % interval of the mean: 246 to 472 t; nine of ten runs: 24.8 to 647 t), 15.5 % of the need.",
        "Also short, as a mean share of the need: US car makers (11 %); 2 others never are.",
        "Moved alone in the central run, “renewed” matters most: it takes the shortage of Other US users from 28.7 t to 552 t.",
      ]
    `);
  });

  test('carries the very numbers of summary.json', () => {
    const { summary } = answerWithEnsemble(open, ensemble);
    const html = page(report);
    const held = new Set([...html.matchAll(/<data value="([^"]*)">/g)].map(([, value]) => Number(value)));
    const short = ensemble.everShort.filter(({ probability }) => probability > 0);
    expect(short.length).toBeGreaterThan(0);
    for (const { demand, probability } of short) {
      const of = (metric: string) => summary.ensemble?.metrics[`demands.${demand}.${metric}`]?.['mean'];
      const central = summary.metrics[`demands.${demand}.shortage`];
      for (const number of [probability, of('shortage'), of('want'), central]) expect(held).toContain(number);
    }
    for (const { value } of Object.values(summary.assumptions)) expect(held).toContain(value);
  });
});

describe('an HTML page', () => {
  const hostile = '</title><script>alert("1")</script><img src=x onerror=alert(2)>';
  const scenario = { ...magnets(), title: hostile, about: `${hostile} & more` };
  scenario.demands['us_auto']['title'] = hostile;
  const report = reportOf(run(scenario), undefined);
  const html = page(report);

  test('shows tags in a file’s titles as text', () => {
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(html).toContain('\\u003cscript>');
  });

  test('forbids itself every network, and lets no script run but its own', () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy).toMatchInlineSnapshot(
      `"default-src 'none'; script-src 'sha256-abc='; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"`,
    );
    // What a reader may follow, and no page loads: the documents of the package.
    const followed = html.replace(/href="https:\/\/unpkg\.com\/chokepoint@[\d.]+\/docs\/\w+\.md"/g, '');
    expect(followed).not.toMatch(/(?:src|href)="(?!#|data:)/);
  });

  test('has headings that never skip a level, and says its language', () => {
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    for (const [place, level] of levels.entries()) expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(html).toContain('<html lang="en">');
    expect(page(reportOf(certain, undefined, 'zh'))).toContain('<html lang="zh-Hans">');
  });

  test('keeps clip paths of its pictures apart', () => {
    const clipped = page(report, '<svg><path id="clip1"/><g clip-path="url(#clip1)"/></svg>');
    expect(clipped).toContain('id="shortages-clip1"');
    expect(clipped).toContain('url(#shortages-clip1)');
    expect(clipped).not.toContain('url(#clip1)');
  });
});

describe('a Markdown report', () => {
  test('links to the pictures beside it, with their alt text', () => {
    const report = reportOf(certain, undefined);
    const text = reportMarkdown(report, 'chokepoint 1');
    const links = [...text.matchAll(/^!\[[^\]]{20,}\]\(([a-z-]+)\.svg\)$/gm)].map(([, name]) => name);
    expect(links).toEqual(figuresOf(report).map(({ chart }) => chart.name));
  });

  test('has tables with the same number of columns in every line', () => {
    const lines = reportMarkdown(reportOf(open, ensemble), 'chokepoint 1').split('\n');
    const blocks = lines.join('\n').match(/(?:^\|.*\|$\n?)+/gm) ?? [];
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) {
      const columns = block
        .trim()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(columns).size).toBe(1);
    }
  });

  test('shows marks of Markdown and HTML in a title as text', () => {
    const scenario = { ...magnets(), title: '# *a* <b> [c](d) `e` | f' };
    const [heading] = reportMarkdown(reportOf(run(scenario), undefined), 'chokepoint 1').split('\n');
    expect(heading).toMatchInlineSnapshot(`"# # \\*a\\* &lt;b> \\[c\\](d) \\\`e\\\` | f"`);
  });
});

describe('what a file says of itself, in a Markdown report', () => {
  const about = (text: string) => {
    const scenario = { ...magnets(), about: text };
    return reportMarkdown(reportOf(run(scenario), undefined), 'chokepoint 1').split('\n\n')[5];
  };

  test.each([
    ['# Heading', '\\# Heading'],
    ['> quote', '\\> quote'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['* item', '\\* item'],
    ['1. item', '1\\. item'],
    ['12) item', '12\\) item'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['~~~ fence', '\\~~~ fence'],
    ['``` fence', '\\`\\`\\` fence'],
    ['    code', 'code'],
    ['One.\n\n# Two\n| a | b |\n| --- | --- |', 'One. # Two | a | b | | --- | --- |'],
    ['<h1>tag</h1>', '&lt;h1>tag&lt;/h1>'],
    ['2.5 t a year, − 3 %', '2.5\u00a0t a year, − 3\u00a0%'],
  ])('opens no block: %j', (text, shown) => expect(about(text)).toBe(shown));

  test.each([
    ['see https://example.org/a_b?c=d, or', 'see `https://example.org/a_b?c=d`, or'],
    ['(http://例え.jp)', '(`http://例え.jp`)'],
    ['at www.example.org.', 'at `www.example.org`.'],
    ['ask @somebody, or a.b@example.org', 'ask `@somebody`, or `a.b@example.org`'],
    ['5 t @ 3 USD', '5\u00a0t @ 3\u00a0USD'],
  ])('makes no link and calls nobody: %j', (text, shown) => expect(about(text)).toBe(shown));
});

describe('Chinese', () => {
  const leaves = (words: object, path = ''): [string, unknown][] =>
    Object.entries(words).flatMap(([key, value]) =>
      value !== null && typeof value === 'object' ? leaves(value, `${path}${key}.`) : [[`${path}${key}`, value]],
    );

  /** What is the same in both languages. */
  const SHARED = /^(none|page\.source|(fields|table)\.(p\d\d|low|high))$/;

  test('has a word of its own for every word of English', () => {
    const english = new Map(leaves(EN));
    const chinese = leaves(ZH);
    expect(chinese.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
    const untold = chinese
      .filter(([path, value]) => typeof value === 'string' && !SHARED.test(path) && !/\p{Script=Han}/u.test(value))
      .map(([path]) => path);
    expect(untold).toEqual(['tag', 'language']);
  });

  test.each([
    ['1,234 t', '1,234 t'],
    ['18 months', '18 个月'],
    ['9 weeks', '9 周'],
    ['5000 t/year', '5000 t/年'],
    ['95 %', '95 %'],
  ])('writes a quantity of a file, %s, with its unit in Chinese', (written, chinese) => {
    expect(writtenIn(written, ZH_QUANTITIES)).toBe(chinese);
    expect(writtenIn(written, EN_QUANTITIES)).toBe(written);
  });

  test('answers the same question with the same numbers', () => {
    const numbers = (report: Report) =>
      report.answer.map((sentence) =>
        sentence
          .replace(/\d+ [A-Z][a-z]+ \d{4}|\d+年\d+月\d+日/g, 'a date')
          .match(/\d[\d,.]*\d|\d/g)
          ?.filter((number) => number !== '95'),
      );
    const [english, chinese] = [reportOf(open, ensemble), reportOf(open, ensemble, 'zh')];
    expect(chinese.answer).toMatchInlineSnapshot(`
      [
        "Other US users在每次模拟中都会短缺，首次短缺日期的中位数为2025年7月4日；平均缺 359 t（均值的 95 % 置信区间：246 至 472 t；九成模拟介于 24.8 至 647 t），占其需求的 15.5 %。",
        "同样短缺的有（括号内为平均缺口占其需求的比例）：US car makers（11 %）。另有 2 个用户从不短缺。",
        "在中心情形下单独变动各项假设，影响最大的是“renewed”：Other US users的短缺量从 28.7 t 变到 552 t。",
      ]
    `);
    expect(numbers(chinese)).toEqual(numbers(english));
  });
});

test('why a thing is expected is told as sentences where it is written as such, and in one row where it is not', () => {
  const { verdicts } = run({ ...magnets(), expect: [{ that: 'demands.us_auto.shortage <= 1 t', because: 'a hope' }] });
  const told = (because: string, reason: string) => {
    const [block] = expectationBlocks(
      [{ ...(verdicts[0] as (typeof verdicts)[number]), because, reason }],
      undefined,
      EN,
    );
    return block?.kind === 'table' ? block.rows[0]?.at(-1)?.text : undefined;
  };
  expect(told('stops of lines', 'Stocks last longer.')).toBe('stops of lines. Stocks last longer.');
  expect(told('stops of lines', 'by customs')).toBe('stops of lines; by customs');
});

test('of one that is short in some runs, and not in the central one, the answer says both', () => {
  const scenario = {
    ...{ version: 2, title: 'A lane that may be cut', start: '2025-01-06', horizon: '20 weeks' },
    assumptions: { cut: { triangular: [0, 0, 1] } },
    stockpiles: { magnets: { cover: '2 weeks' } },
    flows: { lane: { to: 'magnets', licence: 'export' } },
    licences: { export: { phases: [{ from: '2025-02-03', allow: '1 - cut' }] } },
    demands: { cars: { title: 'car makers', from: 'magnets', rate: '10 t/week' } },
  };
  const drawn = run(scenario);
  const answers = (['en', 'zh'] as const).map((language) => reportOf(drawn, ensembleOf(drawn, 50), language).answer);
  expect(answers[0]?.join(' ')).toMatch(
    /Car makers would run short in .* In the central run car makers would lack nothing\./,
  );
  expect(answers[1]?.join('')).toContain('中心情形下，car makers没有短缺。');
});
