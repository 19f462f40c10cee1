/** Where the policy of a page forbids compiling WebAssembly, the reference step runs, and gives the very numbers. */
import { createContext, runInContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';

const ENSEMBLE = `
  import { compile, ensembleOf, readScenario, inlineExecutor } from './src/index.ts';
  const text = JSON.stringify({
    version: 2,
    title: 'A ban, and users of whom nobody knows how much they need',
    start: '2025-01-03',
    horizon: '20 weeks',
    assumptions: { use: { uniform: ['5 t/week', '20 t/week'], why: 'unknown' } },
    stockpiles: { magnets: { cover: '6 weeks' } },
    flows: { imports: { to: 'magnets', lead: '2 weeks', licence: 'export' } },
    licences: { export: { phases: [{ from: '2025-02-07', allow: '20%' }] } },
    demands: { cars: { from: 'magnets', rate: 'use', noise: '10%' } },
  });
  export async function summary() {
    const { scenario } = readScenario('scenario.yaml', () => ({ text }));
    const model = compile(scenario);
    const chance = { seed: 's', sampling: 'plain', runs: 70 };
    const found = await ensembleOf(model, chance, inlineExecutor(model, chance), {});
    return JSON.stringify(found.value.metrics);
  }
`;

const { outputFiles } = buildSync({
  stdin: { contents: ENSEMBLE, resolveDir: process.cwd(), loader: 'ts' },
  ...{ bundle: true, write: false, format: 'iife', globalName: 'core', platform: 'browser', target: 'es2022' },
});
const script = outputFiles[0]?.text as string;

/** The ensemble in a realm of its own, in which WebAssembly may be compiled or may not. */
function ensembleWhere(wasm: boolean): Promise<string> {
  const realm = createContext({ atob, TextEncoder, structuredClone }, { codeGeneration: { strings: false, wasm } });
  return runInContext(`${script}; core.summary()`, realm);
}

test('an ensemble is the same to the bit where WebAssembly may not be compiled', async () => {
  const [compiled, forbidden] = [await ensembleWhere(true), await ensembleWhere(false)];
  expect(forbidden).toBe(compiled);
  expect(JSON.parse(compiled)).toContainEqual(expect.objectContaining({ path: 'demands.cars.shortage' }));
});
