/** How to repeat what a report says. */
import type { EnsembleSummary } from '../../metrics/ensemble-types.ts';
import type { Summary } from '../../metrics/summary.ts';
import type { Words } from '../words/en.ts';
import type { Block } from './document.ts';

/** The command, and what tells one run from another. */
export function repeatBlocks(
  { program, digest, seed }: Pick<Summary, 'program' | 'digest' | 'seed'>,
  how: {
    readonly command: string;
    readonly files: readonly string[];
    readonly ensemble: Pick<EnsembleSummary, 'runs' | 'sampling'> | undefined;
  },
  { repeat }: Words,
  ofDigest = repeat.digest,
): Block[] {
  const { command, files, ensemble } = how;
  return [
    { kind: 'prose', text: repeat.how },
    { kind: 'command', text: command },
    {
      kind: 'facts',
      facts: [
        [repeat.program, program],
        [ofDigest, digest],
        [repeat.seed, seed],
        [repeat.runs, String(ensemble?.runs ?? 1)],
        ...(ensemble ? [[repeat.sampling, ensemble.sampling] as const] : []),
        [repeat.files, files.join(', ')],
      ],
    },
  ];
}
