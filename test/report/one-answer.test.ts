/** One answer, written three times: terminal, HTML and Markdown say the same numbers of the same users, in both languages. */
import { expect, test } from 'vitest';
import {
  chartsOf,
  driversOf,
  type EnsembleSummary,
  ensembleOf,
  LANGUAGES,
  type Language,
  reportHtml,
  reportMarkdown,
  reportTerminal,
  scenarioReport,
  usersOf,
} from '../../src/index.ts';
import { run } from '../run.ts';
import { uncertain } from './ensembles.ts';
import { magnets } from './magnets.ts';

const PAGE = { pictures: new Map(), script: { text: '', sha256: '' }, fonts: new Map(), program: 'chokepoint 1' };

async function reportsOf(scenario: object, language: Language, runs: number) {
  const answer = run(scenario);
  const { model } = answer.run;
  const drawn = await ensembleOf(model, { seed: 'one answer', sampling: 'plain', runs });
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.issues));
  const ensemble: EnsembleSummary | undefined = runs > 1 ? drawn.value : undefined;
  const users = usersOf({ model, metrics: answer.metrics, ensemble });
  const report = scenarioReport(
    {
      ...{ answer, ensemble, charts: chartsOf({ ...answer, model, ensemble }), ledger: new Map() },
      ...{ drivers: driversOf(answer, users[0]?.id ?? ''), command: '', files: [] },
    },
    language,
  );
  const plain = (html: string) =>
    html
      .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&quot;', '"');
  const parting = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');
  const texts = {
    terminal: reportTerminal(report, 1000)
      .map(({ text }) => text)
      .join('\n'),
    html: parting(plain(reportHtml(report, PAGE))),
    markdown: parting(reportMarkdown(report, 'chokepoint 1').replace(/\\/g, '')),
  };
  return { report, texts, users };
}

test.each(LANGUAGES.flatMap((language) => [1, 200].map((runs) => [language, runs] as const)))(
  'the answer and the table of users are the same in %s, of %i runs',
  async (language, runs) => {
    const { report, texts, users } = await reportsOf(uncertain(magnets()), language, runs);
    const [table] = report.sections.find(({ id }) => id === 'users')?.blocks ?? [];
    if (table?.kind !== 'table') throw new Error('no table of users');
    expect(table.rows.length).toBeGreaterThan(1);
    const said = [...report.answer, ...table.rows.flat().map(({ text }) => text)];
    for (const [name, text] of Object.entries(texts)) {
      const missing = said.filter((one) => !text.includes(one));
      expect(missing, `not in the ${name}`).toEqual([]);
    }
    // In the one order of users.
    expect(table.rows.map(([user]) => user.text)).toEqual(
      users.filter(({ odds }) => odds > 0).map(({ title }) => title),
    );
  },
);

test('the mean of the subject is the one number of it, wherever it stands', async () => {
  const { report, users } = await reportsOf(uncertain(magnets()), 'en', 200);
  const [subject] = users;
  const row = report.sections.find(({ id }) => id === 'users')?.blocks[0];
  if (row?.kind !== 'table' || subject === undefined) throw new Error('no table of users');
  expect(row.rows[0].map(({ value }) => value)).toContain(subject.shortage.value);
  const [, number] = /and lack ([\d,.]+ t) on average/.exec(report.answer.join(' ')) ?? [];
  expect(row.rows[0].map(({ text }) => text)).toContain(number);
});
