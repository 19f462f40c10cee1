/** Which uncertain assumptions rise and fall together: pairs that exist, and correlations that numbers can have. */
import { correlatedGroups, type RankCorrelation } from '../../chance/correlation.ts';
import { type Path, suggestion } from '../../issue.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { Assumption } from '../values.ts';
import type { FieldReader } from './field-reader.ts';

type Pair = readonly [a: string, b: string, correlation: number];

/** The sound pairs in the order of the file; faults of the others, and of pairs that exclude one another, to the desk. */
export function readRankCorrelations(
  desk: FieldReader,
  file: ScenarioFile,
  assumptions: readonly Assumption[],
): RankCorrelation[] {
  const known = new Map(assumptions.map((assumption) => [assumption.id, assumption]));
  const pairs: RankCorrelation[] = [];
  for (const [[a, b, correlation], path] of writtenPairs(file.together ?? [])) {
    const isUncertain = [a, b].map((name, place) => checkName(desk, [...path, place], name, known));
    if (desk.faults.isBroken(path) || isUncertain.includes(false)) continue;
    if (a === b) {
      desk.fault('conflict', path, 'two assumptions', `${a} twice`, 'Name another, or take the pair out.');
    } else if (pairs.some((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))) {
      desk.fault('conflict', path, 'each pair once', `${a} and ${b} again`, 'Keep one.');
    } else {
      pairs.push({ a, b, correlation });
    }
  }
  for (const { members, factor } of correlatedGroups(pairs)) {
    if (factor !== undefined) continue;
    const remedy =
      members.length === 2
        ? 'Bring the correlation nearer to 0, or write the one as a formula of the other.'
        : 'Bring the correlations nearer to 0, or add the pairs that are not given: they count as 0.';
    const expected = 'correlations that numbers can have without determining one another';
    desk.fault('out-of-range', ['together'], expected, `those of ${members.join(', ')}`, remedy);
  }
  return pairs;
}

/** Each pair with its path; a single one need not stand in a list. */
function writtenPairs(written: NonNullable<ScenarioFile['together']>): (readonly [Pair, Path])[] {
  const isSingle = (pairs: typeof written): pairs is [string, string, number] => typeof pairs[0] === 'string';
  if (isSingle(written)) return [[written, ['together']]];
  return written.map((pair, row) => [pair, ['together', row]]);
}

/** Whether a name is that of an uncertain assumption; where it is not, the desk is told, and the pair left out. */
function checkName(desk: FieldReader, path: Path, name: string, known: ReadonlyMap<string, Assumption>): boolean {
  if (desk.faults.isUnreadable(['assumptions']) || desk.faults.isBroken(['assumptions', name])) return false;
  const assumption = known.get(name);
  if (assumption === undefined) {
    const some = [...known.keys()].slice(0, 8).join(', ');
    const otherwise = known.size > 0 ? `There are ${some}${known.size > 8 ? ' and others' : ''}.` : 'Add it there.';
    desk.fault('unknown-reference', path, 'an assumption that exists', name, suggestion(name, known.keys(), otherwise));
    return false;
  }
  if (assumption.distribution.kind !== 'value') return true;
  // No fault: a setting or a variant may make sure what the file leaves open.
  const remedy = 'Give it a distribution, or take the pair out; as it is, it goes with nothing.';
  desk.warn('conflict', path, 'an uncertain assumption', `${name}, which is certain`, remedy);
  return false;
}
