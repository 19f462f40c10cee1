/** A chart as a page: a title that states the finding, the timeline, panels on the same dates, and the key. */
import type { TopLevelSpec } from 'vega-lite';
import { type KeyItem, keyPanel } from './key.ts';
import { CONFIG, CONTENT_WIDTH, PAGE, SIZE } from './look.ts';
import { type Panel, WHOLE } from './marks.ts';
import { wrap, wrapEvenly } from './text-width.ts';

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

/** A line below the title, broken where it is long. */
export function subtitleLines(text: string): string[] {
  return wrap(text, CONTENT_WIDTH, SIZE.subtitle, 400, 2);
}

/** Puts a page together; `gap` is the room above each panel for its heading. */
export function page(content: {
  readonly title: string;
  readonly subtitles: readonly string[];
  readonly alt: string;
  readonly left: number;
  readonly plotWidth: number;
  /** Room below the lowest panel for the labels of its dates. */
  readonly axis: number;
  readonly gap: number;
  readonly panels: readonly Panel[];
  readonly key: readonly (readonly KeyItem[])[];
}): TopLevelSpec {
  const { title, subtitles, alt, left, plotWidth, axis, gap, panels, key } = content;
  const below = panels.length === 0 ? 0 : axis - gap;
  return {
    $schema: SCHEMA,
    description: alt,
    background: '#ffffff',
    padding: { left: PAGE.side, right: PAGE.side, top: PAGE.top, bottom: PAGE.bottom },
    config: CONFIG,
    title: {
      text: wrapEvenly(title, CONTENT_WIDTH, SIZE.title, 600, 3),
      subtitle: Object.assign(subtitles.flatMap(subtitleLines), { [WHOLE]: subtitles }),
      frame: 'bounds',
    },
    spacing: gap,
    bounds: 'flush',
    vconcat: [...panels, keyPanel(key, left, below, plotWidth)],
  };
}
