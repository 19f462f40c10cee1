/** What it costs to explain: 1,024 runs of one scenario, in each of which other causes are in force. */
import { readFileSync } from 'node:fs';
import { compile, readScenario } from '../../src/index.ts';
import { CENTRAL } from '../../src/metrics/why/coalitions.ts';
import { resultsOf } from '../../src/metrics/why/payoffs.ts';
import { gameOf } from '../../src/metrics/why/why.ts';

/** 235 steps. */
const FILE = 'scenarios/october-2025-escalation.yaml';
const PLAYERS = 10;

/** Seconds of CPU of all coalitions of ten causes, the first of which is compiled. */
export function measureCoalitions(): number {
  const { scenario } = readScenario(FILE, (path) => ({ text: readFileSync(path, 'utf8') }));
  if (scenario === undefined) throw new Error(`${FILE} is not sound`);
  const model = compile(scenario);
  const game = gameOf(model, { merge: 'change', without: 'open', pairs: 1, seed: 'bench' }, CENTRAL);
  if (!game.ok || game.value.causes.length < PLAYERS) throw new Error(`${FILE} has too few causes`);
  const { causes, coalitions } = game.value;
  const all = Array.from({ length: 1 << PLAYERS }, (_, bits) => ({
    coalition: Uint8Array.from(causes, (_, n) => (n < PLAYERS ? (bits >> n) & 1 : 1)),
    weights: [{ result: 0, weight: 1 }],
  }));
  const before = process.cpuUsage();
  const done = resultsOf(model, coalitions, all, 1);
  const { user, system } = process.cpuUsage(before);
  if (!done.ok) throw new Error(`${FILE} cannot run without some of its causes`);
  return (user + system) / 1e6;
}
