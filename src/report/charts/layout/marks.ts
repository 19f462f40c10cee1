/**
 * The marks that charts are made of, as layers with their own data. Annotations stand in pixels from the upper left
 * corner of their panel, so that they can be laid out, and tested for overlap, without drawing.
 */
import type { TopLevelSpec } from 'vega-lite';
import { COLOUR, SIZE } from './look.ts';
import type { Weight } from './text-width.ts';

type Concatenated = Extract<TopLevelSpec, { vconcat: unknown }>;
export type Panel = Extract<Concatenated['vconcat'][number], { layer: unknown }>;
export type Layer = Panel['layer'][number];
/** How a layer is placed along an axis. */
export type Position = NonNullable<NonNullable<Extract<Layer, { mark: unknown }>['encoding']>['x']>;

/** One line of text; `y` is its middle. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly size?: number;
  readonly weight?: Weight;
  readonly colour?: string;
}

export interface Box {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly colour: string;
}

/** A dashed upright line. */
export interface Rule {
  readonly x: number;
  readonly y: number;
  readonly y2: number;
}

/** A field that is already in pixels. */
export const pixels = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null }) as const;

/** Text, a layer for each style in use; labels that say nothing are left out. */
export function labelLayers(labels: readonly Label[]): Layer[] {
  const styles = new Map<string, Label[]>();
  for (const label of labels.filter(({ text }) => text !== '')) {
    const style = JSON.stringify([label.align, label.size, label.weight, label.colour]);
    styles.set(style, [...(styles.get(style) ?? []), label]);
  }
  return [...styles.values()].map((same) => {
    const { align = 'left', size = SIZE.text, weight = 400, colour = COLOUR.text } = same[0] as Label;
    return {
      data: {
        values: same.map(({ x, y, text }) => ({ x: tenth(x), y: tenth(y), text })),
      },
      mark: {
        type: 'text',
        align,
        baseline: 'middle',
        fontSize: size,
        fontWeight: weight,
        color: colour,
        tooltip: null,
      },
      encoding: { x: pixels('x'), y: pixels('y'), text: { field: 'text', type: 'nominal' } },
    };
  });
}

/** The area of a plot, unseen: a layer of its own name, by which a page finds the plot in the picture. */
export function plotLayer(name: string, width: number, height: number): Layer {
  return {
    name,
    data: { values: [{ x: 0, x2: tenth(width), y: 0, y2: tenth(height) }] },
    mark: { type: 'rect', color: COLOUR.page, opacity: 0, tooltip: null },
    encoding: { x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
  };
}

/** Filled rectangles. */
export function boxLayers(boxes: readonly Box[]): Layer[] {
  if (boxes.length === 0) return [];
  return [
    {
      data: {
        values: boxes.map(({ x, x2, y, y2, colour }) => ({
          x: tenth(x),
          x2: tenth(x2),
          y: tenth(y),
          y2: tenth(y2),
          colour,
        })),
      },
      mark: { type: 'rect', tooltip: null },
      encoding: {
        x: pixels('x'),
        x2: { field: 'x2' },
        y: pixels('y'),
        y2: { field: 'y2' },
        color: { field: 'colour', type: 'nominal', scale: null },
      },
    },
  ];
}

/** Dashed upright lines, the mark of an event. */
export function ruleLayers(rules: readonly Rule[]): Layer[] {
  if (rules.length === 0) return [];
  return [
    {
      data: { values: rules.map(({ x, y, y2 }) => ({ x: tenth(x), y: tenth(y), y2: tenth(y2) })) },
      mark: { type: 'rule', color: COLOUR.event, strokeDash: [4, 3], strokeWidth: 1, tooltip: null },
      encoding: { x: pixels('x'), y: pixels('y'), y2: { field: 'y2' } },
    },
  ];
}

/** A tenth of a pixel is finer than the eye, and keeps files small. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
