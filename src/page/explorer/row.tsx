/** One lever: its name and value, the slider or the choices that move it, and the way to what it rests on. */
import { useRef, useState } from 'preact/hooks';
import type { BookLever } from '../../explore/book.ts';
import { boundsOf, type NumberLever, textAt, textOfBase, textOfTyped, valueOfText } from '../../explore/levers.ts';
import { leverText, leverTitle, numberText, type Saying } from './look.ts';
import { book, language, selected, swings, t, textOf, words } from './store.ts';
import { set } from './work.ts';

export const saying = (): Saying => ({ language: language.value, words: words.value, t: t.value });

export function Row({ one }: { readonly one: BookLever }) {
  const { lever } = one;
  const text = textOf(lever.path);
  const title = leverTitle(one, saying());
  const base = leverText(one, undefined, saying());
  const isOpen = lever.kind === 'number' && lever.isUncertain;
  return (
    <div class={`lever${text === undefined ? '' : ' moved'}`} data-path={lever.path}>
      <div class="name">
        <span id={`name-${lever.path}`}>{title}</span>
        <Value
          one={one}
          title={title}
          said={text === undefined && isOpen ? rangeText(one) : leverText(one, text, saying())}
        />
      </div>
      <div class="control">
        {lever.kind === 'choice' ? <Choices one={one} title={title} /> : <Slider one={one} title={title} base={base} />}
        <button type="button" class="link" aria-label={t.value.whyLabel(title)} onClick={() => why(lever.path)}>
          {t.value.why}
        </button>
      </div>
      {text !== undefined && (
        <p class="foot">
          {t.value.inFile(isOpen ? rangeText(one) : base)}{' '}
          <button
            type="button"
            class="link"
            aria-label={t.value.backLabel(title)}
            onClick={() => set(lever.path, undefined)}
          >
            {t.value.backTo}
          </button>
        </p>
      )}
    </div>
  );
}

/** The value in words, which can be written as well: any that `--set` takes. */
function Value({ one, title, said }: { readonly one: BookLever; readonly title: string; readonly said: string }) {
  const [isWriting, setWriting] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Who has written goes on from where they were.
  const close = () => {
    setWriting(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  const { lever } = one;
  if (lever.kind === 'choice') return <output>{said}</output>;
  if (!isWriting)
    return (
      <button
        ref={button}
        type="button"
        class="link value"
        title={t.value.editValue(title)}
        onClick={() => setWriting(true)}
      >
        {said}
      </button>
    );
  const end = (typed: string) => {
    const text = textOfTyped(lever, typed, unitShown(one));
    close();
    if (text === textOf(lever.path)) return;
    const value = valueOfText(lever, text);
    set(lever.path, text === '' || value === lever.base ? undefined : text);
  };
  return (
    <input
      class="value"
      aria-label={t.value.editValue(title)}
      value={textOf(lever.path) ?? textOfBase(lever)}
      ref={(input) => input?.select()}
      onBlur={() => setWriting(false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(event.currentTarget.value);
        else if (event.key === 'Escape') close();
      }}
    />
  );
}

function why(path: string): void {
  selected.value = { kind: 'lever', id: path };
  requestAnimationFrame(() => document.getElementById('evidence')?.focus());
}

/** What stands behind the number of a lever, as the page shows it. */
function unitShown(one: BookLever): string {
  const { lever } = one;
  if (lever.kind !== 'number' || lever.times !== undefined || lever.unit === '%') return '';
  return leverText(one, undefined, saying()).replace(/^[-−+\d,.\s]+/, '');
}

function rangeText({ lever }: BookLever): string {
  if (lever.kind !== 'number') return '';
  const { quantities: q } = words.value;
  const ends = [lever.low, lever.high].map((end) => numberText(lever, end, undefined, saying())) as [string, string];
  return t.value.uncertain(q.range(...ends));
}

function Choices({ one, title }: { readonly one: BookLever; readonly title: string }) {
  const { lever } = one;
  if (lever.kind !== 'choice') return null;
  const text = textOf(lever.path);
  const button = (own: string | undefined, label: string) => (
    <button key={label} type="button" aria-pressed={text === own} onClick={() => set(lever.path, own)}>
      {label}
    </button>
  );
  return (
    <fieldset class="choices" aria-label={title}>
      {button(undefined, leverText(one, undefined, saying()))}
      {lever.options.map((option) => button(option.text, leverText(one, option.text, saying())))}
    </fieldset>
  );
}

function Slider({ one, title, base }: { readonly one: BookLever; readonly title: string; readonly base: string }) {
  const { lever } = one;
  if (lever.kind === 'choice') return null;
  const text = textOf(lever.path);
  const value = text === undefined ? lever.base : (valueOfText(lever, text) ?? lever.base);
  const reach = swings.value.get(lever.path);
  const ends =
    lever.kind === 'date' ? boundsOf(lever, book.value?.levers.map((each) => each.lever) ?? [], textOf) : lever;
  const [low, high] = [Math.max(ends.low, reach?.low ?? ends.low), Math.min(ends.high, reach?.high ?? ends.high)];
  const { step } = lever;
  const to = (next: number, isMoving: boolean) =>
    set(lever.path, textAt(lever, Math.max(low, Math.min(high, next))), isMoving);
  const share = (at: number) => String((at - low) / (high - low));
  const isOpen = lever.kind === 'number' && lever.isUncertain && text === undefined;
  return (
    <div class={`slider${isOpen ? ' open' : ''}`} style={{ '--base': share(lever.base) }}>
      {lever.kind === 'number' && lever.density && <Density of={lever.density} />}
      <input
        type="range"
        min={low}
        max={high}
        step="any"
        value={value}
        aria-label={title}
        aria-valuetext={t.value.valueText(leverText(one, text, saying()), base)}
        onInput={(event) => to(event.currentTarget.valueAsNumber, true)}
        onChange={(event) => to(event.currentTarget.valueAsNumber, false)}
        onDblClick={() => set(lever.path, undefined)}
        onKeyDown={(event) => {
          const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
          if (event.key === 'Home') to(low, false);
          else if (event.key === 'End') to(high, false);
          else if (event.key === 'Delete' || event.key === 'Backspace') set(lever.path, undefined);
          else if (by !== undefined) to(stepped(value, by, step, lever), false);
          else return;
          event.preventDefault();
        }}
      />
    </div>
  );
}

/** How likely values are along the track. */
function Density({ of }: { readonly of: readonly number[] }) {
  const points = of.map((share, n) => `${n + 0.5},${1 - share}`);
  return (
    <svg class="density" viewBox={`0 0 ${of.length} 1`} preserveAspectRatio="none" aria-hidden="true">
      <polygon
        points={[`0,${1 - of[0]}`, ...points, `${of.length},${1 - (of.at(-1) ?? 0)}`, `${of.length},1`, '0,1'].join(
          ' ',
        )}
      />
    </svg>
  );
}

/** So many steps on: from a value between two steps first to the next of them. */
function stepped(value: number, by: number, step: number, lever: NumberLever | { readonly kind: 'date' }): number {
  if (lever.kind === 'date') return value + by * step;
  const place = value / step;
  const near = Math.round(place);
  if (Math.abs(place - near) < 1e-6) return (near + by) * step;
  return (by > 0 ? Math.floor(place) + by : Math.ceil(place) + by) * step;
}
