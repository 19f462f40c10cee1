/**
 * The head of every chart: what the licences were when, and what happened when. Phases are bars with their names, and
 * events stand at the top of dashed rules that run through the chart; names that do not fit are lettered and numbered,
 * and listed in the key.
 */
import type { Day } from '../../calendar.ts';
import type { KeyItem } from './key.ts';
import { placeBeside, placeUpon } from './lanes.ts';
import { everRestricts, licenceSpans, type Span, STATE_COLOURS } from './licence-phases.ts';
import { COLOUR, CONTENT_WIDTH, RIGHT, SIZE } from './look.ts';
import { type Box, boxLayers, type Label, labelLayers, type Panel, type Rule, ruleLayers } from './marks.ts';
import type { Scene } from './scene.ts';
import { textWidth, truncate } from './text-width.ts';
import type { TimeScale } from './time-axis.ts';
import { capital, list, shortDate } from './words.ts';

export interface Timeline {
  /** Undefined where there is nothing to tell. */
  readonly panel: Panel | undefined;
  /** Pixels from the left of the plot at which events cross every panel. */
  readonly events: readonly number[];
  readonly key: readonly (readonly KeyItem[])[];
}

const NAME = 19;
const BAR = 19;
const LANE = 18;
const GAP = 7;
const MOST_LICENCES = 4;
const MOST_LANES = 3;
const PADDING = 5;

/** The timeline of the whole run, its plot starting `left` pixels from the edge of the page. */
export function timelineOf(scene: Scene, scale: TimeScale, left: number, isPhased = true): Timeline {
  const boxes: Box[] = [];
  const labels: Label[] = [];
  const bars = isPhased ? licenceBars(scene, scale, left, boxes, labels) : { bottom: 0, key: [] };
  const flags = eventFlags(scene, scale, left, bars.bottom, boxes, labels);
  if (flags.bottom === 0) return { panel: undefined, events: [], key: [] };
  const layer = [...boxLayers(boxes.filter(({ colour }) => colour !== COLOUR.event)), ...ruleLayers(flags.rules)];
  const discs = boxes.filter(({ colour }) => colour === COLOUR.event);
  return {
    panel: { width: scale.width, height: flags.bottom, layer: [...layer, ...boxLayers(discs), ...labelLayers(labels)] },
    events: flags.rules.map(({ x }) => x),
    key: [bars.key, flags.key],
  };
}

function licenceBars(scene: Scene, scale: TimeScale, left: number, boxes: Box[], labels: Label[]) {
  const all = scene.model.scenario.licences
    .map(({ title }, position) => ({ title, spans: licenceSpans(scene, position) }))
    .filter(({ spans }) => everRestricts(spans));
  const key: KeyItem[] = [];
  let bottom = 0;
  for (const { title, spans } of all.slice(0, MOST_LICENCES)) {
    labels.push({
      ...{ x: -left, y: bottom + NAME / 2, weight: 600, colour: COLOUR.ink },
      text: truncate(capital(title), CONTENT_WIDTH, SIZE.text, 600),
    });
    bottom = phaseBars(spans, scale, bottom + NAME, boxes, labels, key) + GAP;
  }
  const more = all.slice(MOST_LICENCES).map((one) => one.title);
  if (more.length > 0) key.push({ text: `Licences not shown above: ${list(more)}.` });
  return { bottom, key };
}

/** Bars of one licence from `top` down; returns where they end. */
function phaseBars(
  spans: readonly Span[],
  scale: TimeScale,
  top: number,
  boxes: Box[],
  labels: Label[],
  key: KeyItem[],
): number {
  const letters: { x: number; width: number; text: string }[] = [];
  for (const { from, to, state, title } of spans) {
    const [x, x2] = [scale.x(from), scale.x(to)];
    boxes.push({ x, x2: Math.max(x + 0.5, x2 - 1), y: top, y2: top + BAR, colour: STATE_COLOURS[state].bar });
    if (title === '') continue;
    const width = textWidth(title, SIZE.label);
    if (width + 2 * PADDING <= x2 - x) {
      labels.push({ x: x + PADDING, y: top + BAR / 2, text: title, size: SIZE.label, colour: COLOUR.ink });
      continue;
    }
    const letter = letterOf(key.length);
    key.push({ mark: letter, text: `${shortDate(from)}: ${title}` });
    letters.push({ x: (x + x2) / 2, width: textWidth(letter, SIZE.label, 600), text: letter });
  }
  const style = { align: 'center', size: SIZE.label, weight: 600, colour: COLOUR.ink } as const;
  const placed = placeUpon(letters, 0, scale.width);
  for (const [n, { lane, left, right }] of placed.entries())
    labels.push({ ...style, x: (left + right) / 2, y: top + BAR / 2 + lane * LANE, text: letters[n]?.text ?? '' });
  return top + BAR + LANE * Math.max(0, ...placed.map(({ lane }) => lane));
}

/** A … Z, AA … */
function letterOf(n: number): string {
  return (n < 26 ? '' : letterOf(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));
}

interface Event {
  readonly date: Day;
  readonly title: string;
}

function eventFlags(scene: Scene, scale: TimeScale, left: number, top: number, boxes: Box[], labels: Label[]) {
  const events = scene.model.scenario.events
    .filter(({ date }) => date >= scene.start && date < scene.end)
    .toSorted((a, b) => a.date - b.date);
  if (events.length === 0) return { bottom: top, rules: [], key: [] };
  const flags = events.map(({ date, title }) => ({
    x: scale.x(date),
    width: textWidth(capital(title), SIZE.label) + 1,
  }));
  const beside = placeBeside(flags, -left, scale.width + RIGHT, MOST_LANES);
  if (beside === undefined) return numberedFlags(events, scale, left, top, boxes, labels);
  const bottom = top + LANE * (1 + Math.max(...beside.map(({ lane }) => lane)));
  const rules = beside.map(({ lane, left: from }, n): Rule => {
    const y = bottom - LANE * (lane + 1);
    labels.push({
      x: from,
      y: y + LANE / 2,
      text: capital(events[n]?.title ?? ''),
      size: SIZE.label,
      colour: COLOUR.ink,
    });
    return { x: flags[n]?.x ?? 0, y: y + 2, y2: bottom };
  });
  return { bottom, rules, key: [] };
}

function numberedFlags(
  events: readonly Event[],
  scale: TimeScale,
  left: number,
  top: number,
  boxes: Box[],
  labels: Label[],
) {
  const flags = events.map(({ date }) => ({ x: scale.x(date), width: 18 }));
  const placed = placeUpon(flags, -left, scale.width + RIGHT);
  const bottom = top + LANE * (1 + Math.max(...placed.map(({ lane }) => lane)));
  const rules = placed.map(({ lane, left: from, right }, n): Rule => {
    const y = bottom - LANE * (lane + 1);
    boxes.push({ x: from, x2: right, y: y + 1, y2: y + LANE - 1, colour: COLOUR.event });
    const style = { align: 'center', size: 11.5, weight: 600, colour: '#ffffff' } as const;
    labels.push({ ...style, x: (from + right) / 2, y: y + LANE / 2, text: String(n + 1) });
    return { x: flags[n]?.x ?? 0, y: Math.min(bottom, y + LANE), y2: bottom };
  });
  const key = events.map(
    ({ date, title }, n): KeyItem => ({ mark: String(n + 1), text: `${shortDate(date)}: ${title}` }),
  );
  return { bottom, rules, key };
}
