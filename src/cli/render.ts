/**
 * Specifications drawn as SVG, without a browser: the only file that runs Vega. Text is measured with the widths of
 * the font that is drawn, dates are in UTC, and no clock, locale or font of the machine has a say.
 */
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { type Specification, xmlText } from '../index.ts';

/** The width of a line of text in Inter, in the unit of `size`. */
export type TextWidth = (text: string, size: number, weight: 400 | 600) => number;

interface MeasuredItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
}

const { textMetrics } = vega as unknown as { textMetrics: { width: (item: MeasuredItem, text: unknown) => number } };

/** Vega guesses widths where there is no canvas; the pictures are then wider than what they show. */
function measureWith(textWidth: TextWidth): void {
  textMetrics.width = ({ fontSize = 11, fontWeight = 400 }, text) => {
    const weight = fontWeight === 'bold' || Number(fontWeight) >= 600 ? 600 : 400;
    return Math.max(0, ...[text].flat().map((line) => textWidth(String(line ?? ''), fontSize, weight)));
  };
}

/** The picture as SVG text. Throws what Vega-Lite warns of: a specification with a warning is a fault of ours. */
export async function renderSvg(spec: Specification, textWidth: TextWidth): Promise<string> {
  measureWith(textWidth);
  const fail = (...messages: readonly unknown[]): never => {
    throw new Error(`Vega-Lite: ${messages.join(' ')}`);
  };
  const silent = () => logger;
  const logger = { level: silent, error: fail, warn: fail, info: silent, debug: silent };
  const { spec: compiled } = compile(spec as TopLevelSpec, { logger: logger as never });
  // Vega numbers clip paths across all pictures of a process: what was drawn before must not show.
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return xmlText(svg).replace(
    '<svg ',
    `<svg role="img" aria-label="${escapeAttribute(String(spec.description ?? ''))}" `,
  );
}

function escapeAttribute(text: string): string {
  return xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
