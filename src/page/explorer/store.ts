/** What the page knows: what is set, what it came to, and what is being shown. Everything drawn is drawn from here. */
import { batch, computed, signal } from '@preact/signals';
import type { Book, BookLever } from '../../explore/book.ts';
import type { Reply } from '../../explore/engine.ts';
import { PART, type Share } from '../../explore/gather.ts';
import type { Boot } from '../../explore/page.ts';
import { type Choice, hashOf, SIDES, type Side, type State, stateOf, withChoice } from '../../explore/state.ts';
import type { Issue } from '../../issue.ts';
import { formatDate, parseDate } from '../../quantity/calendar.ts';
import type { ExplorerText } from '../../report/text/en-explorer.ts';
import { EN_EXPLORER } from '../../report/text/en-explorer.ts';
import type { Language } from '../../report/text/languages.ts';
import { EN_QUANTITIES, writtenIn } from '../../report/text/quantities.ts';
import { ZH_EXPLORER } from '../../report/text/zh-explorer.ts';
import { ZH_QUANTITIES } from '../../report/text/zh-quantities.ts';
import type { Wording } from './look.ts';
import { queueOf, startThread, type Thread } from './threads.ts';

type Of<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

export const boot = JSON.parse(document.getElementById('boot')?.textContent ?? '') as Boot;

const EMPTY: State = {
  ...{ digest: '', a: boot.choices, b: undefined, side: 'a', date: undefined, show: [], tab: 'shortage' },
  language: boot.language,
};

export const texts = signal(boot.texts);
export const book = signal<Book | undefined>(undefined);
export const state = signal<State>(stateOf(location.hash, EMPTY) ?? EMPTY);
export const ran = { a: signal<Of<'ran'> | undefined>(undefined), b: signal<Of<'ran'> | undefined>(undefined) };
export const futures = {
  a: signal<Of<'gathered'> | undefined>(undefined),
  b: signal<Of<'gathered'> | undefined>(undefined),
};
/** What is wrong with the files (`file`), or with what is set on a side. */
export const faults = signal<{ readonly side: Side | undefined; readonly issues: readonly Issue[] } | undefined>(
  undefined,
);
export const warnings = signal<readonly Issue[]>([]);
export const swings = signal<ReadonlyMap<string, Of<'swung'>>>(new Map());
/** Levers in the order of what they do to the first user drawn; undefined until that is known. */
export const ordered = signal<readonly string[] | undefined>(undefined);
/** Of how many replicates the fans that are shown are. */
export const done = signal(0);
export const selected = signal<{ readonly kind: 'lever' | 'flow'; readonly id: string } | undefined>(undefined);
/** The step that the pointer or the arrow keys are at, while the date is not held. */
export const pointed = signal<number | undefined>(undefined);
export const notice = signal('');
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
  let worst = 0;
  for (let n = 0; n < short.length; n++) if (short[n] > short[worst] + 1e-9) worst = n;
  return short[worst] > 0 ? worst : Math.max(0, Math.round((whole.disruption - whole.start) / whole.stepDays));
});

export const dayOf = (at: number): number => (book.value?.start ?? 0) + at * (book.value?.stepDays ?? 1);

export const choicesOf = (side: Side): readonly Choice[] => state.value[side] ?? [];

/** The text that is put over the file at a path, on the side that the levers move. */
export const textOf = (path: string): string | undefined =>
  choicesOf(state.value.side).find((one) => one.path === path)?.text;

const hands = queueOf(startThread());
const crowd: { readonly thread: Thread; opened: object | undefined; last: Promise<void> }[] = [];
const CROWD = Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));
/** Ensembles begin when nothing has been moved for so long. */
const REST_MILLISECONDS = 150;

let sent: { readonly a?: string | undefined; readonly b?: string | undefined } = {};
let rest: ReturnType<typeof setTimeout> | undefined;
let round = 0;

/** Puts values over the file: while a hand moves nothing of the address changes; when it lets go, Back undoes it. */
export function change(next: Partial<State>, isMoving = false): void {
  state.value = { ...state.value, ...next };
  if (!isMoving) remember();
  refresh();
}

/** Sets a value on the side that the levers move; undefined takes it back. */
export function set(path: string, text: string | undefined, isMoving = false): void {
  const { side } = state.value;
  change({ [side]: withChoice(choicesOf(side), path, text) }, isMoving);
}

function remember(): void {
  const hash = `#${hashOf(state.value)}`;
  if (hash === location.hash) return;
  const at = places.value.at + 1;
  places.value = { at, last: at };
  history.pushState({ at }, '', hash);
}

/** The same address says something else of what is shown, which is no step to be undone. */
export function look(next: Partial<State>): void {
  state.value = { ...state.value, ...next };
  history.replaceState({ at: places.value.at }, '', `#${hashOf(state.value)}`);
}

export function undo(): void {
  if (places.value.at > 0) history.back();
}

export function redo(): void {
  if (places.value.at < places.value.last) history.forward();
}

/** Runs what has changed, one run at a time; ensembles follow once it rests. */
function refresh(): void {
  if (book.value === undefined) return;
  const stale = SIDES.filter(
    (side) => state.value[side] !== undefined && sent[side] !== JSON.stringify(state.value[side]),
  );
  if (state.value.b === undefined && sent.b !== undefined) {
    sent = { ...sent, b: undefined };
    ran.b.value = undefined;
    futures.b.value = undefined;
    rested();
  }
  for (const side of stale) void run(side);
}

async function run(side: Side): Promise<void> {
  const choices = choicesOf(side);
  sent = { ...sent, [side]: JSON.stringify(choices) };
  clearTimeout(rest);
  round++;
  hands.drop('gather');
  const reply = await hands.add(`run ${side}`, 3, { kind: 'run', side, choices });
  if (reply === undefined || sent[side] !== JSON.stringify(choices)) return;
  if (reply.kind === 'ran') {
    batch(() => {
      ran[side].value = reply;
      if (faults.value?.side === side) faults.value = undefined;
    });
    rested();
  } else if (reply.kind === 'faults') faults.value = reply;
}

function rested(): void {
  clearTimeout(rest);
  rest = setTimeout(() => void ensembles(), REST_MILLISECONDS);
}

/** Runs the futures of every side in parts, on all threads, and shows them as they come. */
async function ensembles(): Promise<void> {
  const runs = book.value?.runs ?? 0;
  void findSwings();
  if (runs === 0 || faults.value !== undefined) return;
  const own = ++round;
  const sides = SIDES.filter((side) => state.value[side] !== undefined);
  const tasks = Array.from({ length: Math.ceil(runs / PART) }, (_, n) => n * PART).flatMap((first) =>
    sides.map((side) => ({ side, first, count: Math.min(PART, runs - first) })),
  );
  const came = new Map(sides.map((side) => [side, new Map<number, Share>()]));
  const given = new Map(sides.map((side) => [side, 0]));
  const steps = [PART, 256, runs].filter((many) => many <= runs);
  const choices = { a: choicesOf('a'), b: choicesOf('b') };
  const hand = async (side: Side): Promise<void> => {
    const shares = came.get(side) as Map<number, Share>;
    const before = given.get(side) as number;
    let whole = before;
    for (let share = shares.get(whole); share; share = shares.get(whole)) whole += share.count;
    const target = steps.findLast((many) => many <= whole);
    if (target === undefined || target <= before) return;
    given.set(side, target);
    const some = [...shares.values()].filter(({ first }) => first >= before && first < target);
    for (const { first } of some) shares.delete(first);
    const buffers = some.flatMap(({ metrics, series }) => [metrics.buffer, series.buffer]) as ArrayBuffer[];
    const reply = await hands.add(
      `gather ${side} ${target}`,
      2,
      { kind: 'gather', round: own, side, shares: some },
      buffers,
    );
    if (reply?.kind !== 'gathered' || own !== round) return;
    batch(() => {
      futures[side].value = reply;
      done.value = reply.runs;
    });
  };
  done.value = 0;
  const work = async (one: (typeof crowd)[number]): Promise<void> => {
    if (own !== round) return;
    await openIn(one);
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      if (own !== round) return;
      const reply = await one.thread.ask({ kind: 'part', ...task, choices: choices[task.side] });
      if (own !== round) return;
      if (reply.kind === 'faults') {
        round++;
        faults.value = { side: task.side, issues: reply.issues };
        return;
      }
      if (reply.kind !== 'part') continue;
      came.get(task.side)?.set(task.first, reply.share);
      void hand(task.side);
    }
  };
  while (crowd.length < CROWD) crowd.push({ thread: startThread(), opened: undefined, last: Promise.resolve() });
  for (const one of crowd) one.last = one.last.then(() => work(one)).catch(reportError);
}

async function openIn(one: (typeof crowd)[number]): Promise<void> {
  if (one.opened === texts.value) return;
  const now = texts.value;
  await one.thread.ask({ kind: 'open', file: boot.file, texts: now });
  one.opened = now;
}

/** Finds what each lever does, one after another while nothing else is to be done. */
async function findSwings(): Promise<void> {
  const { value: whole } = book;
  if (whole === undefined) return;
  for (const { lever } of whole.levers) {
    if (swings.value.has(lever.path) || book.value !== whole) continue;
    const reply = await hands.add(`swing ${lever.path}`, 1, { kind: 'swing', path: lever.path, choices: [] });
    if (reply?.kind !== 'swung' || book.value !== whole) return;
    swings.value = new Map(swings.value).set(lever.path, reply);
  }
  ordered.value = orderOf(whole.levers);
}

/** How far a lever moves the share of its need that a user goes without. */
export function swingOf(path: string, position: number): number {
  const wants = swings.value.get(path)?.wants.map((all) => all[position]) ?? [];
  return wants.length === 0 ? 0 : Math.max(...wants) - Math.min(...wants);
}

function orderOf(levers: readonly BookLever[]): readonly string[] {
  const position = shown.value[0]?.position ?? 0;
  return levers
    .map(({ lever }, place) => ({ path: lever.path, place, swing: swingOf(lever.path, position) }))
    .toSorted((a, b) => b.swing - a.swing || a.place - b.place)
    .map(({ path }) => path);
}

/** Draws other users, whose levers then come first. */
export function show(ids: readonly string[]): void {
  look({ show: ids });
  if (book.value && ordered.value) ordered.value = orderOf(book.value.levers);
}

let opening = 0;

/** Reads the files as they now are in the page. */
export async function openFiles(): Promise<void> {
  const own = ++opening;
  clearTimeout(rest);
  round++;
  hands.drop('');
  const reply = await hands.add('open', 4, { kind: 'open', file: boot.file, texts: texts.value });
  if (own !== opening || reply === undefined) return;
  if (reply.kind === 'faults') faults.value = { side: undefined, issues: reply.issues };
  if (reply.kind !== 'opened') return;
  batch(() => {
    const known = new Set(reply.book.levers.map(({ lever }) => lever.path));
    const before = state.value;
    const isOther = before.digest !== '' && before.digest !== reply.book.digest.slice(0, 8);
    const all = [...before.a, ...(before.b ?? [])];
    lost.value = isOther ? all.filter(({ path }) => !known.has(path)).map(({ path }) => path) : [];
    if (isOther && all.length > 0 && book.value === undefined)
      notice.value = t.value.otherVersion(all.length - lost.value.length, all.length);
    const kept = (choices: readonly Choice[]) => choices.filter(({ path }) => !lost.value.includes(path));
    book.value = reply.book;
    warnings.value = reply.issues;
    faults.value = undefined;
    swings.value = new Map();
    ordered.value = undefined;
    state.value = {
      ...{ ...before, digest: reply.book.digest.slice(0, 8), a: kept(before.a) },
      b: before.b && kept(before.b),
    };
    sent = {};
  });
  history.replaceState({ at: places.value.at }, '', `#${hashOf(state.value)}`);
  refresh();
}

/** Another text of one of the files, as it is typed. */
let typing: ReturnType<typeof setTimeout> | undefined;
export function edit(file: string, text: string): void {
  texts.value = { ...texts.value, [file]: text };
  clearTimeout(typing);
  typing = setTimeout(() => void openFiles(), REST_MILLISECONDS);
}

export function discard(): void {
  texts.value = onDisk.value;
  void openFiles();
}

/** A file to be saved from what is set. */
export async function saved(what: 'scenario' | 'series' | 'study'): Promise<string | undefined> {
  const { side } = state.value;
  const [a, b] = what === 'study' ? [choicesOf('a'), choicesOf('b')] : [choicesOf(side), []];
  const reply = await hands.add(`save ${what}`, 3, { kind: 'save', what, a, b });
  return reply?.kind === 'saved' ? reply.text : undefined;
}

/** The date that is held, or none. */
export function hold(at: number | undefined): void {
  look({ date: at === undefined ? undefined : formatDate(dayOf(at)) });
}

/** Listens to the address, and to the files of a page that is served. */
export function begin(): void {
  history.replaceState({ at: 0 }, '', location.hash || undefined);
  addEventListener('popstate', (event) => {
    const next = stateOf(location.hash, state.value);
    if (next === undefined) return;
    places.value = { ...places.value, at: (event.state as { at?: number } | null)?.at ?? 0 };
    state.value = { ...next, digest: state.value.digest };
    refresh();
  });
  if (boot.events !== undefined) {
    new EventSource(boot.events).onmessage = ({ data }: MessageEvent<string>) => {
      const fresh = JSON.parse(data) as Boot['texts'];
      if (JSON.stringify(fresh) === JSON.stringify(onDisk.value)) return;
      onDisk.value = fresh;
      texts.value = fresh;
      notice.value = t.value.reloaded;
      void openFiles();
    };
  }
  void openFiles();
}
