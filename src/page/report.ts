/**
 * The script within a report: values under the pointer or the arrow keys, and boxes that hide variants. Without it the
 * page has all the same; the pictures are there first.
 */
import type { Reading } from '../report/document/readings.ts';
import { formatNumber, formatShare } from '../report/format.ts';

interface PageData {
  /** By name of the chart. */
  readonly readings: Readonly<Record<string, readonly Reading[]>>;
  /** Fields of readings in words. */
  readonly fields: Readonly<Record<string, string>>;
}

const { readings, fields } = JSON.parse(document.getElementById('readings')?.textContent ?? '') as PageData;

const dayOf = (date: string) => Date.parse(date) / 86_400_000;

/** One chart: reads values, and knows which variants are hidden. */
function enliven(plot: HTMLElement, panels: readonly Reading[]): void {
  const hidden = new Set<number>();
  const cursor = document.body.appendChild(
    Object.assign(document.createElement('div'), { className: 'cursor', hidden: true }),
  );
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  tip.hidden = true;
  document.body.append(cursor, tip);
  let at: { panel: number; day: number } | undefined;

  const boxOf = ({ panel }: Reading) =>
    plot.querySelector(`.concat_${panel}_group > g > path.background`)?.getBoundingClientRect();
  const spanOf = ({ columns }: Reading) => {
    const days = columns.flatMap(({ dates }) => [dayOf(dates[0]), dayOf(dates[dates.length - 1])]);
    return [Math.min(...days), Math.max(...days)] as const;
  };
  const daysOf = ({ columns }: Reading) =>
    [...new Set(columns.flatMap(({ dates }) => dates.map(dayOf)))].sort((a, b) => a - b);

  const hide = () => {
    at = undefined;
    cursor.hidden = true;
    tip.hidden = true;
  };

  const show = (panel: number, day: number) => {
    const reading = panels[panel];
    const box = boxOf(reading);
    if (box === undefined) return hide();
    at = { panel, day };
    const [from, to] = spanOf(reading);
    const x = box.left + ((day - from) / (to - from)) * box.width;
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    const rows = reading.columns
      .filter(({ variant }) => variant === undefined || !hidden.has(variant))
      .map(({ field, dates, values }) => {
        const value = values[dates.findLastIndex((one) => one <= date)] ?? null;
        const row = document.createElement('span');
        const shown = value === null ? '–' : reading.isShare ? formatShare(value) : formatNumber(value);
        row.append(
          fields[field] ?? field.replaceAll('_', ' '),
          Object.assign(document.createElement('i'), { textContent: shown }),
        );
        return row;
      });
    tip.replaceChildren(Object.assign(document.createElement('b'), { textContent: date }), reading.title, ...rows);
    tip.hidden = false;
    cursor.hidden = false;
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
    const [from, to] = spanOf(panels[panel]);
    show(panel, Math.floor(from + ((clientX - box.left) / box.width) * (to - from)));
  });
  plot.addEventListener('pointerleave', hide);
  plot.addEventListener('blur', hide);
  plot.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === 'Escape') return hide();
    if (!/^Arrow/.test(key) || panels.length === 0) return;
    event.preventDefault();
    const now = at ?? { panel: 0, day: Number.NEGATIVE_INFINITY };
    const panel = Math.max(
      0,
      Math.min(panels.length - 1, now.panel + (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0)),
    );
    const days = daysOf(panels[panel]);
    const next = days.find((day) => day > now.day) ?? days[days.length - 1];
    const before = days.findLast((day) => day < now.day) ?? days[0];
    show(panel, key === 'ArrowRight' ? next : key === 'ArrowLeft' ? before : Math.max(now.day, days[0]));
  });

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

for (const [name, panels] of Object.entries(readings)) {
  const plot = document.getElementById(`chart-${name}`);
  if (plot) enliven(plot, panels);
}
