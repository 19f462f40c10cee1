/** The canvas of the timeline: lines and fans over time, and the line of the date that is shown. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Line } from './lines.ts';
import { monthsBetween } from './look.ts';
import { dayOf, language, pointed, state, step, words } from './store.ts';
import { hold } from './work.ts';

const HEIGHT = 260;

/** When the first value is, and how many days lie between two. */
export interface Grid {
  readonly start: number;
  readonly stepDays: number;
}

interface PlotProps {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly grid: Grid;
  /** Whether values are shares in percent. */
  readonly isShare: boolean;
}

const MONTHS_APART = [1, 3, 6, 12, 24, 60, 120] as const;

/** Months between two marks over so many days, so that their names stand apart: longer ones in Chinese. */
function monthsApart(width: number, days: number): number {
  const room = language.value === 'zh' ? 76 : 60;
  const ofMonth = ((width - 70) / days) * 30.4;
  return MONTHS_APART.find((apart) => apart * ofMonth >= room) ?? 240;
}

/** Made anew for another set of lines or width, and else only filled. */
export function Plot({ lines, width, grid, isShare }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<{ readonly it: uPlot; readonly key: string } | undefined>(undefined);
  const key = JSON.stringify([
    ...[width, language.value, state.value.tab],
    lines.map(({ name, colour, isDashed, fan, isOld }) => [name, colour, isDashed, fan !== undefined, isOld]),
  ]);
  const data = dataOf(lines, grid);
  useEffect(() => {
    if (host.current === null || width === 0) return;
    if (plot.current?.key !== key) {
      plot.current?.it.destroy();
      plot.current = { key, it: new uPlot(optionsOf(lines, width, isShare), data, host.current) };
    } else plot.current.it.setData(data);
    place(plot.current.it);
  });
  const at = step.value;
  const isHeld = state.value.date !== undefined;
  useEffect(() => {
    if (plot.current) place(plot.current.it);
  }, [at, isHeld]);
  useEffect(() => () => plot.current?.it.destroy(), []);
  return <div class="canvas" ref={host} style={{ height: `${HEIGHT}px` }} />;
}

/** Puts the line of the date in its place. */
function place(it: uPlot): void {
  const mark =
    it.over.querySelector<HTMLElement>('.date') ??
    it.over.appendChild(Object.assign(document.createElement('div'), { className: 'date' }));
  mark.style.left = `${it.valToPos(dayOf(step.value), 'x')}px`;
  mark.dataset['held'] = String(state.value.date !== undefined);
}

function dataOf(lines: readonly Line[], { start, stepDays }: Grid): uPlot.AlignedData {
  const days = Float64Array.from({ length: lines[0]?.values.length ?? 0 }, (_, at) => start + at * stepDays);
  const columns = lines.flatMap(({ fan, values }) => [...(fan ? [fan.p95, fan.p05, fan.p75, fan.p25] : []), values]);
  return [days, ...columns] as uPlot.AlignedData;
}

function optionsOf(lines: readonly Line[], width: number, isShare: boolean): uPlot.Options {
  const { quantities: q } = words.value;
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  for (const { name, colour, isDashed, fan, isOld } of lines) {
    if (fan) {
      const first = series.length;
      for (let n = 0; n < 4; n++) series.push({ stroke: 'transparent', width: 0, points: { show: false } });
      bands.push(
        { series: [first, first + 1], fill: `${colour}${isOld ? '13' : '26'}` },
        { series: [first + 2, first + 3], fill: `${colour}${isOld ? '20' : '40'}` },
      );
    }
    series.push({ label: name, stroke: colour, width: 2, points: { show: false }, ...(isDashed && { dash: [7, 5] }) });
  }
  const font = '13px Inter, "Noto Sans SC", system-ui, sans-serif';
  const axis = {
    font,
    stroke: '#4a4a4a',
    grid: { stroke: '#e6e6e6', width: 1 },
    ticks: { stroke: '#c8c8c8', width: 1, size: 4 },
  };
  return {
    ...{ width, height: HEIGHT, series, bands },
    legend: { show: false },
    padding: [10, 16, 0, 0],
    cursor: { drag: { x: false, y: false }, points: { show: false }, x: true, y: false },
    scales: {
      x: { time: false },
      y: {
        range: (_, __, high) => [
          0,
          isShare ? Math.max(10, Math.min(100, Math.ceil(high / 10) * 10)) : high > 0 ? high * 1.05 : 1,
        ],
      },
    },
    axes: [
      {
        ...axis,
        size: 32,
        splits: (_, __, from, to) => monthsBetween(from, to, monthsApart(width, to - from)),
        values: (_, days) => days.map((day) => monthText(day)),
      },
      { ...axis, size: 56, values: (_, values) => values.map((value) => (isShare ? `${value} %` : q.number(value))) },
    ],
    hooks: {
      draw: [place],
      setCursor: [
        ({ cursor: { idx, left } }) => {
          if (state.value.date !== undefined) return;
          const at = idx == null || left === undefined || left < 0 ? undefined : idx;
          if (pointed.value !== at) pointed.value = at;
        },
      ],
      ready: [
        (it) =>
          it.over.addEventListener('click', () =>
            hold(state.value.date === undefined ? (it.cursor.idx ?? undefined) : undefined),
          ),
      ],
    },
  };
}

function monthText(day: number): string {
  const date = new Date(day * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  if (language.value === 'zh') return `${year}年${month}月`;
  return `${words.value.quantities.shortDate(day).split(' ')[1]} ${year}`;
}
