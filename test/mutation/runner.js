/**
 * A test runner for Stryker that bundles the tests once and, for every mutant, evaluates them afresh in the same
 * process: milliseconds where starting vitest would take seconds. Nothing outlives a mutant, as all modules are made
 * anew, so mutants of what is computed when a module is loaded are tried like any other.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { harness } from './harness.js';

/** The tests that can notice a change of the model; quick ones first, as a mutant is left at the first that fails. */
const FIRST = ['simulation', 'metrics', 'central.test.ts', 'textbook'];
const LAST = ['model/lane.test.ts', 'laws', 'simulation/kernel.test.ts'];

function filesOf(place) {
  if (place.endsWith('.ts')) return [`test/${place}`];
  const names = readdirSync(join('test', place), { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  return names.sort().map((name) => `test/${place}/${name}`);
}

const WHOLE = /^test\/(central|textbook\/textbook|laws\/oracle|model\/lane)\.test/;

/** Whether the tests of a file are tried on what was changed: those of its own folder, and some of the model as a whole. */
function isNear(test, changed) {
  const own = /src\/(.*)\//.exec(changed.replaceAll('\\', '/'))[1];
  const folder = /test\/(.*)\//.exec(test)?.[1];
  if (WHOLE.test(test) || folder === own) return true;
  if (/ensemble|replicates/.test(changed) && test.includes('/ensemble')) return true;
  return own.startsWith('simulation') && /^(simulation|laws|model)$/.test(folder);
}

class Runner {
  /** Every run evaluates all modules again. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env['CHOKEPOINT_LAW_FACTOR'] ??= '0.02';
    console.info = () => undefined;
    const last = LAST.flatMap(filesOf);
    const files = [...FIRST.flatMap(filesOf).filter((file) => !last.includes(file)), ...last];
    const { outputFiles } = await build({
      stdin: {
        contents: ['src/index.ts', ...files].map((file) => `add('${file}', () => require('./${file}'));`).join('\n'),
        resolveDir: process.cwd(),
      },
      ...{ bundle: true, write: false, platform: 'node', format: 'cjs', target: 'node20', packages: 'external' },
      define: { 'import.meta.dirname': 'dirname' },
      logLevel: 'error',
    });
    const whole = `(require, dirname, add) => {${outputFiles[0].text}\n}`;
    this.counting = new Script(whole);
    // What is only counted in the first run costs much in the others.
    this.plain = new Script(whole.replaceAll(/\bstryCov_\w+\((?:"\d+"(?:, )?)+\)/g, '0'));
  }

  /** The model, evaluated anew, and its tests: each file asked for is evaluated when `tests` is called. */
  evaluated(script, isAsked = () => true, changed = '') {
    const { gathered, vitest } = harness();
    const own = createRequire(resolve('package.json'));
    const files = [];
    const require = (name) => (name === 'vitest' ? vitest : own(name));
    script.runInThisContext()(require, resolve('test'), (file, evaluate) => files.push({ file, evaluate }));
    files.shift().evaluate();
    // What is named after the file that was changed is the likeliest to notice.
    const isNamesake = ({ file }) => Number(basename(file, '.test.ts') === basename(changed, '.ts'));
    const asked = files.filter(({ file }) => isAsked(file)).sort((a, b) => isNamesake(b) - isNamesake(a));
    return asked.map(({ file, evaluate }) => ({ file, tests: () => gathered(file, evaluate) }));
  }

  async dryRun() {
    const { perTest, static: always } = { perTest: {}, static: {} };
    const stryker = { mutantCoverage: { static: always, perTest } };
    globalThis.__stryker__ = stryker;
    const results = [];
    for (const { file, tests } of this.evaluated(this.counting)) {
      stryker.currentTestId = file;
      const own = tests();
      for (const { id, body } of own) {
        // What evaluating the file makes is used by any test in it.
        perTest[id] = { ...perTest[file] };
        stryker.currentTestId = id;
        const began = performance.now();
        const failureMessage = await failureOf(body);
        const timeSpentMs = performance.now() - began;
        results.push({
          id,
          name: id,
          timeSpentMs,
          ...(failureMessage ? { status: 1, failureMessage } : { status: 0 }),
        });
      }
      delete perTest[file];
    }
    return { status: 'complete', tests: results, mutantCoverage: { perTest, static: always } };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    const stryker = { hitCount: hitLimit === undefined ? undefined : 0, hitLimit };
    globalThis.__stryker__ = stryker;
    if (mutantActivation === 'static') stryker.activeMutant = activeMutant.id;
    const filter = testFilter && new Set(testFilter);
    const asked = filter && new Set([...filter].map((id) => id.split(' > ')[0]));
    let nrOfTests = 0;
    const killedBy = (id, error) => ({ status: 'killed', killedBy: [id], failureMessage: messageOf(error), nrOfTests });
    const outcome = async () => {
      let place = 'src/index.ts';
      try {
        const isAsked = (file) => (asked === undefined || asked.has(file)) && isNear(file, activeMutant.fileName);
        const files = this.evaluated(this.plain, isAsked, activeMutant.fileName);
        stryker.activeMutant = activeMutant.id;
        for (const { file, tests } of files) {
          place = file;
          for (const { id, body } of tests()) {
            if (filter && !filter.has(id)) continue;
            place = id;
            nrOfTests++;
            await body();
          }
        }
        return { status: 'survived', nrOfTests };
      } catch (error) {
        return killedBy(place, error);
      }
    };
    const result = await outcome();
    return stryker.hitCount > hitLimit ? { status: 'timeout', reason: `reached ${hitLimit} times` } : result;
  }
}

async function failureOf(body) {
  try {
    await body();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error) {
  return String(error?.message ?? error).slice(0, 300) || 'failed';
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: Runner }];
