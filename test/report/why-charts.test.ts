/** The charts of causes: all that is lacked is drawn, above and below nothing, and who is left out is named. */
import { expect, test } from 'vitest';
import { whyTime, whyWaterfall } from '../../src/index.ts';
import { START, week } from '../metrics/weeks.ts';
import { why } from '../metrics/why/explained.ts';

/** Lanes of users who were short before the run began, closed a while in it; the last has an open lane to turn to. */
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const each = (make: (id: string) => object) => Object.fromEntries(IDS.map((id) => [id, make(id)]));
const found = why({
  ...{ version: 2, title: 'Six users', start: START, horizon: '20 weeks' },
  stockpiles: each(() => ({ initial: '0 t' })),
  flows: each((id) => ({ to: id, lead: '1 week', capacity: '8 t/week', licence: 'export' })),
  licences: { export: { phases: [{ from: week(5), allow: 0 }] } },
  demands: each((id) => ({ title: `User ${id}`, from: id, rate: '10 t/week' })),
});
const all = IDS.map((_, k) => k);

test('what is lacked without any cause is an area of its own, on which the others stand', () => {
  const lines = whyTime(found, all, 'en')?.panels[0]?.lines ?? [];
  expect(lines.map(({ name }) => name)).toEqual([
    ...['without any cause', expect.stringContaining('allow 0 %'), 'what is lacked'],
  ]);
  const [base, closed, lacked] = lines.map(({ values }) => Array.from(values)) as [number[], number[], number[]];
  // Two tonnes a week more are needed than the lane can carry; closed, eight more a week after.
  for (const [n, value] of lacked.entries()) expect(base[n] as number).toBeLessThanOrEqual(value + 1e-9);
  for (const [n, value] of lacked.entries()) expect((base[n] as number) + (closed[n] as number)).toBeCloseTo(value, 9);
  expect(Math.max(...base)).toBeCloseTo(2, 9);
});

test('the alternative texts are sentences, each with one full stop', () => {
  for (const language of ['en', 'zh'] as const) {
    const texts = [whyTime(found, all, language)?.alt ?? '', whyWaterfall(found, all, language)?.alt ?? ''];
    for (const text of texts) expect(text).not.toMatch(/[.。]{2}/);
    expect(texts[1]).toMatch(/ costs most, 112 t\. |，112 t。/);
  }
});

test('users for whom there is no room are named below both charts', () => {
  for (const chart of [whyTime(found, all, 'en'), whyWaterfall(found, all, 'en')]) {
    expect(JSON.stringify(chart?.spec)).toContain('Not shown: User e and User f.');
  }
  for (const chart of [whyTime(found, [0, 1], 'en'), whyWaterfall(found, [0, 1], 'en')]) {
    expect(JSON.stringify(chart?.spec)).not.toContain('Not shown');
  }
});

test('the titles claim what is drawn: the cause that costs the first user most, and the most that it lacks in a step', () => {
  const titles = (language: 'en' | 'zh') =>
    [whyWaterfall(found, all, language), whyTime(found, all, language)].map((chart) =>
      chart?.title.replaceAll('\u00a0', ' '),
    );
  expect(titles('en')).toEqual([
    'User a would lack 152 t; “allow 0 %” (from 5 February 2025) costs most, 112 t',
    'User a would lack up to 10 t in 7 days, reached on 12 February 2025',
  ]);
  expect(titles('zh')).toEqual([
    expect.stringMatching(/^User a短缺 152 t；损失最大的原因是.+，112 t$/),
    'User a在 7 天内至多缺 10 t，于2025年2月12日达到',
  ]);
});
