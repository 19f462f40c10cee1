/**
 * The script within a report: values under the pointer or the arrow keys, and boxes that hide variants. Without it the
 * page has all the same; the pictures are there first.
 */
import { type PanelData, type PanelLine, placeAt, placesOf, stepAt } from '../report/charts/panel-data.ts';
import { EN_QUANTITIES, type Quantities } from '../report/text/quantities.ts';
import { ZH_QUANTITIES } from '../report/text/zh-quantities.ts';

interface PageData {
  readonly language: 'en' | 'zh';
  /** Panels that have a plot, by name of the chart. */
  readonly panels: Readonly<Record<string, readonly PanelData[]>>;
}

const { language, panels: charts } = JSON.parse(document.getElementById('panels')?.textContent ?? '') as PageData;
const QUANTITIES: Readonly<Record<PageData['language'], Quantities>> = { en: EN_QUANTITIES, zh: ZH_QUANTITIES };
const q = QUANTITIES[language];

/** One chart: reads values, and knows which variants are hidden. */
function enliven(plot: HTMLElement, panels: readonly PanelData[]): void {
  const hidden = new Set<number>();
  const cursor = document.createElement('div');
  cursor.className = 'cursor';
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  document.body.append(cursor, tip);
  let shown: { readonly panel: number; readonly x: number } | undefined;

  /** Where the plot of a panel stands, in the picture that is seen at this width. */
  const boxOf = ({ plot: name }: PanelData): DOMRect | undefined =>
    [...plot.querySelectorAll(`.${name}_marks path`)]
      .map((area) => area.getBoundingClientRect())
      .find(({ width }) => width > 0);

  const hide = () => {
    shown = undefined;
    cursor.hidden = true;
    tip.hidden = true;
  };

  const show = (panel: number, x: number) => {
    const data = panels[panel];
    const box = boxOf(data);
    if (box === undefined) return hide();
    shown = { panel, x };
    const places = placesOf(data);
    const place = placeAt(places, x);
    const lines = data.lines.filter(({ variant }) => variant === undefined || !hidden.has(variant));
    tip.replaceChildren(
      element('b', placeText(data, x)),
      data.title,
      ...lines.flatMap((line) => rowOf(data, line, place)),
    );
    tip.hidden = false;
    cursor.hidden = false;
    placeBeside(box, shareOf(data, x));
  };

  /** Beside the cursor, on the side where there is room. */
  const placeBeside = (box: DOMRect, share: number) => {
    const x = box.left + share * box.width;
    const [left, top] = [window.scrollX, window.scrollY];
    Object.assign(cursor.style, { left: `${x + left}px`, top: `${box.top + top}px`, height: `${box.height}px` });
    const { offsetWidth: width } = tip;
    const beside = x + 12 + width > document.documentElement.clientWidth ? Math.max(4, x - 12 - width) : x + 12;
    Object.assign(tip.style, { left: `${beside + left}px`, top: `${box.top + top + 4}px` });
  };

  plot.addEventListener('pointermove', ({ clientX, clientY }) => {
    const panel = panels.findIndex((data) => {
      const box = boxOf(data);
      return box && clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
    });
    const box = panels[panel] && boxOf(panels[panel]);
    if (box === undefined) return hide();
    show(panel, stepAt(panels[panel], valueAt(panels[panel], (clientX - box.left) / box.width)));
  });
  plot.addEventListener('pointerleave', hide);
  plot.addEventListener('blur', hide);
  plot.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === 'Escape') return hide();
    if (!key.startsWith('Arrow') || panels.length === 0) return;
    event.preventDefault();
    const aside = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    const panel = Math.max(0, Math.min(panels.length - 1, (shown?.panel ?? 0) + aside));
    const stops = placesOf(panels[panel]);
    const x = shown?.x ?? Number.NEGATIVE_INFINITY;
    const next = stops.find((stop) => stop > x) ?? stops[stops.length - 1];
    const before = stops.findLast((stop) => stop < x) ?? stops[0];
    show(panel, key === 'ArrowRight' ? next : key === 'ArrowLeft' ? before : Math.max(x, stops[0]));
  });
  hide();

  for (const fieldset of document.querySelectorAll<HTMLElement>(
    `fieldset[data-for="${plot.id.replace('chart-', '')}"]`,
  )) {
    fieldset.hidden = false;
    fieldset.addEventListener('change', ({ target }) => {
      const box = target as HTMLInputElement;
      const variant = Number(box.dataset['variant']);
      if (box.checked) hidden.delete(variant);
      else hidden.add(variant);
      for (const marks of plot.querySelectorAll<SVGElement>(`[class*="variant_${variant}_"]`))
        marks.style.display = box.checked ? '' : 'none';
      hide();
    });
  }
}

/** The share of the width of a plot at which a place stands, and back. */
function shareOf(data: PanelData, x: number): number {
  const places = placesOf(data);
  const [from, to] = [places[0], places[places.length - 1]];
  return isLog(data) ? Math.log(x / from) / Math.log(to / from) : (x - from) / (to - from);
}

function valueAt(data: PanelData, share: number): number {
  const places = placesOf(data);
  const [from, to] = [places[0], places[places.length - 1]];
  return isLog(data) ? from * Math.exp(share * Math.log(to / from)) : from + share * (to - from);
}

const isLog = ({ across }: PanelData) => across.kind === 'times' && across.isLog === true;

/** The date as the axis has it, or a number with its unit. */
function placeText({ across }: PanelData, x: number): string {
  if (across.kind === 'dates') return q.shortDate(x);
  if (across.kind === 'months') return q.month(x);
  return across.kind === 'times' ? `${q.number(Math.round(x * 10) / 10)} ${across.unit}` : '';
}

/** A line and its value; both ends of a range are one row, that of the lower. */
function rowOf(data: PanelData, line: PanelLine, place: number): HTMLElement[] {
  const read = ({ values }: PanelLine) => {
    const value = values[place] ?? null;
    return value === null ? '–' : data.isShare ? q.share(value) : `${q.number(value)} ${data.unit}`.trim();
  };
  const end = UPPER[line.statistic ?? ''];
  const upper = end && data.lines.find(({ statistic, variant }) => variant === line.variant && statistic === end);
  const isUpper = line.statistic === 'p75' || line.statistic === 'p95';
  // Of many variants the mean alone, with the middle half behind it.
  const isOfVariant = line.variant !== undefined;
  if (isUpper || (isOfVariant && line.statistic === 'p25')) return [];
  const row = element('span', '');
  const swatch = element('em', '');
  swatch.style.background = line.colour ?? 'none';
  const name = upper && !isOfVariant ? `${line.name.replace(/ ?%$/, '')}–${upper.name}` : line.name;
  row.append(swatch, element('span', name), element('i', upper ? q.range(read(line), read(upper)) : read(line)));
  return [row];
}

/** The upper end of a range, by its lower. */
const UPPER: Readonly<Record<string, string>> = { p05: 'p95', p25: 'p75' };

function element(tag: string, words: string): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: words });
}

for (const [name, panels] of Object.entries(charts)) {
  const plot = document.getElementById(`chart-${name}`);
  if (plot) enliven(plot, panels);
}
