/** One scenario checked: run, judged, and held against its baseline. The work of one thread. */
import { join } from 'node:path';
import {
  answerIn,
  answerWithEnsemble,
  type Baseline,
  type Checked,
  claimReader,
  compareWithBaseline,
  csvText,
  type EnsembleSummary,
  ensembleOf,
  fileOf,
  type InputChange,
  type Issue,
  inlineExecutor,
  inputChanges,
  isUncertain,
  type Language,
  type Outcome,
  type Path,
  type Reader,
  type ReadTable,
  type Resolved,
  type ResultTexts,
  readBaseline,
  readSeriesParquet,
  rowGroupsOf,
  runsParquet,
  type Sampling,
  type Scenario,
  type Setting,
  type Summary,
  seriesTable,
  subjectOutcomes,
  summaryJson,
  type Tolerances,
  tableParquet,
  tolerancesOf,
  tryClaims,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { bytesAt, textAt } from '../git.ts';
import { heldInputs, inputsOf, plainCall, withInputs } from '../inputs.ts';
import { readerBelow, readResult, readResultBytes, rootOf } from '../read-file.ts';

/** What is the same for all scenarios of a check; plain data, sent to threads. */
export interface CheckJob {
  readonly out: string;
  readonly settings: readonly Setting[];
  /** The files that were named in the call, which may lie anywhere, and whether those that they name may. */
  readonly reading: { readonly named: readonly string[]; readonly allowOutside: boolean };
  readonly runs: number | undefined;
  /** The commit whose results are the baseline; undefined: what stands in `out`. */
  readonly commit: string | undefined;
  /** The tolerances of the project, as written. */
  readonly tolerance: Tolerances;
  /** The language that titles and reasons are wanted in. */
  readonly language: Language;
  /** Whether results are to be made as `run` makes them: with an ensemble, though the baseline has none. */
  readonly update: boolean;
}

/** What a thread sends back. */
export interface CheckDone {
  readonly checked: Checked;
  /** The files that were read, or looked for where one may come to be. */
  readonly files: readonly string[];
  /** Of the project's tolerances, not placed: wrong in this scenario, and fitting nothing in it. */
  readonly project: { readonly issues: readonly Issue[]; readonly unused: readonly Issue[] };
  /** What is to be written where an update was asked for and a run would write other texts than stand there. */
  readonly made: Made | undefined;
}

/** What a run made that only its thread has; plain data. The central run follows from the texts in no time. */
export interface Made {
  readonly texts: ReadonlyMap<string, string>;
  readonly ensemble: EnsembleSummary | undefined;
  /** The bytes of runs.parquet, in parts; none without an ensemble. */
  readonly rows: readonly Uint8Array[];
}

export async function checkFile(file: string, job: CheckJob): Promise<CheckDone> {
  const name = nameOf(file);
  const { named, allowOutside } = job.reading;
  const files = new Set<string>();
  const below = readerBelow(allowOutside ? undefined : [rootOf(file)], named);
  const source: Reader = (path, as) => {
    const found = below(path, as);
    if ('text' in found || found.remedy === undefined) files.add(path);
    return found;
  };
  const reading = answerFile(file, job.settings, source);
  const { answer: central, issues: found, locate, texts } = reading;
  const issues = found.filter(({ code }) => code !== 'unsourced' && code !== 'no-ensemble');
  const top = { file: file.replaceAll('\\', '/'), line: 1, column: 1 };
  const none = {
    name,
    file,
    verdicts: [],
    unjudged: [],
    outcomes: [],
    drift: undefined,
    missing: undefined,
    place: top,
  };
  const nothing = { files: [...files], project: { issues: [], unused: [] }, made: undefined };
  if (central === undefined) return { checked: { ...none, title: name, issues }, ...nothing };
  const { model } = central.run;
  const folder = join(job.out, name);
  const committed = await filesOf(job.out, name, job.commit);
  const read: Outcome<Baseline> | undefined =
    'missing' in committed ? undefined : readBaseline(folder, committed.texts, committed.parquet?.table);
  const baseline = read?.ok ? read.value : undefined;
  const runs = isUncertain(model) ? (job.runs ?? model.scenario.runs) : 1;
  const isWanted = job.update || baseline?.summary.ensemble !== undefined || central.unjudged.length > 0;
  let [answer, ensemble]: [typeof central, EnsembleSummary | undefined] = [central, undefined];
  const rows: Uint8Array[] = [];
  if (runs > 1 && isWanted) {
    const sampling = (baseline?.summary.ensemble?.sampling ?? 'plain') as Sampling;
    const chance = { seed: model.scenario.seed, sampling: job.update ? 'plain' : sampling, runs };
    const writer = job.update ? runsParquet(model, chance, (bytes) => rows.push(bytes)) : undefined;
    const crew = inlineExecutor(model, chance, rowGroupsOf(model));
    const made = await ensembleOf(model, chance, crew, writer && { encoded: writer.add });
    if (!made.ok) {
      const all = [...issues, ...made.issues.map(locate)];
      return { checked: { ...none, title: answer.summary.title, issues: all }, ...nothing };
    }
    writer?.finish();
    ensemble = made.value;
    answer = answerWithEnsemble(central, ensemble);
  }
  const tried = await tryClaims(model, answer, claimReader(file.replaceAll('\\', '/'), job.settings, source));
  if (!tried.ok) {
    return {
      checked: { ...none, title: answer.summary.title, issues: [...issues, ...tried.issues.map(locate)] },
      ...nothing,
    };
  }
  const trials = new Map(tried.value.map((trial) => [trial.verdict.position, trial]));
  const { table, project } = tolerancesOf(model, answer.metrics, job.tolerance);
  const changes = baseline && changesSince(baseline.summary, reading.resolved);
  const drift = baseline && compareWithBaseline(answer, ensemble, baseline, table, changes);
  const told = answerIn(answer, job.language);
  const outcomes = baseline
    ? subjectOutcomes({ model: told.run.model, metrics: told.metrics, ensemble }, baseline.summary)
    : [];
  const at = (path: Issue['path']) => locate({ ...ANYTHING, path }).place ?? top;
  const changed = changes?.find(({ isText }) => !isText)?.path;
  const origin = changed === undefined ? drift?.earliest?.entity.split('.') : writtenAt(changed, model.scenario);
  const place = origin === undefined ? top : at(origin);
  const missing = 'missing' in committed ? committed.missing : read?.ok ? undefined : faultsOf(read?.issues ?? []);
  return {
    checked: {
      ...{ name, file, title: told.summary.title, issues, unjudged: answer.unjudged.map(locate), drift, missing },
      verdicts: told.verdicts.map((verdict) => {
        const { position } = verdict;
        return { ...verdict, place: at(['expect', position, 'that']), trial: trials.get(position) };
      }),
      ...{ outcomes, place: place.file.startsWith('--') ? top : place },
    },
    files: [...files],
    project,
    made:
      job.update &&
      !isWritten(withInputs(answer, inputsOf(reading, plainCall({ runs: job.runs, allowOutside }))), committed)
        ? { texts, ensemble, rows }
        : undefined,
  };
}

/** What a scenario says otherwise than when its baseline was made; undefined where that does not hold it. */
function changesSince({ inputs }: Summary, now: Resolved | undefined): InputChange[] | undefined {
  return inputs && now && inputChanges(heldInputs(inputs), now);
}

/** Where a changed input is written: a figure of the ledger where an assumption takes it. */
function writtenAt([section, id, ...rest]: Path, { assumptions }: Scenario): Path {
  if (section !== 'figures') return [section, id, ...rest].filter((part) => part !== undefined);
  const taker = assumptions.find(({ figure }) => figure?.id === id);
  return taker === undefined ? [] : ['assumptions', taker.id];
}

/** An issue of no kind, for the sake of its place. */
const ANYTHING: Issue = { severity: 'warning', code: 'wrong-type', path: [], expected: '', found: '', remedy: '' };

function faultsOf(issues: readonly Issue[]): string {
  return issues
    .map(({ place, expected, found }) => `${place?.file}:${place?.line} should have ${expected}, has ${found}`)
    .join('; ');
}

/** The committed files of a folder of results. */
interface Files {
  readonly texts: ResultTexts;
  /** Series that are written as Parquet: their bytes, and what these say. */
  readonly parquet?: { readonly bytes: Uint8Array; readonly table: ReadTable };
}

/** The committed files of a folder of results, or why there are none. */
async function filesOf(out: string, name: string, commit?: string): Promise<Files | { readonly missing: string }> {
  const folder = join(out, name);
  const read = (part: string) =>
    commit === undefined ? readResult(out, join(folder, part)) : textAt(commit, join(folder, part));
  const readBytes = (part: string) =>
    commit === undefined ? readResultBytes(out, join(folder, part)) : bytesAt(commit, join(folder, part));
  const [summary, series] = [read('summary.json'), read('series.csv')];
  if ('missing' in summary) return { missing: `${join(folder, 'summary.json')}: ${summary.missing}` };
  if ('text' in series) return { texts: { 'summary.json': summary.text, 'series.csv': series.text } };
  const found = readBytes('series.parquet');
  if ('missing' in found) return { missing: `${join(folder, 'series.csv')}: ${series.missing}` };
  const { bytes } = found;
  return { texts: { 'summary.json': summary.text }, parquet: { bytes, table: await readSeriesParquet(bytes) } };
}

/** Whether these are the files that a run writes of this. */
function isWritten(
  { summary, dates, series }: Parameters<typeof answerWithEnsemble>[0],
  found: Awaited<ReturnType<typeof filesOf>>,
): boolean {
  if ('missing' in found || summaryJson(summary) !== found.texts['summary.json']) return false;
  const table = seriesTable(dates, series);
  if (!fileOf(table).endsWith('.parquet')) return found.texts['series.csv'] === csvText(table);
  const written = found.parquet?.bytes ?? new Uint8Array();
  let [at, isSame] = [0, true];
  tableParquet(table, (part) => {
    isSame &&= Buffer.compare(part, written.subarray(at, at + part.length)) === 0;
    at += part.length;
  });
  return isSame && at === written.length;
}
