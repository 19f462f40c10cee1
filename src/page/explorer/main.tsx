/** The page: its head, the answer, and where everything stands. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { exploreCommandOf, runCommandOf } from '../../explore/command.ts';
import { pathText } from '../../issue.ts';
import { Editor } from './editor.tsx';
import { Evidence } from './evidence.tsx';
import { Levers } from './levers.tsx';
import { Network } from './network.tsx';
import {
  begin,
  book,
  boot,
  change,
  choicesOf,
  faults,
  futures,
  isEdited,
  language,
  look,
  lost,
  notice,
  places,
  ran,
  redo,
  saved,
  state,
  t,
  undo,
} from './store.ts';
import { NAME, PICTURE, Timeline } from './timeline.tsx';
import { Who } from './who.tsx';

const isEditing = signal(false);

/** Puts a text where it can be pasted, or says where it stands. */
async function copy(text: string, told: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice.value = told;
  } catch {
    notice.value = text;
  }
}

function give(name: string, url: string): void {
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
}

async function download(what: 'scenario' | 'series' | 'study'): Promise<void> {
  const text = await saved(what);
  if (text === undefined) return;
  const name = { scenario: `${NAME}-explored.yaml`, series: `${NAME}-series.csv`, study: `${NAME}-a-b.yaml` }[what];
  const url = URL.createObjectURL(new Blob([text], { type: what === 'series' ? 'text/csv' : 'application/yaml' }));
  give(name, url);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function Head() {
  const { side, b } = state.value;
  const title = book.value?.title[language.value] ?? NAME;
  return (
    <header>
      <div class="title">
        <p>{t.value.explorer}</p>
        <h1>{title}</h1>
      </div>
      <div class="tools" role="toolbar" aria-label={t.value.explorer}>
        {(book.value?.presets.length ?? 0) > 0 && (
          <details class="menu">
            <summary>{t.value.presets}</summary>
            <div>
              {book.value?.presets.map((preset) => (
                <button key={preset.title.en} type="button" onClick={() => change({ [side]: preset.choices })}>
                  {preset.title[language.value]}
                </button>
              ))}
            </div>
          </details>
        )}
        <span class="group">
          {b === undefined ? (
            <button type="button" onClick={() => change({ b: state.value.a, side: 'b' })}>
              {t.value.addB}
            </button>
          ) : (
            <>
              {(['a', 'b'] as const).map((one) => (
                <button
                  key={one}
                  type="button"
                  class="side"
                  aria-pressed={side === one}
                  aria-label={t.value.moveSide(one.toUpperCase())}
                  onClick={() => look({ side: one })}
                >
                  {one.toUpperCase()}
                </button>
              ))}
              <button type="button" onClick={() => change({ a: b, b: state.value.a })}>
                {t.value.swap}
              </button>
              <button type="button" onClick={() => change({ b: undefined, side: 'a' })}>
                {t.value.removeB}
              </button>
            </>
          )}
        </span>
        <span class="group">
          <button type="button" disabled={places.value.at === 0} onClick={undo}>
            {t.value.undo}
          </button>
          <button type="button" disabled={places.value.at >= places.value.last} onClick={redo}>
            {t.value.redo}
          </button>
        </span>
        <span class="group">
          <button
            type="button"
            onClick={() => copy(location.href, isEdited.value ? t.value.textNotInLink : t.value.linkCopied)}
          >
            {t.value.link}
          </button>
          <details class="menu">
            <summary>{t.value.download}</summary>
            <div>
              <button type="button" onClick={() => download('scenario')}>
                {t.value.downloads.scenario}
              </button>
              <button type="button" onClick={() => download('series')}>
                {t.value.downloads.series}
              </button>
              {b && (
                <button type="button" onClick={() => download('study')}>
                  {t.value.downloads.study}
                </button>
              )}
              <button type="button" onClick={() => give(`${NAME}.png`, PICTURE()?.toDataURL('image/png') ?? '')}>
                {t.value.downloads.picture}
              </button>
              <button
                type="button"
                onClick={() => copy(runCommandOf(boot.file, choicesOf(side)), t.value.commandCopied)}
              >
                {t.value.downloads.command}
              </button>
            </div>
          </details>
        </span>
        <button
          type="button"
          lang={language.value === 'zh' ? 'en' : 'zh'}
          onClick={() => look({ language: language.value === 'zh' ? 'en' : 'zh' })}
        >
          {t.value.language}
        </button>
      </div>
    </header>
  );
}

function Answer() {
  const { side, b } = state.value;
  const of = (one: 'a' | 'b') => (futures[one].value ?? ran[one].value)?.answer[language.value];
  const about = book.value?.about?.[language.value];
  return (
    <section
      class={`answer${faults.value ? ' dimmed' : ''}`}
      id="answer"
      tabIndex={-1}
      aria-labelledby="answer-heading"
    >
      <h2 id="answer-heading">{b === undefined ? t.value.answer : t.value.answerOf(side.toUpperCase())}</h2>
      <p aria-live="polite">{of(side) ?? t.value.opening}</p>
      {about !== undefined && (
        <details>
          <summary>{t.value.about}</summary>
          <p>{about}</p>
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
        {errors.slice(0, 5).map(({ path, place, expected, found, remedy }) => (
          <li key={pathText(path) + expected}>
            {t.value.fault(
              `${place && !place.file.startsWith('--set') ? `${place.file}:${place.line} ` : ''}${pathText(path)}`,
              expected,
              found,
            )}{' '}
            {remedy}
          </li>
        ))}
      </ul>
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
      if (!(event.ctrlKey || event.metaKey)) return;
      const isTyping = event.target instanceof Element && event.target.closest('.text, input[type=search]') !== null;
      if (event.key === 'e') isEditing.value = !isEditing.value;
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
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('answer')?.focus()}>
        {t.value.skip}
      </button>
      <Head />
      <Notice />
      <Faults />
      <main>
        {book.value === undefined ? (
          <p class="result">{faults.value ? t.value.failed : t.value.opening}</p>
        ) : (
          <>
            <div class="result">
              <Answer />
              <Timeline />
            </div>
            <Levers />
          </>
        )}
        <div class="detail">
          {book.value && (
            <>
              <Who />
              <Network />
              <Evidence />
            </>
          )}
          <button
            type="button"
            class="toggle"
            aria-expanded={isEditing.value}
            onClick={() => {
              isEditing.value = !isEditing.value;
            }}
          >
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
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  document.title = `${book.value?.title[language.value] ?? NAME} · ${t.value.explorer}`;
});

render(<App />, document.getElementById('page') as HTMLElement);
begin();
