/** What a fit found: in sentences, as tables, as files, and as a scenario that holds its numbers. */
import type { FitFound, FittedNumber } from '../../metrics/fit/fit.ts';
import { modelIn } from '../../model/in-language.ts';
import type { Model } from '../../model/network.ts';
import { VERSION } from '../../version.ts';
import { tenDigits } from '../files/series-csv.ts';
import { valueReader } from '../text/assumption-values.ts';
import { fitWords } from '../text/fit.ts';
import { type Language, wordsOf } from '../text/languages.ts';

/** In sentences. */
export function fitSentences(
  { numbers, observations, errors, forward, model }: FitFound,
  language: Language,
): string[] {
  const words = fitWords(language);
  const { share } = wordsOf(language).quantities;
  const title = titlesIn(model, language);
  if (!numbers.some(({ moves }) => moves)) return [words.nothing];
  const months = observations.reduce((sum, one) => sum + one.months.length, 0);
  const { before, fitted, forecast, naive } = errors;
  const still = numbers.filter(({ moves }) => !moves);
  const atEnd = numbers.filter((one) => one.moves && isAtEnd(one));
  return [
    words.fitted(share(before), share(fitted), months),
    forecast === undefined || naive === undefined
      ? words.notForward
      : words.forward(
          forward.map(({ month }) => month),
          share(forecast),
          share(naive),
          forecast < naive,
        ),
    ...(still.length > 0 ? [words.unmoved(still.map(title))] : []),
    ...(atEnd.length > 0 ? [words.atEnd(atEnd.map(title))] : []),
  ];
}

function isAtEnd({ value, low, high }: FittedNumber): boolean {
  return value === low || value === high;
}

function titlesIn(model: Model, language: Language): (number: FittedNumber) => string {
  const { assumptions } = modelIn(model, language).scenario;
  return ({ position }) => assumptions[position].title;
}

/** A value of a free number in its written unit, as people read it. */
function readingOf(model: Model, { position, unitSize }: FittedNumber, language: Language): (value: number) => string {
  const read = valueReader(model.scenario.assumptions[position], wordsOf(language));
  return (value) => read(value * unitSize);
}

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The numbers, and the observations with their errors. */
export function fitTables({ model, numbers, observations }: FitFound, language: Language): [Table, Table] {
  const words = fitWords(language);
  const title = titlesIn(model, language);
  const { share } = wordsOf(language).quantities;
  const percent = (value: number | undefined) => (value === undefined ? words.none : share(value));
  const titles = new Map(modelIn(model, language).scenario.observations.map((one) => [one.id, one.title]));
  return [
    {
      head: words.numbers,
      rows: numbers.map((one) => {
        const read = readingOf(model, one, language);
        const range = words.range(read(one.low), read(one.high));
        return [title(one), `assumptions.${one.id}`, range, read(one.before), read(one.value)];
      }),
    },
    {
      head: words.observations,
      rows: observations.map(({ id, months, errors: { before, fitted, forecast, naive } }) => [
        ...[titles.get(id) ?? id, String(months.length)],
        ...[before, fitted, forecast, naive].map(percent),
      ]),
    },
  ];
}

/** fit.json: the numbers, the errors, and what each judged month was forecast with. */
export function fitJson({
  model,
  numbers,
  observations,
  errors,
  rootMeanSquare,
  forward,
  evaluations,
}: FitFound): string {
  const digits = (value: number | undefined) => (value === undefined ? null : Number(value.toPrecision(10)));
  const told = ({ before, fitted, forecast, naive }: FitFound['errors']) => ({
    ...{ before: digits(before), fitted: digits(fitted), forecast: digits(forecast), naive: digits(naive) },
  });
  const whole = {
    ...{ scenario: model.scenario.title, program: `chokepoint ${VERSION}`, digest: model.scenario.digest },
    numbers: numbers.map((one) => ({
      ...{ path: `assumptions.${one.id}`, unit: one.unit, low: digits(one.low), high: digits(one.high) },
      ...{ before: digits(one.before), fitted: digits(one.value), at_end: isAtEnd(one), moves: one.moves },
    })),
    root_mean_square: { before: digits(rootMeanSquare.before), fitted: digits(rootMeanSquare.fitted) },
    mean_absolute_error: told(errors),
    observations: Object.fromEntries(
      observations.map((one) => [
        one.id,
        { reference: digits(one.reference), months: one.months.length, mean_absolute_error: told(one.errors) },
      ]),
    ),
    forward: forward.map(({ month, values }) => ({
      month,
      numbers: Object.fromEntries(numbers.map(({ id }, n) => [id, digits(values[n])])),
    })),
    evaluations,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** fit.csv: a row a month of an observation; amounts a month, empty where a month is not judged forward. */
export function fitCsv({ observations }: FitFound): string {
  const lines = observations.flatMap(({ id, months }) =>
    months.map(({ month, observed, before, fitted, forecast, naive }) =>
      [id, month, ...[observed, before, fitted, forecast ?? Number.NaN, naive ?? Number.NaN].map(tenDigits)].join(','),
    ),
  );
  return `${['observation,month,observed,before,fitted,forecast,naive', ...lines].join('\n')}\n`;
}

/** What a scenario says that holds the numbers: it extends the file, and each has its range and why it is so. */
export function fittedScenario({ model, numbers, observations }: FitFound, extended: string): object {
  const last =
    observations
      .flatMap(({ months }) => months.map(({ month }) => month))
      .sort()
      .at(-1) ?? '';
  const languages = ['en', 'zh'] as const;
  const texts = languages.map((language) => {
    const words = fitWords(language);
    const titles = modelIn(model, language).scenario.observations.map(({ title }) => title);
    return [
      language,
      (one: FittedNumber) => {
        const read = readingOf(model, one, language);
        return words.why(titles, last, words.range(read(one.low), read(one.high)));
      },
    ] as const;
  });
  const written = (value: number, { unit }: FittedNumber) => (unit === '' ? value : `${value} ${unit}`);
  const assumptions = numbers.map((one) => {
    const { figure, ...own } = model.scenario.assumptions[one.position].written as Record<string, unknown>;
    const inLanguages = (key: 'title' | 'source') => {
      const [en, zh] = languages.map((language) => modelIn(model, language).scenario.assumptions[one.position][key]);
      return own[key] === undefined ? undefined : en === zh ? en : { en, zh };
    };
    const kept = Object.entries({ title: inLanguages('title'), figure, source: inLanguages('source') }).filter(
      ([, value]) => value !== undefined,
    );
    const [low, high] = [one.low, one.high].map((end) => written(Number(end.toPrecision(12)), one));
    return [
      one.id,
      {
        ...Object.fromEntries(kept),
        ...{ value: written(one.value, one), between: [low, high] },
        why: Object.fromEntries(texts.map(([language, why]) => [language, why(one)])),
      },
    ];
  });
  return { version: 2, extends: extended, assumptions: Object.fromEntries(assumptions) };
}
