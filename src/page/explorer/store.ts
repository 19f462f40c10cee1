/** What the page knows: what is set, what it came to, and what is being shown. Everything drawn is drawn from here. */
import { computed, signal } from '@preact/signals';
import { type Book, MOST_RUNS } from '../../explore/book.ts';
import type { Reply } from '../../explore/messages.ts';
import type { Boot } from '../../explore/page.ts';
import { type Choice, type Side, type State, stateOf } from '../../explore/state.ts';
import type { Issue } from '../../issue.ts';
import { parseDate } from '../../quantity/calendar.ts';
import type { ExplorerText } from '../../report/text/en-explorer.ts';
import { EN_EXPLORER } from '../../report/text/en-explorer.ts';
import type { Language } from '../../report/text/languages.ts';
import { EN_QUANTITIES, writtenIn } from '../../report/text/quantities.ts';
import { ZH_EXPLORER } from '../../report/text/zh-explorer.ts';
import { ZH_QUANTITIES } from '../../report/text/zh-quantities.ts';
import type { Wording } from './look.ts';

/** What was found once all rested, and of which run: it stays while another is under way, and is told as of before. */
export type Found<Kind extends Reply['kind']> = Of<Kind> & { readonly of: Of<'ran'> | undefined };

export type Of<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

export const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '') as Boot;

const EMPTY: State = {
  ...{
    digest: '',
    a: boot.choices,
    b: boot.against,
    side: 'a',
    date: undefined,
    show: [],
    tab: 'shortage',
    series: undefined,
  },
  language: boot.language,
};

export const texts = signal(boot.texts);
export const book = signal<Book | undefined>(undefined);
export const state = signal<State>(stateOf(location.hash || (boot.hash ?? ''), EMPTY) ?? EMPTY);
export const ran = { a: signal<Of<'ran'> | undefined>(undefined), b: signal<Of<'ran'> | undefined>(undefined) };
export const futures = {
  a: signal<Found<'gathered'> | undefined>(undefined),
  b: signal<Found<'gathered'> | undefined>(undefined),
};
/** Why demands lack what they do, by position, of what is set on a side; undefined where that is not said in passing. */
export const explained = {
  a: signal<Found<'explained'> | undefined>(undefined),
  b: signal<Found<'explained'> | undefined>(undefined),
};
/** Whether what is moved is run at once, and whether something was moved and not run. */
export const isLive = signal(true);
export const isStale = signal(false);
/** Whether a hand is at a lever: what is said aloud waits until it lets go. */
export const isAtHand = signal(false);
/** What is wrong with the files (`file`), or with what is set on a side. */
export const faults = signal<{ readonly side: Side | undefined; readonly issues: readonly Issue[] } | undefined>(
  undefined,
);
export const warnings = signal<readonly Issue[]>([]);
export const swings = signal<ReadonlyMap<string, Of<'swung'>>>(new Map());
/** Levers in the order of what they do to the first user drawn; undefined until that is known. */
export const ordered = signal<readonly string[] | undefined>(undefined);
export const selected = signal<{ readonly kind: 'lever' | 'flow'; readonly id: string } | undefined>(undefined);
/** The step that the pointer or the arrow keys are at, while the date is not held. */
export const pointed = signal<number | undefined>(undefined);
export const notice = signal('');
/** What the page goes on without, of one that is served: the file, or the program that reads it. */
export const without = signal<'file' | 'program' | undefined>(undefined);
/** Settings of a link that this file does not know. */
export const lost = signal<readonly string[]>([]);
export const places = signal({ at: 0, last: 0 });

export const language = computed((): Language => (state.value.language === 'zh' ? 'zh' : 'en'));
export const words = computed((): Wording => {
  const quantities = language.value === 'zh' ? ZH_QUANTITIES : EN_QUANTITIES;
  return { quantities, quantity: (written) => writtenIn(written, quantities) };
});
/** Stands where there is no value. */
export const NONE = '–';
export const t = computed((): ExplorerText => (language.value === 'zh' ? ZH_EXPLORER : EN_EXPLORER));
export const isEdited = computed(() =>
  Object.keys(texts.value).some((file) => texts.value[file] !== onDisk.value[file]),
);
export const onDisk = signal(boot.texts);

/** How many futures are run, of both policies what the first asks for; 0 where nothing is uncertain. */
export const runs = computed(() => (book.value?.isUncertain ? Math.min(MOST_RUNS, ran.a.value?.runs ?? 0) : 0));

/** The users that are drawn. */
export const shown = computed(() => {
  const users = book.value?.users ?? [];
  const chosen = users.filter(({ id }) => state.value.show.includes(id));
  return chosen.length > 0 ? chosen : users.slice(0, 1);
});

/** The step that the network is shown at: pointed at, or held, or the worst. */
export const step = computed(() => {
  const { value: whole } = book;
  if (whole === undefined) return 0;
  const held = parseDate(state.value.date ?? '');
  if (held !== undefined)
    return Math.max(0, Math.min(whole.steps - 1, Math.floor((held - whole.start) / whole.stepDays)));
  if (pointed.value !== undefined) return pointed.value;
  const [first] = shown.value;
  const short = ran[state.value.side].value?.short[first?.position ?? 0] ?? new Float64Array(1);
  const worst = Math.max(...short);
  // A shortage that creeps on is at its worst when it all but gets there.
  return worst > 0
    ? short.findIndex((one) => one > worst - 0.005)
    : Math.max(0, Math.round((whole.disruption - whole.start) / whole.stepDays));
});

export const dayOf = (at: number): number => (book.value?.start ?? 0) + at * (book.value?.stepDays ?? 1);

export const choicesOf = (side: Side): readonly Choice[] => state.value[side] ?? [];

/** The text that is put over the file at a path, on the side that the levers move. */
export const textOf = (path: string): string | undefined =>
  choicesOf(state.value.side).find((one) => one.path === path)?.text;

/** How far a lever moves the share of its need that a user goes without. */
export function swingOf(path: string, position: number): number {
  const wants = swings.value.get(path)?.wants.map((all) => all[position]) ?? [];
  return wants.length === 0 ? 0 : Math.max(...wants) - Math.min(...wants);
}

/** What was found of the very run that is shown. */
export function current<Kind extends Reply['kind']>(
  side: Side,
  found: Readonly<Record<Side, { readonly value: Found<Kind> | undefined }>>,
): Found<Kind> | undefined {
  const { value } = found[side];
  return value !== undefined && value.of === ran[side].value ? value : undefined;
}
