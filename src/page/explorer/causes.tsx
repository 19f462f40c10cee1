/** Why the users drawn are short, in the sentences of reports: what each cause cost, what took some of it away, and where. */
import { whyCommandOf } from '../../explore/command.ts';
import { unbroken } from '../../report/render/escape.ts';
import { book, boot, choicesOf, current, explained, language, ran, shown, state, t } from './store.ts';

export function Causes() {
  const { side, b } = state.value;
  const result = ran[side].value;
  if (book.value === undefined || result === undefined) return null;
  const told = explained[side].value;
  const isOld = current(side, explained) === undefined;
  return (
    <section class={`card causes${isOld ? ' old' : ''}`} aria-labelledby="causes-heading" aria-live="polite">
      <h2 id="causes-heading">{b === undefined ? t.value.causes : t.value.causesOf(side.toUpperCase())}</h2>
      {told === undefined ? (
        <p class="note">{t.value.causesWait}</p>
      ) : told.sentences === undefined ? (
        <p>
          {t.value.causesMany} <code>{whyCommandOf(boot.file, choicesOf(side))}</code>
        </p>
      ) : (
        <>
          <p class="note">{isOld ? t.value.causesOld : t.value.causesCentral}</p>
          {shown.value.map(({ id, position }) => (
            <p key={id}>{unbroken(told.sentences?.[position]?.[language.value] ?? '')}</p>
          ))}
        </>
      )}
    </section>
  );
}
