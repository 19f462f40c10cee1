/** The head of the page: presets, the two policies, undo, what can be taken along, and the language. */
import { runCommandOf } from '../../explore/command.ts';
import type { Saving } from '../../explore/messages.ts';
import { explorerHtml } from '../../explore/page.ts';
import { hashOf } from '../../explore/state.ts';
import { look, redo, undo } from './address.ts';
import { pictureOf } from './picture.ts';
import {
  book,
  boot,
  choicesOf,
  current,
  futures,
  isEdited,
  isLive,
  isStale,
  language,
  notice,
  onDisk,
  places,
  state,
  t,
  texts,
} from './store.ts';
import { NAME } from './timeline.tsx';
import { change, putOn, runNow, saved, setLive } from './work.ts';

/** Puts a text where it can be pasted, or says where it stands. */
async function copy(text: string, told: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice.value = told;
  } catch {
    notice.value = text;
  }
}

const fileName = (file: string) => file.slice(file.lastIndexOf('/') + 1);

function give(name: string, url: string): void {
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
}

const FILES: Readonly<Record<Saving, { readonly ending: string; readonly type: string }>> = {
  scenario: { ending: '-explored.yaml', type: 'application/yaml' },
  flattened: { ending: '-whole.yaml', type: 'application/yaml' },
  series: { ending: '-series.csv', type: 'text/csv' },
  bands: { ending: '-bands.csv', type: 'text/csv' },
  study: { ending: '-a-b.yaml', type: 'application/yaml' },
};

function giveText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  give(name, url);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function download(what: Saving): Promise<void> {
  const text = await saved(what);
  const { ending, type } = FILES[what];
  if (text !== undefined) giveText(NAME + ending, text, type);
}

/** This page with what is set in it, and the text as it was changed; it stands alone. */
function downloadPage(): void {
  const { events: _, first: __, against: ___, ...own } = boot;
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv]')?.content ?? '';
  const html = explorerHtml(
    document.title,
    { ...own, texts: texts.value, choices: [], language: language.value, hash: hashOf(state.value) },
    {
      script: { text: text('#program'), sha256: /'sha256-([^']+)'/.exec(policy)?.[1] ?? '' },
      ...{ page: text('#packed-page'), engine: text('#packed-engine'), style: text('#style') },
      program: document.querySelector<HTMLMetaElement>('meta[name=generator]')?.content ?? '',
    },
  );
  giveText(`${NAME}-explored.html`, html, 'text/html');
}

export function Head() {
  const { side, b } = state.value;
  const title = (book.value?.title ?? boot.first?.title)?.[language.value] ?? NAME;
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
                <button key={preset.title.en} type="button" onClick={() => putOn(preset)}>
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
              <button type="button" onClick={() => change({ b: state.value.a })}>
                {t.value.copyA}
              </button>
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
          <label class="live" title={t.value.liveTitle}>
            <input type="checkbox" checked={isLive.value} onChange={(event) => setLive(event.currentTarget.checked)} />
            {t.value.live}
          </label>
          {!isLive.value && (
            <button type="button" disabled={!isStale.value} onClick={runNow}>
              {t.value.runNow}
            </button>
          )}
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
              {(['scenario', 'flattened', 'series', 'bands', 'study'] as const)
                .filter((what) => (what !== 'study' || b) && (what !== 'bands' || current(side, futures)))
                // Beside files that are as they were on disk these would come to something else.
                .filter((what) => !isEdited.value || (what !== 'scenario' && what !== 'study'))
                .map((what) => (
                  <button key={what} type="button" onClick={() => download(what)}>
                    {t.value.downloads[what]}
                  </button>
                ))}
              <button type="button" onClick={downloadPage}>
                {t.value.downloads.page}
              </button>
              <button type="button" onClick={() => give(`${NAME}.png`, pictureOf(title))}>
                {t.value.downloads.picture}
              </button>
              {isEdited.value ? (
                Object.keys(texts.value)
                  .filter((file) => texts.value[file] !== onDisk.value[file])
                  .map((file) => (
                    <button
                      key={file}
                      type="button"
                      onClick={() => giveText(fileName(file), texts.value[file], 'text/plain')}
                    >
                      {t.value.downloads.text(fileName(file))}
                    </button>
                  ))
              ) : (
                <button
                  type="button"
                  onClick={() => copy(runCommandOf(boot.file, choicesOf(side)), t.value.commandCopied)}
                >
                  {t.value.downloads.command}
                </button>
              )}
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
