/**
 * The script within a report: values under the pointer or the arrow keys, and boxes that hide variants. Without it the
 * page has all the same; the pictures are there first.
 */
import { formatDate } from '../quantity/calendar.ts';
import { placeAt, type Reading, spanOf } from '../report/document/readings.ts';
import { formatNumber, formatShare } from '../report/text/format.ts';

interface PageData {
  /** By name of the chart. */
  readonly readings: Readonly<Record<string, readonly Reading[]>>;
  /** Fields of readings in words. */
  readonly fields: Readonly<Record<string, string>>;
}

const { readings, fields } = JSON.parse(document.getElementById('readings')?.textContent ?? '') as PageData;

/** One chart: reads values, and knows which variants are hidden. */
function enliven(plot: HTMLElement, panels: readonly Reading[], titles: readonly string[]): void {
  const hidden = new Set<number>();
  const cursor = document.createElement('div');
  cursor.className = 'cursor';
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  document.body.append(cursor, tip);
  let shown: { readonly panel: number; readonly x: number } | undefined;

  const boxOf = ({ panel }: Reading) =>
    plot.querySelector(`.concat_${panel}_group > g > path.background`)?.getBoundingClientRect();

  const hide = () => {
    shown = undefined;
    cursor.hidden = true;
    tip.hidden = true;
  };

  const show = (panel: number, x: number) => {
    const reading = panels[panel];
    const box = boxOf(reading);
    if (box === undefined) return hide();
    shown = { panel, x };
    const rows = reading.lines
      .filter(({ variant }) => variant === undefined || !hidden.has(variant))
      .flatMap((lines) =>
        Object.entries(lines.fields).map(([field, values]) => rowOf(reading, lines, field, values, x)),
      );
    tip.replaceChildren(element('b', reading.isDated ? formatDate(x) : formatNumber(x)), reading.title, ...rows);
    tip.hidden = false;
    cursor.hidden = false;
    place(box, (x - spanOf(reading).from) / (spanOf(reading).to - spanOf(reading).from));
  };

  const rowOf = (
    { isShare }: Reading,
    lines: Reading['lines'][number],
    field: string,
    values: readonly (number | null)[],
    x: number,
  ) => {
    const value = values[placeAt(lines, x)] ?? null;
    const title = lines.variant === undefined ? '' : `${titles[lines.variant]}: `;
    const row = element('span', title + (fields[field] ?? field.replaceAll('_', ' ')));
    row.append(element('i', value === null ? '–' : isShare ? formatShare(value) : formatNumber(value)));
    return row;
  };

  /** Beside the cursor, on the side where there is room. */
  const place = (box: DOMRect, share: number) => {
    const x = box.left + share * box.width;
    const [left, top] = [window.scrollX, window.scrollY];
    Object.assign(cursor.style, { left: `${x + left}px`, top: `${box.top + top}px`, height: `${box.height}px` });
    const { offsetWidth: width } = tip;
    const beside = x + 12 + width > document.documentElement.clientWidth ? Math.max(4, x - 12 - width) : x + 12;
    Object.assign(tip.style, { left: `${beside + left}px`, top: `${box.top + top + 4}px` });
  };

  plot.addEventListener('pointermove', ({ clientX, clientY }) => {
    const panel = panels.findIndex((reading) => {
      const box = boxOf(reading);
      return box && clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
    });
    const box = panels[panel] && boxOf(panels[panel]);
    if (box === undefined) return hide();
    const { from, to } = spanOf(panels[panel]);
    const x = from + ((clientX - box.left) / box.width) * (to - from);
    show(panel, panels[panel].isDated ? Math.floor(x) : x);
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
    const stops = [...new Set(panels[panel].lines.flatMap(({ at }) => at))].sort((a, b) => a - b);
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

function element(tag: string, words: string): HTMLElement {
  return Object.assign(document.createElement(tag), { textContent: words });
}

for (const [name, panels] of Object.entries(readings)) {
  const plot = document.getElementById(`chart-${name}`);
  const labels = document.querySelectorAll(`fieldset[data-for="${name}"] label`);
  if (plot)
    enliven(
      plot,
      panels,
      Array.from(labels, (label) => label.textContent ?? ''),
    );
}
