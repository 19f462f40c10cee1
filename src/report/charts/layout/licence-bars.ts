/** Licences over time: a bar for each phase, with its name, or a letter where there is no room for it. */
import type { Day } from '../../../quantity/calendar.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { type Format, isNarrow } from './format.ts';
import { fittingList, type KeyItem, naming } from './key.ts';
import { placeUpon } from './lanes.ts';
import { COLOUR, SIZE } from './look.ts';
import type { Box, Label } from './marks.ts';
import { textWidth, truncate, wrap } from './text-width.ts';
import type { TimeScale } from './time-axis.ts';

/** A stretch of time with a colour and words. */
export interface Phase {
  readonly from: Day;
  readonly to: Day;
  readonly colour: string;
  readonly title: string;
  /** Whether it is worth a letter in the key where its title has no room. */
  readonly isPhase: boolean;
}

/** A licence and its phases. */
export interface LicenceBar {
  readonly title: string;
  readonly phases: readonly Phase[];
}

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
  readonly phases: readonly Phase[];
}

/** Licences that go through the same share a lane. */
function lanesOf(licences: readonly LicenceBar[]): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const { title, phases } of licences) {
    const same = lanes.get(JSON.stringify(phases));
    if (same) same.titles.push(title);
    else lanes.set(JSON.stringify(phases), { titles: [title], phases });
  }
  return [...lanes.values()];
}

/** Bars of phases from the top of the page down to `bottom`. */
export function licenceBars(licences: readonly LicenceBar[], scale: TimeScale, left: number, format: Format): Bars {
  const lanes = lanesOf(licences);
  const bars = { boxes: [], labels: [], key: [] };
  let bottom = 0;
  for (const { titles, phases } of lanes.slice(0, MOST_LANES)) {
    bottom = phaseBars(phases, laneTitle(titles, format), { scale, left, text: format.text }, bottom, bars) + GAP;
  }
  const more = lanes.slice(MOST_LANES).flatMap(({ titles }) => titles);
  return { ...bars, bottom, key: [...bars.key, ...naming(format.text.licences.notShown, more, format)] };
}

/** As many of the titles as fit on a line, of a narrow page on two. */
function laneTitle(titles: readonly string[], format: Format): string[] {
  const {
    width,
    text: { quantities },
  } = format;
  const most = isNarrow(format) ? 2 : 1;
  const fits = (text: string) => wrap(text, width, SIZE.text, 600).length <= most;
  const text = fittingList(titles, most * width, quantities.capital, fits, quantities.list);
  return most === 1 ? [truncate(text, width, SIZE.text, 600)] : wrap(text, width, SIZE.text, 600, most);
}

/** A title and the bars below it, added to what is there; returns where they end. */
function phaseBars(
  phases: readonly Phase[],
  lines: readonly string[],
  { scale, left, text: { licences, quantities } }: { scale: TimeScale; left: number; text: ChartText },
  above: number,
  { boxes, labels, key }: { boxes: Box[]; labels: Label[]; key: KeyItem[] },
): number {
  for (const [n, line] of lines.entries())
    labels.push({ x: -left, y: above + NAME * (n + 0.5), text: line, weight: 600, colour: COLOUR.ink });
  const top = above + NAME * lines.length;
  const letters: { x: number; width: number; text: string }[] = [];
  for (const { from, to, colour, title, isPhase } of phases) {
    const [x, x2] = [scale.x(from), scale.x(to)];
    boxes.push({ x, x2: Math.max(x + 0.5, x2 - 1), y: top, y2: top + BAR, colour });
    const width = textWidth(title, SIZE.label);
    if (width + 2 * PADDING <= x2 - x) {
      labels.push({ x: x + PADDING, y: top + BAR / 2, text: title, size: SIZE.label, colour: COLOUR.ink });
      continue;
    }
    if (!isPhase) continue;
    const text = licences.dated(quantities.shortDate(from), title);
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
