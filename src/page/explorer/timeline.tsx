/** What becomes of users over time, with the values at the date that the network is shown at, and what is dated under it. */
import { useState } from 'preact/hooks';
import { TABS } from '../../explore/state.ts';
import { look } from './address.ts';
import { axisTitle, BARE, type Line, linesOf, valueText } from './lines.ts';
import { COLOURS, monthsBetween } from './look.ts';
import { Phases } from './phases.tsx';
import { Plot } from './plot.tsx';
import {
  book,
  boot,
  current,
  dayOf,
  faults,
  futures,
  language,
  pointed,
  ran,
  runs,
  state,
  step,
  t,
  words,
} from './store.ts';
import { useWidth } from './width.ts';
import { hold, showSeries } from './work.ts';

/** The first picture, which a page holds, until the engine has run. */
export function FirstTimeline() {
  const { box, width } = useWidth();
  const { first } = boot;
  if (first === undefined) return null;
  const line: Line = {
    ...{ name: first.user[language.value], colour: COLOURS[0], isDashed: false, ...BARE },
    values: first.short.map((one) => one * 100),
  };
  return (
    <section class="card timeline" aria-labelledby="timeline-heading" aria-busy="true">
      <h2 id="timeline-heading">{t.value.timeline}</h2>
      <p class="axis">{t.value.titles.shortage}</p>
      <figure>
        <div ref={box}>
          <Plot lines={[line]} width={width} grid={first} isShare />
        </div>
      </figure>
    </section>
  );
}

/** The figure, its tabs, the values at the date, and the licences. */
export function Timeline() {
  const { box, width } = useWidth();
  const { value: whole } = book;
  if (whole === undefined || ran.a.value === undefined) return <FirstTimeline />;
  const lines = linesOf();
  const { quantities: q } = words.value;
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -13, PageUp: 13 }[event.key];
    if (event.key === 'Enter') hold(state.value.date === undefined ? step.value : undefined);
    else if (event.key === 'Escape') hold(undefined);
    else if (by !== undefined) {
      const at = Math.max(0, Math.min(whole.steps - 1, step.value + by));
      if (state.value.date === undefined) pointed.value = at;
      else hold(at);
    } else return;
    event.preventDefault();
  };
  const { tab } = state.value;
  return (
    <section class="card timeline" aria-labelledby="timeline-heading">
      <div class="head">
        <h2 id="timeline-heading">{t.value.timeline}</h2>
        <fieldset class="tabs" aria-label={t.value.timeline}>
          {TABS.map((one) => (
            <button key={one} type="button" aria-pressed={tab === one} onClick={() => look({ tab: one })}>
              {t.value.tabs[one]}
            </button>
          ))}
        </fieldset>
      </div>
      {tab === 'series' && <SeriesChoice />}
      <p class="axis">{axisTitle()}</p>
      <figure class={faults.value ? 'dimmed' : ''}>
        <div
          ref={box}
          role="slider"
          tabIndex={0}
          aria-label={`${axisTitle()}. ${t.value.keys}`}
          aria-details="quarters"
          aria-valuemin={0}
          aria-valuemax={whole.steps - 1}
          aria-valuenow={step.value}
          aria-valuetext={`${q.longDate(dayOf(step.value))}: ${lines.map(({ name, values }) => `${name} ${valueText(values[step.value])}`).join(', ')}`}
          onKeyDown={move}
        >
          <Plot lines={lines} width={width} grid={whole} isShare={tab === 'shortage'} />
        </div>
      </figure>
      <Readout lines={lines} />
      <Phases width={width} />
      <Quarters lines={lines} />
    </section>
  );
}

/** The values at the date that is shown, and what the fans are of. */
function Readout({ lines }: { readonly lines: readonly Line[] }) {
  const { quantities: q } = words.value;
  const { value: all } = runs;
  const asked = ran.a.value?.runs ?? 0;
  const { side, b } = state.value;
  const many = current(side, futures)?.runs ?? 0;
  const hasFans = state.value.tab === 'shortage' || state.value.tab === 'supply';
  return (
    <div class="readout">
      <button
        type="button"
        class="when"
        aria-pressed={state.value.date !== undefined}
        onClick={() => hold(state.value.date === undefined ? step.value : undefined)}
      >
        <strong>{q.longDate(dayOf(step.value))}</strong>
        <small>{state.value.date === undefined ? t.value.follow : t.value.held}</small>
      </button>
      <ul>
        {lines.map(({ name, colour, isDashed, values, fan }) => (
          <li key={name}>
            <svg width="22" height="10" aria-hidden="true">
              <line
                {...{ x1: 1, x2: 21, y1: 5, y2: 5, stroke: colour }}
                stroke-width="3"
                stroke-dasharray={isDashed ? '5 4' : undefined}
              />
            </svg>
            <span lang={state.value.tab === 'series' ? 'en' : undefined}>{name}</span>{' '}
            <b>{valueText(values[step.value])}</b>
            {fan && <small>{q.range(valueText(fan.p05[step.value]), valueText(fan.p95[step.value]))}</small>}
          </li>
        ))}
      </ul>
      {all > 0 && hasFans && (
        <p class="futures">
          <span class="swatch" aria-hidden="true" /> {b !== undefined && t.value.fanOf(side.toUpperCase())}
          {many === all
            ? t.value.fan(q.number(all))
            : many > 0
              ? t.value.fanSoFar(q.number(many), q.number(all))
              : t.value.fanWaits(q.number(all))}
          {asked > all && t.value.fanMost(q.number(asked), q.number(all))}
        </p>
      )}
    </div>
  );
}

/** Any series of the run, as series.csv and expectations name it. */
function SeriesChoice() {
  return (
    <label class="series">
      {t.value.series}{' '}
      <select value={state.value.series ?? ''} onChange={(event) => showSeries(event.currentTarget.value)} lang="en">
        <option value="" />
        {book.value?.series.map(({ path }) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The same in numbers, at the beginning of each quarter. */
function Quarters({ lines }: { readonly lines: readonly Line[] }) {
  const [isOpen, setOpen] = useState(false);
  const { value: whole } = book;
  if (whole === undefined) return null;
  const { quantities: q } = words.value;
  const days = monthsBetween(whole.start, dayOf(whole.steps - 1), 3);
  return (
    <details id="quarters" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.value.quarters}</summary>
      {isOpen && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{t.value.date}</th>
                {lines.map(({ name }) => (
                  <th key={name} scope="col" class="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day}>
                  <th scope="row">{q.longDate(day)}</th>
                  {lines.map(({ name, values }) => (
                    <td key={name} class="number">
                      {valueText(values[Math.floor((day - whole.start) / whole.stepDays)])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

export const NAME = boot.file.slice(boot.file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
