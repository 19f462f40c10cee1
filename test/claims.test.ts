/**
 * The claims of the scenarios that ship: each is what its file says, comes out otherwise under its rival, and stands in
 * the page. So none holds by construction alone.
 */
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  CLAIMS_MARKS,
  type ClaimTrial,
  answer as calculate,
  claimReader,
  claimsMarkdown,
  LANGUAGES,
  parseYaml,
  readLedger,
  readScenario,
  tryClaims,
} from '../src/index.ts';
import { answerOf, read, reader, SCENARIOS } from './files.ts';

const LEDGER = readLedger('figures.yaml', read('scenarios/figures.yaml'), new Map());
const README = read('scenarios/README.md');
const WITH_CLAIMS = SCENARIOS.filter((file) =>
  answerOf(file).answer.run.model.scenario.expectations.some(({ claim }) => claim !== undefined),
);

async function trialsOf(file: string): Promise<readonly ClaimTrial[]> {
  const { answer } = answerOf(file);
  const tried = await tryClaims(answer.run.model, answer, claimReader(file, [], reader));
  if (!tried.ok) throw new Error(JSON.stringify(tried.issues));
  return tried.value;
}

test('a dozen scenarios and more have claims to test', () => {
  expect(WITH_CLAIMS.length).toBeGreaterThan(11);
});

describe.each(WITH_CLAIMS)('%s', (file) => {
  const trials = trialsOf(file);
  const { answer } = answerOf(file);

  test('every claim is found as stated, for the reason stated', async () => {
    const faults = (await trials).flatMap(({ claim, verdict, found, faults: all }) =>
      all.map((fault) => `${claim.figure.id}, ${verdict.that}: ${fault} (stated ${verdict.stated}, found ${found})`),
    );
    expect(faults).toEqual([]);
  });

  test('none holds by construction: each has a rival that flips it, or a number on which it turns', async () => {
    for (const { verdict, rival, turn } of await trials) {
      expect(rival ?? turn, `${verdict.that} has neither a rival nor a number that it depends on`).toBeDefined();
      if (rival !== undefined) {
        expect(rival.met, verdict.that).not.toBe(verdict.met);
        expect(rival.left === verdict.left && rival.right === verdict.right, `${verdict.that}: nothing moves`).toBe(
          false,
        );
      }
      if (turn !== undefined) expect(turn.value, verdict.that).toBeGreaterThan(turn.from);
    }
  });

  test('an expectation moves where a figure that a claim tests gives way to its rivals', () => {
    const { assumptions, expectations } = answer.run.model.scenario;
    const claimed = new Set(expectations.map(({ claim }) => claim?.figure.id));
    const sides = (of: Answer) => of.verdicts.map(({ left, right }) => [left, right]);
    for (const { id, figure } of assumptions) {
      if (figure === undefined || !claimed.has(figure.id)) continue;
      const rivals = (figure.rivals ?? []).map((rival) => LEDGER.figures.find((one) => one.id === rival));
      const worlds = rivals.flatMap((rival) => {
        const value = String(rival?.implies?.value ?? rival?.value).replace(/^[<>]=? */, '');
        const { scenario } = readScenario(file, reader, [{ path: `assumptions.${id}`, value }]);
        const run = scenario && calculate(scenario);
        return run?.ok ? [sides(run.value)] : [];
      });
      if (worlds.length === 0) continue;
      expect(worlds, `assumptions.${id}, of ${figure.id}`).not.toEqual(worlds.map(() => sides(answer)));
    }
  });

  test('says in both languages why', () => {
    const { translations, expectations } = answer.run.model.scenario;
    for (const [position, { claim, because, reason, that }] of expectations.entries()) {
      if (claim === undefined) continue;
      expect(reason ?? because, that).toBeDefined();
      const chinese = translations['zh'];
      const paths = [`expect[${position}].because`, `expect[${position}].reason`, `expect[${position}].reason.text`];
      expect(
        paths.some((path) => chinese?.has(path)),
        `${that} in Chinese`,
      ).toBe(true);
    }
  });

  test('stands in scenarios/README.md as it is found (npm run generate)', async () => {
    const { locate } = readScenario(file, reader);
    const issue = { severity: 'warning', code: 'wrong-type', expected: '', found: '', remedy: '' } as const;
    const rows = (await trials).map((trial) => ({
      ...{ ...trial, model: answer.run.model, file },
      line: locate({ ...issue, path: ['expect', trial.verdict.position, 'that'] }).place?.line ?? 0,
    }));
    const { source } = parseYaml('figures.yaml', read('scenarios/figures.yaml'));
    const ledger = new Map(
      LEDGER.figures.map((figure, n) => [figure.id, { ...figure, ledgerLine: source?.locate([n]).place?.line ?? 0 }]),
    );
    for (const language of LANGUAGES) {
      const lines = claimsMarkdown({ rows, ledger, untestable: [], untested: [] }, language);
      for (const line of lines.filter((one) => one.includes('.yaml#L'))) expect(README).toContain(line);
    }
  });
});

test('every figure of the ledger that is neither tested nor untestable is named in the page', async () => {
  const part = README.slice(README.indexOf(CLAIMS_MARKS[0]), README.indexOf(CLAIMS_MARKS[1]));
  const tested = new Set((await Promise.all(WITH_CLAIMS.map(trialsOf))).flat().map(({ claim }) => claim.figure.id));
  const { source } = parseYaml('figures.yaml', read('scenarios/figures.yaml'));
  for (const [n, { id, untestable }] of LEDGER.figures.entries()) {
    const isTested = tested.has(id);
    expect(untestable !== undefined && isTested, `${id} is tested and said to be untestable`).toBe(false);
    expect(part, id).toContain(`figures.yaml#L${source?.locate([n]).place?.line})`);
  }
});
