/**
 * The engine behind the page: messages come in, results go out as plain data and arrays that can be handed over. It reads
 * the files once, and then what settings change; it shows nothing, and knows no clock. A worker is this and ten lines.
 */

import { subjectsOf, userOrder } from '../findings/subject.ts';
import { type User, usersAmong, usersOf } from '../findings/users.ts';
import type { Issue, Outcome } from '../issue.ts';
import { type RunTask, taskRunner } from '../metrics/ensemble/tasks.ts';
import { centralRun } from '../metrics/finite.ts';
import { type Metric, singleMetrics } from '../metrics/measures.ts';
import { seriesOf, stepDates } from '../metrics/series.ts';
import { sharesShort } from '../metrics/shares-short.ts';
import { compile } from '../model/compile.ts';
import type { Model } from '../model/network.ts';
import { othersSentence, subjectSentence } from '../report/document/users.ts';
import { seriesCsv } from '../report/files/series-csv.ts';
import { LANGUAGES, type Language, wordsOf } from '../report/text/languages.ts';
import { type Reading, type ScenarioReader, scenarioReader } from '../scenario/read.ts';
import type { Run } from '../simulation/record.ts';
import { type Book, bookOf, type Named } from './book.ts';
import { scenarioText, settingsOf, studyText } from './file.ts';
import {
  type Against,
  against,
  drawnSeries,
  type Fan,
  type Gathered,
  gather,
  type Share,
  shareOf,
  taskOf,
} from './gather.ts';
import { type Lever, textAt } from './levers.ts';
import { type Choice, type Side, withChoice } from './state.ts';
import { type Where, whereOf } from './where.ts';

export type { User } from '../findings/users.ts';

/** What is asked of the engine. Answers bear the `seq` of what asked. */
export type Question =
  | {
      readonly kind: 'open';
      readonly seq: number;
      readonly file: string;
      readonly texts: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'run'; readonly seq: number; readonly side: Side; readonly choices: readonly Choice[] }
  | { readonly kind: 'swing'; readonly seq: number; readonly path: string; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'part';
      readonly seq: number;
      readonly side: Side;
      readonly choices: readonly Choice[];
      readonly first: number;
      readonly count: number;
    }
  | {
      readonly kind: 'gather';
      readonly seq: number;
      readonly round: number;
      readonly side: Side;
      readonly shares: readonly Share[];
    }
  | {
      readonly kind: 'save';
      readonly seq: number;
      readonly what: 'scenario' | 'series' | 'study';
      readonly a: readonly Choice[];
      readonly b: readonly Choice[];
    };

/** What becomes of a user: as reports tell it, and by step. */
export interface Shown {
  readonly users: readonly User[];
  /** The answer in one sentence, and who else is short. */
  readonly answer: Named;
}

export type Reply =
  | { readonly kind: 'opened'; readonly seq: number; readonly book: Book; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'faults';
      readonly seq: number;
      readonly side: Side | undefined;
      readonly issues: readonly Issue[];
    }
  | ({
      readonly kind: 'ran';
      readonly seq: number;
      readonly side: Side;
      readonly metrics: readonly Metric[];
      /** Of demands, by position: the share short by step; of stockpiles: see Where. */
      readonly short: readonly Float64Array[];
      /** Of flows: what arrives by step, that of flow f at step t at `t · flows + f`. */
      readonly received: Float64Array;
      readonly where: Where;
      /** When the phases of licences begin, by licence. */
      readonly phases: readonly (readonly number[])[];
    } & Shown)
  | {
      readonly kind: 'swung';
      readonly seq: number;
      readonly path: string;
      readonly low: number;
      readonly high: number;
      readonly wants: readonly Float64Array[];
    }
  | { readonly kind: 'part'; readonly seq: number; readonly side: Side; readonly share: Share }
  | ({
      readonly kind: 'gathered';
      readonly seq: number;
      readonly side: Side;
      readonly runs: number;
      /** Of demands by position, then of the stockpiles that they draw from, by id of these. */
      readonly fans: readonly { readonly id: string; readonly variable: string; readonly fan: Fan }[];
      readonly against: readonly Against[] | undefined;
    } & Shown)
  | {
      readonly kind: 'saved';
      readonly seq: number;
      readonly what: 'scenario' | 'series' | 'study';
      readonly text: string;
    };

/** A run under choices. */
interface Ran {
  readonly model: Model;
  readonly run: Run;
  readonly metrics: readonly Metric[];
}

/** Takes questions one after another; what comes of each is given to `post`. */
export function engine(post: (reply: Reply) => void): (question: Question) => void {
  let opened:
    | { readonly read: ScenarioReader; readonly file: string; readonly book: Book; readonly base: unknown }
    | undefined;
  const latest = new Map<Side, Ran>();
  const gathered = new Map<Side, { readonly round: number; readonly result: Gathered }>();
  let shares: { readonly round: number; readonly all: Map<Side, Share[]> } | undefined;
  let runner: { readonly key: string; readonly model: Model; readonly perform: RunTask } | undefined;

  const runOf = (choices: readonly Choice[], read = opened?.read): Outcome<Ran & Pick<Reading, 'resolved'>> => {
    if (read === undefined) throw new Error('no file is open');
    const { scenario, issues, resolved, locate } = read(settingsOf(choices));
    if (scenario === undefined) return { ok: false, issues };
    const model = compile(scenario);
    const found = centralRun(model);
    if (!found.ok) return { ok: false, issues: found.issues.map(locate) };
    const { run, columns } = found.value;
    return { ok: true, value: { model, run, metrics: singleMetrics(columns), resolved }, issues };
  };

  const open = ({ seq, file, texts }: Extract<Question, { kind: 'open' }>) => {
    const read = scenarioReader(file, (path) =>
      Object.hasOwn(texts, path) ? { text: texts[path] } : { missing: 'it is not among the files of this page' },
    );
    const ran = runOf([], read);
    if (!ran.ok) {
      post({ kind: 'faults', seq, side: undefined, issues: ran.issues });
      return;
    }
    latest.clear();
    gathered.clear();
    [shares, runner] = [undefined, undefined];
    const { model, metrics, resolved } = ran.value;
    const book = bookOf(file, { model, metrics, resolved });
    opened = { read, file, book, base: resolved?.scenario };
    post({ kind: 'opened', seq, book, issues: ran.issues });
  };

  const run = ({ seq, side, choices }: Extract<Question, { kind: 'run' }>) => {
    const ran = runOf(choices);
    if (!ran.ok) {
      post({ kind: 'faults', seq, side, issues: ran.issues });
      return;
    }
    latest.set(side, ran.value);
    gathered.delete(side);
    const { model, run, metrics } = ran.value;
    const { demands } = model.network;
    const shortBy = sharesShort(run);
    const short = Array.from({ length: demands }, (_, k) =>
      Float64Array.from({ length: run.steps }, (__, t) => shortBy[t * demands + k]),
    );
    const phases = model.scenario.licences.map((licence) => licence.phases.map(({ from }) => from));
    const users = usersOf({ model, metrics });
    post({
      ...{ kind: 'ran', seq, side, metrics, short, received: run.received, where: whereOf(run), phases, users },
      answer: answerOf(model, users, undefined, opened?.book),
    });
  };

  const swing = ({ seq, path, choices }: Extract<Question, { kind: 'swing' }>) => {
    const lever = opened?.book.levers.find((one) => one.lever.path === path)?.lever;
    if (lever === undefined) throw new Error(`no lever ${path}`);
    const wantsUnder = (text: string | undefined): Float64Array | undefined => {
      const ran = runOf(withChoice(choices, path, text));
      return ran.ok ? wantsOf(ran.value) : undefined;
    };
    const { low, high, wants } = reachOf(lever, wantsUnder);
    post({ kind: 'swung', seq, path, low, high, wants });
  };

  const part = ({ seq, side, choices, first, count }: Extract<Question, { kind: 'part' }>) => {
    const key = JSON.stringify(choices);
    if (runner?.key !== key) {
      if (opened === undefined) throw new Error('no file is open');
      const { scenario, issues } = opened.read(settingsOf(choices));
      if (scenario === undefined) {
        post({ kind: 'faults', seq, side, issues });
        return;
      }
      const model = compile(scenario);
      const { runs } = opened.book;
      runner = { key, model, perform: taskRunner(model, { seed: scenario.seed, sampling: 'plain', runs }) };
    }
    const { model, perform } = runner;
    const done = perform(taskOf(model, first, count));
    if (done.ok) post({ kind: 'part', seq, side, share: shareOf(model, done.value) });
    else post({ kind: 'faults', seq, side, issues: done.issues });
  };

  const gatherShares = ({ seq, round, side, shares: more }: Extract<Question, { kind: 'gather' }>) => {
    if (shares?.round !== round) shares = { round, all: new Map() };
    const all = [...(shares.all.get(side) ?? []), ...more].sort((one, other) => one.first - other.first);
    shares.all.set(side, all);
    const ran = latest.get(side);
    if (ran === undefined) throw new Error(`nothing has run on side ${side}`);
    const { model, metrics } = ran;
    const result = gather(model, all);
    gathered.set(side, { round, result });
    const users = usersAmong(
      { model, metrics, ensemble: result.replicates },
      userOrder({ model, metrics }),
      subjectsOf({ model, metrics }),
    );
    const [a, b] = [gathered.get('a'), gathered.get('b')];
    const isPair = a?.round === round && b?.round === round && a.result.runs === b.result.runs;
    post({
      ...{
        kind: 'gathered',
        seq,
        side,
        runs: result.runs,
        users,
        answer: answerOf(model, users, result.runs, opened?.book),
      },
      fans: drawnSeries(model).map(({ id, variable }, n) => ({ id, variable, fan: fanOf(result.fans[n]) })),
      against: isPair ? against(model, a.result, b.result) : undefined,
    });
  };

  const save = ({ seq, what, a, b }: Extract<Question, { kind: 'save' }>) => {
    if (opened === undefined) throw new Error('no file is open');
    const ran = runOf(a);
    if (!ran.ok) {
      post({ kind: 'faults', seq, side: 'a', issues: ran.issues });
      return;
    }
    const { file, base } = opened;
    const text = () => {
      switch (what) {
        case 'scenario':
          return scenarioText(file, a, base, ran.value.resolved?.scenario);
        case 'series':
          return seriesCsv(stepDates(ran.value.run), seriesOf(ran.value.run));
        case 'study':
          return studyText(file, a, b);
      }
    };
    post({ kind: 'saved', seq, what, text: text() });
  };

  return (question) => {
    switch (question.kind) {
      case 'open':
        return open(question);
      case 'run':
        return run(question);
      case 'swing':
        return swing(question);
      case 'part':
        return part(question);
      case 'gather':
        return gatherShares(question);
      case 'save':
        return save(question);
    }
  };
}

/** A fan alone, of what a band holds. */
function fanOf({ p05, p25, p50, p75, p95 }: Fan): Fan {
  return { p05, p25, p50, p75, p95 };
}

/** Of each demand, by position, the share of its need that it goes without. */
function wantsOf({ model, metrics }: Pick<Ran, 'model' | 'metrics'>): Float64Array {
  const wants = new Map(metrics.map(({ path, value }) => [path, value]));
  return Float64Array.from(model.scenario.demands, ({ id }) => Number(wants.get(`demands.${id}.want`) ?? 0));
}

/** How often an end that can't be run is moved towards the value of the file. */
const HALVINGS = 5;

/**
 * What a lever does at both ends, and where these are: the last values that run, halfway and halfway again from the value of
 * the file to an end that the model refuses.
 */
function reachOf(
  lever: Lever,
  wantsUnder: (text: string | undefined) => Float64Array | undefined,
): { readonly low: number; readonly high: number; readonly wants: Float64Array[] } {
  if (lever.kind === 'choice') {
    const wants = lever.options.flatMap(({ text }) => wantsUnder(text) ?? []);
    return { low: 0, high: lever.options.length - 1, wants };
  }
  const end = (to: number) => {
    let [sound, refused] = [lever.base, to];
    let wants = wantsUnder(textAt(lever, to));
    if (wants !== undefined) return { at: to, wants };
    for (let n = 0; n < HALVINGS; n++) {
      const middle = (sound + refused) / 2;
      const found = wantsUnder(textAt(lever, middle));
      if (found === undefined) refused = middle;
      else [sound, wants] = [middle, found];
    }
    return { at: sound, wants };
  };
  const [low, high] = [end(lever.low), end(lever.high)];
  return { low: low.at, high: high.at, wants: [low.wants, high.wants].flatMap((one) => one ?? []) };
}

/** The answer in words: who is short, and who else. */
function answerOf(model: Model, users: readonly User[], runs: number | undefined, book: Book | undefined): Named {
  const titles = new Map(book?.users.map(({ id, title }) => [id, title]));
  const { start, steps, stepDays } = model;
  const inWords = (language: Language) => {
    const words = wordsOf(language);
    const named = users.map((user) => ({ ...user, title: titles.get(user.id)?.[language] ?? user.title }));
    const told = { users: named, subject: named[0], runs, branching: undefined };
    const time = [start, start + steps * stepDays].map(words.quantities.longDate);
    const all = [subjectSentence(told, time, words), othersSentence(told, words)];
    return words.sentences(all.filter((one) => one !== undefined));
  };
  return Object.fromEntries(LANGUAGES.map((language) => [language, inWords(language)])) as Record<Language, string>;
}
