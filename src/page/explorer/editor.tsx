/** The text of the scenario and of what it extends, with what is wrong underlined where it stands. */
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { lineNumbers } from '@codemirror/view';
import { EditorView, minimalSetup } from 'codemirror';
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { completionsAt } from '../../explore/complete.ts';
import { Fault } from './fault.tsx';
import { boot, faults, isEdited, t, texts } from './store.ts';
import { discard, edit, vocabulary } from './work.ts';

/** Offers what may stand at the cursor, as the engine tells it once for each text that is sound. */
async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const known = await vocabulary();
  if (known === undefined) return null;
  const { from, options } = completionsAt(context.state.doc.toString(), context.pos, known);
  return options.length === 0 || (from === context.pos && !context.explicit) ? null : { from, options };
}

export function Editor() {
  const names = Object.keys(texts.value);
  const [file, setFile] = useState(boot.file);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const isOwn = useRef(false);
  useEffect(() => {
    if (host.current === null) return;
    const own = new EditorView({
      doc: texts.peek()[file],
      parent: host.current,
      extensions: [
        minimalSetup,
        lineNumbers(),
        yaml(),
        lintGutter(),
        autocompletion({ override: [complete], icons: false }),
        EditorView.lineWrapping,
        EditorState.phrases.of(t.peek().editorPhrases),
        EditorView.contentAttributes.of({ 'aria-label': t.peek().editor }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || isOwn.current) return;
          edit(file, update.state.doc.toString());
        }),
      ],
    });
    // It scrolls by keyboard, too.
    own.scrollDOM.tabIndex = 0;
    // Whoever opens the text is led to it; another of its files leaves them where they are.
    if (view.current === undefined) {
      own.focus();
      host.current.scrollIntoView({ block: 'nearest' });
    }
    view.current = own;
    return () => own.destroy();
  }, [file]);
  const text = texts.value[file];
  const { value: wrong } = faults;
  useEffect(() => {
    const { current: own } = view;
    if (own === undefined) return;
    // As it is now: more may have been typed since this was drawn.
    const now = texts.peek()[file] ?? '';
    if (own.state.doc.toString() !== now) {
      isOwn.current = true;
      own.dispatch({ changes: { from: 0, to: own.state.doc.length, insert: now } });
      isOwn.current = false;
    }
    const diagnostics = (wrong?.issues ?? []).flatMap((issue): Diagnostic[] => {
      const { place } = issue;
      if (place?.file !== file || place.line > own.state.doc.lines) return [];
      const line = own.state.doc.line(place.line);
      const from = Math.min(line.to, line.from + place.column - 1);
      const renderMessage = () => {
        const message = document.createElement('span');
        render(<Fault issue={issue} />, message);
        return message;
      };
      return [{ from, to: Math.max(from, line.to), severity: 'error', message: issue.expected, renderMessage }];
    });
    own.dispatch(setDiagnostics(own.state, diagnostics));
  }, [text, wrong, file]);
  return (
    <section class="card editor" aria-labelledby="editor-heading">
      <div class="head">
        <h2 id="editor-heading">{t.value.editor}</h2>
        <fieldset class="tabs" aria-label={t.value.files}>
          {names.map((name) => (
            <button key={name} type="button" aria-pressed={name === file} onClick={() => setFile(name)}>
              {name.slice(name.lastIndexOf('/') + 1)}
            </button>
          ))}
        </fieldset>
      </div>
      {isEdited.value && (
        <p class="note">
          {t.value.edited}{' '}
          <button type="button" class="link" onClick={discard}>
            {t.value.discard}
          </button>
        </p>
      )}
      <div class="text" ref={host} />
    </section>
  );
}
