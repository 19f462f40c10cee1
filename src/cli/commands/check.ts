/** `chokepoint check`: scenarios held against what they expect and against the results that are committed. */
import { dirname, resolve } from 'node:path';
import {
  type Checked,
  checkLines,
  checkReport,
  checkToJson,
  countLine,
  exitCodeOf,
  githubLines,
  type Issue,
  junitXml,
  PROJECT_FILE,
  type Project,
  standingOf,
} from '../../index.ts';
import { nameClash, SCENARIOS, scenariosAmong, scenariosHere } from '../answer.ts';
import { type Call, command } from '../command.ts';
import { finishInterrupted } from '../files.ts';
import { commitOf } from '../git.ts';
import { countIssues, showIssues, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, CHARTS, ENSEMBLE, LANGUAGE, QUIET, SET, SOME_SCENARIOS, UsageError } from '../options.ts';
import { refuseOver, whyNotOver, writeText } from '../output-file.ts';
import { annotate, complain, green, type Line, red, say, sayJson } from '../print.ts';
import { openProject } from '../project.ts';
import { MARK_OF_PAGE, writePage } from '../reports.ts';
import { shellWord } from '../shell.ts';
import type { CheckDone } from '../threads/check-file.ts';
import { checkAll } from '../threads/check-pool.ts';
import { CORES } from '../threads/worker-pool.ts';
import { startWatching, type Watching } from '../watch.ts';
import { rewrite } from './check-update.ts';

const POSITIONALS = { files: SOME_SCENARIOS };
const OPTIONS = {
  out: { describe: 'folder of the results', type: 'string', default: 'results' },
  set: SET,
  'allow-outside': ALLOW_OUTSIDE,
  runs: ENSEMBLE.runs,
  threads: ENSEMBLE.threads,
  since: { describe: 'compare with the results at this git revision', type: 'string' },
  update: {
    describe: 'say what differs, then write the results anew: all of them or none',
    type: 'boolean',
    default: false,
  },
  force: {
    describe: 'with --update, write over results that are not committed or not of chokepoint',
    type: 'boolean',
    default: false,
  },
  charts: { ...CHARTS.charts, describe: `with --update: ${CHARTS.charts.describe}` },
  'no-charts': { ...CHARTS['no-charts'], describe: `with --update: ${CHARTS['no-charts'].describe}` },
  watch: {
    describe: 'go on until Ctrl-C: check again each scenario of which a file changes',
    type: 'boolean',
    default: false,
  },
  lang: { ...LANGUAGE, describe: 'language of the page and of what is printed' },
  junit: { describe: 'write JUnit XML to this file', type: 'string' },
  html: { describe: 'write a page with what moved to this file', type: 'string' },
  github: { describe: 'print annotations of GitHub Actions', type: 'boolean', default: false },
  json: { describe: 'print all that was found as JSON', type: 'boolean', default: false },
  quiet: QUIET,
} as const;

type CheckCall = Call<typeof POSITIONALS & typeof OPTIONS>;

/** Adds `chokepoint check` to the command line. */
export const checkCommand = command(
  {
    words: 'check [files..]',
    describe: 'hold scenarios against what they expect and against their committed results',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 check', 'all of scenarios/; exit code 3 if something moved'],
      ['$0 check scenarios/a.yaml --runs 1', 'one, by its central run alone'],
      ['$0 check --watch', 'again whenever a file is saved'],
      ['$0 check --since main', 'what this branch moves'],
      ['$0 check --update', 'accept what moved, then commit results/'],
    ],
    codes: ', 3 an expectation or a baseline is not met',
  },
  (call) => {
    refuseTogether(call);
    return check(call);
  },
);

/** Throws a UsageError where options exclude each other. */
function refuseTogether({ settings, since, update, watch, force, drawing, junit, html }: CheckCall): void {
  if (update && settings.length > 0)
    throw new UsageError('--update writes what the files say; take --set out, or write it into the file.');
  if (update && since !== undefined)
    throw new UsageError('--update rewrites the results that stand here; take --since out.');
  if (junit !== undefined && html !== undefined && resolve(junit) === resolve(html))
    throw new UsageError(`--junit and --html both name ${html}: give each a file of its own.`);
  const lasting = { '--update': update, '--junit': junit, '--html': html };
  const [other] = Object.entries(lasting).filter(([, value]) => value);
  if (watch && other !== undefined) throw new UsageError(`--watch writes nothing; take ${other[0]} out, or --watch.`);
  if (force && !update) throw new UsageError('--force goes with --update.');
  if ((drawing.isAsked || !drawing.svg) && !update) throw new UsageError('--charts and --no-charts go with --update.');
}

/** Stands in each file that --junit makes. */
const MARK_OF_JUNIT = '<testsuites name="chokepoint check"';

/** Returns the exit code: 0 all as it should be, 2 an input is not sound, 3 an expectation or a baseline is not met. */
async function check(options: CheckCall): Promise<number> {
  const { out, settings, runs, update, since, junit, html } = options;
  const refuse = (...lines: readonly (Line | readonly Line[])[]) => {
    complain(...lines);
    return 2;
  };
  const files = options.files.length > 0 ? scenariosAmong(options.files) : scenariosHere();
  if (files.length === 0) {
    return refuse(`There is no scenario in ${SCENARIOS}/. Name files, or make some with chokepoint init.`);
  }
  const clash = nameClash(files);
  if (clash !== undefined) return refuse(clash);
  const project = openProject();
  if (!project.ok) return refuse(showIssues(project.issues));
  const revision = since === undefined ? undefined : commitOf(since);
  if (revision !== undefined && 'missing' in revision) {
    return refuse(`--since ${since} can't be compared with: ${revision.missing}.`);
  }
  refuseOver([
    ...(junit === undefined ? [] : whyNotOver(junit, MARK_OF_JUNIT)),
    ...(html === undefined ? [] : whyNotOver(html, MARK_OF_PAGE)),
  ]);
  finishInterrupted(out, options.quiet);
  const commit = revision?.commit;
  const { allowOutside, files: named } = options;
  const reading = { named, allowOutside };
  const round = async (some: readonly string[], { tolerance, ...placing }: Project): Promise<Round> => {
    const job = { out, settings, reading, runs, commit, tolerance, update, language: options.language };
    const done = await checkAll(some, job, options.threads ?? CORES);
    const issues = projectIssues({ tolerance, ...placing }, done);
    if (issues.length === 0)
      show(
        done.map(({ checked }) => checked),
        options,
      );
    else refuse(showIssues(issues), '', `${countIssues(issues)}; nothing was checked.`);
    return { done, isSound: issues.length === 0 };
  };
  const watching = options.watch ? startWatching() : undefined;
  // What is saved while the first check is under way is seen, too.
  watching?.follow([...files, PROJECT_FILE].map((file) => dirname(file)));
  const { done, isSound } = await round(files, project.value);
  if (watching) return watchOn(watching, options, done, round);
  if (!isSound) return 2;
  const all = done.map(({ checked }) => checked);
  if (junit !== undefined) writeText(junit, junitXml(all), MARK_OF_JUNIT);
  if (html !== undefined) {
    const command = settings.length > 0 ? undefined : acceptingWords(options);
    await writePage(html, checkReport(all, { out, since, command }, options.language));
  }
  return update ? rewrite(done, { ...options, quiet: options.quiet || options.json }) : exitCodeOf(all);
}

/** Scenarios checked together, and whether the project's own file is sound. */
interface Round {
  readonly done: readonly CheckDone[];
  readonly isSound: boolean;
}

/** Checks again, until the process is ended, each scenario of which a file has changed, come or gone. */
async function watchOn(
  watching: Watching,
  options: CheckCall,
  first: readonly CheckDone[],
  round: (files: readonly string[], project: Project) => Promise<Round>,
): Promise<never> {
  const known = new Map<string, readonly string[]>();
  const follow = (done: readonly CheckDone[]) => {
    for (const { checked, files } of done)
      known.set(
        checked.file,
        [...files, PROJECT_FILE].map((file) => resolve(file)),
      );
    const folders = new Set([...known.values()].flat().map((file) => dirname(file)));
    watching.follow(folders);
    if (!options.quiet) complain(`Watching ${folders.size} folder${folders.size === 1 ? '' : 's'}; Ctrl-C ends it.`);
  };
  follow(first);
  for (;;) {
    const changed = await watching.changes();
    const isTouched = (file: string) => changed.has(file) || changed.has(dirname(file));
    const files = options.files.length > 0 ? scenariosAmong(options.files) : scenariosHere();
    const touched = files.filter((file) => known.get(file)?.some(isTouched) ?? true);
    if (touched.length === 0) continue;
    const project = openProject();
    if (!project.ok) complain(showIssues(project.issues));
    else follow((await round(touched, project.value)).done);
  }
}

/** The words that accept what a check found. */
function acceptingWords({ files, out, allowOutside }: CheckCall): string {
  const where = [...(out === 'results' ? [] : ['--out', out]), ...(allowOutside ? ['--allow-outside'] : [])];
  const words = ['--update', ...files, ...where];
  return `chokepoint check ${words.map(shellWord).join(' ')}`;
}

/** What is wrong with a project's tolerances in any scenario, and what fits nothing in all of them. */
function projectIssues(project: Project, done: readonly CheckDone[]): Issue[] {
  const sound = done.filter(({ checked }) => standingOf(checked) !== 'unsound').map((one) => one.project);
  const key = ({ path }: Issue) => path.join('.');
  const unused = (sound[0]?.unused ?? []).filter((one) =>
    sound.every((other) => other.unused.some((own) => key(own) === key(one))),
  );
  const all = new Map([...sound.flatMap(({ issues }) => issues), ...unused].map((issue) => [key(issue), issue]));
  return [...all.values()].map(project.locate);
}

function show(all: readonly Checked[], { language, json, github, quiet }: CheckCall): void {
  const issues = all.flatMap((one) => one.issues);
  tellIssues(issues, quiet);
  if (json) sayJson(JSON.stringify(all.map(checkToJson), null, 2));
  if (github) annotate(githubLines(all));
  if (json || quiet) return;
  const colours = { same: green, differs: red, unsound: red };
  for (const one of all) {
    const { standing, head, lines } = checkLines(one, language);
    say(colours[standing](head), ...lines.map((line) => `    ${line}`));
  }
  say('', countLine(all, language));
}
