/**
 * What a folder of results holds, by kind, and hence which folder may be replaced: only one in which chokepoint made
 * everything. This is the one guard of all commands that write results; see places.ts and journal.ts for when it looks.
 */
import { type Dirent, lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What is refused for the sake of something of the user's; nothing was written. */
export class WriteRefusal extends Error {}

/** A kind of folder: the file that tells that chokepoint wrote it, other files, and charts. */
const KINDS = {
  run: {
    told: 'summary.json',
    others: [
      'series.csv',
      'series.parquet',
      'bands.csv',
      'bands.parquet',
      'runs.parquet',
      'report.html',
      'report.md',
      'explorer.html',
      'why.json',
    ],
    charts: [
      ...['shortages', 'days-of-supply', 'shipments', 'utilisation', 'time-to-survive', 'convergence', 'back-test'],
      ...['prices', 'quotas', 'money', 'network', 'tornado', 'bound', 'why-waterfall', 'why-time'],
    ],
  },
  study: {
    told: 'summary.json',
    others: ['comparison.csv', 'worlds.csv', 'grid.csv', 'series.csv', 'report.html', 'report.md', 'explorer.html'],
    charts: [...['study-shortages', 'study-differences', 'study-survival', 'study-regret', 'study-grid'], 'tornado'],
  },
  solve: { told: 'solve.json', others: ['solve.csv'], charts: ['solve'] },
  sensitivity: {
    told: 'sensitivity.json',
    others: ['sensitivity.csv'],
    charts: ['tornado', 'rank-correlations', 'sobol-indices'],
  },
  discover: { told: 'discover.json', others: ['discover.csv', 'report.html', 'report.md'], charts: ['discover'] },
  stress: { told: 'stress.json', others: ['stress.csv', 'report.html', 'report.md'], charts: ['stress'] },
  bound: {
    told: 'bound.json',
    others: ['bound-series.csv', 'prices.csv', 'report.html', 'report.md'],
    charts: ['bound'],
  },
  why: { told: 'why.json', others: ['why.csv'], charts: ['why-waterfall', 'why-time'] },
  fit: { told: 'fit.json', others: ['fit.csv'], charts: ['fit'] },
} as const;

export type Kind = keyof typeof KINDS;

/** A folder that may be written or replaced, as placesFor gives it. */
export interface Place {
  readonly path: string;
  readonly kind: Kind;
  /** Whether it is replaced whatever is in it. */
  readonly force: boolean;
  /** Why it is another than the standard one. */
  readonly why: string | undefined;
}

const ALL = Object.keys(KINDS) as Kind[];

/** Put into any folder by whoever looks at it with a file browser. */
const OF_NOBODY = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];

/** Whether a file of this name belongs into a folder of this kind. Whatever is written there must be named above. */
export function isMade(kind: Kind, name: string): boolean {
  const { told, others, charts } = KINDS[kind];
  const [, chart] = /^(.+)\.(?:vl\.json|svg|png)$/.exec(name) ?? [];
  const files: readonly string[] = [told, ...others];
  return files.includes(name) || (chart !== undefined && (charts as readonly string[]).includes(chart));
}

/** Why what stands there is no folder that could be replaced at all: a file, a link, a device. */
export function whyNoFolder(path: string, shown = path): string[] {
  const found = entryAt(path);
  return found === undefined || found.isDirectory() ? [] : [`${shown}: it is ${wordOf(found)}, not a folder`];
}

/** What stands at a path, not following links; undefined where there is nothing. */
export function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isNothingThere(error)) return undefined;
    throw error;
  }
}

/** What something is, in words. */
export function wordOf(entry: Stats): string {
  return entry.isDirectory() ? 'a folder' : entry.isSymbolicLink() ? 'a link' : entry.isFile() ? 'a file' : 'a device';
}

function isNothingThere(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Why a folder, told of as `shown`, is not to be replaced by one of this kind; where none is given, by any. */
export function whyForeign(path: string, kind?: Kind, shown = path): string[] {
  const look = () => {
    const entries = entriesIn(path);
    const reasons = (kind === undefined ? ALL : [kind]).map((one) => whyNotOf(one, path, entries, shown));
    return entries.length === 0 ? [] : (reasons.find((found) => found.length === 0) ?? (reasons[0] as string[]));
  };
  const none = whyNoFolder(path, shown);
  // Looked at again, as another command may be putting its own there just now.
  for (let tries = 0; none.length === 0 && tries < 3; tries++) if (look().length === 0) return [];
  return none.length === 0 ? look() : none;
}

function whyNotOf(kind: Kind, path: string, entries: readonly Dirent[], shown: string): string[] {
  const { told } = KINDS[kind];
  if (!entries.some(({ name }) => name === told))
    return [`${shown}: it has no ${told}, so that chokepoint did not make it`];
  if (!tellsOfUs(join(path, told))) return [`${shown}/${told}: it does not say that chokepoint wrote it`];
  return entries
    .filter((entry) => !entry.isFile() || !isMade(kind, entry.name))
    .map((entry) => {
      const { name } = entry;
      const isOfAnother = entry.isFile() && ALL.some((one) => isMade(one, name));
      return `${shown}/${name}: ${isOfAnother ? 'another command made it' : 'chokepoint did not make it'}, and it would be taken away`;
    });
}

/** When the results in a folder were written, in milliseconds, wherever it was moved since; 0 where there are none. */
export function writtenAt(path: string): number {
  return Math.max(...ALL.map((kind) => entryAt(join(path, KINDS[kind].told))?.ctimeMs ?? 0));
}

/** What is in a folder that no command of ours writes into any; its own name where it is no folder. */
export function strangersIn(path: string): string[] {
  if (whyNoFolder(path).length > 0) return [basename(path)];
  return entriesIn(path)
    .filter((entry) => !entry.isFile() || !ALL.some((kind) => isMade(kind, entry.name)))
    .map(({ name }) => name);
}

/** The folder of results that a path lies in, if any. */
export function resultsAround(path: string): string | undefined {
  const folder = dirname(path);
  if (ALL.some((kind) => tellsOfUs(join(folder, KINDS[kind].told)))) return folder;
  return folder === path || folder === '.' ? undefined : resultsAround(folder);
}

/** What is in a folder, but for what belongs to nobody; nothing where there is none. */
function entriesIn(path: string): Dirent[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !OF_NOBODY.includes(name));
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isNothingThere(error)) return [];
    throw error;
  }
}

/** Whether a file of JSON names chokepoint as its program; looked for as text, so that a torn file is told, too. */
function tellsOfUs(path: string): boolean {
  try {
    return /"program": ?"chokepoint \d/.test(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}
