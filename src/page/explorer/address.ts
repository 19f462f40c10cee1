/** The address of the page, which says what is set and shown: a step of it can be taken back. */
import { hashOf, type State, stateOf } from '../../explore/state.ts';
import { places, state } from './store.ts';

/** Remembers what is set as a step that Back takes back. */
export function remember(): void {
  const hash = `#${hashOf(state.value)}`;
  if (hash === location.hash) return;
  const at = places.value.at + 1;
  places.value = { at, last: at };
  history.pushState({ at }, '', hash);
}

/** Puts what is set into the address, as no step of its own. */
export function write(): void {
  history.replaceState({ at: places.value.at }, '', `#${hashOf(state.value)}`);
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
    places.value = { ...places.value, at: (event.state as { at?: number } | null)?.at ?? 0 };
    state.value = { ...next, digest: state.value.digest };
    then();
  });
}
