/** A report as data: sections of blocks, in the order in which they are read. HTML and Markdown are two ways to write it. */
import type { Chart } from '../charts/chart.ts';

/** What stands in a table: text, and the exact number behind it where there is one. */
export interface Cell {
  readonly text: string;
  readonly value?: number;
}

export interface Table {
  readonly caption: string;
  readonly header: readonly string[];
  /** As many cells a row as there are in the header; the first says what the row is about. */
  readonly rows: readonly (readonly Cell[])[];
}

/** A column of a table: its head, and what stands in it of a row; false where there is no such column. */
export type Column<T> = false | readonly [head: string, cell: (row: T, place: number) => Cell];

/** A table by its columns. */
export function tableOfColumns<T>(caption: string, columns: readonly Column<T>[], rows: readonly T[]): Table {
  const kept = columns.filter((one) => one !== false);
  return {
    caption,
    header: kept.map(([head]) => head),
    rows: rows.map((row, place) => kept.map(([, cell]) => cell(row, place))),
  };
}

/** A chart with its numbers. */
export interface Figure {
  readonly kind: 'figure';
  /** What is drawn, in a few words; what it shows is the chart's own title. */
  readonly heading: string;
  readonly chart: Chart;
  /** Variants that can be hidden, in the order of their marks; none where there is one alone. */
  readonly variants: readonly { readonly title: string; readonly colour: string }[];
  /** The same in numbers. */
  readonly tables: readonly Table[];
}

export type Block =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'points'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, text: string])[] }
  | { readonly kind: 'command'; readonly text: string }
  | {
      readonly kind: 'links';
      readonly text: string;
      readonly links: readonly (readonly [name: string, address: string])[];
    }
  | ({ readonly kind: 'table' } & Table)
  | Figure;

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Whether it is for those who look closer: a terminal leaves it out. */
  readonly isDetail?: boolean;
}

/** A whole report. */
export interface Report {
  readonly language: 'en' | 'zh';
  readonly title: string;
  /** Over which time, in how many runs. */
  readonly scope: string;
  /** The question in prose; undefined where the file says nothing of it. */
  readonly about: string | undefined;
  /** The answer in three sentences. */
  readonly answer: readonly string[];
  /** The one picture that shows the answer, beside it; none unless said. */
  readonly leading?: Figure | undefined;
  readonly sections: readonly Section[];
}

/** A cell of text alone. */
export function text(words: string): Cell {
  return { text: words };
}

/** Every figure of a report, in its order. */
export function figuresOf({ leading, sections }: Report): Figure[] {
  const own = sections.flatMap(({ blocks }) => blocks.filter((block): block is Figure => block.kind === 'figure'));
  return leading === undefined ? own : [leading, ...own];
}

/** The first of some that there must be. */
export function firstOf<T>(all: readonly T[]): T {
  const [first] = all;
  if (first === undefined) throw new Error('nothing where something must be');
  return first;
}
