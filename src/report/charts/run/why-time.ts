/** When users lack something, and why: what each harm adds in each step, stacked, and what is lacked after reliefs. */
import { greatest } from '../../../chance/extremes.ts';
import type { WhyFound } from '../../../metrics/why/explain.ts';
import { modelIn } from '../../../model/in-language.ts';
import { chartTextOf, type Language, wordsOf } from '../../text/languages.ts';
import { whyWords } from '../../text/why.ts';
import { accountOf, inTheMean } from '../../why/account.ts';
import { namesOfCauses } from '../../why/names.ts';
import { meanSentence, saidOf } from '../../why/sentences.ts';
import type { Chart } from '../chart.ts';
import { wide } from '../layout/format.ts';
import { COLOUR } from '../layout/look.ts';
import type { Layer } from '../layout/marks.ts';
import { ticksBetween } from '../layout/number-axis.ts';
import { panelChart, type Row } from '../layout/panel-chart.ts';
import { pointRows, pointTable, stepStarts } from '../layout/point-table.ts';
import { ticksTo } from '../layout/rows.ts';

const MOST_USERS = 4;
/** Causes that have a colour of their own, from the greatest; the others share the last. Green is for reliefs. */
const COLOURS = [COLOUR.short, COLOUR.orange, '#CC79A7', '#56B4E9', '#8C564B'] as const;
const OTHERS = COLOUR.faint;
/** What is lacked without any cause, or under the first of two policies. */
const BASE = '#cccccc';
/** A part of all that is less than this would be no area; one of an axis, none that can be seen. */
const UNSEEN = 1e-6;
const THIN = 0.02;
/** As good as the most. */
const PLATEAU = 0.999;

/** The chart of some demands, by position; undefined where none of them would lack anything. */
export function whyTime(asFound: WhyFound, demands: readonly number[], language: Language): Chart | undefined {
  const found = inTheMean(asFound);
  const words = whyWords(language);
  const { quantities: q } = wordsOf(language);
  const { why, ensemble, policies } = found;
  const { scenario, start, steps, stepDays, network } = modelIn(why.model, language);
  const told = demands
    .map((k) => accountOf(found, k))
    .filter(({ would, lacked, base, least }) => Math.max(would, lacked, base) >= least);
  const more = told.splice(MOST_USERS).map(({ demand }) => scenario.demands[demand].title);
  if (told.length === 0) return undefined;
  const sizes = why.shares
    .filter(({ role }) => role === 'harm')
    .map((share) => {
      const of = told.map(({ harms }) => Math.abs(harms.find((one) => one.share === share)?.amount ?? 0));
      // What is most of what a small user lacks has a name before what is little to a large one.
      const parts = of.map(
        (amount, n) => amount / (told[n].harms.reduce((sum, one) => sum + Math.abs(one.amount), 0) || 1),
      );
      return { share, size: of.reduce((sum, amount) => sum + amount, 0), part: Math.max(...parts) };
    })
    .sort((a, b) => b.part - a.part);
  const own = sizes.filter(({ size }) => size >= 0.5).slice(0, COLOURS.length);
  // What did nothing to these users is not drawn, and has no name in the key.
  const whole = sizes.reduce((sum, { size }) => sum + size, 0);
  const others = sizes.filter((one) => !own.includes(one));
  const isSeen = others.reduce((sum, { size }) => sum + size, 0) > UNSEEN * whole;
  const rest = isSeen ? others.filter(({ size }) => size > 0).map(({ share }) => share) : [];
  const names = namesOfCauses(scenario, why, words, q);
  const days = stepStarts(start, steps, stepDays);
  const hasReliefs = told.some(({ reliefs, least }) => reliefs.some(({ amount }) => Math.abs(amount) >= least));
  const restName = rest.length === 1 ? (names.get(rest[0].cause.id) as string) : words.others(rest.length);
  const said = saidOf(found, language);
  const hasBase = told.some(({ base, least }) => base >= least);
  const baseName = hasBase ? (policies?.from ?? words.table.base) : undefined;
  const wholeName = policies?.to ?? words.chart.whole;
  const rows = told.map((account): Row => {
    const k = account.demand;
    const { unit } = scenario.stockpiles[network.drawsFrom[k]];
    const of = (values: Float64Array) =>
      Float64Array.from({ length: steps }, (_, t) => values[t * network.demands + k] / unit.scale);
    const parts = [
      ...(baseName === undefined ? [] : [{ name: baseName, colour: BASE as string, values: of(why.base) }]),
      ...own.map(({ share }, n) => ({
        ...{ name: names.get(share.cause.id) as string, colour: COLOURS[n] as string },
        values: of(share.value),
      })),
      ...(rest.length > 0
        ? [
            {
              name: restName,
              colour: OTHERS as string,
              values: sumOf(
                rest.map(({ value }) => of(value)),
                steps,
              ),
            },
          ]
        : []),
    ];
    // Signs are never stacked: what frees something lies below the others.
    const tops: Float64Array[] = [];
    const bottoms: Float64Array[] = [];
    const [up, down] = [new Float64Array(steps), new Float64Array(steps)];
    for (const { values } of parts) {
      bottoms.push(values.map((value, t) => (value >= 0 ? up[t] : down[t] + value)));
      tops.push(values.map((value, t) => (value >= 0 ? up[t] + value : down[t])));
      for (let t = 0; t < steps; t++) {
        if (values[t] >= 0) up[t] += values[t];
        else down[t] += values[t];
      }
    }
    const lacked = of(why.lacked);
    const columns = Object.fromEntries([
      ...parts.flatMap((_, n) => [
        [`low_${n}`, bottoms[n]],
        [`high_${n}`, tops[n]],
      ]),
      ['lacked', lacked],
    ]) as Record<string, Float64Array>;
    const table = pointTable(days, columns);
    const added = pointTable(days, {
      ...Object.fromEntries(parts.map(({ values }, n) => [`part_${n}`, values])),
      lacked,
    });
    const most = Math.max(...up, ...lacked);
    const least = Math.min(...down);
    return {
      title: scenario.demands[k].title,
      note: meanSentence(found, k, language) ?? said.lacked(account),
      reading: 'number',
      ticks: least < -THIN * most ? ticksBetween(least, most) : ticksTo(most),
      unit: words.chart.unit(q.unit(unit.name), q.exactDuration(stepDays)),
      across: { kind: 'dates', days: added.days, stepDays },
      lines: [
        ...parts.map(({ name, colour }, n) => ({ name, colour, values: added.columns[`part_${n}`] })),
        {
          name: wholeName,
          statistic: ensemble ? 'mean' : 'central',
          colour: COLOUR.ink,
          values: added.columns['lacked'],
        },
      ],
      marks: ({ x, y }) => [
        {
          data: { values: pointRows(table) },
          encoding: { x },
          layer: [
            ...parts.map(
              ({ colour }, n): Layer => ({
                mark: { type: 'area', interpolate: 'step-after', color: colour, opacity: 1 },
                encoding: { y: y(`low_${n}`), y2: { field: `high_${n}` } },
              }),
            ),
            {
              mark: { type: 'line', interpolate: 'step-after', color: COLOUR.ink, strokeWidth: 1.5 },
              encoding: { y: y('lacked') },
            } satisfies Layer,
          ],
        },
      ],
    };
  });
  return panelChart(
    {
      ...{ name: 'why-time', rows, axis: { start, end: start + steps * stepDays, stepDays } },
      headline:
        (policies === undefined ? headlineOf(found, told[0].demand, language) : undefined) ??
        words.chart.time(q.list(told.map(({ demand }) => scenario.demands[demand].title))),
      subtitles: [
        policies ? words.chart.between(policies.from, policies.to) : scenario.title,
        ensemble ? words.chart.means(ensemble.runs) : words.chart.central,
        rows[0]?.unit ?? '',
      ],
      timeline: { licences: [], events: scenario.events },
      key: () => [
        [
          ...(baseName === undefined ? [] : [{ swatch: BASE, text: baseName }]),
          ...own.map(({ share }, n) => ({ swatch: COLOURS[n] as string, text: names.get(share.cause.id) as string })),
          ...(rest.length > 0 ? [{ swatch: OTHERS, text: restName }] : []),
          { swatch: COLOUR.ink, text: wholeName },
        ],
        hasReliefs ? [{ text: words.chart.would }] : [],
        more.length > 0 ? [{ text: words.chart.more(q.list(more)) }] : [],
      ],
    },
    wide(chartTextOf(language)),
  );
}

/** The most that a demand lacks in a step, and when; undefined of one that lacks nothing. */
function headlineOf({ why }: WhyFound, k: number, language: Language): string | undefined {
  const { scenario, start, steps, stepDays, network } = modelIn(why.model, language);
  const { quantities: q } = wordsOf(language);
  const lacked = Float64Array.from({ length: steps }, (_, t) => why.lacked[t * network.demands + k]);
  const most = greatest(lacked);
  if (!(most > 0)) return undefined;
  // A plateau is reached where it is told by the same number.
  const first = lacked.findIndex((amount) => amount >= PLATEAU * most);
  const amount = q.amount(most, scenario.stockpiles[network.drawsFrom[k]].unit);
  const { title } = scenario.demands[k];
  return whyWords(language).chart.peak(title, amount, q.exactDuration(stepDays), start + first * stepDays);
}

function sumOf(all: readonly Float64Array[], steps: number): Float64Array {
  return Float64Array.from({ length: steps }, (_, t) => all.reduce((sum, values) => sum + values[t], 0));
}
