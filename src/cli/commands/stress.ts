/** `chokepoint stress`: what becomes of each user if each flow, stockpile, place or licence were lost for a while. */
import type { Argv } from 'yargs';
import {
  type Issue,
  modelIn,
  readStressQuestion,
  STRESS_WORLDS,
  type StressQuestion,
  stressChart,
  stressCsv,
  stressJson,
  stress as stressOf,
  stressReport,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { callOf } from '../inputs.ts';
import { type InquiryOptions, inquire, inquiryOptions, readInquiry, worthTelling } from '../inquiry.ts';
import { atOption } from '../issues.ts';
import { EXIT_CODES, example } from '../options.ts';
import { readerFor } from '../read-file.ts';

export interface StressOptions extends InquiryOptions {
  readonly of: string;
  /** As written: numbers of weeks with commas between them. */
  readonly weeks: string | undefined;
  readonly world: StressQuestion['world'];
}

/** Adds `chokepoint stress` to the command line. */
export function stressCommand(cli: Argv): Argv {
  return cli.command(
    'stress <file>',
    'say what each loss would do: each flow, stockpile, place and licence closed in turn',
    (command) =>
      command
        .positional('file', { describe: 'a scenario file', type: 'string', demandOption: true })
        .option('of', {
          describe: 'what is lost: flows, stockpiles (all that takes from one), places, licences, or all',
          type: 'string',
          default: 'all',
        })
        .option('weeks', {
          describe: 'for how many weeks from the disruption on, with commas between them',
          type: 'string',
          defaultDescription: '13,26,52, as far as the run goes',
        })
        .option('world', {
          describe: 'what else happens: nothing (no events, licences as before the start), or all that the file says',
          choices: STRESS_WORLDS,
          default: 'undisturbed' as const,
        })
        .options(inquiryOptions('<scenario>.stress', 'stress.json'))
        .example(...example('$0 stress scenarios/six-month-licence.yaml', 'whose loss leaves whom short, and how soon'))
        .example(...example('$0 stress a.yaml --of licences --weeks 4,8,12', 'each licence, for a month to three'))
        .epilogue(`${EXIT_CODES}, 130 Ctrl-C.`),
    async ({ set, charts, noCharts, lang, ...options }) => {
      process.exitCode = await stress({ ...options, ...readInquiry({ set, charts, noCharts, lang }) });
    },
  );
}

/** Returns the exit code. Nothing is written unless the file is sound and the question can be answered. */
export function stress(options: StressOptions): Promise<number> {
  const { file, settings, allowOutside, language, of, weeks, world } = options;
  const changed = {
    ...(of !== 'all' && { '--of': of }),
    ...(weeks !== undefined && { '--weeks': weeks }),
    ...(world !== 'undisturbed' && { '--world': world }),
  };
  return inquire(options, { kind: 'stress', name: `${nameOf(file)}.stress`, changed }, () => {
    const read = answerFile(file, settings, readerFor([file], allowOutside));
    const told = worthTelling(read.issues);
    if (read.answer === undefined) return { ok: false, issues: told };
    const { model } = read.answer.run;
    const asked = readStressQuestion(model, { of, world, weeks: weeks?.split(',').map(numberOf) });
    const issues = [...told, ...asked.issues.map((issue) => placed(issue, read.locate))];
    if (!asked.ok) return { ok: false, issues };
    const found = stressOf(model, asked.value);
    if (!found.ok) return { ok: false, issues: [...issues, ...found.issues.map(read.locate)] };
    const spoken = { ...found.value, model: modelIn(found.value.model, language) };
    const files = [
      ['stress.json', stressJson(found.value)],
      ['stress.csv', stressCsv(found.value)],
    ] as const;
    const command = callOf('stress', file, { settings, allowOutside, language }, changed);
    return {
      ok: true,
      issues,
      value: {
        files,
        chart: ['stress', () => stressChart(spoken, language)],
        report: (charts, undrawn) =>
          stressReport({ found: spoken, command, files: files.map(([name]) => name), charts, undrawn }, language),
      },
    };
  });
}

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

/** What is wrong with an option stands at it, and what the file lacks in the file. */
function placed(issue: Issue, locate: (issue: Issue) => Issue): Issue {
  const [at] = issue.path;
  return at === 'of' || at === 'weeks' ? atOption(`--${at}`, issue) : locate(issue);
}
