/** `chokepoint explore`: the engine in a page, where levers are moved and the answer is seen to move. */
import { dirname, resolve } from 'node:path';
import { answerFile } from '../answer.ts';
import { openBrowser } from '../browser.ts';
import { type Call, command } from '../command.ts';
import { bootOf, explorerPage } from '../explorer.ts';
import { worthTelling } from '../inquiry.ts';
import { countIssues, tellIssues } from '../issues.ts';
import { labelsIn } from '../labels.ts';
import { ALLOW_OUTSIDE, LANGUAGE, QUIET, SCENARIO_FILE, SET } from '../options.ts';
import { writeText } from '../output-file.ts';
import { bold, complain, pieces, say } from '../print.ts';
import { readerFor } from '../read-file.ts';
import { MARK_OF_PAGE } from '../reports.ts';
import { EVENTS, serve } from '../serve.ts';
import { startWatching } from '../watch.ts';

const OPTIONS = {
  set: SET,
  html: { describe: 'write the page to this file, which opens without a network or Node', type: 'string' },
  'no-open': { describe: 'print the address and open no browser', type: 'boolean', default: false },
  port: { describe: 'port of this machine to serve at', type: 'number', defaultDescription: 'any', range: [0, 65_535] },
  'allow-outside': ALLOW_OUTSIDE,
  lang: LANGUAGE,
  quiet: QUIET,
} as const;
const POSITIONALS = { file: { ...SCENARIO_FILE.file, describe: 'the scenario file' } };

/** Adds `chokepoint explore` to the command line. */
export const exploreCommand = command(
  {
    words: 'explore <file>',
    describe: 'open a scenario in the browser: move levers and see who runs short',
    positionals: POSITIONALS,
    options: OPTIONS,
    examples: [
      ['$0 explore scenarios/six-month-licence.yaml', 'in the browser; saved files are read again'],
      ['$0 explore a.yaml --html a.html', 'one file, to send by mail and open in a meeting'],
    ],
    note: 'Without --html it serves on this machine alone, until Ctrl-C.',
  },
  explore,
);

/** Where the explorer is, in words. */
function around([before, after]: readonly [string, string], place: string) {
  return pieces(before, bold(place), after);
}

/** Returns the exit code; a page that is served ends with the process. */
async function explore(call: Call<typeof POSITIONALS & typeof OPTIONS>): Promise<number> {
  const { file, settings, allowOutside, language, html, port = 0, noOpen, quiet } = call;
  const read = () => answerFile(file, settings, readerFor([file], allowOutside));
  const first = read();
  tellIssues(worthTelling(first.issues), quiet);
  if (first.texts.size === 0) return 2;
  if (html !== undefined) {
    if (first.answer === undefined) {
      complain('', `${countIssues(first.issues)}; nothing was written.`);
      return 2;
    }
    writeText(html, explorerPage(bootOf(first, settings, language)), MARK_OF_PAGE);
    if (!quiet) say(around(labelsIn(language).written, html));
    return 0;
  }
  let now = first;
  /** Texts by path, as pages are told them; none while there is no file. */
  let texts = first.texts;
  const watching = startWatching();
  const follow = () => watching.follow([...now.texts.keys(), file].map((path) => dirname(path)));
  follow();
  const page = () => explorerPage({ ...bootOf(now, settings, language), events: EVENTS });
  const serving = await serve(page, () => Object.fromEntries(texts), port);
  say(around(labelsIn(language).served, serving.address));
  if (!noOpen) openBrowser(serving.address);
  for (;;) {
    const changed = await watching.changes();
    const own = [...now.texts.keys(), file].map((path) => resolve(path));
    if (!own.some((path) => changed.has(path) || changed.has(dirname(path)))) continue;
    const again = read();
    texts = again.texts;
    // What a file was stays to be seen until there is one again.
    if (texts.size > 0) now = again;
    follow();
    serving.tell();
  }
}
