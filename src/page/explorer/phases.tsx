/** What is dated, as bars on the time axis whose edges can be dragged: phases of licences, and events that change something. */
import { boundsOf, type DateLever, textAt } from '../../explore/levers.ts';
import { parseDate } from '../../quantity/calendar.ts';
import { leverTitle, upstreamOf } from './look.ts';
import { book, language, shown, t, textOf, words } from './store.ts';
import { set } from './work.ts';

/** Where the axis of the timeline begins and ends within its width, in pixels. */
const [LEFT, RIGHT] = [56, 16];
/** Between two edges so much room is needed for a number, and so much that one does not lie on the other. */
const [ROOM, APART] = [24, 16];

export function Phases({ width }: { readonly width: number }) {
  const { value: whole } = book;
  if (whole === undefined || width === 0) return null;
  const upstream = upstreamOf(
    whole,
    shown.value.map(({ stockpile }) => stockpile),
  );
  const gating = new Set(
    whole.flows.flatMap(({ to, licence }) => (licence !== undefined && upstream.has(to) ? [licence] : [])),
  );
  const rows = whole.licences.filter(({ id }) => gating.has(id) && datesOf('licences', id).length > 0);
  const events = datesOf('events');
  if (rows.length + events.length === 0) return null;
  return (
    <div class="phases">
      <p class="axis">{t.value.phases}</p>
      {rows.map(({ id, title }) => (
        <Dated
          key={id}
          title={words.value.quantities.capital(title[language.value])}
          levers={datesOf('licences', id)}
          hasBars
          width={width}
        />
      ))}
      {events.length > 0 && <Dated title={t.value.groups.events} levers={events} hasBars={false} width={width} />}
    </div>
  );
}

function datesOf(section: 'licences' | 'events', id?: string): DateLever[] {
  return (book.value?.levers ?? []).flatMap(({ lever }) =>
    lever.kind === 'date' && lever.entity.section === section && (id === undefined || lever.entity.id === id)
      ? [lever]
      : [],
  );
}

interface DatedProps {
  readonly title: string;
  readonly levers: readonly DateLever[];
  /** Whether each lasts until the next begins. */
  readonly hasBars: boolean;
  readonly width: number;
}

function Dated({ title: heading, levers, hasBars, width }: DatedProps) {
  const { value: whole } = book;
  if (whole === undefined) return null;
  const inner = width - LEFT - RIGHT;
  const last = whole.start + (whole.steps - 1) * whole.stepDays;
  const across = (day: number) => LEFT + Math.max(0, Math.min(1, (day - whole.start) / (last - whole.start))) * inner;
  const edges = levers.map((lever) => {
    const day = parseDate(textOf(lever.path) ?? '') ?? lever.base;
    const entry = whole.levers.find((one) => one.lever === lever);
    return { lever, day, entry, title: (entry?.phase ?? entry?.title)?.[language.value] ?? '' };
  });
  const tiers = tiersOf(edges.map(({ day }) => across(day)));
  const ends = [...edges.slice(1).map(({ day }) => day), last];
  const move = (lever: DateLever, day: number, isMoving: boolean) => {
    const all = whole.levers.map((one) => one.lever);
    const { low, high } = boundsOf(lever, all, textOf);
    set(lever.path, textAt(lever, Math.max(low, Math.min(high, day))), isMoving);
  };
  return (
    <div class="licence">
      <p>
        {heading}
        <span>
          {edges.map(({ lever, title }, n) => (
            <span key={lever.path}>
              <b>{n + 1}</b> {title}
            </span>
          ))}
        </span>
      </p>
      <div class="bar" style={{ width: `${width}px` }}>
        {edges.map(
          ({ lever, day, title }, n) =>
            hasBars && (
              <i
                key={lever.path}
                class={`phase p${n % 3}`}
                style={{ left: `${across(day)}px`, width: `${Math.max(0, across(ends[n]) - across(day))}px` }}
                title={title}
              >
                {across(ends[n]) - across(day) > ROOM ? n + 1 : ''}
              </i>
            ),
        )}
        {edges.map(({ lever, day, entry, title }, n) => (
          <button
            key={lever.path}
            type="button"
            class={`edge${hasBars ? '' : ' flag'}${tiers[n]}`}
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
                (pixels) => move(lever, day + pixels * ((last - whole.start) / inner), true),
                () => move(lever, parseDate(textOf(lever.path) ?? '') ?? lever.base, false),
              )
            }
          >
            {hasBars ? '' : n + 1}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Edges that would lie on each other stand above and below in turn. */
function tiersOf(places: readonly number[]): string[] {
  const tiers: string[] = [];
  for (const [n, place] of places.entries()) {
    const [isAfter, isBefore] = [place - places[n - 1] < APART, places[n + 1] - place < APART];
    tiers.push(isAfter && tiers[n - 1] === ' upper' ? ' lower' : isAfter || isBefore ? ' upper' : '');
  }
  return tiers;
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
  // A finger that scrolls after all, too, lets go.
  target.addEventListener('lostpointercapture', onEnd, { once: true });
}
