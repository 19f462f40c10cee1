/** How to repeat what a report says. */
import type { EnsembleSummary } from '../../metrics/ensemble-types.ts';
import type { Summary } from '../../metrics/summary.ts';
import { VERSION } from '../../version.ts';
import type { Words } from '../text/en.ts';
import { formatShare } from '../text/format.ts';
import type { Block } from './document.ts';

/** What explains the numbers, in the package of the version that made them. */
const PACKAGE = `https://unpkg.com/chokepoint@${VERSION}`;
const DOCS = ['docs/metrics.md', 'docs/model.md', 'docs/results.md'] as const;

/** The command, and what tells one run from another. */
export function repeatBlocks(
  { program, digest, seed }: Pick<Summary, 'program' | 'digest' | 'seed'>,
  how: {
    readonly command: string;
    readonly files: readonly string[];
    readonly ensemble:
      | (Pick<EnsembleSummary, 'runs' | 'sampling'> & Partial<Pick<EnsembleSummary, 'bandRuns'>>)
      | undefined;
  },
  { repeat }: Words,
  ofDigest = repeat.digest,
): Block[] {
  const { command, files, ensemble } = how;
  return [
    { kind: 'links', text: repeat.docs, links: DOCS.map((name) => [name, `${PACKAGE}/${name}`] as const) },
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
        ...bandFacts(ensemble, repeat),
        [repeat.files, files.join(', ')],
      ],
    },
  ];
}

/** What bands are of, where that is not all replicates, and how far their ranks may be off: √(p·(1 − p)/n). */
function bandFacts(
  ensemble: Partial<Pick<EnsembleSummary, 'runs' | 'bandRuns'>> | undefined,
  { bands, bandsOf }: Words['repeat'],
): (readonly [string, string])[] {
  const { runs = 0, bandRuns = runs } = ensemble ?? {};
  if (bandRuns === runs) return [];
  const error = (share: number) => formatShare(Math.sqrt((share * (1 - share)) / bandRuns));
  return [[bands, bandsOf(bandRuns, error(0.05), error(0.5))]];
}
