/** What the selected thing rests on: who says so, who says otherwise, and where in the file it stands. */
import { unbroken } from '../../report/render/escape.ts';
import { leverText, leverTitle } from './look.ts';
import { book, language, selected, t, textOf, words } from './store.ts';
import { set } from './work.ts';

/** A file may give its grounds in English alone. */
const HAN = /[⺀-鿿]/;

export function Evidence() {
  const { value: whole } = book;
  const { value: chosen } = selected;
  if (whole === undefined) return null;
  return (
    <section class="card evidence" aria-labelledby="evidence" aria-live="polite">
      <h2 id="evidence" tabIndex={-1}>
        {t.value.evidence}
      </h2>
      {chosen === undefined ? (
        <p class="note">{t.value.evidenceNone}</p>
      ) : chosen.kind === 'lever' ? (
        <OfLever path={chosen.id} />
      ) : (
        <OfFlow id={chosen.id} />
      )}
    </section>
  );
}

function OfLever({ path }: { readonly path: string }) {
  const one = book.value?.levers.find(({ lever }) => lever.path === path);
  if (one === undefined) return null;
  const grounds = one.grounds[language.value];
  const saying = { language: language.value, words: words.value, t: t.value };
  return (
    <>
      <h3>{leverTitle(one, saying)}</h3>
      <p>
        <b>{leverText(one, textOf(path), saying)}</b>{' '}
        {textOf(path) !== undefined && <small>{t.value.inFile(leverText(one, undefined, saying))}</small>}
      </p>
      <p>
        {grounds === '' ? (
          t.value.noGrounds
        ) : (
          <>
            {t.value.grounds}
            {language.value === 'zh' ? '：' : ': '}
            <span lang={HAN.test(grounds) ? undefined : 'en'}>{unbroken(grounds)}</span>
          </>
        )}
      </p>
      {one.rivals.length > 0 && (
        <>
          <p>{t.value.rivals}</p>
          <ul>
            {one.rivals.map(({ text, said }) => (
              <li key={said.en}>
                {unbroken(said[language.value])}{' '}
                <button type="button" class="link" aria-label={t.value.tryLabel(text)} onClick={() => set(path, text)}>
                  {t.value.tryIt}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="note">
        {t.value.path} <code>{path}</code>
      </p>
    </>
  );
}

function OfFlow({ id }: { readonly id: string }) {
  const { value: whole } = book;
  const flow = whole?.flows.find((one) => one.id === id);
  if (whole === undefined || flow === undefined) return null;
  const licence = whole.licences.find((one) => one.id === flow.licence);
  const levers = whole.levers.filter(
    ({ lever }) => lever.entity.id === id || (lever.entity.section === 'licences' && lever.entity.id === flow.licence),
  );
  const saying = { language: language.value, words: words.value, t: t.value };
  const from = flow.from.map((j) => whole.stockpiles[j].title[language.value]);
  return (
    <>
      <h3>{flow.title[language.value]}</h3>
      <p>
        {from.length === 0 ? t.value.mine : t.value.from(words.value.quantities.list(from))} →{' '}
        {whole.stockpiles[flow.to].title[language.value]}
        {licence && <> · {t.value.gates(licence.title[language.value])}</>}
      </p>
      <ul>
        {levers.map((one) => (
          <li key={one.lever.path}>
            <button
              type="button"
              class="link"
              onClick={() => {
                selected.value = { kind: 'lever', id: one.lever.path };
              }}
            >
              {leverTitle(one, saying)}
            </button>{' '}
            {leverText(one, textOf(one.lever.path), saying)}
          </li>
        ))}
      </ul>
      <p class="note">
        {t.value.path} <code>flows.{id}</code>
      </p>
    </>
  );
}
