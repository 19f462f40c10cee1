/** Where one chance or choice decides: each of its branches as a scene of its own, which charts draw like the whole; of a number its name. */
import { branchingOf } from '../../../findings/branches.ts';
import type { Results } from '../../../findings/results.ts';
import type { EnsembleSummary } from '../../../metrics/ensemble-types.ts';
import { branchTitle } from '../../text/branch-title.ts';
import { type Language, wordsOf } from '../../text/languages.ts';
import type { Scene } from './scene.ts';

/** One branch: what then holds, how likely it is, and the replicates in it as a scene. */
export interface BranchScene {
  readonly title: string;
  readonly odds: number;
  /** Whether the central run takes it, whose line and shading then belong in its panels. */
  readonly isCentral: boolean;
  readonly scene: Scene;
}

/** The branches for users for whom they decide; none where nothing does, or a branch has no bands. */
export interface BranchScenes {
  readonly branches: readonly BranchScene[];
  readonly decides: (demand: string) => boolean;
  /** The number that decides for the subject; undefined where none does. */
  readonly hangsOn: string | undefined;
}

const NONE: BranchScenes = { branches: [], decides: () => false, hangsOn: undefined };

/** The branches of what decides for the subject. */
export function branchScenes(scene: Scene, results: Results, language: Language): BranchScenes {
  const { model, ensemble } = results;
  const branching = branchingOf(results);
  const found = ensemble?.branchings.find(({ assumption }) => assumption === branching?.assumption.id);
  if (branching?.isOfPrice) return NONE;
  if (branching?.isNumber) return { ...NONE, hangsOn: branching.assumption.title };
  if (!branching || !ensemble || !found || branching.branches.some(({ bands }) => bands.length === 0)) return NONE;
  const words = wordsOf(language);
  return {
    hangsOn: undefined,
    decides: (demand) => found.decides.some(({ path }) => path === `demands.${demand}.shortage`),
    branches: branching.branches.map((branch) => ({
      ...{ title: branchTitle(branch, branching, model, words), odds: branch.probability },
      isCentral: branch.isCentral,
      scene: { ...scene, users: branch.users, ensemble: narrowed(scene, ensemble, branch) },
    })),
  };
}

/** The look-ups of an ensemble in some of its replicates: shares short, days of supply, and metrics of users. */
function narrowed(
  { ensemble: whole }: Scene,
  summary: EnsembleSummary,
  { low, bands }: { readonly low: number; readonly bands: EnsembleSummary['bands'] },
): Scene['ensemble'] {
  if (whole === undefined) return undefined;
  const branch = summary.branchings.flatMap(({ branches }) => branches).find((one) => one.bands === bands);
  if (branch === undefined) throw new Error(`no branch of the value ${low}`);
  const byName = new Map(bands.map((band) => [`${band.kind}/${band.id}/${band.variable}`, band]));
  const byPath = new Map(branch.metrics.map((one) => [one.path, one]));
  return {
    ...whole,
    band: (kind, id, variable) => byName.get(`${kind}/${id}/${variable}`) ?? whole.band(kind, id, variable),
    shareShort: (demand) =>
      bands.find(({ kind, id }) => kind === 'demand' && id === demand) ?? whole.shareShort(demand),
    statistics: (path) => byPath.get(path) ?? whole.statistics(path),
  };
}
