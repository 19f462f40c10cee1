/**
 * The head of every chart: what the licences were when, and what happened when. What has no room there is lettered or
 * numbered, and told in the key.
 */

import type { Scene } from '../run/scene.ts';
import { eventFlags } from './event-flags.ts';
import type { KeyItem } from './key.ts';
import { licenceBars } from './licence-bars.ts';
import { boxLayers, labelLayers, type Panel, ruleLayers } from './marks.ts';
import type { TimeScale } from './time-axis.ts';

export interface Timeline {
  /** Undefined where there is nothing to tell. */
  readonly panel: Panel | undefined;
  /** Pixels from the left of the plot at which events cross every panel. */
  readonly events: readonly number[];
  readonly key: readonly (readonly KeyItem[])[];
}

/**
 * The timeline of the whole run, its plot starting `left` pixels from the edge of the page; the licences at the
 * positions `first` come first.
 */
export function timelineOf(scene: Scene, scale: TimeScale, left: number, first: readonly number[] = []): Timeline {
  const bars = licenceBars(scene, scale, left, first);
  const flags = eventFlags(scene, scale, left, bars.bottom);
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
