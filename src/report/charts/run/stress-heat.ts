/** Losses as a heat map: for each user the losses that hurt it, by how long they last. */
import type { StressFound } from '../../../metrics/stress/stress.ts';
import { type Hurt, hurting, namesOf, stressSentences } from '../../stress/sentences.ts';
import { chartTextOf, type Language } from '../../text/languages.ts';
import { stressWords } from '../../text/stress.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow, wide } from '../layout/format.ts';
import { RIGHT, SIZE } from '../layout/look.ts';
import { type Label, labelLayers, type Panel } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { headingsOf } from '../layout/rows.ts';
import { textWidth, truncate } from '../layout/text-width.ts';
import type { PanelData } from '../panel-data.ts';
import { heatKey, heatLayers } from '../study/study-heat.ts';

/** Users who have a panel, and rows of all panels together. */
const MOST_USERS = 4;
const MOST_ROWS = 20;
const ROW = 24;
const AXIS = 26;
const NAMES = 260;

/** A user and the losses that hurt it. */
interface Rows {
  readonly user: number;
  readonly hurts: readonly Hurt[];
}

/** The chart; of a network that nothing can hurt, a page that says so. */
export function stressChart(found: StressFound, language: Language): Chart {
  const [words, text] = [stressWords(language), chartTextOf(language)];
  const names = namesOf(found, language);
  const all = found.ranked.map((user): Rows => ({ user, hurts: hurting(found, user) }));
  const hurt = all.filter(({ hurts }) => hurts.length > 0).slice(0, MOST_USERS);
  const shown = hurt.map(({ user, hurts }) => ({
    user,
    hurts: hurts.slice(0, Math.max(5, Math.floor(MOST_ROWS / hurt.length))),
  }));
  const [soonest] = shown
    .flatMap(({ user, hurts }) => hurts.slice(0, 1).map((one) => ({ user, ...one })))
    .sort((a, b) => a.survives - b.survives);
  const title =
    soonest === undefined
      ? words.chart.calm(names.most)
      : words.chart.title(names.lost(soonest.stressed.loss), names.user(soonest.user), names.after(soonest.survives));
  const alt = [title, ...stressSentences(found, language)].join(' ');
  const left = hurt.reduce((sum, { hurts }, n) => sum + hurts.length - (shown[n]?.hurts.length ?? 0), 0);
  const unhurt = all.filter(({ hurts }) => hurts.length === 0).map(({ user }) => names.user(user));
  const specOf = (format: Format) => {
    const { gap, panels, width, names: room, key } = panelsOf(found, shown, format, language);
    return page(
      {
        ...{ title, alt, left: room, plotWidth: width, gap: gap + AXIS, axis: AXIS, panels },
        subtitles: [found.model.scenario.title, words.chart.subtitle(found.model.scenario.disruption)],
        key: [
          shown.length > 0 ? key : [],
          [
            ...(shown.length > 0 ? [{ text: `${words.chart.cell} ${words.chart.cellAlone}` }] : []),
            ...(left > 0 ? [{ text: words.chart.more(left) }] : []),
            ...(unhurt.length > 0 ? [{ text: words.chart.unhurt(text.quantities.list(unhurt, 6)) }] : []),
          ],
        ],
      },
      format,
    );
  };
  return {
    ...{ name: 'stress', title, alt, spec: specOf(wide(text)), narrow: specOf(narrow(text)) },
    panels: shown.map((one) => dataOf(found, one, language)),
  };
}

/** Beside the names on a wide page; on a narrow one each name stands above its cells. */
function panelsOf(found: StressFound, shown: readonly Rows[], format: Format, language: Language) {
  const [words, names] = [stressWords(language), namesOf(found, language)];
  const { weeks } = found.question;
  const isAbove = isNarrow(format);
  const nameOf = ({ stressed: { loss } }: Hurt) => format.text.quantities.capital(names.lost(loss));
  const widest = Math.max(40, ...shown.flatMap(({ hurts }) => hurts.map((one) => textWidth(nameOf(one), SIZE.label))));
  const room = isAbove ? 0 : Math.ceil(Math.min(NAMES, widest) + 14);
  const width = format.width - room - RIGHT;
  const column = width / weeks.length;
  const wants = shown.flatMap(({ user, hurts }) =>
    hurts.flatMap(({ stressed }) => stressed.byWeeks.map((all) => all[user].want)),
  );
  // To a multiple of five percent, so that the steps of the key are round.
  const range = { least: 0, most: 5 * Math.ceil(20 * Math.max(0, ...wants)) };
  const headings = headingsOf(
    shown.map(({ user }) => ({ title: names.user(user), note: '' })),
    format,
  );
  const panels = shown.map(({ user, hurts }, n): Panel => {
    const lines = isAbove ? 2 : 1;
    const cells = hurts.flatMap(({ stressed }, row) =>
      stressed.byWeeks.map((all, place) => {
        const { want, timeToSurvive } = all[user];
        const own = Number.isNaN(timeToSurvive) ? '–' : format.text.quantities.round(Math.round(timeToSurvive / 7));
        return { row: row * lines + lines - 1, column: place, value: 100 * want, text: own };
      }),
    );
    const bottom = hurts.length * ROW * lines;
    const labels = hurts.map((one, row): Label => {
      const y = (row * lines + 0.5) * ROW + (isAbove ? 3 : 0);
      const name = truncate(nameOf(one), isAbove ? width : room - 10, SIZE.label);
      return isAbove
        ? { x: 0, y, text: name, size: SIZE.label }
        : { x: -8, y, align: 'right', text: name, size: SIZE.label };
    });
    const below = weeks.map((many, place): Label => {
      return {
        x: (place + 0.5) * column,
        y: bottom + 12,
        align: 'center',
        size: SIZE.label,
        text: words.weeks([many]),
      };
    });
    return {
      ...{ width, height: bottom },
      layer: [
        ...heatLayers(cells, column, ROW, range, format.text),
        ...labelLayers([...labels, ...below, ...headings.labels(room, n)]),
      ],
    };
  });
  return { panels, width, names: room, gap: headings.gap, key: heatKey(range, `% ${words.chart.of}`, format.text) };
}

function dataOf(found: StressFound, { user, hurts }: Rows, language: Language): PanelData {
  const [words, names] = [stressWords(language), namesOf(found, language)];
  const { quantities } = chartTextOf(language);
  const cell = (hurt: Hurt, n: number) => hurt.stressed.byWeeks[n][user];
  return {
    ...{ title: names.user(user), unit: '', isShare: true },
    across: {
      kind: 'rows',
      head: words.table.lost,
      labels: hurts.map(({ stressed }) => quantities.capital(names.lost(stressed.loss))),
    },
    lines: found.question.weeks.map((weeks, n) => ({
      name: words.weeks([weeks]),
      values: hurts.map((hurt) => cell(hurt, n).want),
      texts: hurts.map((hurt) => {
        const { want, timeToSurvive } = cell(hurt, n);
        return Number.isNaN(timeToSurvive) ? '–' : `${quantities.percent(want)} (${names.after(timeToSurvive)})`;
      }),
    })),
  };
}
