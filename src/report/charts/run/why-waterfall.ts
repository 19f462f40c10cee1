/** Why users lack something, as steps: what harms add, what would have been, what reliefs take away, and what is lacked. */
import type { Cause } from '../../../metrics/why/causes.ts';
import type { WhyFound } from '../../../metrics/why/explain.ts';
import type { Spread } from '../../../metrics/why/replicates.ts';
import { modelIn } from '../../../model/in-language.ts';
import { chartTextOf, type Language, wordsOf } from '../../text/languages.ts';
import { whyWords } from '../../text/why.ts';
import { type Account, accountOf, inTheMean } from '../../why/account.ts';
import { namesOfCauses, signedIn } from '../../why/names.ts';
import { meanSentence, saidOf, whySentences } from '../../why/sentences.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow, wide } from '../layout/format.ts';
import { COLOUR, SIZE } from '../layout/look.ts';
import { type Box, boxLayers, type Label, labelLayers } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth, wrap } from '../layout/text-width.ts';

const ROW = 30;
const BAR = 16;
const HEADING = 34;
const LINE = 16;
/** Users who are shown, and steps of each that have a row of their own. */
const MOST_USERS = 4;
const MOST_STEPS = 8;

/** One row: from where to where its bar goes, and what it is. */
interface Step {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isWhole: boolean;
  /** Over replicates, what nine of ten of its ends lie within. */
  readonly whisker: readonly [low: number, high: number] | undefined;
}

interface Drawn {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** The chart of some demands, by position; undefined where causes did nothing to any of them. */
export function whyWaterfall(whole: WhyFound, demands: readonly number[], language: Language): Chart | undefined {
  const found = inTheMean(whole);
  const { ensemble, policies } = found;
  const words = whyWords(language);
  const { scenario } = modelIn(found.why.model, language);
  const names = namesOfCauses(scenario, found.why, words, wordsOf(language).quantities);
  const told = demands
    .map((k) => accountOf(found, k))
    .filter(({ would, lacked, base, least }) => Math.max(would, lacked, base) >= least);
  const more = told.splice(MOST_USERS).map(({ demand }) => scenario.demands[demand].title);
  if (told.length === 0) return undefined;
  const users = told.map((account): Drawn => {
    return { title: scenario.demands[account.demand].title, steps: stepsOf(found, account, names, language) };
  });
  const { quantities: q } = wordsOf(language);
  const title =
    headlineOf(found, told[0], names, language) ?? words.chart.waterfall(q.list(users.map(({ title: name }) => name)));
  const said = saidOf(found, language);
  const sentences = told.flatMap((account) => {
    const mean = meanSentence(found, account.demand, language);
    return mean === undefined ? whySentences(found, account.demand, language, said) : [mean, ...said.causes(account)];
  });
  const text = chartTextOf(language);
  const alt = [text.common.remark(title), ...sentences].join(' ');
  const specOf = (format: Format) => {
    const { left, plotWidth, height, layer } = drawn(users, format);
    return page(
      {
        ...{ title, alt, left, plotWidth, gap: 16, axis: 4 },
        subtitles: [
          policies ? words.chart.between(policies.from, policies.to) : scenario.title,
          ensemble ? words.chart.means(ensemble.runs) : words.chart.central,
        ],
        panels: [{ width: plotWidth, height, layer }],
        key: [
          [
            { swatch: COLOUR.short, text: words.chart.harm },
            { swatch: COLOUR.green, text: words.chart.relief },
            { swatch: COLOUR.blue, text: words.chart.whole },
          ],
          ensemble ? [{ text: words.chart.whisker }] : [],
          more.length > 0 ? [{ text: words.chart.more(q.list(more)) }] : [],
        ],
      },
      format,
    );
  };
  return {
    ...{ name: 'why-waterfall', title, alt, spec: specOf(wide(text)), narrow: specOf(narrow(text)) },
    panels: users.map(({ title: name, steps }) => ({
      ...{ title: q.capital(name), unit: '', isShare: false },
      across: { kind: 'rows', head: words.table.cause, labels: steps.map((step) => step.name) },
      lines: [
        {
          name: words.table.amount,
          values: steps.map(({ from, to, isWhole }) => (isWhole ? to : to - from)),
          texts: steps.map((step) => step.text),
        },
      ],
    })),
  };
}

/** What costs the first user most; undefined between policies, and where no cause is worth a word. */
function headlineOf(
  { why, policies }: WhyFound,
  { demand, lacked, harms, least }: Account,
  names: ReadonlyMap<string, string>,
  language: Language,
): string | undefined {
  const [first] = harms;
  if (policies !== undefined || first === undefined || first.amount < least) return undefined;
  const { scenario, network } = modelIn(why.model, language);
  const { quantities: q } = wordsOf(language);
  const amount = (value: number) => q.amount(value, scenario.stockpiles[network.drawsFrom[demand]].unit);
  const most = harms.filter((one) => amount(one.amount) === amount(first.amount));
  const causes = most.map(({ share }) => names.get(share.cause.id) as string);
  return whyWords(language).chart.most(scenario.demands[demand].title, amount(lacked), causes, amount(first.amount));
}

function stepsOf(
  { why, policies, ensemble }: WhyFound,
  account: Account,
  names: ReadonlyMap<string, string>,
  language: Language,
): Step[] {
  const words = whyWords(language);
  const { quantities: q } = wordsOf(language);
  const { scenario, network } = modelIn(why.model, language);
  const { unit } = scenario.stockpiles[network.drawsFrom[account.demand]];
  const { base, harms, reliefs, lacked, would, least } = account;
  const text = signedIn(unit, q);
  const steps: Step[] = [];
  const notableFrom = Math.max(least / 10, 0.001 * Math.max(would, lacked));
  let at = 0;
  const add = (name: string, amount: number, isWhole: boolean, spread: Spread | undefined) => {
    const from = isWhole ? 0 : at;
    at = from + amount;
    const [low, high] = [spread?.p05 ?? amount, spread?.p95 ?? amount];
    const isRange = text(low) !== text(high);
    steps.push({
      ...{ name, from, to: at, isWhole },
      text: isRange ? words.chart.ranged(text(amount), q.range(text(low), text(high))) : text(amount),
      whisker: isRange ? [from + low, from + high] : undefined,
    });
  };
  const k = account.demand;
  const spreadOf = (cause: Cause) => ensemble?.causes.find((one) => one.cause === cause)?.demands[k];
  const addAll = (items: Account['harms']) => {
    const notable = items.filter(({ amount }) => Math.abs(amount) >= notableFrom);
    const shown = notable.length > MOST_STEPS ? notable.slice(0, MOST_STEPS - 1) : notable;
    for (const { share, amount } of shown)
      add(names.get(share.cause.id) as string, amount, false, spreadOf(share.cause));
    const rest = notable.slice(shown.length).reduce((sum, { amount }) => sum + amount, 0);
    if (notable.length > shown.length) add(words.others(notable.length - shown.length), rest, false, undefined);
  };
  if (base >= least) add(policies?.from ?? words.table.base, base, true, ensemble?.base.demands[k]);
  addAll(harms);
  if (reliefs.some(({ amount }) => Math.abs(amount) >= notableFrom)) {
    add(words.table.would, would, true, ensemble?.would[k]);
    addAll(reliefs);
  }
  add(policies?.to ?? words.table.lacked, lacked, true, ensemble?.lacked.demands[k]);
  return steps;
}

/** Rows of bars below the name of each user, their own names before them, or above them on a narrow page. */
function drawn(users: readonly Drawn[], format: Format) {
  const above = isNarrow(format);
  const all = users.flatMap(({ steps }) => steps);
  const room = above ? format.width : 270;
  const left = above
    ? 0
    : Math.ceil(Math.min(room, Math.max(...all.map(({ name }) => textWidth(name, SIZE.text)))) + 12);
  const right = Math.ceil(Math.max(...all.map(({ text }) => textWidth(text, SIZE.text))) + 14);
  const plotWidth = format.width - left - right;
  const boxes: Box[] = [];
  const labels: Label[] = [];
  let y = 0;
  for (const { title, steps } of users) {
    labels.push({
      x: -left,
      y: y + HEADING / 2,
      text: format.text.quantities.capital(title),
      weight: 600,
      size: SIZE.heading,
      colour: COLOUR.ink,
    });
    y += HEADING;
    const ends = steps.flatMap(({ from, to, whisker = [] }) => [from, to, ...whisker]);
    const [low, high] = [Math.min(0, ...ends), Math.max(...ends)];
    const x = (value: number) => ((value - low) / (high - low || 1)) * plotWidth;
    for (const { name, from, to, text, isWhole, whisker } of steps) {
      const weight = isWhole ? (600 as const) : (400 as const);
      const lines = wrap(name, room, SIZE.text, weight, 3);
      const height = above ? ROW + LINE * lines.length : Math.max(ROW, LINE * lines.length + 8);
      const middle = above ? y + LINE * lines.length + ROW / 2 : y + height / 2;
      for (const [n, line] of lines.entries()) {
        const at = above ? y + LINE * (n + 0.75) : middle + LINE * (n - (lines.length - 1) / 2);
        labels.push({ x: above ? 0 : -12, y: at, text: line, align: above ? 'left' : 'right', weight });
      }
      const [x1, x2] = [Math.min(x(from), x(to)), Math.max(x(from), x(to), Math.min(x(from), x(to)) + 1)];
      const colour = isWhole ? COLOUR.blue : to < from ? COLOUR.green : COLOUR.short;
      boxes.push({ x: x1, x2, y: middle - BAR / 2, y2: middle + BAR / 2, colour });
      const [low, high] = whisker?.map(x) ?? [x2, x2];
      if (whisker !== undefined) boxes.push(...whiskerBoxes(low, high, middle));
      labels.push({ x: Math.max(x2, high) + 8, y: middle, text, weight });
      y += height;
    }
  }
  return { left, plotWidth, height: y, layer: [...boxLayers(boxes), ...labelLayers(labels)] };
}

/** A line from low to high with an end at each. */
function whiskerBoxes(low: number, high: number, y: number): Box[] {
  const colour = COLOUR.ink;
  const end = (x: number): Box => ({ x: x - 0.5, x2: x + 0.5, y: y - 4, y2: y + 4, colour });
  return [{ x: low, x2: Math.max(high, low + 1), y: y - 0.5, y2: y + 0.5, colour }, end(low), end(high)];
}
