/** What becomes of users over time: lines and fans, the licences under them, and the date that the network is shown at. */
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { boundsOf, type DateLever, textAt } from '../../explore/levers.ts';
import { type Side, TABS } from '../../explore/state.ts';
import { parseDate } from '../../quantity/calendar.ts';
import { COLOURS, leverTitle, monthsBetween, upstreamOf } from './look.ts';
import {
  book,
  boot,
  dayOf,
  faults,
  futures,
  hold,
  language,
  look,
  NONE,
  pointed,
  ran,
  set,
  shown,
  state,
  step,
  t,
  textOf,
  words,
} from './store.ts';

/** One line, with its fan if it has one; values by step. */
interface Line {
  readonly name: string;
  readonly colour: string;
  readonly isDashed: boolean;
  readonly values: Float64Array;
  readonly fan:
    | { readonly p05: Float64Array; readonly p25: Float64Array; readonly p75: Float64Array; readonly p95: Float64Array }
    | undefined;
}

const HEIGHT = 260;
/** More days of supply than these are drawn as these. */
const MOST_DAYS = 365;

/** The lines of the tab that is open. */
function linesOf(): Line[] {
  const { value: whole } = book;
  if (whole === undefined) return [];
  const { tab } = state.value;
  const sides = (['a', 'b'] as const).filter((side) => ran[side].value !== undefined);
  const name = (title: string, side: Side) => (sides.length > 1 ? `${title} ${side.toUpperCase()}` : title);
  if (tab === 'shipments') {
    const [user] = shown.value;
    const flows = whole.flows.flatMap((flow, f) => (flow.to === user.stockpile ? [{ ...flow, f }] : []));
    return sides.flatMap((side) =>
      flows.map(({ title, f }, n) => ({
        ...{
          name: name(title[language.value], side),
          colour: COLOURS[n % COLOURS.length],
          isDashed: side === 'b',
          fan: undefined,
        },
        values: columnOf(ran[side].value?.received, whole.flows.length, f, 1 / user.unit.scale),
      })),
    );
  }
  const users =
    tab === 'shortage'
      ? shown.value
      : shown.value.filter((one, n, all) => all.findIndex(({ stockpile }) => stockpile === one.stockpile) === n);
  return sides.flatMap((side) =>
    users.map(({ id, title, position, stockpile }, n): Line => {
      const result = ran[side].value;
      const isShortage = tab === 'shortage';
      const of = isShortage ? id : whole.stockpiles[stockpile].id;
      const found = futures[side].value?.fans.find(
        (one) => one.id === of && (one.variable === 'share_short') === isShortage,
      )?.fan;
      const scaled = (values: Float64Array) =>
        isShortage ? values.map((one) => one * 100) : values.map((one) => Math.min(MOST_DAYS, one));
      const values = isShortage
        ? scaled(result?.short[position] ?? new Float64Array(0))
        : scaled(columnOf(result?.where.days, whole.stockpiles.length, stockpile, 1));
      const hasFan = found !== undefined && (side === 'a' || sides.length === 1) && users.length <= 2;
      return {
        ...{
          name: name(title[language.value], side),
          colour: COLOURS[n % COLOURS.length],
          isDashed: side === 'b',
          values,
        },
        fan: hasFan
          ? { p05: scaled(found.p05), p25: scaled(found.p25), p75: scaled(found.p75), p95: scaled(found.p95) }
          : undefined,
      };
    }),
  );
}

function columnOf(rows: Float64Array | undefined, width: number, place: number, factor: number): Float64Array {
  if (rows === undefined) return new Float64Array(0);
  return Float64Array.from({ length: rows.length / width }, (_, at) => rows[at * width + place] * factor);
}

/** Tenths, hundreds and units as a line of text. */
function valueText(value: number): string {
  const { quantities: q } = words.value;
  if (!Number.isFinite(value)) return NONE;
  if (state.value.tab === 'shortage') return q.percent(value / 100);
  return state.value.tab === 'supply'
    ? value >= MOST_DAYS
      ? `> ${MOST_DAYS}`
      : q.number(Math.round(value))
    : q.number(value);
}

function titleOf(): string {
  const { titles, perStep } = t.value;
  const { tab } = state.value;
  if (tab !== 'shipments') return titles[tab];
  const [user] = shown.value;
  return titles.shipments(words.value.quantities.unit(user?.unit.name ?? 't'), perStep(book.value?.stepDays ?? 7));
}

/** The canvas: made anew for another set of lines or width, and else only filled. */
function Plot({ lines, width }: { readonly lines: readonly Line[]; readonly width: number }) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<{ readonly it: uPlot; readonly key: string } | undefined>(undefined);
  const key = JSON.stringify([
    width,
    language.value,
    state.value.tab,
    lines.map(({ name, colour, isDashed, fan }) => [name, colour, isDashed, fan !== undefined]),
  ]);
  const data = dataOf(lines);
  useEffect(() => {
    if (host.current === null || width === 0) return;
    if (plot.current?.key !== key) {
      plot.current?.it.destroy();
      plot.current = { key, it: new uPlot(optionsOf(lines, width), data, host.current) };
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

function dataOf(lines: readonly Line[]): uPlot.AlignedData {
  const steps = book.value?.steps ?? 0;
  const days = Float64Array.from({ length: steps }, (_, at) => dayOf(at));
  return [days, ...lines.flatMap(({ fan, values }) => [...(fan ? [fan.p95, fan.p05, fan.p75, fan.p25] : []), values])];
}

function optionsOf(lines: readonly Line[], width: number): uPlot.Options {
  const { quantities: q } = words.value;
  const isShare = state.value.tab === 'shortage';
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  for (const { name, colour, isDashed, fan } of lines) {
    if (fan) {
      const first = series.length;
      for (let n = 0; n < 4; n++) series.push({ stroke: 'transparent', width: 0, points: { show: false } });
      bands.push(
        { series: [first, first + 1], fill: `${colour}26` },
        { series: [first + 2, first + 3], fill: `${colour}40` },
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
        splits: (_, __, from, to) => monthsBetween(from, to, width < 560 ? 6 : 3),
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

/** The figure, its tabs, the values at the date, and the licences. */
export function Timeline() {
  const lines = linesOf();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watcher = new ResizeObserver(([{ contentRect }]) => setWidth(Math.floor(contentRect.width)));
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  const { value: whole } = book;
  if (whole === undefined) return null;
  const { quantities: q } = words.value;
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -13, PageUp: 13 }[event.key];
    if (event.key === 'Enter') hold(state.value.date === undefined ? step.value : undefined);
    else if (event.key === 'Escape') hold(undefined);
    else if (by !== undefined) {
      const at = Math.max(0, Math.min(whole.steps - 1, step.value + by));
      if (state.value.date === undefined) pointed.value = at;
      else hold(at);
    } else return;
    event.preventDefault();
  };
  const all = whole.runs;
  const many = futures.a.value?.runs ?? 0;
  return (
    <section class="card timeline" aria-labelledby="timeline-heading">
      <div class="head">
        <h2 id="timeline-heading">{t.value.timeline}</h2>
        <fieldset class="tabs" aria-label={t.value.timeline}>
          {TABS.map((tab) => (
            <button key={tab} type="button" aria-pressed={state.value.tab === tab} onClick={() => look({ tab })}>
              {t.value.tabs[tab]}
            </button>
          ))}
        </fieldset>
      </div>
      <p class="axis">{titleOf()}</p>
      <figure class={faults.value ? 'dimmed' : ''}>
        <div
          ref={box}
          role="slider"
          tabIndex={0}
          aria-label={`${titleOf()}. ${t.value.keys}`}
          aria-valuemin={0}
          aria-valuemax={whole.steps - 1}
          aria-valuenow={step.value}
          aria-valuetext={`${q.longDate(dayOf(step.value))}: ${lines.map(({ name, values }) => `${name} ${valueText(values[step.value])}`).join(', ')}`}
          onKeyDown={move}
        >
          <Plot lines={lines} width={width} />
        </div>
      </figure>
      <div class="readout">
        <button
          type="button"
          class="when"
          aria-pressed={state.value.date !== undefined}
          onClick={() => hold(state.value.date === undefined ? step.value : undefined)}
        >
          <strong>{q.longDate(dayOf(step.value))}</strong>
          <small>{state.value.date === undefined ? t.value.follow : t.value.held}</small>
        </button>
        <ul>
          {lines.map(({ name, colour, isDashed, values, fan }) => (
            <li key={name}>
              <svg width="22" height="10" aria-hidden="true">
                <line
                  x1="1"
                  x2="21"
                  y1="5"
                  y2="5"
                  stroke={colour}
                  stroke-width="3"
                  stroke-dasharray={isDashed ? '5 4' : undefined}
                />
              </svg>
              {name} <b>{valueText(values[step.value])}</b>
              {fan && <small>{q.range(valueText(fan.p05[step.value]), valueText(fan.p95[step.value]))}</small>}
            </li>
          ))}
        </ul>
        {all > 0 && state.value.tab !== 'shipments' && (
          <p class="futures">
            <span class="swatch" aria-hidden="true" />{' '}
            {many === all
              ? t.value.fan(q.number(all))
              : many > 0
                ? t.value.fanSoFar(q.number(many), q.number(all))
                : t.value.fanWaits(q.number(all))}
          </p>
        )}
      </div>
      <Phases width={width} />
    </section>
  );
}

/** Licences that gate what leads to the users drawn, as bars whose edges can be dragged. */
function Phases({ width }: { readonly width: number }) {
  const { value: whole } = book;
  if (whole === undefined || width === 0) return null;
  const upstream = upstreamOf(
    whole,
    shown.value.map(({ stockpile }) => stockpile),
  );
  const gating = new Set(
    whole.flows.flatMap(({ to, licence }) => (licence !== undefined && upstream.has(to) ? [licence] : [])),
  );
  const rows = whole.licences.filter(({ id }) => gating.has(id) && datesOf(id).length > 0);
  if (rows.length === 0) return null;
  return (
    <div class="phases">
      <p class="axis">{t.value.phases}</p>
      {rows.map(({ id }) => (
        <Licence key={id} id={id} width={width} />
      ))}
    </div>
  );
}

function datesOf(licence: string): DateLever[] {
  return (book.value?.levers ?? []).flatMap(({ lever }) =>
    lever.kind === 'date' && lever.entity.id === licence ? [lever] : [],
  );
}

function Licence({ id, width }: { readonly id: string; readonly width: number }) {
  const { value: whole } = book;
  if (whole === undefined) return null;
  const licence = whole.licences.find((one) => one.id === id);
  const inner = width - 56 - 16;
  const last = whole.start + (whole.steps - 1) * whole.stepDays;
  const across = (day: number) => 56 + Math.max(0, Math.min(1, (day - whole.start) / (last - whole.start))) * inner;
  const edges = datesOf(id).map((lever) => {
    const text = textOf(lever.path);
    const day = parseDate(text ?? '') ?? lever.base;
    const entry = whole.levers.find((one) => one.lever === lever);
    return { lever, day, entry, title: entry?.phase?.[language.value] ?? '' };
  });
  const ends = [...edges.slice(1).map(({ day }) => day), last];
  const move = (lever: DateLever, day: number, isMoving: boolean) => {
    const { low, high } = boundsOf(
      lever,
      whole.levers.map((one) => one.lever),
      textOf,
    );
    set(lever.path, textAt(lever, Math.max(low, Math.min(high, day))), isMoving);
  };
  return (
    <div class="licence">
      <p>
        {licence?.title[language.value]}
        <span>
          {edges.map(({ title }, n) => (
            <span key={title}>
              <b>{n + 1}</b> {title}
            </span>
          ))}
        </span>
      </p>
      <div class="bar" style={{ width: `${width}px` }}>
        {edges.map(({ lever, day, title }, n) => (
          <i
            key={lever.path}
            class={`phase p${n % 3}`}
            style={{ left: `${across(day)}px`, width: `${Math.max(0, across(ends[n]) - across(day))}px` }}
            title={title}
          >
            {across(ends[n]) - across(day) > 16 ? n + 1 : ''}
          </i>
        ))}
        {edges.map(({ lever, day, entry, title }) => (
          <button
            key={lever.path}
            type="button"
            class="edge"
            role="slider"
            style={{ left: `${across(day)}px` }}
            aria-label={entry ? leverTitle(entry, { language: language.value, t: t.value }) : title}
            aria-valuemin={lever.low}
            aria-valuemax={lever.high}
            aria-valuenow={day}
            aria-valuetext={words.value.quantities.longDate(day)}
            title={`${t.value.begins(title)}: ${words.value.quantities.longDate(day)}`}
            onKeyDown={(event) => {
              const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 }[
                event.key
              ];
              if (event.key === 'Delete') set(lever.path, undefined);
              else if (by !== undefined) move(lever, day + by * lever.step, false);
              else return;
              event.preventDefault();
            }}
            onDblClick={() => set(lever.path, undefined)}
            onPointerDown={(event) =>
              drag(
                event,
                (days) => move(lever, day + days * ((last - whole.start) / inner), true),
                () => move(lever, parseDate(textOf(lever.path) ?? '') ?? lever.base, false),
              )
            }
          />
        ))}
      </div>
    </div>
  );
}

/** Follows a pointer from where it went down. */
function drag(event: PointerEvent, move: (by: number) => void, end: () => void): void {
  const target = event.currentTarget as HTMLElement;
  const from = event.clientX;
  target.setPointerCapture(event.pointerId);
  const onMove = (now: PointerEvent) => move(now.clientX - from);
  const onEnd = () => {
    target.removeEventListener('pointermove', onMove);
    end();
  };
  target.addEventListener('pointermove', onMove);
  target.addEventListener('pointerup', onEnd, { once: true });
}

export const PICTURE = () => document.querySelector<HTMLCanvasElement>('.canvas canvas');
export const NAME = boot.file.slice(boot.file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
