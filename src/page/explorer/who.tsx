/** Who runs short, when, and of how much; of two policies side by side, and in how many futures which is better. */
import type { User } from '../../explore/messages.ts';
import { COLOURS } from './look.ts';
import { book, current, futures, language, NONE, ran, shown, state, t, words } from './store.ts';
import { show } from './work.ts';

export function Who() {
  const { value: whole } = book;
  if (whole === undefined) return null;
  const { quantities: q } = words.value;
  const { table } = t.value;
  const found = { a: current('a', futures), b: current('b', futures) };
  const told = { a: found.a ?? ran.a.value, b: found.b ?? ran.b.value };
  const hasB = state.value.b !== undefined && told.b !== undefined;
  const find = (side: 'a' | 'b', id: string): User | undefined => told[side]?.users.find((user) => user.id === id);
  const pairs = found.a?.against ?? found.b?.against;
  const isShort = (id: string) => (['a', 'b'] as const).some((side) => (find(side, id)?.odds ?? 0) > 0);
  const rows = whole.users.filter(({ id, isSubject }) => isShort(id) || isSubject || state.value.show.includes(id));
  const others = whole.users.filter((one) => !rows.includes(one));
  const isLate = (id: string) => find('a', id)?.isBackordered === true;
  const late = rows.filter(({ id }) => isLate(id)).length;
  const missed = table.missed[late === 0 ? 'none' : late === rows.length ? 'all' : 'some'];
  const hasOdds = whole.runs > 0;
  const sides = hasB ? (['a', 'b'] as const) : (['a'] as const);
  const toggle = (id: string) => {
    const ids = shown.value.map((one) => one.id);
    const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(-COLOURS.length);
    show(next);
  };
  const row = ({ id, title }: (typeof rows)[number]) => {
    const pair = pairs?.find((one) => one.id === id);
    const place = shown.value.findIndex((one) => one.id === id);
    const name = title[language.value];
    return (
      <tr key={id}>
        <th scope="row">
          <label>
            <input
              type="checkbox"
              checked={place >= 0}
              aria-label={`${table.show}: ${name}`}
              onChange={() => toggle(id)}
              style={{ accentColor: COLOURS[Math.max(0, place)] }}
            />
            {q.capital(name)}
          </label>
        </th>
        {sides.map((side) => {
          const day = find(side, id)?.firstShort.value ?? Number.POSITIVE_INFINITY;
          return (
            <td key={side} class="c-first">
              {Number.isFinite(day) ? q.shortDate(day) : table.never}
            </td>
          );
        })}
        {sides.map((side) => (
          <td key={side} class="number c-worst">
            {said(find(side, id), (user) => q.percent(user.peak.value))}
          </td>
        ))}
        {sides.map((side) => (
          <td key={side} class="number strong">
            {said(find(side, id), (user) => q.percent(user.want.value))}
            {late < rows.length && isLate(id) && (find(side, id)?.want.value ?? 0) > 0 && <small>{table.waited}</small>}
          </td>
        ))}
        {hasOdds &&
          sides.map((side) => (
            <td key={side} class="number c-odds">
              {said(found[side] && find(side, id), (user) => q.percent(user.odds))}
            </td>
          ))}
        {hasB && hasOdds && (
          <>
            <td class="number">
              {pair ? t.value.points(signed(pair.want.difference)) : NONE}
              {pair?.want.low != null && pair.want.high != null && (
                <small>{q.range(signed(pair.want.low), signed(pair.want.high))}</small>
              )}
            </td>
            <td class="number">
              {pair === undefined ? NONE : pair.better + pair.worse === 0 ? table.same : q.percent(pair.better)}
              {pair !== undefined && pair.worse > 0 && <small>{table.other(q.percent(pair.worse))}</small>}
            </td>
          </>
        )}
      </tr>
    );
  };
  const heads = [
    { name: table.first, column: 'c-first' },
    { name: table.worst, column: 'number c-worst' },
    { name: missed, column: 'number' },
    ...(hasOdds ? [{ name: table.odds, column: 'number c-odds' }] : []),
  ];
  return (
    <section class={`card who${hasB ? ' both' : ''}`} aria-labelledby="who-heading">
      <h2 id="who-heading">{t.value.users}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col" rowSpan={hasB ? 2 : 1}>
                {table.user}
              </th>
              {heads.map(({ name, column }) => (
                <th key={name} scope={hasB ? 'colgroup' : 'col'} class={column} colSpan={sides.length}>
                  {name}
                </th>
              ))}
              {hasB && hasOdds && (
                <>
                  <th scope="col" class="number" rowSpan={2}>
                    {table.less}
                  </th>
                  <th scope="col" class="number" rowSpan={2}>
                    {table.better}
                  </th>
                </>
              )}
            </tr>
            {hasB && (
              <tr>
                {heads.flatMap(({ name, column }) =>
                  sides.map((side) => (
                    <th key={name + side} scope="col" class={column}>
                      {side.toUpperCase()}
                    </th>
                  )),
                )}
              </tr>
            )}
          </thead>
          <tbody>{rows.map(row)}</tbody>
        </table>
      </div>
      <p class="note">{t.value.missedNote(missed)}</p>
      {others.length > 0 && (
        <details>
          <summary>{t.value.others(others.length)}</summary>
          <ul class="others">
            {others.map(({ id, title }) => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={false}
                    aria-label={`${table.show}: ${title[language.value]}`}
                    onChange={() => toggle(id)}
                  />
                  {q.capital(title[language.value])}
                </label>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function said(user: User | undefined, text: (user: User) => string): string {
  return user === undefined ? NONE : text(user);
}

/** A difference of shares in percentage points, with its sign. */
function signed(share: number): string {
  const points = Number((share * 100).toFixed(1));
  return points === 0 ? '0' : `${points > 0 ? '+' : '−'}${Math.abs(points)}`;
}
