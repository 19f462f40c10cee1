/**
 * The engine behind the page: messages come in, results go out as plain data and arrays that can be handed over. It reads
 * the files once, and then what settings change; it shows nothing, and knows no clock. A worker is this and ten lines.
 */

import { subjectsOf, userOrder } from '../findings/subject.ts';
import { usersAmong, usersOf } from '../findings/users.ts';
import { type Outcome, outcome } from '../issue.ts';
import { type RunTask, taskRunner } from '../metrics/ensemble/tasks.ts';
import { centralRun, type MeasuredRun } from '../metrics/finite.ts';
import { type Metric, singleMetrics } from '../metrics/measures.ts';
import { seriesOf, seriesPath, stepDates, variablesOf } from '../metrics/series.ts';
import { sharesShort } from '../metrics/shares-short.ts';
import { compile } from '../model/compile.ts';
import type { Model } from '../model/network.ts';
import { bandsCsv } from '../report/files/bands-csv.ts';
import { seriesCsv } from '../report/files/series-csv.ts';
import { type Reading, readingMemory, type ScenarioReader, scenarioReader } from '../scenario/read.ts';
import { strictSchema } from '../scenario/schema/json-schema.ts';
import { isMap } from '../scenario/schema/plain-data.ts';
import type { Run } from '../simulation/record.ts';
import { type Book, bookOf } from './book.ts';
import { flattenedText, scenarioText, settingsOf, studyText } from './file.ts';
import { against, drawnSeries, type Fan, type Gathered, gather, type Share, shareOf, taskOf } from './gather.ts';
import type { Question, Reply } from './messages.ts';
import { runMoved } from './moving.ts';
import { type Choice, type Side, withChoice } from './state.ts';
import { reachOf, wantsOf } from './swing.ts';
import { answerOf, whyTold } from './told.ts';
import { whereOf } from './where.ts';

/** A run under choices. */
interface Ran {
  readonly model: Model;
  readonly run: Run;
  readonly metrics: readonly Metric[];
}

type RanOnce = Ran & Pick<Reading, 'resolved'>;

function ranOf(model: Model, { run, columns }: MeasuredRun): Ran {
  return { model, run, metrics: singleMetrics(columns) };
}

/** Takes questions one after another; what comes of each is given to `post`. */
export function engine(post: (reply: Reply) => void): (question: Question) => void {
  let opened:
    | { readonly read: ScenarioReader; readonly file: string; readonly book: Book; readonly base: unknown }
    | undefined;
  const memory = readingMemory();
  /** What the files come to as they are. */
  let plain: Outcome<RanOnce> | undefined;
  /** What was last run on a side, and the choices that its model was read with. */
  const latest = new Map<Side, Ran & { readonly read: readonly Choice[] }>();
  const gathered = new Map<Side, { readonly round: number; readonly result: Gathered }>();
  let shares: { readonly round: number; readonly all: Map<Side, Share[]> } | undefined;
  let runner: { readonly key: string; readonly model: Model; readonly perform: RunTask } | undefined;

  const runOf = (choices: readonly Choice[], read = opened?.read): Outcome<RanOnce> => {
    if (read === undefined) throw new Error('no file is open');
    if (choices.length === 0 && read === opened?.read && plain) return plain;
    const { scenario, issues, resolved, locate } = read(settingsOf(choices));
    if (scenario === undefined) return { ok: false, issues };
    const model = compile(scenario);
    const found = centralRun(model);
    if (!found.ok) return { ok: false, issues: found.issues.map(locate) };
    return { ok: true, value: { ...ranOf(model, found.value), resolved }, issues };
  };

  const open = ({ seq, file, texts }: Extract<Question, { kind: 'open' }>) => {
    const read = scenarioReader(
      file,
      (path) =>
        Object.hasOwn(texts, path) ? { text: texts[path] } : { missing: 'it is not among the files of this page' },
      memory,
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
    plain = ran;
    post({ kind: 'opened', seq, book, issues: ran.issues });
  };

  const titles = () => new Map(opened?.book.users.map(({ id, title }) => [id, title]));

  /** While a hand moves one assumption the model of before is run. */
  const moved = ({ side, choices, isMoving }: Extract<Question, { kind: 'run' }>) => {
    const before = latest.get(side);
    if (!isMoving || before === undefined) return undefined;
    const found = runMoved(before.model, before.read, choices, opened?.book.levers ?? []);
    return found && { ...ranOf(before.model, found), read: before.read };
  };

  const run = (question: Extract<Question, { kind: 'run' }>) => {
    const { seq, side, choices, series } = question;
    const again = moved(question);
    const ran: Outcome<Ran> = again ? { ok: true, value: again, issues: [] } : runOf(choices);
    if (!ran.ok) {
      post({ kind: 'faults', seq, side, issues: ran.issues });
      return;
    }
    latest.set(side, again ?? { ...ran.value, read: choices });
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
      ...{ kind: 'ran', seq, side, metrics, short, where: whereOf(run), phases, users },
      ...{ received: run.received, onHand: run.onHand, chosen: seriesAt(run, series) },
      answer: answerOf({ model, metrics }, users, titles()),
      runs: model.scenario.runs,
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
      runner = {
        key,
        model,
        perform: taskRunner(model, { seed: scenario.seed, sampling: 'plain', runs: scenario.runs }),
      };
    }
    const { model, perform } = runner;
    const done = perform(taskOf(model, first, count));
    if (done.ok) post({ kind: 'part', seq, side, share: shareOf(model, done.value) });
    else post({ kind: 'faults', seq, side, issues: done.issues });
  };

  const gatherShares = ({ seq, round, side, shares: more, isLast }: Extract<Question, { kind: 'gather' }>) => {
    if (shares?.round !== round) shares = { round, all: new Map() };
    const all = [...(shares.all.get(side) ?? []), ...more].sort((one, other) => one.first - other.first);
    shares.all.set(side, all);
    const ran = latest.get(side);
    if (ran === undefined) throw new Error(`nothing has run on side ${side}`);
    const { model, metrics } = ran;
    const order = userOrder({ model, metrics });
    const result = gather(model, all, isLast ? askedOf(model, order) : undefined);
    gathered.set(side, { round, result });
    const users = usersAmong({ model, metrics, ensemble: result.replicates }, order, subjectsOf({ model, metrics }));
    const [a, b] = [gathered.get('a'), gathered.get('b')];
    const isPair = a?.round === round && b?.round === round && a.result.runs === b.result.runs;
    post({
      ...{
        kind: 'gathered',
        seq,
        side,
        runs: result.runs,
        users,
        answer: answerOf({ model, metrics, ensemble: result.replicates }, users, titles()),
      },
      fans: drawnSeries(model).map(({ id, variable }, n) => ({ id, variable, fan: fanOf(result.fans[n]) })),
      against: isPair ? against(model, a.result, b.result) : undefined,
    });
  };

  const why = ({ seq, side, choices }: Extract<Question, { kind: 'why' }>) => {
    const ran = runOf(choices);
    if (!ran.ok) {
      post({ kind: 'faults', seq, side, issues: ran.issues });
      return;
    }
    const sentences = whyTold(ran.value.model, (more) => {
      const { scenario, issues } = (opened as NonNullable<typeof opened>).read([...settingsOf(choices), ...more]);
      return scenario ? outcome(scenario, []) : { ok: false, issues };
    });
    post({ kind: 'explained', seq, side, sentences });
  };

  const vocabulary = (seq: number) => {
    const sections = isMap(opened?.base) ? Object.entries(opened.base) : [];
    const names = Object.fromEntries(sections.flatMap(([name, all]) => (isMap(all) ? [[name, Object.keys(all)]] : [])));
    post({ kind: 'vocabulary', seq, schema: strictSchema(), names });
  };

  const save = ({ seq, what, side, a, b }: Extract<Question, { kind: 'save' }>) => {
    if (opened === undefined) throw new Error('no file is open');
    const ran = runOf(side === 'a' ? a : b);
    if (!ran.ok) {
      post({ kind: 'faults', seq, side, issues: ran.issues });
      return;
    }
    const { file, base } = opened;
    const { run, resolved } = ran.value;
    const choices = side === 'a' ? a : b;
    const text = () => {
      switch (what) {
        case 'scenario':
          return scenarioText(file, choices, base, resolved?.scenario);
        case 'flattened':
          return flattenedText(file, choices, resolved);
        case 'series':
          return seriesCsv(stepDates(run), seriesOf(run));
        case 'bands':
          return bandsCsv(stepDates(run), gathered.get(side)?.result.fans ?? []);
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
      case 'why':
        return why(question);
      case 'vocabulary':
        return vocabulary(question.seq);
      case 'save':
        return save(question);
    }
  };
}

/** One series of a run, by its path. */
function seriesAt(run: Run, path: string | undefined): Float64Array | undefined {
  for (const { kind, variable, entities, members, column } of path === undefined ? [] : variablesOf(run.model)) {
    const member = members.find(({ id }) => seriesPath({ kind, id, variable }) === path);
    if (member === undefined) continue;
    const all = column(run);
    return Float64Array.from({ length: run.steps }, (_, t) => all[t * entities + member.position]);
  }
  return undefined;
}

/** The metric that the answer is about: the first price in focus, else the shortage of the first user. */
function askedOf({ scenario }: Model, [user]: readonly string[]): string | undefined {
  const [market] = scenario.priced;
  if (market !== undefined) return `markets.${market}.highest`;
  return user === undefined ? undefined : `demands.${user}.shortage`;
}

/** What is drawn of a band. */
function fanOf({ p05, p25, p50, p75, p95 }: Fan): Fan {
  return { p05, p25, p50, p75, p95 };
}
