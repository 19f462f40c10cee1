/** `npm run fuzz -- [--seed S] [--cases 3000] [--case N] [--processes 2]`: as many cases as one has time for, or one again. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fuzz, likeness, tell } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    cases: { type: 'string', default: '3000' },
    case: { type: 'string' },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
});

const seed = values.seed ?? `${Date.now() % 1_000_000}`;
const numbers = values.case === undefined ? [...Array(Number(values.cases)).keys()] : [Number(values.case)];
console.log(`seed ${seed}, ${numbers.length} cases`);
/** How often each kind of failure was found; the first of each kind is told at once. */
const kinds = new Map<string, number[]>();
const { failures, codes } = await fuzz({
  ...{ root: process.cwd(), seed, numbers, processes: Math.min(Number(values.processes), numbers.length), keeps: true },
  progress: (done) => {
    if (done % 500 === 0) console.log(`\n${done} cases`);
  },
  found: (failure) => {
    const kind = likeness(failure);
    const known = kinds.get(kind);
    if (known === undefined) console.log(`\n${tell(failure)}`);
    kinds.set(kind, [...(known ?? []), failure.case.number]);
    if (values.case !== undefined) console.log(`\nIt said:\n${failure.said}`);
  },
});
console.log(`\n${[...codes].map(([code, count]) => `${count} with exit code ${code ?? 'none'}`).join(', ')}`);
console.log(failures.length === 0 ? 'None failed.' : `${failures.length} of ${numbers.length} failed:`);
for (const [kind, all] of kinds) console.log(`  ${all.length} × ${kind} (${all.slice(0, 10).join(', ')})`);
process.exitCode = failures.length === 0 ? 0 : 1;
