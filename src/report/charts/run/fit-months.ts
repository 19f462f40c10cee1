/** A fit month by month: what was observed, what is fitted, and what the months before said of it. */
import { greatest } from '../../../chance/extremes.ts';
import type { FitFound, FitMonth, FittedObservation } from '../../../metrics/fit/fit.ts';
import { modelIn } from '../../../model/in-language.ts';
import type { Observation } from '../../../model/network.ts';
import { formatDate } from '../../../quantity/calendar.ts';
import { type FitWords, fitWords } from '../../text/fit.ts';
import { chartTextOf, type Language, wordsOf } from '../../text/languages.ts';
import { significant } from '../../text/quantities.ts';
import type { Chart } from '../chart.ts';
import { wide } from '../layout/format.ts';
import { COLOUR } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import { panelChart, type Row, type RowCanvas } from '../layout/panel-chart.ts';
import { ticksTo } from '../layout/rows.ts';

const MOST_ROWS = 6;

/** The four numbers of a month, in the order in which they are drawn. */
const DRAWN = [
  { of: 'naive', colour: COLOUR.faint },
  { of: 'fitted', colour: COLOUR.blue },
  { of: 'forecast', colour: COLOUR.short },
  { of: 'observed', colour: COLOUR.ink },
] as const;

export function fitChart(found: FitFound, language: Language): Chart {
  const { chart } = fitWords(language);
  const { share } = wordsOf(language).quantities;
  const { title, observations } = modelIn(found.model, language).scenario;
  const { fitted, forecast, naive } = found.errors;
  const isJudged = forecast !== undefined && naive !== undefined;
  const drawn = found.observations.slice(0, MOST_ROWS);
  const months = drawn.flatMap(({ id }) => observations.find((one) => one.id === id)?.months ?? []);
  const [start, end] = [Math.min(...months.map(({ from }) => from)), Math.max(...months.map(({ to }) => to))];
  return panelChart(
    {
      ...{ name: 'fit', axis: { start, end, stepDays: found.model.stepDays } },
      headline: isJudged ? chart.headline(share(forecast), share(naive)) : chart.fittedHeadline(share(fitted)),
      subtitles: [title, chart.subtitle],
      rows: drawn.map((one) => rowOf(one, observations.find(({ id }) => id === one.id) as Observation, chart, share)),
      key: () => [
        DRAWN.filter(({ of }) => isJudged || of === 'fitted' || of === 'observed')
          .toReversed()
          .map(({ of, colour }) => ({ swatch: colour, text: chart[of] })),
      ],
    },
    wide(chartTextOf(language)),
  );
}

function rowOf(
  { months, errors: { fitted, forecast, naive } }: FittedObservation,
  observation: Observation,
  chart: FitWords['chart'],
  share: (value: number) => string,
): Row {
  const shared = (value: number | undefined) => (value === undefined ? undefined : share(value));
  const drawnOf = (month: FitMonth, of: (typeof DRAWN)[number]['of']) => {
    const value = month[of];
    return value === undefined ? null : significant(value);
  };
  const all = months.flatMap((month) => DRAWN.map(({ of }) => month[of] ?? 0));
  return {
    ...{ title: observation.title, note: chart.note(share(fitted), shared(forecast), shared(naive)) },
    ...{ reading: 'number', unit: 't', ticks: ticksTo(greatest(all)) },
    across: { kind: 'months', days: observation.months.map(({ from }) => from) },
    lines: DRAWN.toReversed().map(({ of, colour }) => ({
      ...{ name: chart[of], colour },
      values: months.map((month) => drawnOf(month, of)),
    })),
    marks: (on) =>
      DRAWN.flatMap(({ of, colour }): Layer[] => {
        const values = months.flatMap((month, n) => {
          const { from, to } = observation.months[n];
          const value = drawnOf(month, of);
          return value === null ? [] : [{ date: formatDate((from + to) / 2), [of]: value }];
        });
        return values.length === 0 ? [] : [markOf(of, colour, values, on)];
      }),
  };
}

function markOf(of: (typeof DRAWN)[number]['of'], colour: string, values: object[], { x, y }: RowCanvas): Layer {
  const point = { color: colour, filled: true, size: 60 };
  return {
    data: { values },
    mark:
      of === 'fitted'
        ? { type: 'line', color: colour, strokeWidth: 2, tooltip: null, point: { color: colour, size: 30 } }
        : {
            ...point,
            type: 'point',
            opacity: 1,
            tooltip: null,
            shape: of === 'forecast' ? 'diamond' : of === 'naive' ? 'square' : 'circle',
          },
    encoding: { x, y: y(of) },
  };
}
