/** For whom a chart is drawn: the language that it is written in, and the width that it has. */
import type { ChartText } from '../../text/en-charts.ts';

/** A language and a page. */
export interface Format {
  readonly text: ChartText;
  /** Pixels that the content is wide, between two margins of `side` pixels. */
  readonly width: number;
  readonly side: number;
  readonly titleSize: number;
  readonly titleLines: number;
}

/** The page of pictures in files, and of wide screens: 800 pixels. */
export function wide(text: ChartText): Format {
  return { text, width: 760, side: 20, titleSize: 20, titleLines: 3 };
}

/** The page of narrow screens: 380 pixels. */
export function narrow(text: ChartText): Format {
  return { text, width: 368, side: 6, titleSize: 16, titleLines: 8 };
}

/** Whether a page is too narrow for names beside plots. */
export function isNarrow({ width }: Format): boolean {
  return width < 600;
}
