/** Shortages by user: how much of what is needed is not there, when, and what that comes to. */
import type { User } from '../../../findings/users.ts';
import type { Chart } from '../chart.ts';
import type { Format } from '../layout/format.ts';
import { type KeyItem, naming } from '../layout/key.ts';
import { CERTAINTY, COLOUR } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { type PointTable, pointRows, pointTable } from '../layout/point-table.ts';
import { ticksTo } from '../layout/rows.ts';
import { type BranchScenes, branchScenes } from './branch-scenes.ts';
import { centralKey, centralLayer, fanColumns, fanLines, fanOf, most } from './fan.ts';
import { licencesUpstream, shadesOf, stateKey, strictest, timelineInput } from './licence-phases.ts';
import type { Scene } from './scene.ts';
import { sharesShort, shortUser, shortUsers, stockOf } from './shortfalls.ts';

const MOST_ROWS = 8;

/** A panel to be drawn: a user in all runs, or in those of one branch. */
interface Shown {
  readonly title: string;
  readonly user: User;
  readonly scene: Scene;
  /** Whether the line and the shading of the central run belong in it. */
  readonly isCentral: boolean;
}

/** The chart, or undefined where nothing is demanded. */
export function shortagesChart(scene: Scene, format: Format): Chart | undefined {
  const [subject] = scene.users;
  if (subject === undefined) return undefined;
  const { shortages, common } = format.text;
  const { model, ensemble } = scene;
  const ever = ensemble !== undefined;
  const short = shortUsers(scene);
  const branching = branchScenes(scene, scene.results, format.text.language);
  const panels = short.flatMap((user) => shownOf(scene, user, branching, format));
  const drawn = panels.slice(0, MOST_ROWS);
  const undrawn = short.filter(({ id }) => drawn.every(({ user }) => user.id !== id));
  const rows = rowsOf(drawn, format);
  return panelChart(
    {
      ...{ name: 'shortages', rows: rows.map(({ row }) => row), axis: scene },
      headline: shortages.headline({
        ...{ from: scene.start, to: scene.end, runs: ensemble?.runs },
        subject: short.length === 0 ? undefined : shortUser(scene, subject),
        others: short.filter((one) => one !== subject).map(({ title }) => title),
        branches: branching.branches.map(({ title, odds, scene: { users } }) => ({
          ...{ title, odds, shortage: users[0].shortage.value },
        })),
        hangsOn: branching.hangsOn,
      }),
      subtitles: [
        model.scenario.title,
        ...(ensemble ? [common.ensemble(ensemble.runs)] : []),
        ...(drawn.length > 0 ? [shortages.subtitle] : []),
      ],
      timeline: timelineInput(scene, format.text),
      key: (page) => [
        ensemble && drawn.length > 0 ? certaintyKey(scene, branching.branches.length > 0, page) : [],
        stateKey(
          rows.map(({ spans }) => spans),
          'supplies',
          page.text,
        ),
        [
          ...naming(
            shortages.alsoShort,
            undrawn.map((user) =>
              ever
                ? shortages.withOdds(user.title, user.odds)
                : shortages.withAmount(user.title, shortUser(scene, user)),
            ),
            page,
          ),
          ...naming(
            short.length > 0 ? shortages.neverShort(ever) : shortages.allServed(ever),
            scene.users.filter(({ odds }) => odds === 0).map(({ title }) => title),
            page,
          ),
        ],
      ],
    },
    format,
  );
}

/** The panels of a user: one of each branch where those decide for it. */
function shownOf(scene: Scene, user: User, { branches, decides }: BranchScenes, { text }: Format): Shown[] {
  if (branches.length === 0 || !decides(user.id)) return [{ title: user.title, user, scene, isCentral: true }];
  return branches.flatMap(({ title, odds, isCentral, scene: own }) =>
    own.users
      .filter(({ id }) => id === user.id)
      .map((one) => ({
        ...{ user: one, scene: own, isCentral },
        title: text.shortages.branch(text.quantities.capital(user.title), title, odds),
      })),
  );
}

function rowsOf(panels: readonly Shown[], { text }: Format) {
  const shown = panels.map((panel) => ({ ...panel, ...tableOf(panel) }));
  const ticks = ticksTo(Math.max(0, ...shown.map(({ peak }) => peak)));
  return shown.map(({ title, user, scene, isCentral, table }) => {
    const spans = isCentral ? strictest(scene, licencesUpstream(scene, stockOf(scene, user)), text) : [];
    const row: Row = {
      ...{ title, note: text.shortages.note(shortUser(scene, user)), ticks, reading: 'share', unit: '' },
      across: { kind: 'dates', days: table.days, stepDays: scene.stepDays },
      lines: scene.ensemble
        ? fanLines(table, text, CERTAINTY[2].colour)
        : [{ name: text.shortages.unmet, statistic: 'central', colour: COLOUR.short, values: table.columns['short'] }],
      shades: shadesOf(spans),
      marks: (on) => [scene.ensemble ? certaintyLayer(table, on) : runLayer(table, on)],
    };
    return { row, spans };
  });
}

function tableOf({ scene, user, isCentral }: Shown): { table: PointTable; peak: number } {
  const central = isCentral ? sharesShort(scene, user.id) : new Float64Array(scene.steps).fill(Number.NaN);
  if (scene.ensemble === undefined) return { table: pointTable(scene.days, { short: central }), peak: most(central) };
  const fan = fanOf([scene.ensemble.shareShort(user.id)], (share) => share);
  return {
    table: pointTable(scene.days, fanColumns(fan, central)),
    peak: Math.max(most(fan.p95), most(central)),
  };
}

function runLayer(table: PointTable, { x, y }: RowCanvas): Layer {
  return {
    data: { values: pointRows(table) },
    mark: { type: 'area', interpolate: 'step-after', color: COLOUR.short },
    encoding: { x, y: y('short') },
  };
}

/** From what is short in few runs, light, to what is short in nearly all, dark; and the central run. */
function certaintyLayer(table: PointTable, { x, y }: RowCanvas): Layer {
  return {
    data: { values: pointRows(table) },
    encoding: { x },
    layer: [
      ...CERTAINTY.map(
        ({ quantile, colour }): Layer => ({
          mark: { type: 'area', interpolate: 'step-after', color: colour, opacity: 1 },
          encoding: { y: y(quantile) },
        }),
      ),
      centralLayer('step-after', y),
    ],
  };
}

/** What the colours mean, from the certain to the doubtful. */
function certaintyKey({ ensemble }: Scene, hasBranches: boolean, { text: { shortages, common } }: Format): KeyItem[] {
  const { runs = 0, bandRuns = 0 } = ensemble ?? {};
  return [
    ...CERTAINTY.toReversed().map(({ percent, colour }) => ({
      swatch: colour,
      text: shortages.inAtLeast(percent, bandRuns, bandRuns < runs, hasBranches),
    })),
    centralKey(common.fan.central),
  ];
}
