/** The page: the answer, and where everything stands. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { exploreCommandOf } from '../../explore/command.ts';
import { TAGS } from '../../explore/page.ts';
import { pathText } from '../../issue.ts';
import { unbroken } from '../../report/render/escape.ts';
import { redo, undo } from './address.ts';
import { Causes } from './causes.tsx';
import { Editor } from './editor.tsx';
import { Evidence } from './evidence.tsx';
import { Fault } from './fault.tsx';
import { Head } from './head.tsx';
import { FewLevers, Levers } from './levers.tsx';
import { Network } from './network.tsx';
import {
  book,
  boot,
  current,
  faults,
  futures,
  isAtHand,
  isStale,
  language,
  lost,
  notice,
  ran,
  state,
  t,
  without,
} from './store.ts';
import { NAME, Timeline } from './timeline.tsx';
import { Who } from './who.tsx';
import { begin } from './work.ts';

const isEditing = signal(false);

/** The text is led to as it opens; who closes it is back at the button. */
function toggleEditor(): void {
  isEditing.value = !isEditing.value;
  if (!isEditing.value) document.querySelector<HTMLElement>('.detail > .toggle')?.focus();
}

/** Within another page: the answer, the timeline and a few levers. */
const IS_EMBEDDED = new URLSearchParams(location.search).has('embed');

function Answer() {
  const { side, b } = state.value;
  const of = (one: 'a' | 'b') => (current(one, futures) ?? ran[one].value ?? boot.first)?.answer[language.value];
  const about = book.value?.about?.[language.value];
  return (
    <section
      class={`answer${faults.value || isStale.value ? ' dimmed' : ''}`}
      id="answer"
      tabIndex={-1}
      aria-labelledby="answer-heading"
    >
      <h2 id="answer-heading">{b === undefined ? t.value.answer : t.value.answerOf(side.toUpperCase())}</h2>
      <p aria-live="polite" aria-busy={isAtHand.value}>
        {unbroken(of(side) ?? t.value.opening)}
      </p>
      {about !== undefined && (
        <details>
          <summary>{t.value.about}</summary>
          <p>{unbroken(about)}</p>
        </details>
      )}
    </section>
  );
}

function Faults() {
  const { value: wrong } = faults;
  if (wrong === undefined) return null;
  const errors = wrong.issues.filter(({ severity }) => severity === 'error');
  return (
    <div class="faults" role="alert">
      <strong>{t.value.faults(errors.length)}</strong> {book.value && t.value.faultsKeep}
      <ul>
        {errors.slice(0, 5).map((issue) => (
          <li key={pathText(issue.path) + issue.expected}>
            <Fault issue={issue} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the page goes on without, of one that is served. */
function Without() {
  const { value: what } = without;
  if (what === undefined) return null;
  return (
    <div class="faults" role="alert">
      {t.value.without[what](boot.file)}{' '}
      {what === 'program' && <code>{`${exploreCommandOf(boot.file)} --port ${location.port}`}</code>}
    </div>
  );
}

function Notice() {
  const said = [notice.value, ...(lost.value.length > 0 ? [t.value.notApplied(lost.value.join(', '))] : [])]
    .filter(Boolean)
    .join(' ');
  return (
    <div class="notice" role="status" hidden={said === ''}>
      <span>{said}</span>
      <button
        type="button"
        class="link"
        onClick={() => {
          notice.value = '';
          lost.value = [];
        }}
      >
        {t.value.close}
      </button>
    </div>
  );
}

function App() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const menu = event.key === 'Escape' ? document.querySelector<HTMLDetailsElement>('details.menu[open]') : null;
      if (menu !== null) {
        menu.open = false;
        menu.querySelector('summary')?.focus();
      }
      if (!(event.ctrlKey || event.metaKey)) return;
      const isTyping =
        event.target instanceof Element &&
        event.target.closest('.text, input:not([type=range], [type=checkbox])') !== null;
      if (event.key === 'e') toggleEditor();
      else if (event.key.toLowerCase() === 'z' && !isTyping) (event.shiftKey ? redo : undo)();
      else return;
      event.preventDefault();
    };
    // A menu closes once something is chosen, in it or elsewhere.
    const close = ({ target }: MouseEvent) => {
      for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]'))
        if (!(target instanceof Element) || target.closest('summary')?.parentElement !== menu) menu.open = false;
    };
    addEventListener('keydown', press);
    addEventListener('click', close);
    return () => {
      removeEventListener('keydown', press);
      removeEventListener('click', close);
    };
  }, []);
  const isReady = book.value !== undefined;
  if (IS_EMBEDDED)
    return (
      <>
        <Without />
        <Faults />
        <main class="embedded">
          <div class="result">
            <Answer />
            <Timeline />
          </div>
          <FewLevers />
        </main>
        <footer>
          <a href={location.href.replace(location.search, '')} target="_blank" rel="noreferrer">
            {t.value.embedded}
          </a>
        </footer>
      </>
    );
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('answer')?.focus()}>
        {t.value.skip}
      </button>
      <Head />
      <Notice />
      <Without />
      <Faults />
      <main>
        {!isReady && boot.first === undefined ? (
          <p class="result">{faults.value ? t.value.failed : t.value.opening}</p>
        ) : (
          <div class="result">
            <Answer />
            <Timeline />
          </div>
        )}
        <Levers />
        <div class="detail">
          {isReady && (
            <>
              <Who />
              <Causes />
              <Network />
              <Evidence />
            </>
          )}
          <button type="button" class="toggle" aria-expanded={isEditing.value} onClick={toggleEditor}>
            {isEditing.value ? t.value.closeEditor : t.value.openEditor}
          </button>
          {isEditing.value && <Editor />}
        </div>
      </main>
      <footer>
        <code>{exploreCommandOf(boot.file)}</code>
      </footer>
    </>
  );
}

effect(() => {
  document.documentElement.lang = TAGS[language.value];
  document.title = `${(book.value?.title ?? boot.first?.title)?.[language.value] ?? NAME} · ${t.value.explorer}`;
});

render(<App />, document.getElementById('page') as HTMLElement);
begin();
