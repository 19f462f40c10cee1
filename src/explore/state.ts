/**
 * What the explorer is set to, as a link that can be sent: values put over the file, for one policy or for two beside each
 * other, and what of the result is shown. It never holds the text of a file.
 */

/** A value put over what the file says: as it is written behind `--set`, `path=text`. */
export interface Choice {
  readonly path: string;
  readonly text: string;
}

export const SIDES = ['a', 'b'] as const;

/** One of the two policies that can be held against each other. */
export type Side = (typeof SIDES)[number];

export const TABS = ['shortage', 'supply', 'shipments', 'stocks', 'series'] as const;

/** What the timeline shows. */
export type Tab = (typeof TABS)[number];

export interface State {
  /** The first eight characters of the digest of the file that it was made from. */
  readonly digest: string;
  readonly a: readonly Choice[];
  /** Undefined while there is one policy alone. */
  readonly b: readonly Choice[] | undefined;
  /** Which of them the levers move. */
  readonly side: Side;
  /** The date at which the network is shown, 2025-06-06; undefined: the worst. */
  readonly date: string | undefined;
  /** Ids of the users that are drawn; none: those the file is about. */
  readonly show: readonly string[];
  readonly tab: Tab;
  /** The path of the series that the last tab shows. */
  readonly series: string | undefined;
  readonly language: string;
}

/** The path of the number of futures, which is set like any other value though no lever moves it. */
export const RUNS = 'runs';

/** The form of links; a page that knows another form says so. */
const FORM = '1';

/** The part of a link behind `#`. */
export function hashOf({ digest, a, b, side, date, show, tab, series, language }: State): string {
  const chosen = (name: Side, choices: readonly Choice[]) =>
    choices.map(({ path, text }) => [`${name}.${path}`, text] as const);
  const pairs: (readonly [string, string])[] = [
    ['d', digest],
    ...chosen('a', a),
    ...(b === undefined ? [] : [['b', ''] as const, ...chosen('b', b)]),
    ...(side === 'b' ? [['side', 'b'] as const] : []),
    ...(date === undefined ? [] : [['t', date] as const]),
    ...show.map((id) => ['show', id] as const),
    ...(tab === 'shortage' ? [] : [['tab', tab] as const]),
    ...(series === undefined ? [] : [['series', series] as const]),
    ['lang', language],
  ];
  return [FORM, ...pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`)].join('&');
}

/** The state of such a part of a link, with what it does not say from `otherwise`; undefined where it is none. */
export function stateOf(hash: string, otherwise: State): State | undefined {
  const [form, ...parts] = hash.replace(/^#/, '').split('&');
  if (form !== FORM) return undefined;
  const pairs = parts.map((part) => {
    const [name = '', ...rest] = part.split('=');
    return [decoded(name), decoded(rest.join('='))] as const;
  });
  const last = (name: string) => pairs.findLast(([own]) => own === name)?.[1];
  const chosen = (name: Side) =>
    pairs.reduce<readonly Choice[]>(
      (choices, [own, text]) => (own.startsWith(`${name}.`) ? withChoice(choices, own.slice(2), text) : choices),
      [],
    );
  // How many futures are run is one for both, and so may be said once.
  const runs = last('runs');
  const whole = (name: Side) => (runs === undefined ? chosen(name) : withChoice(chosen(name), RUNS, runs));
  const b = last('b') === undefined ? undefined : whole('b');
  return {
    ...{ digest: last('d') ?? otherwise.digest, a: whole('a'), b },
    side: b !== undefined && last('side') === 'b' ? 'b' : 'a',
    date: last('t'),
    show: pairs.flatMap(([name, id]) => (name === 'show' ? [id] : [])),
    tab: TABS.find((tab) => tab === last('tab')) ?? 'shortage',
    series: last('series'),
    language: last('lang') ?? otherwise.language,
  };
}

/** The choices with the value at a path, in its place if it was there; without it where `text` is undefined. */
export function withChoice(choices: readonly Choice[], path: string, text: string | undefined): readonly Choice[] {
  const place = choices.findIndex((one) => one.path === path);
  if (text === undefined) return place < 0 ? choices : choices.toSpliced(place, 1);
  return place < 0 ? [...choices, { path, text }] : choices.with(place, { path, text });
}

function encoded(text: string): string {
  // A lone surrogate can't be sent, and means nothing.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':');
}

/** Whatever else a link may have gone through, its rest can be read. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
