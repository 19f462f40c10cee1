/** Shortages by demand: how much of what is needed is not there, when, and what that comes to. */
import { formatDate } from '../../../quantity/calendar.ts';
import { capital, list, longDate } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { type KeyItem, naming } from '../layout/key.ts';
import { COLOUR, FANS } from '../layout/look.ts';
import type { Layer, Position } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf, points, rowHeight, rowPanel, ticksTo, valueAxis } from '../layout/rows.ts';
import { axisHeight, dateEncoding, timeScale } from '../layout/time-axis.ts';
import { timelineOf } from '../layout/timeline.ts';
import { type EnsembleScene, ensembleRemark, inRuns } from './ensemble-scene.ts';
import { fanKey, fanLayer, most } from './fan.ts';
import { licencesUpstream, stateKey, strictest } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { oddsFinding, oddsNote, shortageOdds } from './shortage-odds.ts';
import { type Shortfall, shortfallOf, summary, when, worstFirst } from './shortfalls.ts';

const LEFT = 52;
const MOST_ROWS = 8;

/** What is told of a demand, and how it is drawn. */
interface Row {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  /** The largest share on its axis. */
  readonly peak: number;
  readonly marks: (dates: readonly string[], x: Position, ticks: readonly number[]) => Layer[];
}

interface Told {
  readonly finding: string;
  /** Demands that are short, the worst first. */
  readonly rows: readonly Row[];
  /** What stands below the title. */
  readonly subtitles: readonly string[];
  readonly key: readonly KeyItem[];
  readonly remarks: readonly KeyItem[];
}

/** The chart, or undefined where nothing is demanded. */
export function shortagesChart(scene: Scene): Chart | undefined {
  if (scene.model.scenario.demands.length === 0) return undefined;
  const told = scene.ensemble === undefined ? ofRun(scene) : ofEnsemble(scene, scene.ensemble);
  const drawn = told.rows.slice(0, MOST_ROWS);
  const title = told.finding;
  const alt = [title, ...drawn.map((one) => `${capital(one.title)}: ${one.note}`)].join('. ');
  const scale = timeScale(scene, LEFT);
  const licences = drawn.map(({ id }) => licencesOf(scene, id));
  const timeline = timelineOf(scene, scale, LEFT, licences.flat());
  const headings = headingsOf(drawn);
  const ticks = ticksTo(Math.max(...drawn.map(({ peak }) => peak)));
  const shading = licences.map((upstream) => strictest(scene, upstream));
  const dates = Array.from({ length: scene.steps + 1 }, (_, t) => formatDate(scene.dayOf(t)));
  const rows = drawn.map((one, row) =>
    rowPanel({
      scale,
      height: rowHeight(drawn.length),
      shades: shading[row],
      events: timeline.events,
      gap: headings.gap,
      marks: one.marks(dates, dateEncoding(scale, scene.model.stepDays, row === drawn.length - 1), ticks),
      labels: headings.labels(LEFT, row),
    }),
  );
  const spec = page({
    ...{ title, alt, left: LEFT, plotWidth: scale.width, gap: headings.gap },
    axis: axisHeight(scale, scene.model.stepDays),
    subtitles: [scene.model.scenario.title, ...told.subtitles],
    panels: drawn.length > 0 && timeline.panel ? [timeline.panel, ...rows] : rows,
    key: [
      ...(drawn.length > 0 ? timeline.key : []),
      told.key,
      stateKey(shading, 'nearest licence on its supplies'),
      told.remarks,
    ],
  });
  return { name: 'shortages', title, alt, spec };
}

function ofRun(scene: Scene): Told {
  const all = scene.model.scenario.demands.map((_, position) => shortfallOf(scene, position));
  const short = worstFirst(all);
  return {
    finding: finding(scene, short),
    rows: short.map((one) => ({
      ...{ id: one.id, title: one.title, note: summary(one), peak: one.peak },
      marks: (dates, x, ticks) => [
        {
          data: { values: points(dates, { short: one.shares }) },
          mark: { type: 'area', interpolate: 'step-after', color: COLOUR.short },
          encoding: { x, y: valueAxis('short', ticks, true) },
        },
      ],
    })),
    subtitles: short.length > 0 ? ['Unmet demand as a share of what is needed at the time'] : [],
    key: [],
    remarks: [
      ...naming(
        'Also short',
        short.slice(MOST_ROWS).map(({ title, total, fate }) => `${title} (${total} ${fate})`),
      ),
      ...naming(
        short.length > 0 ? 'Never short' : 'Every demand is served in full',
        all.filter(({ days }) => days === 0).map(({ title }) => title),
      ),
    ],
  };
}

function ofEnsemble(scene: Scene, ensemble: EnsembleScene): Told {
  const short = shortageOdds(scene, ensemble);
  const isShort = new Set(short.map(({ id }) => id));
  return {
    finding: oddsFinding(scene, ensemble, short),
    rows: short.map((one) => ({
      ...{ id: one.id, title: one.title, note: oddsNote(one), peak: Math.max(most(one.fan.p95), most(one.shares)) },
      marks: (dates, x, ticks) => {
        const y = (field: string) => valueAxis(field, ticks, true);
        return [fanLayer(one.fan, one.shares, { dates, colours: FANS.short, interpolate: 'step-after', x, y })];
      },
    })),
    subtitles: [
      ensembleRemark(ensemble),
      ...(short.length > 0 ? ['Unmet demand as a share of what is needed at the time'] : []),
    ],
    key: short.length > 0 ? fanKey(ensemble, FANS.short) : [],
    remarks: [
      ...naming(
        'Also short',
        short.slice(MOST_ROWS).map(({ title, probability }) => `${title} (${inRuns(probability)})`),
      ),
      ...naming(
        short.length > 0 ? 'Never short in any run' : 'Every demand is served in full in every run',
        scene.model.scenario.demands.filter(({ id }) => !isShort.has(id)).map(({ title }) => title),
      ),
    ],
  };
}

function finding({ start, end }: Scene, short: readonly Shortfall[]): string {
  const [worst] = short;
  if (worst === undefined) return `Nobody would be short between ${longDate(start)} and ${longDate(end)}`;
  const loss = worst.lostThings === undefined ? '' : `, and lose ${worst.lostThings}`;
  const first = `${capital(worst.title)} would be short ${when(worst)}${loss}`;
  if (short.length === 1) return first;
  return `${first}. Also short: ${short.length <= 3 ? list(short.slice(1).map((one) => one.title)) : `${short.length - 1} others`}`;
}

function licencesOf(scene: Scene, demand: string): number[] {
  const position = scene.model.scenario.demands.findIndex(({ id }) => id === demand);
  return licencesUpstream(scene, scene.model.network.drawsFrom[position]);
}
