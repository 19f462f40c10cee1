/** `npm run fuzz -- [--seed S] [--cases 3000] [--case N] [--processes 2]`: as many cases as one has time for, or one again. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fuzz, tell } from './fuzz.ts';

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
const { failures, codes } = await fuzz({
  ...{ root: process.cwd(), seed, numbers, processes: Math.min(Number(values.processes), numbers.length), keeps: true },
  progress: (done, failed) => {
    if (done % 100 === 0) console.log(`${done} cases, ${failed} failed`);
  },
});
console.log([...codes].map(([code, count]) => `${count} with exit code ${code ?? 'none'}`).join(', '));
console.log(
  failures.length === 0 ? 'None failed.' : `${tell(failures, seed)}\n\n${failures.length} of ${numbers.length} failed.`,
);
if (values.case !== undefined) for (const { said } of failures) console.log(`\nIt said:\n${said}`);
process.exitCode = failures.length === 0 ? 0 : 1;
