/** why as a user meets it: the built command, in a folder of its own. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandIn } from './command.ts';

/** A lane reviewed and then closed, a reserve, and one that may be closed or not. */
const LANE = `version: 2
title: A lane and its closing
start: 2025-01-01
horizon: 40 weeks
runs: 20
focus: demands.works
assumptions:
  closes: {chance: 60%, why: a test}
stockpiles:
  ore: {cover: 4 weeks}
  reserve: {target: 40 t}
flows:
  lane: {to: ore, lead: 2 weeks, licence: export}
  release: {title: Release of the reserve, from: reserve, to: ore, capacity: 10 t/week, release: {below: 2 weeks}}
licences:
  export:
    phases:
      - {from: 2025-02-12, title: {en: half let through, zh: 放行一半}, allow: 50%}
      - {from: 2025-06-04, title: {en: closed, zh: 关闭}, allow: '1 - closes'}
demands:
  works: {title: {en: Works, zh: 工厂}, from: ore, rate: 10 t/week}
`;

const STUDY = `version: 2
title: More stock
base: lane.yaml
variants:
  stock: {title: more in hand, set: {stockpiles.ore.cover: 8 weeks, stockpiles.reserve.target: 90 t}}
  other: {title: another file, extends: other.yaml}
`;

const NAMED = `${STUDY.replace(/ {2}other:.*\n/, '').replace('stockpiles.reserve.target: 90 t', 'stockpiles.reserve.target: 90 t, licences.export.phases: [{from: 2025-02-12, allow: 0}]')}causes:
  more: {title: {en: more stock, zh: 更多库存}, relief: true, without: {stockpiles.ore.cover: 4 weeks, stockpiles.reserve.target: 40 t}}
  closing: {title: closing of the lane, licence: export}
`;

/** Lanes of one stockpile, each of which closes in a week of its own. */
function manyLanes(count: number): string {
  const each = (make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('\n');
  const day = (n: number) => new Date(Date.UTC(2025, 0, 8 + 7 * n)).toISOString().slice(0, 10);
  return `version: 2
title: Many
start: 2025-01-01
horizon: 40 weeks
stockpiles: {ore: {cover: 2 weeks}}
demands: {works: {from: ore, rate: 10 t/week}}
flows:
${each((n) => `  l${n}: {to: ore, lead: 1 week, capacity: 1 t/week}`)}
events:
${each((n) => `  - {date: ${day(n)}, title: e${n}, set: {flows.l${n}.capacity: 0}}`)}
`;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-why-'));
  const calm = LANE.replace('allow: 50%', 'allow: 100%').replace("'1 - closes'", '1');
  const files = {
    'lane.yaml': LANE,
    'other.yaml': LANE.replace('A lane and its closing', 'Another lane')
      .replace('allow: 50%', 'allow: half')
      .replace('assumptions:', 'assumptions:\n  half: {title: {en: half, zh: 放行}, value: 30%, why: a test}')
      .replace(/\n {2}release: .*/, '')
      .replace('lead: 2 weeks', 'lead: 1 week'),
    'later.yaml': LANE.replace('horizon: 40 weeks', 'horizon: 41 weeks'),
    'joined.yaml': `${LANE}  others: {from: ore, rate: 1 t/week}\n`,
    'named.yaml': NAMED,
    'misnaming.yaml': `${NAMED}  other: {licence: exprot}\n  none: {}\n  never: {from: 2025-02-30}\n`,
    'untrue.yaml': NAMED.replace('cover: 4 weeks', 'cover: 5 weeks'),
    'study.yaml': STUDY,
    'calm.yaml': calm,
    'barren.yaml': calm.replace(/\n {2}release: .*/, '').replace('lead: 2 weeks', 'lead: 2 weeks, capacity: 8 t/week'),
    'many.yaml': manyLanes(18),
    'late.yaml': LANE.replace('rate: 10 t/week}', 'rate: 10 t/week, unmet: backordered}'),
    'unreadable.yaml': `${LANE}causes:
  more: {without: {demands.works.rate: 5 t/wek}}
`,
    'misnamed.yaml': `${LANE}causes:
  spring: {licence: export, from: 2025-02-13}
  lane: {licence: exprot}
  none: {title: nothing}
  lost: {without: {flows.lan.capacity: 0 t/week}}
`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chokepoint = commandIn(() => folder);
const json = (...parts: string[]) => JSON.parse(readFileSync(join(folder, ...parts), 'utf8'));

test('why tells what each change cost, what was saved and where it was lost, and leaves both with two charts', () => {
  const { status, stdout, stderr } = chokepoint('why', 'lane.yaml', '--charts', 'svg', '--out', 'out');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/Works lack \d+ t by 8 October 2025\./);
  expect(stdout).toMatch(/“closed” \(from 4 June 2025\) would have cost \d+ t .*“Release of the reserve” saved 40 t/);
  expect(readdirSync(join(folder, 'out', 'lane.why')).sort()).toEqual([
    ...['why-time.svg', 'why-time.vl.json', 'why-waterfall.svg', 'why-waterfall.vl.json', 'why.csv', 'why.json'],
  ]);
  const { causes, demands, program } = json('out', 'lane.why', 'why.json');
  expect(program).toMatch(/^chokepoint /);
  expect(causes.map(({ id, role, from }: Record<string, string>) => [id, role, from])).toEqual([
    ['licences.export@2025-02-12', 'harm', '2025-02-12'],
    ['licences.export@2025-06-04', 'harm', '2025-06-04'],
    ['flows.release.release', 'relief', expect.any(String)],
  ]);
  const { lacked, base, causes: own, places } = demands.works;
  const values = Object.values(own as Record<string, { value: number }>).map(({ value }) => value);
  expect(values.reduce((sum, value) => sum + value, base)).toBeCloseTo(lacked, 6);
  const lost = Object.values(places as Record<string, number>);
  expect(lost.reduce((sum, value) => sum + value, 0)).toBeCloseTo(lacked, 6);
  // Rows of the table by date, cause and place add up to the same.
  const [head, ...rows] = readFileSync(join(folder, 'out', 'lane.why', 'why.csv'), 'utf8')
    .trim()
    .split('\n');
  expect(head).toBe('date,demand,role,cause,place,value,unit');
  const total = rows.reduce((sum, row) => sum + Number(row.split(',')[5]), 0);
  expect(total).toBeCloseTo(lacked, 5);
});

test('the same in Chinese, of a user who waits: fell behind, waits at the end, and how long at most', () => {
  const { stdout } = chokepoint('why', 'late.yaml', '--lang', 'zh', '--no-charts');
  expect(stdout).toMatch(/截至2025年10月8日，工厂累计拖欠 \d+ t，最长等待 .+，期末尚欠 \d+ t。/);
  expect(stdout).toMatch(/“关闭”（自2025年6月4日起）本会造成短缺 \d+ t/);
  const { stdout: english } = chokepoint('why', 'late.yaml', '--no-charts');
  expect(english).toMatch(/Works fall behind by \d+ t in all .*; the longest wait is .+, and \d+ t still waits/);
});

test('where nobody is short that is said, without shares', () => {
  const { status, stdout } = chokepoint('why', 'calm.yaml', '--no-charts');
  expect(status).toBe(0);
  expect(stdout).toContain('Works lack nothing by 8 October 2025.');
  expect(stdout).not.toContain('%');
});

test('where nobody is short and nobody is in focus that is said of all', () => {
  const file = readFileSync(join(folder, 'calm.yaml'), 'utf8').replace(/focus: .*\n/, '');
  writeFileSync(join(folder, 'all-calm.yaml'), file);
  const { status, stdout } = chokepoint('why', 'all-calm.yaml', '--no-charts');
  expect(status).toBe(0);
  expect(stdout).toContain('Works lack nothing by 8 October 2025.');
});

test('projects of the day of an event are called by their own names, and what did nothing has no colour', () => {
  const project = (title: string) => `{title: ${title}, adds: 1 t/week, decided: 2025-02-12, takes: 10 weeks}`;
  writeFileSync(
    join(folder, 'plants.yaml'),
    LANE.replace(
      'licence: export}',
      `licence: export}
  plant: {to: ore, lead: 2 weeks, capacity: 1 t/week, projects: [${project('North')}, ${project('South')}]}`,
    ).replace(
      'demands:',
      `events:
  - {date: 2025-02-12, title: The controls}
  - {date: 2025-09-24, title: Late growth, scale: {demands.idle.rate: 110%}}
demands:
  idle: {from: reserve, rate: 0.01 t/week}`,
    ),
  );
  const { status, stdout } = chokepoint('why', 'plants.yaml', '--by', 'date', '--set', 'assumptions.closes=1');
  expect(status).toBe(0);
  expect(stdout).toContain('“North and South”');
  expect(stdout).not.toContain('“The controls”');
  const [, drawn] = /(\S+\/why-time)\.png/.exec(stdout) ?? [];
  expect(readFileSync(join(folder, `${drawn}.svg`), 'utf8')).not.toContain('other cause');
});

test('causes that name nothing are refused, each with its place', () => {
  const { status, stderr } = chokepoint('why', 'misnamed.yaml', '--no-charts');
  expect(status).toBe(2);
  expect(stderr).toMatch(/causes\.lane\.licence[\s\S]*a licence that exists, got exprot/);
  expect(stderr).toMatch(/causes\.none[\s\S]*without, or else licence, flow or from/);
  expect(stderr).toMatch(/causes\.lost\.without[\s\S]*a path of the scenario, got flows\.lan[\s\S]*flows\.lane|lane/);
  const { stderr: other } = chokepoint('why', 'lane.yaml', '--set', 'causes.spring={from: 2025-02-13}', '--no-charts');
  expect(other).toMatch(/causes\.spring[\s\S]*a cause that something of the scenario belongs to, got nothing/);
  const twice = ['causes.all={title: all, licence: export}', 'causes.june={title: June, from: 2025-06-04}'];
  const { stderr: overlapping } = chokepoint(
    'why',
    'lane.yaml',
    ...twice.flatMap((one) => ['--set', one]),
    '--no-charts',
  );
  expect(overlapping).toMatch(
    /causes\.june[\s\S]*a change that no cause before it has, got what causes\.all has already/,
  );
});

test('what holds without a cause and cannot be read is told where it stands, by why and by run', () => {
  const { length } = LANE.split('\n');
  for (const [command, ...more] of [['why'], ['run', '--runs', '1']] as const) {
    const { status, stderr } = chokepoint(command, 'unreadable.yaml', '--no-charts', ...more, '--out', 'unreadable');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      new RegExp(`^unreadable.yaml:${length + 1}:\\d+ +error unknown-reference +causes\\.more\\.`),
    );
    expect(stderr).toMatch(/a unit or a name that exists, got wek, without cause more[\s\S]*Did you mean week\?/);
    expect(stderr).toMatch(/\n1 error; nothing was written\./);
  }
  expect(existsSync(join(folder, 'unreadable'))).toBe(false);
});

test('an unknown user and an unknown phase are refused', () => {
  const { status, stderr } = chokepoint('why', 'lane.yaml', '--demand', 'work', '--no-charts');
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/a demand, got work[\s\S]*works/) });
  const { stderr: other } = chokepoint('why', 'lane.yaml', '--fields', 'licences.export', '--no-charts');
  expect(other).toContain('licences.export@2025-02-12');
});

test('over replicates each cause has a range, which is 0 where a chance spares it', () => {
  const { status, stdout } = chokepoint('why', 'lane.yaml', '--runs', '20', '--no-charts', '--json', '--quiet');
  expect(status).toBe(0);
  const { ensemble } = JSON.parse(stdout);
  const closed = ensemble.demands.works.causes['licences.export@2025-06-04'];
  expect(closed.p05).toBeCloseTo(0, 9);
  expect(closed.p95).toBeGreaterThan(closed.mean);
  const { mean } = ensemble.demands.works.lacked;
  const means = Object.values(ensemble.demands.works.causes as Record<string, { mean: number }>).map((one) => one.mean);
  expect(means.reduce((sum, value) => sum + value, 0)).toBeCloseTo(mean, 6);
});

test('between two policies each thing that they set differently adds or saves its part', () => {
  const { status, stdout } = chokepoint('why', 'study.yaml', '--policies', 'base', 'stock', '--no-charts');
  expect(status).toBe(0);
  expect(stdout).toMatch(/Works lack \d+ t under “.+” and \d+ t under “more in hand”\./);
  expect(stdout).toMatch(/Of the difference: “.+” saves \d+ t; “.+” saves \d+ t\./);
  const { stderr: unknown } = chokepoint('why', 'study.yaml', '--policies', 'base', 'stok', '--no-charts');
  expect(unknown).toMatch(/two variants of the study, got base stok[\s\S]*stock/);
});

test('what differs between two scenario files, or variants of two, is what makes the difference', () => {
  const { status, stdout } = chokepoint(
    'why',
    '--policies',
    'lane.yaml',
    'other.yaml',
    '--no-charts',
    '--lang',
    'zh',
    '--out',
    'pair',
  );
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(
      /差额之中：“Release of the reserve”增加 40 t；“export的各阶段规定”增加 \d+ t；“lane的运输时间”增加 10 t/,
    ),
  });
  const { causes, demands, options } = json('pair', readdirSync(join(folder, 'pair'))[0] ?? '', 'why.json');
  expect(options.policies).toEqual({ from: 'A lane and its closing', to: 'Another lane' });
  expect(causes.map(({ id }: { id: string }) => id)).toMatchInlineSnapshot(`
    [
      "flows.lane.lead",
      "flows.release",
      "licences.export.phases",
    ]
  `);
  const { base, lacked, causes: values } = demands.works;
  const sum = Object.values(values as Record<string, { value: number }>).reduce((all, { value }) => all + value, base);
  expect(sum).toBeCloseTo(lacked, 6);
  const { stdout: ofStudy } = chokepoint('why', 'study.yaml', '--policies', 'base', 'other', '--no-charts');
  expect(ofStudy).toMatch(/“Release of the reserve” adds 40 t/);
});

test('between scenarios of other times or users nothing is compared, and why is said', () => {
  const refusal = (...args: string[]) => chokepoint('why', '--policies', 'lane.yaml', ...args, '--no-charts').stderr;
  expect(refusal('later.yaml')).toMatchInlineSnapshot(`
    "later.yaml:1:1  error conflict  end
        expected the times of the first, 2025-01-01 to 2025-10-08 in steps of 7 days, got 2025-01-01 to 2025-10-15 in steps of 7 days
        Give both one start, end and step.
      1 | version: 2
          ^

    1 error; nothing was written.
    "
  `);
  expect(refusal('joined.yaml')).toMatchInlineSnapshot(`
    "joined.yaml:21:3  error conflict  demands
        expected the users of the first, works, got others, works
        Give both the same demands.
      21 |   works: {title: {en: Works, zh: 工厂}, from: ore, rate: 10 t/week}
             ^

    1 error; nothing was written.
    "
  `);
  expect(refusal('missing.yaml')).toMatchInlineSnapshot(`
    "missing.yaml:1:1  error missing-file
        expected a file that can be read, got missing.yaml: there is no such file
        Check the path.

    1 error; nothing was written.
    "
  `);
  expect(refusal()).toMatchInlineSnapshot(`
    "why wants a file, or two scenario files after --policies
    Try chokepoint why --help.
    "
  `);
  expect(refusal('other.yaml', '--by', 'date')).toMatchInlineSnapshot(`
    "--by is about the changes of one scenario, not about --policies; take one out
    Try chokepoint why --help.
    "
  `);
});

test('causes of a study name and join what its policies set, and come last where they are reliefs', () => {
  const { status, stdout } = chokepoint('why', 'named.yaml', '--policies', 'stock', '--no-charts', '--lang', 'zh');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/差额之中：“closing of the lane”增加 \d+(\.\d+)? t；“更多库存”减少 \d+(\.\d+)? t/),
  });
  expect(stdout).toMatch(/本会短缺/);
});

test('causes of a study that name nothing, or say what does not hold, are refused, each at its place', () => {
  const { stderr } = chokepoint('why', 'misnaming.yaml', '--policies', 'stock', '--no-charts');
  expect(stderr).toMatchInlineSnapshot(`
    "misnaming.yaml:9:3  error unknown-reference  causes.other
        expected a cause that something that variants set belongs to, got licences.exprot
        Variants set stockpiles.ore.cover, stockpiles.reserve.target, licences.export.phases.
      9 |   other: {licence: exprot}
            ^
    misnaming.yaml:10:3  error conflict  causes.none
        expected without, or else licence, flow or from, got none of them
        Say what holds without it, or whose changes it is.
      10 |   none: {}
             ^
    misnaming.yaml:11:11  error bad-date  causes.never.from
        expected a date such as 2025-04-04, got 2025-02-30
        Write year-month-day, a day that exists.
      11 |   never: {from: 2025-02-30}
                     ^

    3 errors; nothing was written.
    "
  `);
  expect(chokepoint('why', 'untrue.yaml', '--policies', 'stock', '--no-charts').stderr).toMatchInlineSnapshot(`
    "untrue.yaml:7:68  error conflict  causes.more.without
        expected what holds under “base case”, to which a cause between policies goes back, got stockpiles.ore.cover: "5 weeks", stockpiles.reserve.target: "40 t"
        Write the values of the base; a third policy is a variant of its own.
      7 | le: {en: more stock, zh: 更多库存}, relief: true, without: {stockpiles.ore.cover: 5 weeks, stockpiles.reserve.targ
                                                                 ^

    1 error; nothing was written.
    "
  `);
});

test('run says why its subject is short, in its answer, a section, and why.json', () => {
  const { status, stdout } = chokepoint('run', 'lane.yaml', '--runs', '1', '--no-charts', '--out', 'ran');
  expect(status).toBe(0);
  expect(stdout).toMatch(/“closed” \(from 4 June\s+2025\) would have cost/);
  expect(stdout).toMatch(/\nWhy\n/);
  expect(json('ran', 'lane', 'why.json').demands.works.lacked).toBeGreaterThan(0);
});

test('the report of a run tells too many causes from none', () => {
  const whyOf = (file: string) => {
    const { status, stdout } = chokepoint('run', file, '--runs', '1', '--no-charts', '--out', 'told');
    expect(status).toBe(0);
    return /\nWhy\n(.*?)\n\n/s.exec(stdout)?.[1]?.replace(/\s+/g, ' ').trim();
  };
  expect(whyOf('barren.yaml')).toBe(
    'No change in this scenario has an effect: whoever is short is so from the start, and there are no causes to weigh.',
  );
  expect(whyOf('many.yaml')).toBe('18 causes are too many to be weighed beside a run: `chokepoint why` weighs them.');
});
