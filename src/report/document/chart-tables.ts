/** The tables below charts: the numbers of their panels, at the first of each month where they lie along dates. */
import { formatDate } from '../../quantity/calendar.ts';
import type { Chart } from '../charts/chart.ts';
import { type PanelData, type PanelLine, placeAt, placesOf } from '../charts/panel-data.ts';
import type { Words } from '../text/en.ts';
import { formatNumber } from '../text/format.ts';
import { type Cell, type Table, text } from './document.ts';

/** Times of a panel that is not dated of which a table lists as many at most. */
const MOST_TIMES = 40;

/** The tables of a chart, one for each panel that has numbers; a panel that only repeats a table has none. */
export function tablesOf({ panels }: Pick<Chart, 'panels'>, words: Words): Table[] {
  const tabled = panels.filter(({ plot }) => plot === undefined);
  return (tabled.length > 0 ? tabled : panels).map((panel) => tableOf(panel, words));
}

/** The table of a panel. */
export function tableOf(panel: PanelData, words: Words): Table {
  const { across, lines, title } = panel;
  const { table } = words;
  const header = (first: string) => [first, ...lines.map(({ name }) => name)];
  const cells = (place: number) => lines.map((line) => cellOf(line, place, panel, words));
  switch (across.kind) {
    case 'rows':
      return {
        caption: withUnit(title, panel),
        header: header(across.head),
        rows: across.labels.map((label, row) => [text(label), ...cells(row)]),
      };
    case 'months':
      return {
        caption: withUnit(title, panel),
        header: header(table.month),
        rows: across.days.map((day, row) => [text(formatDate(day).slice(0, 7)), ...cells(row)]),
      };
    case 'dates':
    case 'times': {
      const places = placesOf(panel);
      const isDated = across.kind === 'dates';
      return {
        caption: isDated ? table.byMonth(withUnit(title, panel)) : table.byTime(withUnit(title, panel)),
        header: header(isDated ? table.date : `${table.time} (${across.unit})`),
        rows: tabulated(panel).map((stop) => [
          text(isDated ? words.quantities.longDate(stop) : formatNumber(stop)),
          ...cells(placeAt(places, stop)),
        ]),
      };
    }
  }
}

const withUnit = (title: string, { unit }: PanelData) => (unit === '' ? title : `${title} (${unit})`);

function cellOf({ values, texts }: PanelLine, place: number, { isShare }: PanelData, words: Words): Cell {
  const value = values[place];
  const own = texts?.[place];
  if (value === null || value === undefined) return text(own ?? words.none);
  return { text: own ?? (isShare ? words.quantities.share(value) : formatNumber(value)), value };
}

/** Of dates the first day and that of each month; of other times all of them, or some that are evenly spread. */
function tabulated(panel: PanelData): number[] {
  const places = placesOf(panel);
  if (panel.across.kind !== 'dates') {
    const every = Math.ceil(places.length / MOST_TIMES);
    return places.filter((_, n) => n % every === 0);
  }
  const [from, to] = [places[0], places[places.length - 1]];
  const stops = [from];
  for (let day = from + 1; day < to; day++) if (formatDate(day).endsWith('-01')) stops.push(day);
  return stops;
}
