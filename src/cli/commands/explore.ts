/** `chokepoint explore`: the engine in a page, where levers are moved and the answer is seen to move. */
import { dirname, resolve } from 'node:path';
import type { Argv } from 'yargs';
import type { Language } from '../../index.ts';
import { answerFile } from '../answer.ts';
import { openBrowser } from '../browser.ts';
import { bootOf, explorerPage } from '../explorer.ts';
import { countIssues, tellIssues } from '../issues.ts';
import { ALLOW_OUTSIDE, EXIT_CODES, example, LANGUAGE, QUIET, readSettings, SET, wholeNumber } from '../options.ts';
import { writeText } from '../output-file.ts';
import { bold, complain, pieces, say } from '../print.ts';
import { readerFor } from '../read-file.ts';
import { MARK_OF_PAGE } from '../reports.ts';
import { EVENTS, serve } from '../serve.ts';
import { startWatching } from '../watch.ts';

export interface ExploreOptions {
  readonly file: string;
  /** Values put over the file when the page opens, as `path=text`. */
  readonly set: readonly string[];
  readonly allowOutside: boolean;
  readonly language: Language;
  /** The file to write the page to, in place of serving it. */
  readonly html: string | undefined;
  readonly port: number;
  readonly opens: boolean;
  readonly quiet: boolean;
}

/** Adds `chokepoint explore` to the command line. */
export function exploreCommand(cli: Argv): Argv {
  return cli.command(
    'explore <file>',
    'open a scenario in the browser: move levers and see who runs short',
    (command) =>
      command
        .positional('file', { describe: 'the scenario file', type: 'string', demandOption: true })
        .option('set', SET)
        .option('html', {
          describe: 'write the page to this file, which opens without a network or Node',
          type: 'string',
        })
        .option('no-open', { describe: 'print the address and open no browser', type: 'boolean', default: false })
        .option('port', { describe: 'port of this machine to serve at', type: 'number', defaultDescription: 'any' })
        .option('allow-outside', ALLOW_OUTSIDE)
        .option('lang', LANGUAGE)
        .option('quiet', QUIET)
        .example(
          ...example('$0 explore scenarios/six-month-licence.yaml', 'in the browser; saved files are read again'),
        )
        .example(...example('$0 explore a.yaml --html a.html', 'one file, to send by mail and open in a meeting'))
        .epilogue(`Without --html it serves on this machine alone, until Ctrl-C.\n${EXIT_CODES}.`),
    async ({ file, set, html, noOpen, port = 0, allowOutside, lang, quiet }) => {
      wholeNumber('--port', port === 0 ? undefined : port, 65_535);
      readSettings(set);
      const call = { file, set, allowOutside, language: lang, html, port, opens: !noOpen, quiet };
      process.exitCode = await explore(call);
    },
  );
}

/** Returns the exit code; a page that is served ends with the process. */
export async function explore(options: ExploreOptions): Promise<number> {
  const { file, set, allowOutside, language, html, port, opens, quiet } = options;
  const read = () => answerFile(file, readSettings(set), readerFor([file], allowOutside));
  const first = read();
  tellIssues(
    first.issues.filter(({ code }) => code !== 'unsourced'),
    quiet,
  );
  if (first.texts.size === 0) return 2;
  if (html !== undefined) {
    if (first.answer === undefined) {
      complain('', `${countIssues(first.issues)}; nothing was written.`);
      return 2;
    }
    writeText(html, explorerPage(bootOf(first, readSettings(set), language)), MARK_OF_PAGE);
    if (!quiet) say(pieces('The explorer is in ', bold(html), '.'));
    return 0;
  }
  let now = first;
  const watching = startWatching();
  const follow = () => watching.follow([...now.texts.keys(), file].map((path) => dirname(path)));
  follow();
  const serving = await serve(
    () => explorerPage({ ...bootOf(now, readSettings(set), language), events: EVENTS }),
    port,
  );
  say(pieces('The explorer is at ', bold(serving.address), ' for this machine alone; Ctrl-C ends it.'));
  if (opens) openBrowser(serving.address);
  for (;;) {
    const changed = await watching.changes();
    const own = [...now.texts.keys(), file].map((path) => resolve(path));
    if (!own.some((path) => changed.has(path) || changed.has(dirname(path)))) continue;
    const again = read();
    if (again.texts.size === 0) continue;
    now = again;
    follow();
    serving.tell(Object.fromEntries(now.texts));
  }
}
