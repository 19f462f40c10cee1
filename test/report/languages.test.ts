/** Reports of the scenarios and studies that ship are in one language throughout: no English in Chinese ones, and none the other way. */
import { expect, test } from 'vitest';
import {
  type Answer,
  answer,
  answerIn,
  chartsOf,
  driversOf,
  type EnsembleSummary,
  ensembleOf,
  explainBriefly,
  type Language,
  localiseStudy,
  type Report,
  readLedger,
  reportHtml,
  reportMarkdown,
  runStudy,
  type StudyResult,
  scenarioReport,
  studyCharts,
  studyReport,
  toldDemands,
  tornadoChart,
  usersOf,
  whyTime,
  whyWaterfall,
} from '../../src/index.ts';
import { answerOf, read, SCENARIOS, studyOf } from '../files.ts';

const LEDGER = new Map(
  readLedger('figures.yaml', read('scenarios/figures.yaml'), new Map()).figures.map((figure) => [figure.id, figure]),
);

/** What a Chinese report keeps as it is. */
const KEPT: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a command, and code', /`[^`]*`|^ {4}.*$/gm],
  ['a link or a picture by its name', /\]\([^)]*\)/g],
  ['ids and paths, and names of files, scenarios and documents', /\b[A-Za-z0-9]+(?:[_./-][A-Za-z0-9]+)+(?:\[\d+\])?/g],
  ['units', /(?<![A-Za-z])(?:kg|Mt|kt|t|USD|MUSD)(?![A-Za-z])/g],
  ['the names of the program, of a digest, of a format and of a car', /\b(?:chokepoint|SHA|CSV|Model Y)\b/g],
];

/** What the files write as formulas, which a report gives as they are. */
function formulasOf({ run: { model }, verdicts }: Answer): string[] {
  const written = model.scenario.assumptions.map((one) => (one.written as { readonly value?: unknown }).value);
  return [...verdicts.map(({ that }) => that), ...written.filter((one) => typeof one === 'string')];
}

/** The same of what the policies of a study set. */
function settingsOf({ variants }: StudyResult): string[] {
  const leaves = (value: unknown): string[] =>
    value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [String(value)];
  return variants.flatMap(({ settings }) => settings.flatMap(({ value }) => leaves(value).map((one) => ` = ${one}`)));
}

/** Lines of a text with words of English that are none of what is kept. */
function english(text: string, formulas: readonly string[]): string[] {
  const longest = formulas.toSorted((one, other) => other.length - one.length);
  const plain = longest.reduce((rest, formula) => rest.replaceAll(formula, ''), text);
  const left = KEPT.reduce((rest, [, pattern]) => rest.replace(pattern, ''), plain);
  return left.split('\n').filter((line) => /[A-Za-z]{2,}/.test(line));
}

const chinese = (text: string) => text.split('\n').filter((line) => /[\p{Script=Han}，。；：、（）]/u.test(line));

/** The words of a report: as Markdown, and of its page what is read and what charts are called for those who cannot see. */
function wordsOf(report: Report): string {
  const assets = { pictures: new Map(), script: { text: '', sha256: '' }, fonts: new Map(), program: 'chokepoint 1' };
  const unescaped = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const page = reportHtml(report, assets)
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<(code|pre|dd)[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*?(?:\b(?:alt|aria-label|title)="([^"]*)"[^>]*)>/g, '\n$1\n')
    .replace(/<[^>]+>/g, '\n');
  return unescaped(`${reportMarkdown(report, 'chokepoint 1').replace(/\\/g, '')}\n${page}`)
    .replaceAll('\u00a0', ' ')
    .replaceAll('\u2060', '');
}

/** The report of an answer as `chokepoint run --lang` makes it. */
function reportOf(whole: Answer, ensemble: EnsembleSummary | undefined, language: Language): Report {
  const one = answerIn(whole, language);
  const { model } = one.run;
  const [subject] = usersOf({ model, metrics: one.metrics, ensemble });
  const drivers = subject && subject.odds > 0 ? driversOf(one, subject.id) : undefined;
  const tornado = drivers && tornadoChart(model, drivers, language);
  const why = explainBriefly(whole.run.model, undefined)?.found;
  const subjects = why ? toldDemands(why, []) : [];
  const charts = [
    ...chartsOf({ ...one, model, ...(ensemble && { ensemble }) }, undefined, language),
    ...[tornado, why && whyWaterfall(why, subjects, language), why && whyTime(why, subjects, language)],
  ].filter((chart) => chart !== undefined);
  const shared = { answer: one, ensemble, drivers, charts, why, ledger: LEDGER, command: '', files: [] };
  return scenarioReport(shared, language);
}

async function replicatesOf(whole: Answer): Promise<EnsembleSummary> {
  const drawn = await ensembleOf(whole.run.model, { seed: 'languages', sampling: 'plain', runs: 20 });
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.issues));
  return drawn.value;
}

const UNCERTAIN = ['six-month-licence', 'full-embargo', 'gallium-germanium-tungsten', 'april-2025-controls'];

test.each(SCENARIOS)('the report of %s is in one language', async (file) => {
  const { answer: whole } = answerOf(file);
  const isDrawn = UNCERTAIN.some((name) => file.endsWith(`/${name}.yaml`));
  for (const ensemble of [undefined, ...(isDrawn ? [await replicatesOf(whole)] : [])]) {
    const formulas = formulasOf(whole);
    expect(english(wordsOf(reportOf(whole, ensemble, 'zh')), formulas)).toEqual([]);
    expect(chinese(wordsOf(reportOf(whole, ensemble, 'en')))).toEqual([]);
  }
});

const STUDIES = ['renewal-lapse-reserve-source', 'which-document'].map((name) => `scenarios/studies/${name}.yaml`);

test.each(STUDIES)('the report of the study %s is in one language', async (file) => {
  const { study, issues } = studyOf(file);
  if (study === undefined) throw new Error(JSON.stringify(issues));
  const conducted = await runStudy(study, { runs: 20, seed: undefined, sampling: 'plain' });
  const { scenario } = study.open(study.variants[0]);
  const base = scenario && answer(scenario);
  if (!conducted.ok || !base?.ok) throw new Error('a study that could not be run');
  const reportIn = (language: Language) => {
    const named = answerIn(base.value, language);
    const texts = { study: study.translations, scenario: scenario?.translations ?? {} };
    const result = localiseStudy(conducted.value, language, texts);
    const drivers = driversOf(named, 'us_electric_cars');
    const tornado = drivers && tornadoChart(named.run.model, drivers, language);
    const charts = [...studyCharts(result, undefined, language), ...(tornado ? [tornado] : [])];
    return studyReport({ result, base: named, drivers, ledger: LEDGER, charts, command: '', files: [] }, language);
  };
  expect(english(wordsOf(reportIn('zh')), [...formulasOf(base.value), ...settingsOf(conducted.value)])).toEqual([]);
  expect(chinese(wordsOf(reportIn('en')))).toEqual([]);
});
