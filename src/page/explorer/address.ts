/** The address of the page, which says what is set and shown: a step of it can be taken back. */
import { hashOf, type State, stateOf } from '../../explore/state.ts';
import { places, state } from './store.ts';

/** While a hand moves the address follows so often: Safari refuses more than 100 changes of it in 30 seconds. */
const MOVING_MILLISECONDS = 400;

/** What was set when a hand took hold, which Back is to come back to; undefined while none moves anything. */
let held: Pick<State, 'a' | 'b'> | undefined;
let following: ReturnType<typeof setTimeout> | undefined;

/** Lets the address follow a hand, as no step of its own; `before` is what was set before this move of it. */
export function followHand(before: State): void {
  held ??= { a: before.a, b: before.b };
  following ??= setTimeout(() => {
    following = undefined;
    write();
  }, MOVING_MILLISECONDS);
}

/** What the hand took hold of, once it has let go. */
function letGo(): Pick<State, 'a' | 'b'> | undefined {
  clearTimeout(following);
  const before = held;
  following = held = undefined;
  return before;
}

/** Remembers what is set as a step that Back takes back, to where a hand took hold. */
export function remember(): void {
  const before = letGo();
  if (before !== undefined) write({ ...state.value, ...before });
  const hash = `#${hashOf(state.value)}`;
  if (hash === location.hash) return;
  const at = places.value.at + 1;
  places.value = { at, last: at };
  history.pushState({ at }, '', hash);
}

/** Puts what is set into the address, as no step of its own. */
export function write(whole = state.value): void {
  history.replaceState({ at: places.value.at }, '', `#${hashOf(whole)}`);
}

/** The same address says something else of what is shown, which is no step to be undone. */
export function look(next: Partial<State>): void {
  state.value = { ...state.value, ...next };
  write();
}

export function undo(): void {
  if (places.value.at > 0) history.back();
}

export function redo(): void {
  if (places.value.at < places.value.last) history.forward();
}

/** Follows the address where the reader goes back or on. */
export function follow(then: () => void): void {
  history.replaceState({ at: 0 }, '', location.hash || undefined);
  addEventListener('popstate', (event) => {
    const next = stateOf(location.hash, state.value);
    if (next === undefined) return;
    letGo();
    places.value = { ...places.value, at: (event.state as { at?: number } | null)?.at ?? 0 };
    state.value = { ...next, digest: state.value.digest };
    then();
  });
}
