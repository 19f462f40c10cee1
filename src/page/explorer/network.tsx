/** The network at one date: what each flow sends, what holds it back, and how long stocks last; as a picture and as a list. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Book } from '../../explore/book.ts';
import { HOLDS } from '../../explore/where.ts';
import { upstreamOf } from './look.ts';
import { book, dayOf, faults, language, type Of, ran, selected, shown, state, step, t, words } from './store.ts';

const BOX = { width: 132, height: 42, gapX: 42, gapY: 12, top: 40, left: 22, lanes: 5 };
const COLOURS: Readonly<Record<(typeof HOLDS)[number], string>> = {
  licence: '#b3261e',
  capacity: '#9a5b00',
  material: '#6a3d9a',
  enough: '#4f7f9f',
};
const DASHES: Readonly<Record<(typeof HOLDS)[number], string | undefined>> = {
  licence: '2 4',
  capacity: '10 4',
  material: '6 3 2 3',
  enough: undefined,
};

interface Placed {
  readonly j: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

/** Columns by the longest way from a source, goods that go in a circle side by side; rows by place. */
function layout(whole: Book, kept: ReadonlySet<number>): ReadonlyMap<number, Placed> {
  const flows = whole.flows.filter(({ from, to }) => kept.has(to) && from.every((j) => kept.has(j)));
  const reach = new Map([...kept].map((j) => [j, upstreamOf({ ...whole, flows }, [j])]));
  const isRound = (a: number, b: number) => a !== b && reach.get(a)?.has(b) && reach.get(b)?.has(a);
  const column = new Map([...kept].map((j) => [j, 0]));
  for (let n = 0; n < kept.size; n++) {
    for (const { from, to } of flows) {
      for (const j of from)
        if (j !== to && !isRound(j, to)) column.set(to, Math.max(column.get(to) ?? 0, (column.get(j) ?? 0) + 1));
    }
    for (const a of kept)
      for (const b of kept) if (isRound(a, b)) column.set(a, Math.max(column.get(a) ?? 0, column.get(b) ?? 0));
  }
  const placesByWeight = [...new Set([...kept].map((j) => whole.stockpiles[j].place))].toSorted();
  const rows = new Map<number, number[]>();
  for (const j of [...kept].toSorted(
    (a, b) =>
      placesByWeight.indexOf(whole.stockpiles[a].place) - placesByWeight.indexOf(whole.stockpiles[b].place) || a - b,
  ))
    rows.set(column.get(j) ?? 0, [...(rows.get(column.get(j) ?? 0) ?? []), j]);
  const tallest = Math.max(...[...rows.values()].map((all) => all.length));
  const height = tallest * (BOX.height + BOX.gapY);
  return new Map(
    [...rows].flatMap(([at, all]) =>
      all.map((j, n): [number, Placed] => [
        j,
        {
          j,
          column: at,
          x: BOX.left + at * (BOX.width + BOX.gapX),
          y: BOX.top + ((n + 0.5) * height) / all.length - BOX.height / 2,
        },
      ]),
    ),
  );
}

/** Shows what a flow rests on. */
function open(id: string): void {
  selected.value = { kind: 'flow', id };
}

export function Network() {
  const { value: whole } = book;
  const result = ran[state.value.side].value;
  return whole && result ? <At whole={whole} result={result} /> : null;
}

function At({ whole, result }: { readonly whole: Book; readonly result: Of<'ran'> }) {
  const [isWhole, setWhole] = useState(false);
  const picture = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const choose = ({ target }: MouseEvent) => {
      const id = (target as Element).closest<SVGElement>('[data-flow]')?.dataset['flow'];
      if (id !== undefined) open(id);
    };
    const { current } = picture;
    current?.addEventListener('click', choose);
    return () => current?.removeEventListener('click', choose);
  });
  const { quantities: q } = words.value;
  const drawn = isWhole ? whole.users.map(({ stockpile }) => stockpile) : shown.value.map(({ stockpile }) => stockpile);
  const kept = upstreamOf(whole, drawn);
  const placed = useMemo(() => layout(whole, kept), [whole, [...kept].join()]);
  const many = whole.flows.length;
  const at = step.value;
  const flows = whole.flows.flatMap((flow, f) => {
    if (!kept.has(flow.to)) return [];
    const n = at * many + f;
    const hold = HOLDS[result.where.holds[n]];
    const { unit } = whole.stockpiles[flow.to];
    return [
      {
        ...flow,
        f,
        hold,
        unit,
        sent: result.where.sent[n],
        start: result.where.sent[f],
        waiting: result.where.waiting[n],
      },
    ];
  });
  const largest = Math.max(1e-9, ...flows.map(({ start, sent }) => Math.max(start, sent)));
  const thick = (amount: number) => 14 * Math.sqrt(amount / largest);
  const width = Math.max(...[...placed.values()].map(({ x }) => x)) + BOX.width + 6;
  const lowest = Math.max(...[...placed.values()].map(({ y }) => y)) + BOX.height;
  const height = lowest + BOX.top;
  const ways = waysOf(flows, placed, lowest);
  const days = (j: number) => result.where.days[at * whole.stockpiles.length + j];
  const said = ({ hold, sent, start, unit, waiting }: (typeof flows)[number]) =>
    q.clauses([
      t.value.sends(q.amount(sent, unit), t.value.perStep(whole.stepDays), q.amount(start, unit)),
      ...(hold === 'enough' ? [] : [t.value.holds[hold]]),
      ...(waiting > 1e-9 ? [t.value.waits(q.amount(waiting, unit))] : []),
    ]);
  return (
    <section class="card network" aria-labelledby="network-heading">
      <div class="head">
        <h2 id="network-heading">{t.value.mapAt(q.longDate(dayOf(at)))}</h2>
        <button type="button" class="link" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t.value.upstream : t.value.whole}
        </button>
      </div>
      <ul class="key">
        {HOLDS.map((hold) => (
          <li key={hold}>
            <svg width="30" height="14" aria-hidden="true">
              <line
                x1="1"
                x2="29"
                y1="7"
                y2="7"
                stroke={COLOURS[hold]}
                stroke-width="5"
                stroke-dasharray={DASHES[hold]}
              />
            </svg>
            {t.value.marks[hold] && <b>{t.value.marks[hold]}</b>} {t.value.holds[hold]}
          </li>
        ))}
      </ul>
      <div ref={picture} class={faults.value ? 'dimmed' : ''}>
        <svg
          class="map"
          viewBox={`0 0 ${width} ${height}`}
          style={{ maxWidth: `${Math.round(width * 1.1)}px` }}
          aria-hidden="true"
        >
          {flows.map(({ id, f, hold, sent, start }) => {
            const own = ways.get(f) ?? [];
            const mark = t.value.marks[hold];
            const [sx, sy] = own[0]?.mark ?? [0, 0];
            const isChosen = selected.value?.id === id;
            return (
              <g key={f} class={`flow${isChosen ? ' chosen' : ''}`} data-flow={id}>
                {own.map(({ path }) => (
                  <g key={path}>
                    <path d={path} stroke="#d5d5d5" stroke-width={Math.max(1, thick(start))} />
                    <path
                      d={path}
                      stroke={COLOURS[hold]}
                      stroke-width={Math.max(sent > 0 ? 1.5 : 1, thick(sent))}
                      stroke-dasharray={DASHES[hold]}
                    />
                  </g>
                ))}
                {mark && (
                  <>
                    <circle cx={sx} cy={sy} r="9" fill={COLOURS[hold]} />
                    <text x={sx} y={sy + 4} text-anchor="middle" class="mark">
                      {mark}
                    </text>
                  </>
                )}
              </g>
            );
          })}
          {[...placed.values()].map(({ j, x, y }) => {
            const left = days(j);
            const filled = Number.isNaN(left) ? 0 : Math.min(1, left / 60);
            return (
              <g key={j} transform={`translate(${x} ${y})`}>
                <rect width={BOX.width} height={BOX.height} rx="4" class="stock" />
                <rect
                  y={BOX.height - 5}
                  x="1"
                  width={(BOX.width - 2) * filled}
                  height="4"
                  class={left < 14 ? 'low' : 'fill'}
                />
                <Label text={whole.stockpiles[j].title[language.value]} />
                <title>
                  {whole.stockpiles[j].title[language.value]}
                  {Number.isNaN(left) ? '' : `: ${t.value.lasts(q.daysOfSupply(left))}`}
                </title>
              </g>
            );
          })}
        </svg>
      </div>
      <p class="note">{t.value.mapNote}</p>
      <FlowList flows={flows.filter(({ hold }) => hold !== 'enough')} said={said} />
      <details>
        <summary>{t.value.list}</summary>
        <FlowList flows={flows} said={said} />
      </details>
    </section>
  );
}

/** Flows in words, each a way to what it rests on. */
function FlowList<Flow extends Pick<Book['flows'][number], 'id' | 'title'>>({
  flows,
  said,
}: {
  readonly flows: readonly Flow[];
  readonly said: (flow: Flow) => string;
}) {
  return (
    <ul class="flows">
      {flows.map((flow) => (
        <li key={flow.id}>
          <button type="button" class="link" onClick={() => open(flow.id)}>
            {flow.title[language.value]}
          </button>{' '}
          {said(flow)}
        </li>
      ))}
    </ul>
  );
}

/** A line into one box, from another or from the left, and where its mark stands. */
interface Way {
  readonly path: string;
  readonly mark: readonly [number, number];
}

/**
 * The ways of flows, by their places, each input of one by itself. What passes a column by goes above or below all boxes, so
 * that it does not seem to end in them; what comes into a box comes in beside each other.
 */
function waysOf(
  flows: readonly { readonly f: number; readonly from: readonly number[]; readonly to: number }[],
  placed: ReadonlyMap<number, Placed>,
  lowest: number,
): ReadonlyMap<number, readonly Way[]> {
  const entering = new Map<number, number>();
  const count = (to: number) =>
    flows.filter((flow) => flow.to === to).reduce((sum, { from }) => sum + Math.max(1, from.length), 0);
  const lanes = { above: 0, below: 0 };
  const heightOf = (j: number | undefined) => (j === undefined ? 0 : (placed.get(j)?.y ?? 0));
  const sorted = flows.toSorted((a, b) => heightOf(a.from[0]) - heightOf(b.from[0]));
  return new Map(
    sorted.map(({ f, from, to }) => {
      const end = placed.get(to) as Placed;
      const ways = (from.length === 0 ? [undefined] : from).map((j): Way => {
        const n = entering.get(to) ?? 0;
        entering.set(to, n + 1);
        const many = count(to);
        const [x2, y2] = [end.x, end.y + BOX.height / 2 + (n - (many - 1) / 2) * Math.min(10, (BOX.height - 8) / many)];
        const mark = [x2 - 13 - (n % 2) * 19, y2] as const;
        const source = j === undefined ? undefined : placed.get(j);
        if (source === undefined) return { path: `M${x2 - 22} ${y2}H${x2}`, mark };
        const [x1, y1] = [source.x + BOX.width, source.y + BOX.height / 2];
        if (source.column >= end.column) {
          const out = Math.min(source.x, x2) - 20;
          return { path: `M${source.x} ${y1}C${out} ${y1} ${out} ${y2} ${x2} ${y2}`, mark };
        }
        if (end.column - source.column === 1) {
          const bend = (x2 - x1) / 2;
          return { path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, mark };
        }
        const isAbove = y1 <= lowest / 2;
        const lane = isAbove
          ? BOX.top - 8 - 7 * (lanes.above++ % BOX.lanes)
          : lowest + 8 + 7 * (lanes.below++ % BOX.lanes);
        const turn = BOX.gapX / 2;
        const out = `C${x1 + turn} ${y1} ${x1 + turn * 0.2} ${lane} ${x1 + turn * 1.6} ${lane}`;
        return {
          path: `M${x1} ${y1}${out}H${x2 - turn * 1.6}C${x2 - turn * 0.2} ${lane} ${x2 - turn} ${y2} ${x2} ${y2}`,
          mark,
        };
      });
      return [f, ways] as const;
    }),
  );
}

/** A name on at most two lines of a box. */
function Label({ text }: { readonly text: string }) {
  const lines = linesOf(text);
  return (
    <text x="8" y={lines.length > 1 ? 16 : 24} class="label">
      {lines.map((line, n) => (
        <tspan key={line} x="8" dy={n === 0 ? 0 : 15}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** Widths in the font of labels: of Latin letters about half of Chinese ones. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one > '⺀' ? 13 : 7), 0);

function linesOf(text: string): string[] {
  const most = BOX.width - 14;
  if (widthOf(text) <= most) return [text];
  const parts = /[⺀-鿿]/.test(text) ? [...text] : text.split(/(?<= )/);
  const lines = [''];
  for (const part of parts) {
    const last = lines[lines.length - 1];
    if (last !== '' && widthOf(last + part) > most) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  if (lines.length <= 2) return lines;
  let second = lines.slice(1).join('');
  while (widthOf(`${second}…`) > most) second = second.slice(0, -1);
  return [lines[0], `${second.trimEnd()}…`];
}
