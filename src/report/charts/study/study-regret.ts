/** Which document do you believe: what each policy loses, in each world, against the one that is best there. */
import type { StudyResult, WorldResult, WorldsResult } from '../../../metrics/study/result.ts';
import { wordingIn } from '../../../wording.ts';
import type { ChartText } from '../../text/en-charts.ts';
import { summedAmount } from '../../text/summed.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow } from '../layout/format.ts';
import { COLOUR, RIGHT, SIZE } from '../layout/look.ts';
import { type Label, labelLayers, type Panel } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth, wrap, wrapEvenly } from '../layout/text-width.ts';
import type { PanelData } from '../panel-data.ts';
import { type HeatCell, heatKey, heatLayers } from './study-heat.ts';

const ROW = 32;
const LINE = 15;
const HEAD_LINES = 8;
const NAME_LINES = 2;
const MOST_WORLDS = 8;
const MOST_NARROW = 3;

/** The chart, or undefined of a study without worlds, or with but one. */
export function studyRegretChart(result: StudyResult, format: Format): Chart | undefined {
  const { worlds: found } = result;
  if (found === undefined || found.worlds.length < 2) return undefined;
  const { text } = format;
  const title = headlineOf(result, found, text);
  const alt = altOf(result, found, title, text);
  const draw = (on: Format) => specOf(result, found, title, alt, on);
  return {
    ...{ name: 'study-regret', title, alt, spec: draw(format), narrow: draw(narrow(text)) },
    panels: [tableOf(result, found, text)],
  };
}

const titleIn =
  ({ variants }: StudyResult) =>
  (id: string) =>
    variants.find((variant) => variant.id === id)?.title ?? id;

/** The title of a world; of that without a rival the catalogue's. */
const worldTitle = ({ title, instead }: WorldResult, { study }: ChartText) =>
  instead === undefined ? study.asWritten : title;

function headlineOf(result: StudyResult, { worlds }: WorldsResult, { study, quantities }: ChartText): string {
  const titleOf = titleIn(result);
  const leaders = [...new Set(worlds.map(({ ranking }) => quantities.list(ranking[0].map(titleOf))))];
  if (leaders.length > 1) return study.otherLeaders(leaders);
  return study.sameLeader(
    leaders[0],
    worlds.every(({ keepsRanking }) => keepsRanking),
  );
}

function altOf(result: StudyResult, found: WorldsResult, title: string, text: ChartText): string {
  const { study, quantities, common } = text;
  const titleOf = titleIn(result);
  const least = found.regrets.toSorted((one, other) => one.greatest - other.greatest)[0];
  const tonnes = (value: number) => summedAmount(value, result, text);
  const worlds = found.worlds.map((world) => ({
    of: worldTitle(world, text),
    note: quantities.clauses(
      world.standings.map(({ variant, regret }) => study.policyNote(titleOf(variant), tonnes(regret))),
    ),
  }));
  return common.alt(title, worlds, [study.leastRegret(titleOf(least.variant), tonnes(least.greatest))]);
}

function tableOf(result: StudyResult, found: WorldsResult, text: ChartText): PanelData {
  const titleOf = titleIn(result);
  return {
    title: text.study.regretSubtitle(text.quantities.unit(result.summed.unit)),
    unit: result.summed.unit,
    isShare: false,
    across: { kind: 'rows', head: text.study.policy, labels: found.regrets.map(({ variant }) => titleOf(variant)) },
    lines: [
      ...found.worlds.map((world) => ({
        name: worldTitle(world, text),
        values: world.standings.map(({ regret }) => regret),
      })),
      { name: text.study.greatest, values: found.regrets.map(({ greatest }) => greatest) },
    ],
  };
}

function specOf(result: StudyResult, found: WorldsResult, title: string, alt: string, format: Format): Chart['spec'] {
  const { text } = format;
  const { study } = text;
  const titleOf = titleIn(result);
  const worlds = found.worlds.slice(0, isNarrow(format) ? MOST_NARROW : MOST_WORLDS);
  const names = found.regrets.map(({ variant }) => titleOf(variant));
  const most = isNarrow(format) ? 110 : 230;
  const left = Math.ceil(Math.min(most, Math.max(...names.map((name) => textWidth(name, SIZE.text))))) + 14;
  const plotWidth = format.width - left - RIGHT;
  const width = plotWidth / (worlds.length + 1);
  const titles = [...worlds.map((world) => worldTitle(world, text)), study.greatest];
  const heads = titles.map((one) => wrap(one, width - 10, SIZE.label, 400, HEAD_LINES));
  const headHeight = LINE * Math.max(...heads.map(({ length }) => length)) + 10;
  const cells = worlds.flatMap(({ standings }, column) =>
    standings.map(({ regret }, row): HeatCell => ({ row, column, value: regret, isMarked: regret === 0 })),
  );
  const greatest = found.regrets.map(
    ({ greatest: value }, row): HeatCell => ({ row, column: worlds.length, value, isMarked: true }),
  );
  const range = { least: 0, most: Math.max(...greatest.map(({ value }) => value)) };
  const labels: Label[] = [
    ...names.flatMap((name, row) => {
      const lines = wrapEvenly(name, left - 10, SIZE.text, 400, NAME_LINES);
      return lines.map((line, n): Label => {
        const y = ROW * (row + 0.5) + LINE * (n - (lines.length - 1) / 2);
        return { x: -8, y, align: 'right', text: line };
      });
    }),
    ...heads.flatMap((lines, column) =>
      lines.map((line, n): Label => {
        const y = -8 - LINE * (lines.length - n - 0.5);
        return { x: (column + 0.5) * width, y, align: 'center', size: SIZE.label, colour: COLOUR.ink, text: line };
      }),
    ),
  ];
  const panel: Panel = {
    ...{ width: plotWidth, height: ROW * names.length },
    layer: [...heatLayers([...cells, ...greatest], width, ROW, range, text), ...labelLayers(labels)],
  };
  return page(
    {
      ...{ title, alt, left, plotWidth, gap: headHeight, axis: 14, panels: [panel] },
      subtitles: [result.title, study.regretSubtitle(text.quantities.unit(result.summed.unit))],
      key: [
        heatKey(range, result.summed.unit, text),
        found.worlds.flatMap(({ title: name, instead }) =>
          instead === undefined
            ? []
            : [{ text: study.inPlaceOf(name, wordingIn(instead.was.what, text.language), instead.was.value) }],
        ),
        found.worlds.length > worlds.length ? [{ text: study.moreWorlds(found.worlds.length - worlds.length) }] : [],
      ],
    },
    format,
  );
}
