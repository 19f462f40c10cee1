/** The levers: those that matter most first, then all by what they are about; and what differs from the file. */
import { useState } from 'preact/hooks';
import type { Book, BookLever } from '../../explore/book.ts';
import { GROUPS } from '../../explore/levers.ts';
import { RUNS } from '../../explore/state.ts';
import { unbroken } from '../../report/render/escape.ts';
import { leverText, leverTitle } from './look.ts';
import { Row, saying } from './row.tsx';
import { book, choicesOf, language, ordered, shown, state, swingOf, t, textOf, words } from './store.ts';
import { change, set } from './work.ts';

/** So many stand before all others. */
const MOST = 8;
/** A lever that moves less than this share of a need has no effect. */
const NOTHING = 1e-6;

export function Levers() {
  const [sought, setSought] = useState('');
  const [isSheet, setSheet] = useState(false);
  const { value: whole } = book;
  if (whole === undefined) return null;
  const { levers, formulas } = whole;
  const [user] = shown.value;
  const wanted = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const isIn = (text: string) => wanted.every((word) => text.toLowerCase().includes(word));
  const isFound = (one: BookLever) =>
    isIn(`${leverTitle(one, saying())} ${t.value.groups[one.lever.group]} ${one.lever.path}`);
  const places = new Map(ordered.value?.map((path, place) => [path, place]));
  const sorted = ordered.value
    ? levers.toSorted((a, b) => (places.get(a.lever.path) ?? 0) - (places.get(b.lever.path) ?? 0))
    : levers;
  const isIdle = ({ lever }: BookLever) =>
    ordered.value !== undefined && swingOf(lever.path, user.position) < NOTHING && textOf(lever.path) === undefined;
  const named = whole.first.flatMap((path) => levers.find(({ lever }) => lever.path === path) ?? []);
  const found = ordered.value ? sorted.filter((one) => !isIdle(one)).slice(0, MOST) : [];
  const first = named.length > 0 ? named : found;
  const rest = sorted.filter((one) => !first.includes(one));
  const idle = rest.filter(isIdle);
  return (
    <section class={`card levers${isSheet ? ' sheet' : ''}`} aria-labelledby="levers-heading">
      <h2 id="levers-heading">
        {t.value.levers}
        {state.value.b && <small> {t.value.moves(state.value.side.toUpperCase())}</small>}
      </h2>
      <Differs />
      <input
        type="search"
        placeholder={t.value.search}
        aria-label={t.value.search}
        value={sought}
        onInput={(event) => setSought(event.currentTarget.value)}
      />
      {wanted.length > 0 ? (
        <>
          <Rows levers={sorted.filter(isFound)} />
          <Formulas of={formulas.filter(({ id, title }) => isIn(`${title[language.value]} assumptions.${id}`))} />
        </>
      ) : ordered.value === undefined && named.length === 0 ? (
        <>
          <p class="note" aria-live="polite">
            {t.value.ordering}
          </p>
          {GROUPS.map((group) => (
            <Group key={group} group={group} levers={levers.filter(({ lever }) => lever.group === group)} />
          ))}
        </>
      ) : (
        <>
          <h3>{named.length > 0 ? t.value.named : t.value.most(user.title[language.value])}</h3>
          <Rows levers={first} />
          {GROUPS.map((group) => (
            <Group key={group} group={group} levers={rest.filter((one) => one.lever.group === group && !isIdle(one))} />
          ))}
          <Folded summary={t.value.idle(idle.length)} levers={idle} />
        </>
      )}
      {/* Where levers stand below the picture they can be held beside it. */}
      <button
        type="button"
        class="pill"
        aria-expanded={isSheet}
        onClick={() => {
          setSheet(!isSheet);
          if (!isSheet) document.querySelector('.timeline')?.scrollIntoView();
        }}
      >
        {isSheet ? t.value.close : t.value.levers}
      </button>
    </section>
  );
}

/** So many stand beside a page within another. */
const FEW = 4;

/** The first levers alone: those that the file names, else those that matter most. */
export function FewLevers() {
  const { value: whole } = book;
  if (whole === undefined) return null;
  const paths = whole.first.length > 0 ? whole.first : (ordered.value ?? []);
  const levers = paths.flatMap((path) => whole.levers.find(({ lever }) => lever.path === path) ?? []);
  return (
    <section class="card levers" aria-label={t.value.levers}>
      {levers.length === 0 ? <p class="note">{t.value.ordering}</p> : <Rows levers={levers.slice(0, FEW)} />}
    </section>
  );
}

function Group({ group, levers }: { readonly group: (typeof GROUPS)[number]; readonly levers: readonly BookLever[] }) {
  const formulas = group === 'assumptions' ? book.value?.formulas : [];
  return <Folded summary={`${t.value.groups[group]} (${levers.length})`} levers={levers} formulas={formulas} />;
}

/** What follows from other assumptions, and so cannot be moved. */
function Formulas({ of }: { readonly of: Book['formulas'] }) {
  return (
    <>
      {of.map(({ id, title, uses }) => (
        <p key={id} class="lever formula">
          {title[language.value]}
          <small>{t.value.follows(words.value.quantities.list(uses.map((one) => one[language.value])))}</small>
        </p>
      ))}
    </>
  );
}

interface FoldedProps {
  readonly summary: string;
  readonly levers: readonly BookLever[];
  readonly formulas?: Book['formulas'] | undefined;
}

/** Levers that are drawn once they are looked at. */
function Folded({ summary, levers, formulas = [] }: FoldedProps) {
  const [isOpen, setOpen] = useState(false);
  if (levers.length === 0) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && (
        <>
          <Rows levers={levers} />
          <Formulas of={formulas} />
        </>
      )}
    </details>
  );
}

function Rows({ levers }: { readonly levers: readonly BookLever[] }) {
  if (levers.length === 0) return <p class="note">{t.value.nothingFound}</p>;
  return (
    <div class="rows">
      {levers.map((one) => (
        <Row key={one.lever.path} one={one} />
      ))}
    </div>
  );
}

/** What is set on the side that the levers move, each with a way back. */
function Differs() {
  const choices = choicesOf(state.value.side);
  const levers = new Map(book.value?.levers.map((one) => [one.lever.path, one]));
  return (
    <div class="differs">
      <h3>{t.value.differs}</h3>
      {choices.length === 0 ? (
        <p class="note">{t.value.differsNot}</p>
      ) : (
        <ul>
          {choices.map(({ path, text }) => {
            const one = levers.get(path);
            const isRuns = path === RUNS;
            const title = isRuns ? t.value.runs : one ? leverTitle(one, saying()) : path;
            return (
              <li key={path} class={one || isRuns ? '' : 'lost'}>
                <span>
                  {title} <b>{unbroken(one ? leverText(one, text, saying()) : text)}</b>
                </span>
                <button
                  type="button"
                  aria-label={t.value.takeBack(title)}
                  title={t.value.takeBack(title)}
                  onClick={() => set(path, undefined)}
                >
                  ×
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {choices.length > 0 && (
        <button type="button" class="link" onClick={() => change({ [state.value.side]: [] })}>
          {t.value.reset}
        </button>
      )}
    </div>
  );
}
