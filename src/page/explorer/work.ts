/** What the page does: it puts values over the file, runs what has changed, and reads the files anew. */
import { batch } from '@preact/signals';
import type { Book, BookLever } from '../../explore/book.ts';
import type { Reply, Saving } from '../../explore/messages.ts';
import type { Boot } from '../../explore/page.ts';
import { type Choice, RUNS, SIDES, type Side, type State, stateOf, withChoice } from '../../explore/state.ts';
import { formatDate } from '../../quantity/calendar.ts';
import { follow, followHand, look, remember, write } from './address.ts';
import { crowdOf } from './crowd.ts';
import {
  book,
  boot,
  choicesOf,
  dayOf,
  explained,
  faults,
  futures,
  isAtHand,
  isEdited,
  isLive,
  isStale,
  language,
  lost,
  notice,
  type Of,
  onDisk,
  ordered,
  ran,
  shown,
  state,
  swingOf,
  swings,
  t,
  texts,
  warnings,
  without,
} from './store.ts';
import { type Ask, queueOf, startThread } from './threads.ts';

const hands = queueOf(startThread());
const crowd = crowdOf(hands);
/** Futures begin when nothing has been moved for so long; so do texts. */
const REST_MILLISECONDS = 150;

let sent: Readonly<Partial<Record<Side, string>>> = {};
/** Sides that a hand was at when they were sent. */
const moving = new Set<Side>();
let rest: ReturnType<typeof setTimeout> | undefined;
let opened: Boot['texts'] | undefined;
/** What levers were found to do. */
const swung = new Map<string, Of<'swung'>>();

/** Puts values over the file: the address follows a hand that moves; when it lets go, Back undoes all of that. */
export function change(next: Partial<State>, isMoving = false): void {
  const { value: before } = state;
  isAtHand.value = isMoving;
  state.value = { ...before, ...next };
  if (isMoving) followHand(before);
  else remember();
  refresh(isMoving);
}

/** Sets a value on the side that the levers move; undefined takes it back. */
export function set(path: string, text: string | undefined, isMoving = false): void {
  const { side } = state.value;
  change({ [side]: withChoice(choicesOf(side), path, text) }, isMoving);
}

/** Puts a preset over what is set on the side that the levers move: what it says nothing of stays. */
export function putOn({ title, choices }: Book['presets'][number]): void {
  const { side } = state.value;
  change({ [side]: choices.reduce((all, { path, text }) => withChoice(all, path, text), choicesOf(side)) });
  notice.value = t.value.presetPut(title[language.value]);
}

/** Shows another series. */
export function showSeries(series: string): void {
  look({ series });
  refresh();
}

/** What a run of a side depends on. */
const keyOf = (side: Side) => JSON.stringify([state.value[side], state.value.series]);

const questionOf = (side: Side, { [side]: choices = [], series }: State, isMoving = false): Ask => ({
  ...{ kind: 'run', side, choices, series, isMoving },
});

/** Runs what has changed, one run at a time; futures follow once it rests. */
function refresh(isMoving = false): void {
  if (book.value === undefined) return;
  if (state.value.b === undefined && sent.b !== undefined) {
    const { b: _, ...others } = sent;
    sent = others;
    batch(() => {
      for (const one of [ran, futures, explained]) one.b.value = undefined;
    });
    rested();
  }
  const stale = SIDES.filter(
    (side) => state.value[side] !== undefined && (sent[side] !== keyOf(side) || (moving.has(side) && !isMoving)),
  );
  isStale.value = !isLive.value && stale.length > 0;
  if (isLive.value) for (const side of stale) void run(side, isMoving);
}

/** Runs what was moved, or typed, while nothing was run at once. */
export function runNow(): void {
  isStale.value = false;
  if (texts.value !== opened) void openFiles();
  else for (const side of SIDES) if (state.value[side] !== undefined && sent[side] !== keyOf(side)) void run(side);
}

export function setLive(live: boolean): void {
  isLive.value = live;
  if (live) runNow();
}

async function run(side: Side, isMoving = false): Promise<void> {
  const key = keyOf(side);
  sent = { ...sent, [side]: key };
  if (isMoving) moving.add(side);
  else moving.delete(side);
  clearTimeout(rest);
  crowd.drop();
  const reply = await hands.add(`run ${side}`, 3, questionOf(side, state.value, isMoving));
  if (reply === undefined || sent[side] !== key) return;
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
  rest = setTimeout(() => {
    void findSwings();
    if (faults.value === undefined) crowd.run();
  }, REST_MILLISECONDS);
}

/** Finds what each lever does, one after another while nothing else is to be done. */
async function findSwings(): Promise<void> {
  const { value: whole } = book;
  if (whole === undefined) return;
  for (const { lever } of whole.levers) {
    if (swung.has(lever.path) || book.value !== whole) continue;
    const reply = await hands.add(`swing ${lever.path}`, 1, { kind: 'swing', path: lever.path, choices: [] });
    if (reply?.kind !== 'swung' || book.value !== whole) return;
    swung.set(lever.path, reply);
  }
  // At once, for the page is drawn anew with it.
  if (swings.value.size < swung.size) swings.value = new Map(swung);
  ordered.value = orderOf(whole.levers);
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
  crowd.drop();
  hands.drop('');
  opened = texts.value;
  const reply = await hands.add('open', 4, { kind: 'open', file: boot.file, texts: texts.value });
  if (own !== opening || reply === undefined) return;
  if (reply.kind === 'faults') faults.value = { side: undefined, issues: reply.issues };
  if (reply.kind !== 'opened') return;
  // Nothing is drawn before it has run: what ran before is of other entities.
  const { state: next } = over(reply.book);
  const sides = SIDES.filter((side) => next[side] !== undefined);
  const replies = await Promise.all(sides.map((side) => hands.add(`run ${side}`, 3, questionOf(side, next))));
  if (own === opening) take(reply, replies);
}

/** What is set, over a file as it was read: without what that does not know where it is another file. */
function over({ digest, levers }: Book) {
  const { value: before } = state;
  const own = digest.slice(0, 8);
  const all = [...before.a, ...(before.b ?? [])];
  const known = new Set([RUNS, ...levers.map(({ lever }) => lever.path)]);
  const isOther = before.digest !== '' && before.digest !== own;
  const gone = isOther ? all.filter(({ path }) => !known.has(path)).map(({ path }) => path) : [];
  const kept = (choices: readonly Choice[]) => choices.filter(({ path }) => !gone.includes(path));
  const next: State = { ...before, digest: own, a: kept(before.a), b: before.b && kept(before.b) };
  return { state: next, gone, isOther, many: all.length };
}

/** Shows files that were read, with what they came to. */
function take({ book: read, issues }: Of<'opened'>, replies: readonly (Reply | undefined)[]): void {
  batch(() => {
    const { state: next, gone, isOther, many } = over(read);
    lost.value = gone;
    if (isOther && many > 0 && book.value === undefined) notice.value = t.value.otherVersion(many - gone.length, many);
    book.value = read;
    warnings.value = issues;
    faults.value = undefined;
    swung.clear();
    swings.value = new Map();
    ordered.value = undefined;
    state.value = next;
    sent = {};
    for (const side of SIDES) {
      for (const one of [ran, futures, explained]) one[side].value = undefined;
      const reply = replies.find((one) => one !== undefined && 'side' in one && one.side === side);
      if (reply?.kind === 'ran' || reply?.kind === 'faults') sent = { ...sent, [side]: keyOf(side) };
      if (reply?.kind === 'ran') ran[side].value = reply;
      if (reply?.kind === 'faults') faults.value = reply;
    }
  });
  write();
  refresh();
  rested();
}

/** Another text of one of the files, as it is typed. */
let typing: ReturnType<typeof setTimeout> | undefined;
export function edit(file: string, text: string): void {
  texts.value = { ...texts.value, [file]: text };
  clearTimeout(typing);
  clearTimeout(rest);
  crowd.drop();
  isStale.value = !isLive.value;
  if (isLive.value) typing = setTimeout(() => void openFiles(), REST_MILLISECONDS);
}

export function discard(): void {
  texts.value = onDisk.value;
  void openFiles();
}

/** The text of a file to be saved from what is set. */
export async function saved(what: Saving): Promise<string | undefined> {
  const { side } = state.value;
  const [a, b] = [choicesOf('a'), choicesOf('b')];
  const reply = await hands.add(`save ${what}`, 3, { kind: 'save', what, side, a, b });
  return reply?.kind === 'saved' ? reply.text : undefined;
}

let known: { readonly of: Book; readonly it: Of<'vocabulary'> } | undefined;

/** What may stand in the files as they were last sound. */
export async function vocabulary(): Promise<Of<'vocabulary'> | undefined> {
  const { value: of } = book;
  if (of === undefined || known?.of === of) return known?.it;
  const reply = await hands.add('vocabulary', 3, { kind: 'vocabulary' });
  if (reply?.kind === 'vocabulary') known = { of, it: reply };
  return known?.it;
}

/** The date that is held, or none. */
export function hold(at: number | undefined): void {
  look({ date: at === undefined ? undefined : formatDate(dayOf(at)) });
}

/** Listens to the address, and to the files of a page that is served. */
export function begin(): void {
  if (location.hash.length > 1 && stateOf(location.hash, state.value) === undefined) notice.value = t.value.otherForm;
  follow(() => refresh());
  if (boot.events !== undefined) listen(boot.events);
  void openFiles();
}

/** A program that has stopped is looked for again after so long. */
const AGAIN_MILLISECONDS = 2000;

/** Hears what becomes of the files, as soon as it listens and whenever they change. */
function listen(events: string): void {
  const source = new EventSource(events);
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const fresh = JSON.parse(data) as Boot['texts'];
    without.value = Object.keys(fresh).length === 0 ? 'file' : undefined;
    if (without.value === undefined && JSON.stringify(fresh) !== JSON.stringify(onDisk.value)) reload(fresh);
  };
  source.onerror = () => {
    without.value = 'program';
    // Browsers give up at different times: this does not.
    source.close();
    setTimeout(() => listen(events), AGAIN_MILLISECONDS);
  };
}

function reload(fresh: Boot['texts']): void {
  // What was written in the page is nobody's to take away.
  const own = Object.entries(texts.value).filter(([file, text]) => file in fresh && text !== onDisk.value[file]);
  texts.value = { ...fresh, ...Object.fromEntries(own) };
  onDisk.value = fresh;
  notice.value = isEdited.value ? t.value.reloadedBeneath : t.value.reloaded;
  void openFiles();
}
