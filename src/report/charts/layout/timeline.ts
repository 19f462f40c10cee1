/**
 * The head of a chart: what the licences were when, and what happened when. What has no room there is lettered or
 * numbered, and told in the key.
 */
import { type DatedEvent, eventFlags } from './event-flags.ts';
import type { Format } from './format.ts';
import type { KeyItem } from './key.ts';
import { type LicenceBar, licenceBars } from './licence-bars.ts';
import { boxLayers, labelLayers, type Panel, ruleLayers } from './marks.ts';
import type { TimeScale } from './time-axis.ts';

/** What stands above panels, from top to bottom: bars of licences and of processes, and events. */
export interface TimelineInput {
  readonly licences: readonly LicenceBar[];
  readonly events: readonly DatedEvent[];
}

export interface Timeline {
  /** Undefined where there is nothing to tell. */
  readonly panel: Panel | undefined;
  /** Pixels from the left of the plot at which events cross every panel. */
  readonly events: readonly number[];
  readonly key: readonly (readonly KeyItem[])[];
}

/** The timeline of the whole run, its plot starting `left` pixels from the edge of the page. */
export function timelineOf(input: TimelineInput, scale: TimeScale, left: number, format: Format): Timeline {
  const bars = licenceBars(input.licences, scale, left, format);
  const flags = eventFlags(input.events, scale, left, bars.bottom, format);
  if (flags.bottom === 0) return { panel: undefined, events: [], key: [] };
  const layer = [
    ...boxLayers(bars.boxes),
    ...ruleLayers(flags.rules),
    ...boxLayers(flags.boxes),
    ...labelLayers([...bars.labels, ...flags.labels]),
  ];
  return {
    panel: { width: scale.width, height: flags.bottom, layer },
    events: flags.rules.map(({ x }) => x),
    key: [bars.key, flags.key],
  };
}
