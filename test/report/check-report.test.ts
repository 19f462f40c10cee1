/** The page of a check as data and as HTML: what it says of each scenario, and the charts of what moved. */
import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/cli/render.ts';
import {
  type Answer,
  type Checked,
  checkReport,
  type Drift,
  figuresOf,
  formatDate,
  reportHtml,
  textWidth,
} from '../../src/index.ts';
import { placesOf } from '../../src/report/charts/panel-data.ts';
import { checkLines } from '../../src/report/check/lines.ts';
import type { Block, Figure, Report } from '../../src/report/document/document.ts';
import { CHAIN, drift, textsOf } from '../metrics/check/baselines.ts';
import { run } from '../run.ts';
import { cut, overlaps, struck, textBoxes } from './text-boxes.ts';

const HOSTILE = 'a chain <script>alert(1)</script> & "more"';
const CALL = { out: 'results', since: undefined, command: 'chokepoint check --update' };
const PLACE = { file: 'scenarios/chain.yaml', line: 7, column: 3 };

const before = run(CHAIN);
const slower = run({ ...CHAIN, demands: { users: { ...CHAIN.demands.users, rate: '9000 engine/week' } } });
/** Differs by a thousandth of what it was. */
const hardly = run({ ...CHAIN, demands: { users: { ...CHAIN.demands.users, rate: '9990 engine/week' } } });

function checked(found: Drift | undefined, also: Partial<Checked> = {}): Checked {
  const none = { issues: [], verdicts: [], unjudged: [], outcomes: [], missing: undefined, place: PLACE };
  return { ...none, name: 'chain', file: 'scenarios/chain.yaml', title: HOSTILE, drift: found, ...also };
}
const same = checked(drift(before, textsOf(before)));
const moved = (now: Answer = slower, was = before) => checked(drift(now, textsOf(was)));
const unsound = checked(undefined, {
  name: 'broken',
  title: 'broken',
  issues: [
    {
      ...{ severity: 'error', code: 'unknown-key', path: ['horison'], expected: 'one of start, horizon' },
      ...{ found: 'the key horison', remedy: 'Did you mean horizon?', place: { ...PLACE, line: 4 } },
    },
  ],
});
const withoutBaseline = checked(undefined, { name: 'new', title: 'new', missing: 'results/new/summary.json: none' });
const failing = () => {
  const now = run({ ...CHAIN, expect: [{ that: 'demands.users.time_to_survive >= 40 weeks', because: 'stock' }] });
  return checked(drift(now, textsOf(before)), {
    verdicts: now.verdicts.map((verdict) => ({ ...verdict, place: PLACE })),
  });
};

/** Expectations as stated that differ in why they are astray all the same. */
const claims = () => {
  const now = run({ ...CHAIN, expect: [{ that: 'demands.users.time_to_survive >= 40 weeks', because: 'stock' }] });
  const [one] = now.verdicts.map((verdict) => ({ ...verdict, place: PLACE }));
  if (one === undefined) throw new Error('There is an expectation.');
  return checked(drift(now, textsOf(before)), {
    verdicts: [
      { ...one, met: true, ground: { ...one, that: 'demands.users.fill_rate < 1' } },
      { ...one, met: true, stated: 'contradicted' },
      { ...one, stated: 'undecided', trial: { found: 'contradicted', rival: undefined, faults: ['verdict'] } },
      { ...one, met: true, trial: { found: 'held', rival: one, faults: ['rival'] } },
    ],
  });
};

const report = (...all: Checked[]) => checkReport(all, CALL, 'en');
const section = (of: Report, id: string) => of.sections.find((one) => one.id === id)?.blocks ?? [];
const table = (blocks: readonly Block[], caption: string | RegExp) => {
  const found = blocks.find((block) => block.kind === 'table' && block.caption.match(caption));
  return found?.kind === 'table' ? found.rows.map((row) => row.map(({ text }) => text)) : undefined;
};
const html = (of: Report, svg = '<svg></svg>') =>
  reportHtml(of, {
    pictures: new Map(figuresOf(of).map(({ chart }) => [chart.name, svg])),
    ...{ script: { text: 'let a = 1;', sha256: 'abc=' }, fonts: new Map(), program: 'chokepoint 1' },
  });

describe('the page of a check', () => {
  test('of scenarios that all are as committed says so in one line each, and no more', () => {
    const found = report(same, { ...same, name: 'other', title: 'other' });
    expect(found.title).toBe('All 2 scenarios are as committed');
    expect(found.answer).toEqual(['All 2 scenarios give what is committed, and what is expected.']);
    expect(found.sections).toEqual([
      {
        ...{ id: 'same', heading: 'As committed' },
        blocks: [
          {
            kind: 'points',
            items: [
              `${HOSTILE} (chain): as committed; 0 expectations as stated`,
              'other: as committed; 0 expectations as stated',
            ],
          },
        ],
      },
    ]);
  });

  test('counts scenarios by verdict, and lists those that differ', () => {
    const found = report(same, moved(), failing(), withoutBaseline, unsound);
    expect(found.title).toBe('4 of 5 scenarios are not as committed or expected');
    expect(found.answer[0]).toBe(
      '1 of 5 scenarios gives what is committed and expected; 1 moved; 1 fails what it expects; 1 has no baseline; 1 could not be run.',
    );
    expect(found.answer[1]).toMatch(/^Furthest beyond its tolerance, in “a chain .*”: .* instead of .*, and differs /);
    expect(table(section(found, 'overview'), /differ/)?.map(([name, verdict]) => [name, verdict])).toEqual([
      [`${HOSTILE} (chain)`, expect.stringMatching(/^moved: \d+ differences$/)],
      [`${HOSTILE} (chain)`, '1 of 1 expectation fails'],
      ['new', 'no baseline'],
      ['broken', 'could not be run'],
    ]);
    expect(found.sections.map(({ id }) => id)).toEqual([
      'overview',
      ...['scenario-1', 'scenario-2', 'scenario-3', 'scenario-4'],
      ...['same', 'accept'],
    ]);
  });

  test('of what moved says where it began, what moved, by how much, since when and under which tolerance', () => {
    const one = moved();
    const blocks = section(report(one), 'scenario-1');
    const facts = new Map(blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : [])));
    const { earliest, differences } = one.drift as Drift;
    expect(facts.get('file')).toBe('scenarios/chain.yaml');
    expect(facts.get('first to move')).toBe(`${earliest?.entity}, on ${earliest?.since} (${earliest?.name})`);
    const metrics = table(blocks, /^Metrics/) ?? [];
    const series = table(blocks, /^Series/) ?? [];
    expect(metrics.map(([name]) => name)).toEqual(
      differences
        .filter(({ of }) => of === 'metric')
        .map(({ name }) => name)
        .slice(0, 20),
    );
    expect(metrics.find(([name]) => name === 'demands.users.shortage')).toEqual([
      'demands.users.shortage',
      ...['50 t', '45 t', '−5 t, −10 %', '1e-9 relative'],
    ]);
    expect(series.map(([name]) => name)).toEqual(
      differences
        .filter(({ of }) => of === 'series')
        .map(({ name }) => name)
        .slice(0, 20),
    );
    for (const row of series) {
      const difference = differences.find(({ of, name }) => of === 'series' && name === row[0]);
      expect(row.slice(-2)).toEqual([difference?.since, difference?.largest]);
    }
  });

  test('of an expectation that fails says both sides, how far off, why and where', () => {
    expect(table(section(report(failing()), 'scenario-1'), /fail/)).toEqual([
      [
        'demands.users.time_to_survive >= 40 weeks',
        ...[expect.stringMatching(/weeks$/), '40 weeks', expect.stringMatching(/^\d+ weeks \([\d.]+ %\)$/)],
        ...['stock', 'scenarios/chain.yaml:7'],
      ],
    ]);
  });

  test('of an expectation that nothing could judge, and of what could not be run, says what to do', () => {
    const issue = { ...(unsound.issues[0] as Checked['issues'][number]), path: ['expect', 0, 'that'] };
    const unjudged = checked(same.drift, { unjudged: [{ ...issue, severity: 'warning' }] });
    expect(table(section(report(unjudged), 'scenario-1'), /fail/)?.[0]?.[1]).toBe('not judged: it needs an ensemble');
    expect(table(section(report(unsound), 'scenario-1'), /wrong/)).toEqual([
      ['scenarios/chain.yaml:4', 'horison', 'one of start, horizon', 'the key horison', 'Did you mean horizon?'],
    ]);
  });

  test('tells what is new, lost, in another unit or of other dates, and a horizon that changed', () => {
    const longer = run({ ...CHAIN, horizon: '24 weeks' });
    const others = table(section(report(moved(longer)), 'scenario-1'), /^Other/) ?? [];
    expect(others[0]).toEqual(['end', 'other dates', '2025-05-26', '2025-06-23']);
    const texts = textsOf(before);
    const spoiled = {
      ...texts,
      'series.csv': (texts['series.csv'] as string).replaceAll(
        /,lane,shipped,(.*),t\/step/g,
        ',lane,shipped,$1,kg/step',
      ),
    };
    const found = report(checked(drift(before, spoiled)));
    expect(table(section(found, 'scenario-1'), /^Other/)).toEqual([
      ['flows.lane.shipped', 'in another unit', 'kg/step', 't/step'],
    ]);
  });

  test('says how to accept what moved, and of what else is to be done', () => {
    const words = (of: Report) =>
      section(of, 'accept').map((block) => (block.kind === 'prose' || block.kind === 'command' ? block.text : ''));
    expect(words(report(moved()))).toEqual([expect.stringContaining('commit them'), CALL.command]);
    expect(words(report(failing()))).toEqual([expect.stringContaining('No update accepts an expectation')]);
    expect(words(report(unsound))).toEqual([expect.stringContaining('Nothing is written until')]);
    expect(words(checkReport([moved()], { ...CALL, since: 'main' }, 'en'))[0]).toContain('revision main');
    expect(words(checkReport([moved()], { ...CALL, command: undefined }, 'en'))).toEqual([
      expect.stringContaining('Values were put over'),
    ]);
  });

  test('says of a claim that is astray why, on the terminal in both languages', () => {
    const lines = (language: 'en' | 'zh') =>
      checkLines(claims(), language).lines.filter((line) => !line.startsWith(' '));
    expect(lines('en')).toMatchInlineSnapshot(`
      [
        "NOT SO        demands.users.time_to_survive >= 40 weeks (stock), its reason is not so, demands.users.fill_rate < 1: 9 weeks, against 40 weeks: off by 31 weeks (77.5 %)",
        "NOT SO        demands.users.time_to_survive >= 40 weeks (stock), a claim that must stay false holds: 9 weeks, against 40 weeks: off by 31 weeks (77.5 %)",
        "NOT SO        demands.users.time_to_survive >= 40 weeks (stock), stated undecided, found contradicted: 9 weeks, against 40 weeks: off by 31 weeks (77.5 %)",
        "NOT SO        demands.users.time_to_survive >= 40 weeks (stock), its rival does not flip it: 9 weeks, against 40 weeks: off by 31 weeks (77.5 %)",
      ]
    `);
    expect(lines('zh')).toMatchInlineSnapshot(`
      [
        "不符    demands.users.time_to_survive >= 40 weeks（stock），所述理由不成立（demands.users.fill_rate < 1）：9 周，对照 40 周：相差 31 周 (77.5 %)",
        "不符    demands.users.time_to_survive >= 40 weeks（stock），本应始终不成立的说法成立了：9 周，对照 40 周：相差 31 周 (77.5 %)",
        "不符    demands.users.time_to_survive >= 40 weeks（stock），文件称“尚无定论”，检验结果为“不成立”：9 周，对照 40 周：相差 31 周 (77.5 %)",
        "不符    demands.users.time_to_survive >= 40 weeks（stock），换成对立的数值，结论并未翻转：9 周，对照 40 周：相差 31 周 (77.5 %)",
      ]
    `);
    const rows = table(section(report(claims()), 'scenario-1'), 'Expectations that fail');
    expect(rows?.map((row) => row[4])).toMatchInlineSnapshot(`
      [
        "stock; its reason is not so, demands.users.fill_rate < 1",
        "stock; a claim that must stay false holds",
        "stock; stated undecided, found contradicted",
        "stock; its rival does not flip it",
      ]
    `);
  });

  test('in Chinese says all of it in Chinese, as the terminal does: names and what a file writes stay', () => {
    const all = [
      same,
      moved(),
      failing(),
      claims(),
      withoutBaseline,
      unsound,
      moved(run({ ...CHAIN, horizon: '24 weeks' })),
    ];
    const page = html(checkReport(all, CALL, 'zh'))
      .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
      .replace(/<code[^>]*>[\s\S]*?<\/code>/g, '')
      .replace(/<[^>]+>/g, '\n');
    const printed = all.flatMap((one) => {
      const { head, lines } = checkLines(one, 'zh');
      return [head, ...lines];
    });
    const kept = [HOSTILE.replaceAll('<', '&lt;').replaceAll('"', '&quot;'), HOSTILE];
    const words = [
      ...page.replaceAll('&amp;', '&').replaceAll('&gt;', '>').replaceAll('\u00a0', ' ').split('\n'),
      ...printed,
    ]
      .map((line) => kept.reduce((text, name) => text.replaceAll(name, ''), line))
      .map((line) =>
        line.replace(
          /1e-9 relative|chokepoint( check --\w+| 1)|--json|one of start, horizon|the key horison|Did you mean horizon\?/g,
          '',
        ),
      )
      .map((line) =>
        line.replace(
          /[\w]+(?:[._/-]\w+)+|horison|\bsteps\b|results|USD|weeks|SHA|CSV|stock|engines?|\b(?:chain|broken|new|mean|summary|none|end|p\d\d)\b/g,
          '',
        ),
      );
    expect(words.filter((line) => /[A-Za-z]{3,}/.test(line))).toEqual([]);
    expect(words.some((line) => line.includes('最早变动'))).toBe(true);
  });

  test('keeps whatever a file says as text', () => {
    const written = html(report(moved(), failing(), same));
    expect(written).not.toContain('<script>alert');
    expect(written).toContain('a chain &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot; (chain)');
    expect(written.match(/<script/g)).toHaveLength(2);
  });

  test('holds exactly the numbers of the differences', () => {
    const one = moved();
    const written = html(report(one));
    for (const { old, now, of } of (one.drift as Drift).differences.filter(({ of }) => of === 'metric').slice(0, 20)) {
      expect(of).toBe('metric');
      expect(written).toContain(`<data value="${old}">`);
      expect(written).toContain(`<data value="${now}">`);
    }
  });
});

describe('the charts of what moved', () => {
  const figures = (...all: Checked[]): Figure[] => figuresOf(report(...all));
  const panels = ({ chart }: Figure) => (chart.spec as unknown as { vconcat: unknown[] }).vconcat.length - 1;
  const shorter = run({ ...CHAIN, start: '2025-03-03', horizon: '12 weeks' });
  const entityOf = ({ heading }: Figure) => heading.split('.').slice(0, 2).join('.');

  test('are one an entity, the furthest beyond its tolerance first, four at most, and the rest is counted', () => {
    const one = moved();
    const { movers } = one.drift as Drift;
    const drawn = figures(one);
    const names = movers.map(({ difference }) => difference.name);
    const firsts = names.filter((name, n) => {
      const entity = name.split('.').slice(0, 2).join('.');
      return names.findIndex((other) => other.startsWith(`${entity}.`)) === n;
    });
    expect(firsts.length).toBeGreaterThan(4);
    expect(drawn.map(({ heading }) => heading)).toEqual(firsts.slice(0, 4));
    expect(new Set(drawn.map(entityOf)).size).toBe(4);
    expect(section(report(one), 'scenario-1')).toContainEqual({
      kind: 'prose',
      text: `Drawn: of each of 4 entities the series that moved furthest. ${movers.length - 4} more series moved.`,
    });
  });

  test('have names of their own on a page of many scenarios, and are fewer of each there', () => {
    const names = figures(...Array.from({ length: 30 }, () => moved())).map(({ chart }) => chart.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(60);
    expect(figures(...Array.from({ length: 70 }, () => moved()))).toHaveLength(70);
  });

  test('draw the committed and the new values, each as it is', () => {
    for (const { chart, heading } of figures(moved())) {
      const { movers } = moved().drift as Drift;
      const mover = movers.find(({ difference }) => difference.name === heading);
      const [panel] = chart.panels;
      const days = placesOf(panel);
      for (const [name, column] of [['now', mover?.now] as const, ['as committed', mover?.old] as const]) {
        const line = panel.lines.find((one) => one.name === name);
        const place = column?.dates.indexOf(formatDate(days[1])) as number;
        expect(line?.values[1]).toBeCloseTo(column?.values[place] as number, 4);
      }
      expect(chart.alt.startsWith(chart.title)).toBe(true);
      expect(chart.title).toMatch(/ is .* instead of .* on \d+ \w+ 2025, and differs (since|from)/);
    }
  });

  test('show the difference in a panel of its own only where it could hardly be seen', () => {
    expect(figures(moved()).map(panels)).toEqual([1, 1, 1, 1]);
    expect(figures(moved(hardly)).map(panels)).toContain(2);
    for (const figure of figures(moved(hardly)).filter((one) => panels(one) === 2)) {
      expect(figure.chart.panels[1]?.title).toMatch(/^Difference/);
      expect(figure.chart.panels[1]?.lines.map(({ name }) => name)).toEqual(['Difference, now less committed']);
    }
  });

  test('draw a value to the end of its step, and nothing where there is none', () => {
    const none = spoil((line) =>
      line[3] === 'shipped' && (line[0] as string) > '2025-03-01' ? line.with(4, '') : line,
    );
    const [{ chart }] = figures(none) as [Figure];
    const points = JSON.stringify(chart.spec).match(/\{"date":"[^"]*","before":[^}]*\}/g) ?? [];
    const rows = points.map((row) => JSON.parse(row) as { date: string; before: number | null });
    const first = rows.findIndex(({ before }) => before === null);
    expect(rows[first].date).toBe('2025-03-03');
    expect(rows[first - 1]).toEqual({ date: '2025-03-03', before: rows[first - 2].before });
    expect(panels({ chart } as Figure)).toBe(1);
    expect(chart.title).toContain('instead of none on 3 March 2025');
  });

  test('have a table with the steps that differ most, the first beyond tolerance among them', () => {
    const { movers } = moved().drift as Drift;
    for (const { heading, tables } of figures(moved())) {
      const difference = movers.find((one) => one.difference.name === heading)?.difference;
      const [{ rows, caption }] = tables as [Figure['tables'][number]];
      expect(rows.length).toBeLessThanOrEqual(12);
      expect(caption).toContain(`of ${difference?.steps} beyond`);
      const dates = rows.map(([date]) => date?.text);
      expect(dates).toEqual(dates.toSorted());
      expect(dates).toContain(difference?.since);
      const largest = rows.find(([date]) => date?.text === difference?.largest);
      expect(largest?.[3]?.value).toBe(difference?.by);
    }
  });

  /** Baselines that are hard to draw. */
  const spoil = (change: (cells: string[]) => string[] | undefined) => {
    const texts = textsOf(before);
    const [header, ...lines] = (texts['series.csv'] as string).trimEnd().split('\n');
    const kept = lines.flatMap((line) => change(line.split(','))?.join(',') ?? []);
    return checked(drift(before, { ...texts, 'series.csv': `${[header, ...kept].join('\n')}\n` }));
  };
  const HARD: Readonly<Record<string, () => Checked>> = {
    'what moved much': () => moved(),
    'what hardly moved': () => moved(hardly),
    'what moved by the last digits': () => {
      const cells = (line: string[]) =>
        line[3] === 'shipped' ? line.with(4, String(Number(line[4]) * (1 + 4e-9))) : line;
      return spoil(cells);
    },
    'negative values': () => spoil((line) => (line[3] === 'shipped' ? line.with(4, `-${line[4]}`) : line)),
    'no values before': () => spoil((line) => (line[3] === 'shipped' ? line.with(4, '') : line)),
    'what is no number before': () => spoil((line) => (line[3] === 'shipped' ? line.with(4, 'NaN') : line)),
    'a number in a thousand million': () => spoil((line) => (line[3] === 'shipped' ? line.with(4, '1e12') : line)),
    'another horizon': () => moved(shorter),
    'a single date in common': () => spoil((line) => (line[0] === '2025-01-06' ? line.with(4, '3') : undefined)),
    'a long name': () => {
      const name = 'a_stockpile_with_a_name_that_fills_more_than_one_line_of_a_title_and_then_some';
      const stockpiles = { ...CHAIN.stockpiles, [name]: { cover: '2 weeks' } };
      const scenario = (rate: string) => ({
        ...CHAIN,
        stockpiles,
        flows: { ...CHAIN.flows, in: { to: name } },
        demands: { far: { from: name, rate } },
      });
      return moved(run(scenario('3 t/week')), run(scenario('2 t/week')));
    },
  };

  test.each(Object.entries(HARD))('of %s: text is whole, apart and not struck through', async (_, scenario) => {
    const drawn = figures(scenario());
    expect(drawn.length).toBeGreaterThan(0);
    for (const { chart } of drawn) {
      expect(chart.alt + JSON.stringify(chart.spec)).not.toMatch(/undefined|NaN|Infinity/);
      const svg = await renderSvg(chart.spec, textWidth);
      expect(overlaps(textBoxes(svg))).toEqual([]);
      expect(cut(textBoxes(svg), svg)).toEqual([]);
      expect(struck(textBoxes(svg), svg)).toEqual([]);
      expect(/width="(\d+)"/.exec(svg)?.[1]).toBe('800');
    }
  });

  test('are left out where the dates of a baseline are none', () => {
    expect(
      figures(spoil((line) => line.with(0, line[0] === '2025-01-06' ? 'soon' : (line[0] as string)).with(4, '1'))),
    ).toEqual([]);
  });
});
