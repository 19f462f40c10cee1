/** What is right of a call, whatever the input: the rules that no case may break. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SECRET } from './hostile.ts';
import type { Outcome } from './pool.ts';

/** Every file, folder and link below a folder, with what tells whether it is the same. */
export type Listing = ReadonlyMap<string, string>;

export function list(folder: string, top = folder): Listing {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const at = lstatSync(path, { bigint: true });
    if (at.isDirectory()) {
      found.set(relative(top, path), 'folder');
      for (const [inner, mark] of list(path, top)) found.set(inner, mark);
    } else found.set(relative(top, path), `${at.ino} ${at.size} ${at.mtimeNs}`);
  }
  return found;
}

export interface Judged {
  readonly words: readonly string[];
  readonly outcome: Outcome;
  readonly before: Listing;
  readonly after: Listing;
  /** The folder that both are of. */
  readonly sandbox: string;
  /** Whether a path belongs to the user, so that no command may change it. */
  readonly isOfUser: (path: string) => boolean;
  readonly isPlaceSpoilt: boolean;
}

const STACK =
  /^\s+at .*(:\d+:\d+|<anonymous>|native)\)?$|node:internal|panicked at|UnhandledPromise|MaxListeners|ExperimentalWarning/m;
/** Where a text has something but a line end that a terminal takes for an order, or that turns its direction; -1: nowhere. */
function controlIn(text: string): number {
  return [...text].findIndex((one) => {
    const code = one.codePointAt(0) as number;
    const isDirection =
      code === 0x200e || code === 0x200f || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return (code < 0x20 && one !== '\n' && one !== '\t') || (code >= 0x7f && code < 0xa0) || isDirection;
  });
}
const ORDER = /^::/m;

/** What is wrong; nothing where all is right. The beginning of each, to its colon, is the rule that is broken. */
export function faultsOf(judged: Judged): string[] {
  const { words, outcome, before, after, isOfUser, isPlaceSpoilt } = judged;
  const { code, stdout, stderr, killed } = outcome;
  const [command] = words;
  const allowed = [0, 2, ...(/check|solve/.test(command) ? [3] : []), ...(isPlaceSpoilt ? [1] : [])];
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  const lost = changed.filter((path) => isOfUser(path) && before.has(path));
  const said = `${stdout}\n${stderr}`;
  const control = controlIn(said);
  const wrong: (string | false)[] = [
    killed !== undefined && `killed: ${killed}`,
    code !== undefined && !allowed.includes(code) && `exit code: ${code}`,
    STACK.test(stderr) &&
      `stack trace: ${stderr.split('\n').find((line) => /Error|panic|Warning/.test(line)) ?? stderr.trim().split('\n')[0]}`,
    lost.length > 0 && `files of the user: changed or gone: ${lost.slice(0, 3).join(', ')}`,
    code === 2 && !isPlaceSpoilt && changed.length > 0 && `written on 2: ${changed.slice(0, 3).join(', ')}`,
    code === 2 && stderr.trim() === '' && 'silent: exit code 2 without a word',
    (command === 'validate' || command === 'figures') &&
      changed.length > 0 &&
      `written: by ${command}: ${changed.slice(0, 3)}`,
    control >= 0 && `control character: in what it says, ${around(said, control)}`,
    !words.includes('--github') && ORDER.test(said) && `order to GitHub: a line that begins with ::`,
    said.includes(SECRET) && 'secret: it shows what stands in a file outside',
    ...(code === 0 ? notFinite(judged) : []),
  ];
  return wrong.filter((one) => typeof one === 'string');
}

/** A few characters on both sides of a place. */
const around = (text: string, place: number) =>
  JSON.stringify([...text].slice(Math.max(0, place - 20), place + 20).join(''));

/** Metrics that may have no value (model.md, Metrics), and what an ensemble says of these. */
const MAY_BE_NULL =
  /\.(peak_date|time_to_survive|time_to_recover|minimum_days_of_supply|utilisation|granted|used|lapsed|unit_cost|highest_date)$/;
const SERIES_WITHOUT = /,(days_of_supply|quota_left),/;
const NOT_FINITE = /\b(NaN|Infinity)\b/;

/** Numbers that are none in what was written. */
function notFinite({ before, after, sandbox }: Judged): string[] {
  const written = [...after.keys()].filter((path) => before.get(path) !== after.get(path));
  return written.flatMap((path): string[] => {
    const text = () => readFileSync(join(sandbox, path), 'utf8');
    if (path.endsWith('summary.json'))
      return nullsIn(JSON.parse(text()) as Summary).map((one) => `not finite: ${one} in summary.json`);
    if (/(series|bands)\.csv$/.test(path)) {
      const line = text()
        .split('\n')
        .find((one) => (/,,|NaN|Infinity/.test(one) && !SERIES_WITHOUT.test(one)) || NOT_FINITE.test(one));
      return line === undefined ? [] : [`not finite: ${line} in ${path.split('/').at(-1)}`];
    }
    if (/\.(vl\.json|svg|csv)$/.test(path) && NOT_FINITE.test(text()))
      return [`not finite: ${around(text(), text().search(NOT_FINITE))} in ${path.split('/').at(-1)}`];
    return [];
  });
}

/** A percentage error is null where an observation is 0, and nowhere else. */
const PERCENTAGE = /^observations\.([^.]+)\.mean_absolute_percentage_error$/;

interface Summary {
  readonly observations?: Readonly<Record<string, { readonly months: readonly { readonly observed: number }[] }>>;
  readonly metrics?: Readonly<Record<string, number | string | null>>;
  readonly assumptions?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly ensemble?: {
    readonly metrics: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

/** What is null in a summary and may not be. */
function nullsIn({ metrics = {}, observations = {}, assumptions = {}, ensemble }: Summary): string[] {
  const mayBeNull = (path: string) => {
    const [, of] = PERCENTAGE.exec(path) ?? [];
    return of === undefined
      ? MAY_BE_NULL.test(path)
      : observations[of]?.months.some(({ observed }) => observed === 0) === true;
  };
  const single = Object.entries(metrics).filter(([path, value]) => value === null && !mayBeNull(path));
  const assumed = Object.entries(assumptions).filter(([, { value }]) => value === null);
  const statistics = Object.entries(ensemble?.metrics ?? {}).filter(
    ([path, of]) => !mayBeNull(path) && Object.values(of).includes(null),
  );
  return [
    ...single.map(([path]) => path),
    ...assumed.map(([id]) => `assumptions.${id}`),
    ...statistics.map(([path]) => `ensemble.${path}`),
  ];
}
