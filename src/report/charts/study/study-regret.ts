/** Which document do you believe: what each policy loses, in each world, against the one that is best there. */
import type { StudyResult } from '../../../metrics/study/result.ts';
import { capital, list, roundNumber } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { COLOUR, CONTENT_WIDTH, RIGHT, SIZE } from '../layout/look.ts';
import { type Label, labelLayers, lineLabels, type Panel } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth, truncate, wrap } from '../layout/text-width.ts';
import { type HeatCell, heatKey, heatLayers } from './study-heat.ts';

const ROW = 32;
const LINE = 15;
const HEAD_LINES = 4;
const MOST_WORLDS = 8;

/** The chart, or undefined of a study without worlds, or with but one. */
export function studyRegretChart(result: StudyResult): Chart | undefined {
  const { worlds: found } = result;
  if (found === undefined || found.worlds.length < 2) return undefined;
  const titleOf = (id: string) => result.variants.find((variant) => variant.id === id)?.title ?? id;
  const worlds = found.worlds.slice(0, MOST_WORLDS);
  const names = found.regrets.map(({ variant }) => titleOf(variant));
  const left = Math.ceil(Math.min(230, Math.max(...names.map((name) => textWidth(name, SIZE.text))))) + 14;
  const plotWidth = CONTENT_WIDTH - left - RIGHT;
  const width = plotWidth / (worlds.length + 1);
  const titles = [...worlds.map(({ title }) => title), 'greatest regret'];
  const heads = titles.map((text) => wrap(text, width - 10, SIZE.label, 400, HEAD_LINES));
  const headHeight = LINE * Math.max(...heads.map(({ length }) => length)) + 10;
  const cells = worlds.flatMap(({ standings }, column) =>
    standings.map(({ regret }, row): HeatCell => ({ row, column, value: regret, isMarked: regret === 0 })),
  );
  const greatest = found.regrets.map(
    ({ greatest: value }, row): HeatCell => ({ row, column: worlds.length, value, isMarked: true }),
  );
  const range = { least: 0, most: Math.max(...greatest.map(({ value }) => value)) };
  const labels: Label[] = [
    ...names.map((name, row): Label => {
      return { x: -8, y: ROW * (row + 0.5), align: 'right', text: truncate(name, left - 10, SIZE.text) };
    }),
    ...heads.flatMap((lines, column) =>
      lineLabels(titles[column], lines, width - 10, (n) => {
        const y = -8 - LINE * (lines.length - n - 0.5);
        return { x: (column + 0.5) * width, y, align: 'center', size: SIZE.label, colour: COLOUR.ink };
      }),
    ),
  ];
  const panel: Panel = {
    ...{ width: plotWidth, height: ROW * names.length },
    layer: [...heatLayers([...cells, ...greatest], width, ROW, range), ...labelLayers(labels)],
  };
  const least = found.regrets.toSorted((one, other) => one.greatest - other.greatest)[0];
  const survives = found.worlds.every(({ keepsRanking }) => keepsRanking);
  const leaders = [...new Set(found.worlds.map(({ ranking }) => list(ranking[0].map(titleOf))))];
  const first =
    leaders.length === 1
      ? `${capital(leaders[0])} has the least shortage in every world`
      : `Who does best depends on the document: ${list(leaders.map((one) => `${one}`))}`;
  const title = `${first}; ${survives ? 'the ranking survives them all' : 'the ranking behind changes'}`;
  const shown = leaders.length === 1 ? title : first;
  const alt = `${shown}. Least to regret: ${titleOf(least.variant)}, at most ${roundNumber(least.greatest)} t. ${found.worlds
    .map(
      (world) =>
        `${world.title}: ${world.standings.map(({ variant, regret }) => `${titleOf(variant)} ${roundNumber(regret)} t`).join(', ')}`,
    )
    .join('. ')}`;
  const spec = page({
    ...{ title: shown, alt, left, plotWidth, gap: headHeight, axis: 14, panels: [panel] },
    subtitles: [
      result.title,
      'Regret: mean shortage, in t, beyond that of the best policy in the same world; bold 0 is the best',
    ],
    key: [
      heatKey(range, 't'),
      found.worlds.flatMap(({ title: name, instead }) =>
        instead === undefined
          ? []
          : [
              {
                text: `${capital(name)}: ${instead.what}; in place of ${instead.figure}.`,
              },
            ],
      ),
      found.worlds.length > worlds.length
        ? [{ text: `${found.worlds.length - worlds.length} more worlds are in worlds.csv.` }]
        : [],
    ],
  });
  return { name: 'study-regret', title: shown, alt, spec };
}
