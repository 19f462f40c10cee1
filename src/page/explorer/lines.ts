/** What the timeline draws: the lines of each tab with their fans, and how their values are written. */
import type { Fan } from '../../explore/gather.ts';
import type { Side } from '../../explore/state.ts';
import { COLOURS } from './look.ts';
import { book, current, futures, language, NONE, ran, shown, state, t, words } from './store.ts';

/** One line, with its fan if it has one; values by step. */
export interface Line {
  readonly name: string;
  readonly colour: string;
  readonly isDashed: boolean;
  readonly values: ArrayLike<number>;
  readonly fan: Omit<Fan, 'p50'> | undefined;
  /** Whether the fan is of what was set before. */
  readonly isOld: boolean;
}

/** More days of supply than these are drawn as these. */
const MOST_DAYS = 365;

/** What a line without a fan has in its place. */
export const BARE = { fan: undefined, isOld: false } as const;

const sidesShown = () => (['a', 'b'] as const).filter((side) => ran[side].value !== undefined);

/** What each side adds to the name of a line, where there are two. */
const nameOn = (title: string, side: Side) => {
  const name = words.value.quantities.capital(title);
  return sidesShown().length > 1 ? `${name} ${side.toUpperCase()}` : name;
};

/** The lines of the tab that is open. */
export function linesOf(): Line[] {
  const { tab } = state.value;
  switch (tab) {
    case 'shortage':
      return shownLines(({ id, position }, side) => ({
        values: ran[side].value?.short[position].map((one) => one * 100),
        fan: fanOf(side, id, 'share_short', (one) => one * 100),
      }));
    case 'supply':
      return shownLines(({ stockpile }, side) => {
        const cut = (one: number) => Math.min(MOST_DAYS, one);
        const { days } = ran[side].value?.where ?? {};
        return {
          values: columnOf(days, book.value?.stockpiles.length ?? 1, stockpile, 1).map(cut),
          fan: fanOf(side, book.value?.stockpiles[stockpile].id ?? '', 'days_of_supply', cut),
        };
      });
    case 'stocks':
      return shownLines(({ stockpile, unit }, side) => ({
        values: columnOf(ran[side].value?.onHand, book.value?.stockpiles.length ?? 1, stockpile, 1 / unit.scale),
        fan: undefined,
      }));
    case 'shipments':
      return arrivals();
    case 'series':
      return sidesShown().map((side) => ({
        ...{ name: nameOn(state.value.series ?? '', side), colour: COLOURS[0], isDashed: side === 'b', ...BARE },
        values: ran[side].value?.chosen ?? [],
      }));
  }
}

type Shown = (typeof shown.value)[number];

/** A line of each user that is drawn on each side; of a stock that several draw from, one. */
function shownLines(
  of: (user: Shown, side: Side) => { readonly values: Float64Array | undefined; readonly fan: Line['fan'] },
): Line[] {
  const isOfUsers = state.value.tab === 'shortage';
  const users = shown.value.filter(
    (one, n, all) => isOfUsers || all.findIndex(({ stockpile }) => stockpile === one.stockpile) === n,
  );
  return sidesShown().flatMap((side) =>
    users.map((user, n): Line => {
      const { values = [], fan } = of(user, side);
      const hasFan = side === state.value.side && users.length <= 2;
      return {
        ...{ name: nameOn(user.title[language.value], side), colour: COLOURS[n % COLOURS.length] },
        ...{ isDashed: side === 'b', values, fan: hasFan ? fan : undefined },
        isOld: current(side, futures) === undefined,
      };
    }),
  );
}

function arrivals(): Line[] {
  const { value: whole } = book;
  const [user] = shown.value;
  if (whole === undefined) return [];
  const flows = whole.flows.flatMap((flow, f) => (flow.to === user.stockpile ? [{ ...flow, f }] : []));
  return sidesShown().flatMap((side) =>
    flows.map(({ title, f }, n) => ({
      ...{ name: nameOn(title[language.value], side), colour: COLOURS[n % COLOURS.length], isDashed: side === 'b' },
      values: columnOf(ran[side].value?.received, whole.flows.length, f, 1 / user.unit.scale),
      ...BARE,
    })),
  );
}

function fanOf(side: Side, id: string, variable: string, scaled: (value: number) => number): Line['fan'] {
  const found = futures[side].value?.fans.find((one) => one.id === id && one.variable === variable)?.fan;
  return (
    found && {
      ...{ p05: found.p05.map(scaled), p25: found.p25.map(scaled) },
      ...{ p75: found.p75.map(scaled), p95: found.p95.map(scaled) },
    }
  );
}

function columnOf(rows: Float64Array | undefined, width: number, place: number, factor: number): Float64Array {
  if (rows === undefined) return new Float64Array(0);
  return Float64Array.from({ length: rows.length / width }, (_, at) => rows[at * width + place] * factor);
}

/** A value of the tab that is open, in words. */
export function valueText(value: number | undefined): string {
  const { quantities: q } = words.value;
  if (value === undefined || !Number.isFinite(value)) return NONE;
  switch (state.value.tab) {
    case 'shortage':
      return q.percent(value / 100);
    case 'supply':
      return value >= MOST_DAYS ? `> ${MOST_DAYS}` : q.number(Math.round(value));
    case 'shipments':
    case 'stocks':
    case 'series':
      return q.number(value);
  }
}

/** What the axis of the tab that is open counts. */
export function axisTitle(): string {
  const { titles, perStep } = t.value;
  const { tab, series } = state.value;
  const unit = words.value.quantities.unit(shown.value[0]?.unit.name ?? 't');
  switch (tab) {
    case 'shortage':
    case 'supply':
      return titles[tab];
    case 'shipments':
      return titles.shipments(unit, perStep(book.value?.stepDays ?? 7));
    case 'stocks':
      return titles.stocks(unit);
    case 'series': {
      const own = book.value?.series.find(({ path }) => path === series)?.unit ?? '';
      return titles.series(own.replace(/\/step$/, `/${perStep(book.value?.stepDays ?? 7)}`));
    }
  }
}
