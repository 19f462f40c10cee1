/** What must hold of every chart, however hard it is to draw. */
import { describe, expect, test } from 'vitest';
import { renderPng } from '../../src/cli/png.ts';
import { renderSvg } from '../../src/cli/render.ts';
import { type Chart, textWidth } from '../../src/index.ts';
import { CASES } from './cases.ts';
import { ensembleChartsFor, uncertain } from './ensembles.ts';
import { chartsFor, type Magnets, magnets } from './magnets.ts';
import { cut, overlaps, struck, textBoxes } from './text-boxes.ts';

/** The cases as central runs in English, and with an ensemble around each in Chinese. */
const DRAWN: readonly (readonly [string, () => Chart[]])[] = Object.entries(CASES).flatMap(([name, scenario]) => [
  [name, () => chartsFor(scenario())] as const,
  [`${name}, uncertain`, () => ensembleChartsFor(uncertain(scenario() as Magnets), 12, 'zh')] as const,
  [`${name}, uncertain, in English`, () => ensembleChartsFor(uncertain(scenario() as Magnets), 12)] as const,
]);

describe.each(DRAWN)('%s', (_, chartsOfCase) => {
  const charts = chartsOfCase();

  test('there is at least one chart, and the shortages come first', () => {
    expect(charts[0]?.name).toBe('shortages');
  });

  test.each(charts.map((chart) => [chart.name, chart] as const))(
    '%s: all text is whole, apart, and not struck through',
    async (_, { spec, narrow }) => {
      for (const [drawn, width] of [[spec, '800'] as const, [narrow, '380'] as const]) {
        if (drawn === undefined) continue;
        const svg = await renderSvg(drawn, textWidth);
        const boxes = textBoxes(svg);
        expect(boxes.length).toBeGreaterThan(2);
        expect(overlaps(boxes)).toEqual([]);
        expect(cut(boxes, svg)).toEqual([]);
        expect(struck(boxes, svg)).toEqual([]);
        expect(/width="(\d+)"/.exec(svg)?.[1]).toBe(width);
      }
    },
  );

  test.each(charts.map((chart) => [chart.name, chart] as const))(
    '%s: says in words what it shows',
    (_, { alt, title, spec }) => {
      expect(alt.startsWith(title)).toBe(true);
      expect(alt).not.toMatch(/undefined|NaN|Infinity/);
      expect(JSON.stringify(spec)).not.toMatch(/undefined|NaN|Infinity/);
      expect(spec.description).toBe(alt);
    },
  );
});

test.each(DRAWN)('%s: nothing is drawn beyond an axis', (_, chartsOfCase) => {
  for (const { name, spec } of chartsOfCase()) expect(beyond(spec), name).toEqual([]);
});

/** The values of a specification, by field, that lie outside of the domain that they are drawn on, where that doesn't hold them back. */
function beyond(node: unknown, above: readonly object[] = []): string[] {
  if (node === null || typeof node !== 'object') return [];
  if (Array.isArray(node)) return node.flatMap((one) => beyond(one, above));
  const { data, encoding } = node as { data?: { values?: object[] }; encoding?: Record<string, object> };
  const values = data?.values ?? above;
  const scaled = ['x', 'y'].flatMap((axis) => {
    const { scale } = (encoding?.[axis] ?? {}) as { scale?: { domain?: [number, number]; clamp?: true } | null };
    const domain = scale?.domain;
    if (typeof domain?.[0] !== 'number' || scale?.clamp) return [];
    // The other end of an area is on the scale of the first.
    return [axis, `${axis}2`].flatMap((end) => {
      const { field } = (encoding?.[end] ?? {}) as { field?: string };
      return field === undefined ? [] : [{ field, domain }];
    });
  });
  const astray = scaled.flatMap(({ field, domain: [low, high] }) =>
    values.flatMap((row) => {
      const value = (row as Record<string, unknown>)[field];
      return typeof value === 'number' && (value < low || value > high) ? [`${field} ${value}`] : [];
    }),
  );
  return [...astray, ...Object.values(node).flatMap((inner) => beyond(inner, values))];
}

test('numbers in the data of a chart have at most six significant digits', () => {
  const charts = [...chartsFor(magnets()), ...ensembleChartsFor(uncertain(magnets()), 12)];
  const specs = JSON.stringify(charts.map(({ spec }) => spec));
  const long = [...specs.matchAll(/[:[](-?\d+\.?\d*(?:e-?\d+)?)(?=[,}\]])/g)]
    .map(([, number]) => number)
    .filter((number) => number.replace(/e.*/, '').replace(/^-?0?\.?0*|\.|-/g, '').length > 6);
  expect(long).toEqual([]);
});

test('a picture is twice as large in pixels as in the specification', async () => {
  const [chart] = chartsFor(CASES['the case itself']());
  const png = await renderPng(await renderSvg(chart.spec, textWidth));
  const sizes = new DataView(png.buffer, png.byteOffset + 16, 8);
  expect(sizes.getUint32(0)).toBe(1600);
});

test('dates are read, scaled and written in UTC', () => {
  for (const { spec } of chartsFor(CASES['the case itself']())) {
    const text = JSON.stringify(spec);
    expect(text).toContain('"type":"utc"');
    expect(text).not.toMatch(/"scale":\{"type":"time"|timeFormat|timeUnit|(?<!utc)month\(/);
    for (const [, date] of text.matchAll(/"(?:date|from)":"([^"]*)"/g)) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});
