/** The network at one date: what each flow sends, what holds it back, and how long stocks last; as a picture and as a list. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Book } from '../../explore/book.ts';
import { HOLDS } from '../../explore/where.ts';
import { unbroken } from '../../report/render/escape.ts';
import { upstreamOf } from './look.ts';
import { type Box, layout, linesOf, waysOf } from './map.ts';
import { book, dayOf, faults, language, type Of, ran, selected, shown, state, step, t, words } from './store.ts';
import { useWidth } from './width.ts';

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
  const { box: frame, width: across } = useWidth();
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
  const { box, placed } = useMemo(() => layout(whole, kept, across), [whole, across, [...kept].join()]);
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
        ordered: result.where.ordered[n],
        start: result.where.sent[f],
        waiting: result.where.waiting[n],
      },
    ];
  });
  const largest = Math.max(1e-9, ...flows.map(({ start, sent }) => Math.max(start, sent)));
  const thick = (amount: number) => 14 * Math.sqrt(amount / largest);
  const width = Math.max(...[...placed.values()].map(({ x }) => x)) + box.width + 6;
  const lowest = Math.max(...[...placed.values()].map(({ y }) => y)) + box.height;
  const height = lowest + box.top;
  const ways = useMemo(() => waysOf(flows, placed, lowest, box), [placed]);
  const days = (j: number) => result.where.days[at * whole.stockpiles.length + j];
  const said = ({ hold, sent, ordered, start, unit, waiting }: (typeof flows)[number]) =>
    q.clauses([
      t.value.sends(
        q.amount(sent, unit),
        hold === 'enough' ? undefined : q.amount(ordered, unit),
        ...([t.value.perStep(whole.stepDays), q.amount(start, unit)] as const),
      ),
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
      <div ref={frame} />
      <div ref={picture} class={faults.value ? 'dimmed' : ''}>
        <svg class="map" viewBox={`0 0 ${width} ${height}`} style={{ maxWidth: `${width}px` }} aria-hidden="true">
          {flows.map(({ id, f, hold, sent, start }) => {
            const own = ways.get(f) ?? [];
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
              </g>
            );
          })}
          {[...placed.values()].map(({ j, x, y }) => {
            const left = days(j);
            const filled = Number.isNaN(left) ? 0 : Math.min(1, left / 60);
            return (
              <g key={j} transform={`translate(${x} ${y})`}>
                <rect width={box.width} height={box.height} rx="4" class="stock" />
                <rect
                  y={box.height - 5}
                  x="1"
                  width={(box.width - 2) * filled}
                  height="4"
                  class={left < 14 ? 'low' : 'fill'}
                />
                <Label text={whole.stockpiles[j].title[language.value]} box={box} />
                <title>
                  {whole.stockpiles[j].title[language.value]}
                  {Number.isNaN(left) ? '' : `: ${t.value.lasts(q.daysOfSupply(left))}`}
                </title>
              </g>
            );
          })}
          {flows.map(({ id, f, hold }) => {
            const [x, y] = ways.get(f)?.[0]?.mark ?? [0, 0];
            return (
              t.value.marks[hold] && (
                <g key={f} class="flow" data-flow={id}>
                  <circle cx={x} cy={y} r="8" fill={COLOURS[hold]} />
                  <text x={x} y={y + 4} text-anchor="middle" class="mark">
                    {t.value.marks[hold]}
                  </text>
                </g>
              )
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
          {unbroken(said(flow))}
        </li>
      ))}
    </ul>
  );
}

/** A name in a box. */
function Label({ text, box }: { readonly text: string; readonly box: Box }) {
  const lines = linesOf(text, box);
  return (
    <text x="8" y={box.height / 2 + 2 - 7 * (lines.length - 1)} class="label">
      {lines.map((line, n) => (
        <tspan key={line} x="8" dy={n === 0 ? 0 : 14}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
