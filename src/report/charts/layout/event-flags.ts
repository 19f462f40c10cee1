/** Events at the head of a chart: names at the top of dashed rules, or numbers that the key explains. */
import type { Day } from '../../../quantity/calendar.ts';
import type { Format } from './format.ts';
import type { KeyItem } from './key.ts';
import { placeBeside, placeUpon } from './lanes.ts';
import { COLOUR, RIGHT, SIZE } from './look.ts';
import type { Box, Label, Rule } from './marks.ts';
import { textWidth } from './text-width.ts';
import type { TimeScale } from './time-axis.ts';

const LANE = 18;
const BOX = 18;
const MOST_LANES = 3;

/** What happened on a day. */
export interface DatedEvent {
  readonly date: Day;
  readonly title: string;
}

interface Flags {
  readonly bottom: number;
  /** One for each date. */
  readonly rules: readonly Rule[];
  readonly boxes: readonly Box[];
  readonly labels: readonly Label[];
  readonly key: readonly KeyItem[];
}

/** Names beside rules where they have room, else numbers; from `top` down to `bottom`. */
export function eventFlags(
  all: readonly DatedEvent[],
  scale: TimeScale,
  left: number,
  top: number,
  { text: { quantities, licences } }: Format,
): Flags {
  const { capital } = quantities;
  const events = all.filter(({ date }) => date >= scale.start && date < scale.end).toSorted((a, b) => a.date - b.date);
  if (events.length === 0) return { bottom: top, rules: [], boxes: [], labels: [], key: [] };
  const flags = events.map(({ date, title }) => ({
    x: scale.x(date),
    width: textWidth(capital(title), SIZE.label) + 1,
  }));
  const beside = placeBeside(flags, -left, scale.width + RIGHT, MOST_LANES);
  if (beside === undefined)
    return numberedFlags(events, scale, left, top, (date, title) => licences.dated(quantities.shortDate(date), title));
  const bottom = top + LANE * (1 + Math.max(...beside.map(({ lane }) => lane)));
  const tops = beside.map(({ lane }) => bottom - LANE * (lane + 1));
  const style = { size: SIZE.label, colour: COLOUR.ink } as const;
  return {
    bottom,
    rules: tops.map((y, n) => ({ x: flags[n].x, y: y + 2, y2: bottom })),
    boxes: [],
    labels: tops.map((y, n) => ({ ...style, x: beside[n].left, y: y + LANE / 2, text: capital(events[n].title) })),
    key: [],
  };
}

/** Numbers in boxes; events too near one another to be told apart share a box, as `2–5`. */
function numberedFlags(
  events: readonly DatedEvent[],
  scale: TimeScale,
  left: number,
  top: number,
  dated: (date: number, title: string) => string,
): Flags {
  const flags: { x: number; first: number; last: number }[] = [];
  for (const [n, { date }] of events.entries()) {
    const [x, latest] = [scale.x(date), flags.at(-1)];
    if (latest !== undefined && x - latest.x < BOX - 4) latest.last = n + 1;
    else flags.push({ x, first: n + 1, last: n + 1 });
  }
  const texts = flags.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`));
  const style = { align: 'center', size: 11.5, weight: 600, colour: '#ffffff' } as const;
  const wide = flags.map(({ x }, n) => ({ x, width: Math.max(BOX, textWidth(texts[n], style.size, 600) + 8) }));
  const placed = placeUpon(wide, -left, scale.width + RIGHT);
  const bottom = top + LANE * (1 + Math.max(...placed.map(({ lane }) => lane)));
  const tops = placed.map(({ lane }) => bottom - LANE * (lane + 1));
  return {
    bottom,
    rules: [...new Set(events.map(({ date }) => scale.x(date)))].map((x) => ({ x, y: bottom - 1, y2: bottom })),
    boxes: placed.map(({ left: x, right: x2 }, n) => ({
      x,
      x2,
      y: tops[n] + 1,
      y2: tops[n] + LANE - 1,
      colour: COLOUR.event,
    })),
    labels: placed.map((box, n) => ({
      ...style,
      x: (box.left + box.right) / 2,
      y: tops[n] + LANE / 2,
      text: texts[n],
    })),
    key: events.map(({ date, title }, n) => ({ mark: String(n + 1), text: dated(date, title) })),
  };
}
