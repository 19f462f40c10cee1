/** A chart as a page: a title that states the finding, the timeline, panels on the same axis, and the key. */
import type { TopLevelSpec } from 'vega-lite';
import type { Format } from './format.ts';
import { type KeyItem, keyPanel } from './key.ts';
import { COLOUR, CONFIG, PAGE, SIZE } from './look.ts';
import type { Panel } from './marks.ts';
import { wrap, wrapEvenly } from './text-width.ts';

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

/** Lines that a text below the title may take; of a narrow page more. */
const subtitleLines = (text: string, { width }: Format) => wrap(text, width, SIZE.subtitle, 400, width < 600 ? 5 : 2);

/** Puts a page together; `gap` is the room above each panel for its heading. */
export function page(
  content: {
    readonly title: string;
    readonly subtitles: readonly string[];
    readonly alt: string;
    readonly left: number;
    readonly plotWidth: number;
    /** Room below the lowest panel for the labels of its axis. */
    readonly axis: number;
    readonly gap: number;
    readonly panels: readonly Panel[];
    readonly key: readonly (readonly KeyItem[])[];
  },
  format: Format,
): TopLevelSpec {
  const { title, subtitles, alt, left, plotWidth, axis, gap, panels, key } = content;
  const { width, side, titleSize, titleLines } = format;
  const below = panels.length === 0 ? 0 : axis - gap;
  return {
    $schema: SCHEMA,
    description: alt,
    background: COLOUR.page,
    padding: { left: side, right: side, top: PAGE.top, bottom: PAGE.bottom },
    config: CONFIG,
    title: {
      text: wrapEvenly(title, width, titleSize, 600, titleLines),
      fontSize: titleSize,
      lineHeight: Math.round(titleSize * 1.25),
      subtitle: subtitles.flatMap((text) => subtitleLines(text, format)),
      frame: 'bounds',
    },
    spacing: gap,
    bounds: 'flush',
    vconcat: [...panels, keyPanel(key, left, below, plotWidth, format)],
  };
}
