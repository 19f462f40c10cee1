/** The states that processes are in along the central run, as bars above the panels. */
import { centralPaths } from '../../../model/processes.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { LicenceBar, Phase } from '../layout/licence-bars.ts';
import type { Scene } from './scene.ts';

/** States in the order of the file; further ones begin again. */
const COLOURS = ['#e2e5ea', '#cdbfe0', '#b5d3c3', '#ecd2b0', '#bccce6'];

/** A bar for each process. */
export function processBars(scene: Scene, { licences }: ChartText): LicenceBar[] {
  const { model, steps, dayOf, end } = scene;
  const paths = centralPaths(model, 1);
  return model.scenario.processes.map(({ title, states }, process) => {
    const phases: Phase[] = [];
    for (let t = 0; t < steps; t++) {
      const state = paths.at(t)[process];
      const last = phases.at(-1);
      if (last?.title === states[state]) phases[phases.length - 1] = { ...last, to: dayOf(t + 1) };
      else
        phases.push({
          from: dayOf(t),
          to: dayOf(t + 1),
          title: states[state],
          isPhase: true,
          colour: COLOURS[state % COLOURS.length],
        });
    }
    if (phases.length > 0) phases[phases.length - 1] = { ...phases[phases.length - 1], to: end };
    return { title: scene.ensemble ? licences.centralProcess(title) : title, phases };
  });
}
