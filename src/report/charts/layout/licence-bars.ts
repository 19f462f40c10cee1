/** Licences over time: a bar for each phase, with its name, or a letter where there is no room for it. */

import { capital, shortDate } from '../../text/quantities.ts';
import { everRestricts, licenceSpans, type Span, STATE_COLOURS } from '../run/licence-phases.ts';
import type { Scene } from '../run/scene.ts';
import { fittingList, type KeyItem, naming } from './key.ts';
import { placeUpon } from './lanes.ts';
import { COLOUR, CONTENT_WIDTH, SIZE } from './look.ts';
import type { Box, Label } from './marks.ts';
import { textWidth, truncate } from './text-width.ts';
import type { TimeScale } from './time-axis.ts';

const NAME = 19;
const BAR = 19;
const LANE = 18;
const GAP = 7;
const PADDING = 5;
const MOST_LANES = 4;

interface Bars {
  readonly bottom: number;
  readonly boxes: readonly Box[];
  readonly labels: readonly Label[];
  readonly key: readonly KeyItem[];
}

interface Lane {
  readonly titles: string[];
  readonly spans: readonly Span[];
}

/** Licences that are ever in the way, those `first` before the others; licences that go through the same share a lane. */
function lanesOf(scene: Scene, first: readonly number[]): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const position of new Set([...first, ...scene.model.scenario.licences.keys()])) {
    const spans = licenceSpans(scene, position);
    if (!everRestricts(spans)) continue;
    const title = scene.model.scenario.licences[position].title;
    const same = lanes.get(JSON.stringify(spans));
    if (same) same.titles.push(title);
    else lanes.set(JSON.stringify(spans), { titles: [title], spans });
  }
  return [...lanes.values()];
}

/** Bars of phases, those of the licences `first` on top, from the top of the page down to `bottom`. */
export function licenceBars(scene: Scene, scale: TimeScale, left: number, first: readonly number[]): Bars {
  const lanes = lanesOf(scene, first);
  const bars = { boxes: [], labels: [], key: [] };
  let bottom = 0;
  for (const { titles, spans } of lanes.slice(0, MOST_LANES)) {
    bottom = phaseBars(spans, laneTitle(titles), scale, left, bottom, bars) + GAP;
  }
  const more = lanes.slice(MOST_LANES).flatMap(({ titles }) => titles);
  return { ...bars, bottom, key: [...bars.key, ...naming('Not shown above', more)] };
}

/** As many of the titles as fit on a line. */
function laneTitle(titles: readonly string[]): string {
  const fits = (text: string) => textWidth(text, SIZE.text, 600) <= CONTENT_WIDTH;
  const text = fittingList(titles, CONTENT_WIDTH, (names) => capital(names), fits);
  return truncate(text, CONTENT_WIDTH, SIZE.text, 600);
}

/** A title and the bars below it, added to what is there; returns where they end. */
function phaseBars(
  spans: readonly Span[],
  name: string,
  scale: TimeScale,
  left: number,
  above: number,
  { boxes, labels, key }: { boxes: Box[]; labels: Label[]; key: KeyItem[] },
): number {
  labels.push({ x: -left, y: above + NAME / 2, text: name, weight: 600, colour: COLOUR.ink });
  const top = above + NAME;
  const letters: { x: number; width: number; text: string }[] = [];
  for (const { from, to, state, title, isPhase } of spans) {
    const [x, x2] = [scale.x(from), scale.x(to)];
    boxes.push({ x, x2: Math.max(x + 0.5, x2 - 1), y: top, y2: top + BAR, colour: STATE_COLOURS[state].bar });
    const width = textWidth(title, SIZE.label);
    if (width + 2 * PADDING <= x2 - x) {
      labels.push({ x: x + PADDING, y: top + BAR / 2, text: title, size: SIZE.label, colour: COLOUR.ink });
      continue;
    }
    if (!isPhase) continue;
    const text = `${shortDate(from)}: ${title}`;
    const known = key.find((item) => item.text === text);
    const letter = known?.mark ?? letterOf(key.length);
    if (known === undefined) key.push({ mark: letter, text });
    letters.push({ x: (x + x2) / 2, width: textWidth(letter, SIZE.label, 600), text: letter });
  }
  const style = { align: 'center', size: SIZE.label, weight: 600, colour: COLOUR.ink } as const;
  const placed = placeUpon(letters, 0, scale.width);
  for (const [n, { lane, left: from, right }] of placed.entries())
    labels.push({ ...style, x: (from + right) / 2, y: top + BAR / 2 + lane * LANE, text: letters[n].text });
  return top + BAR + LANE * Math.max(0, ...placed.map(({ lane }) => lane));
}

/** A … Z, AA … */
function letterOf(n: number): string {
  return (n < 26 ? '' : letterOf(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));
}
