/** `chokepoint stress`: what becomes of each user if each flow, stockpile, place or licence were lost for a while. */
import {
  type Issue,
  makeCharts,
  modelIn,
  readStressQuestion,
  STRESS_WORLDS,
  stressChart,
  stressCsv,
  stressJson,
  stress as stressOf,
  stressReport,
} from '../../index.ts';
import { answerFile, nameOf } from '../answer.ts';
import { type Call, changesIn, command } from '../command.ts';
import { callOf } from '../inputs.ts';
import { inquire, inquiryOptions, worthTelling } from '../inquiry.ts';
import { atOption } from '../issues.ts';
import { SCENARIO_FILE } from '../options.ts';
import { readerFor } from '../read-file.ts';

const QUESTION = {
  of: {
    describe: 'what is lost: flows, stockpiles (all that takes from one), places, licences, or all',
    type: 'string',
    default: 'all',
  },
  weeks: {
    describe: 'for how many weeks from the disruption on, with commas between them',
    type: 'string',
    defaultDescription: '13,26,52, as far as the run goes',
  },
  world: {
    describe: 'what else happens: nothing (no events, licences as before the start), or all that the file says',
    choices: STRESS_WORLDS,
    default: 'undisturbed',
  },
} as const;
const OPTIONS = { ...QUESTION, ...inquiryOptions('<scenario>.stress', 'stress.json') };

/** Adds `chokepoint stress` to the command line. */
export const stressCommand = command(
  {
    words: 'stress <file>',
    describe: 'say what each loss would do: each flow, stockpile, place and licence closed in turn',
    positionals: SCENARIO_FILE,
    options: OPTIONS,
    examples: [
      ['$0 stress scenarios/six-month-licence.yaml', 'whose loss leaves whom short, and how soon'],
      ['$0 stress a.yaml --of licences --weeks 4,8,12', 'each licence, for a month to three'],
    ],
    codes: ', 130 Ctrl-C',
  },
  stress,
);

/** Returns the exit code. Nothing is written unless the file is sound and the question can be answered. */
function stress(options: Call<typeof SCENARIO_FILE & typeof OPTIONS>): Promise<number> {
  const { file, settings, allowOutside, language, of, weeks, world } = options;
  const changed = changesIn(QUESTION, options);
  return inquire(options, { kind: 'stress', name: `${nameOf(file)}.stress`, changed }, () => {
    const read = answerFile(file, settings, readerFor([file], allowOutside));
    const told = worthTelling(read.issues);
    if (read.answer === undefined) return { ok: false, issues: told };
    const { model } = read.answer.run;
    const asked = readStressQuestion(model, { of, world, weeks: weeks?.split(',').map(numberOf) });
    const issues = [...told, ...asked.issues.map((issue) => placed(issue, weeks, read.locate))];
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
        charts: (fail) => makeCharts([['stress', () => stressChart(spoken, language)]], fail),
        told: (charts, undrawn) =>
          stressReport({ found: spoken, command, files: files.map(([name]) => name), charts, undrawn }, language),
      },
    };
  });
}

const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

/** What is wrong with an option stands at it, and what the file lacks in the file. */
function placed(issue: Issue, weeks: string | undefined, locate: (issue: Issue) => Issue): Issue {
  const [at] = issue.path;
  // What is no number is told as it was written.
  if (at === 'weeks' && issue.found === 'NaN') return atOption('--weeks', { ...issue, found: weeks ?? issue.found });
  return at === 'of' || at === 'weeks' ? atOption(`--${at}`, issue) : locate(issue);
}
