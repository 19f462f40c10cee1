/** What tests of shards and of queues have in common: what is run, what it leaves, and another build of the program. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './files.ts';

/** A scenario of which nobody knows how it ends, of so many weeks. */
export const uncertain = (weeks: number) => `
version: 2
title: Nobody knows whether it is renewed
start: 2025-04-04
horizon: ${weeks} weeks
runs: 300
assumptions:
  renewed: {chance: 40%, why: a test}
  review: {triangular: [2 weeks, 5 weeks, 12 weeks], why: a test}
stockpiles:
  magnets: {cover: 6 weeks}
flows:
  imports: {to: magnets, lead: 5 weeks, licence: export}
licences:
  export: {phases: [{from: 2025-04-04, review: review}, {from: 2025-09-05, allow: renewed}]}
demands:
  cars: {title: Car makers, from: magnets, rate: 20 t/week, noise: 10%}
`;

/** A study of it, of so many replicates. */
export const studyOfStock = (runs: number) => `
version: 2
title: What helps
base: scenario.yaml
runs: ${runs}
variants:
  stock: {title: Twice the stock, set: {stockpiles.magnets.cover: 12 weeks}}
`;

/** All files below a folder with what they hold. */
export function filesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const file = join(folder, name);
      return statSync(file).isFile() ? [[name, readFileSync(file).toString('latin1')]] : [];
    }),
  );
}

/** Puts a build of the program in which one file differs, with the same packages, into a folder; returns its entrance. */
export function anotherBuild(folder: string, changed = 'worker.js'): string {
  const program = join(folder, 'dist');
  mkdirSync(program, { recursive: true });
  for (const name of readdirSync(join(ROOT, 'dist'))) {
    if (/\.js$/.test(name)) copyFileSync(join(ROOT, 'dist', name), join(program, name));
  }
  writeFileSync(join(program, changed), '\n', { flag: 'a' });
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(program, 'chokepoint.js');
}
