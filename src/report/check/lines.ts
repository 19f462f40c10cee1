/** `check` on a terminal: a line for what is as it should be, and for the rest what differs. */
import { isAsStated } from '../../findings/expectations.ts';
import type { Verdict } from '../../metrics/expect.ts';
import { howFarOff } from '../text/verdicts.ts';
import { type Checked, type CheckStanding, standingOf } from './checked.ts';
import { differenceLine, originLines } from './difference-lines.ts';

/** So many differences are shown of a scenario. */
const MOST = 12;

/** The lines of one scenario, the first of which says how it stands; issues are not in them. */
export function checkLines(checked: Checked): { standing: CheckStanding; head: string; lines: string[] } {
  const { name, verdicts, unjudged, drift, missing } = checked;
  const standing = standingOf(checked);
  if (standing === 'unsound') return { standing, head: `${name}: the input is not sound`, lines: [] };
  const count = verdicts.length + unjudged.length;
  const expectations = `${count} expectation${count === 1 ? '' : 's'}`;
  if (standing === 'same') {
    return {
      standing,
      head: `${name}: ${expectations} as stated, results as committed`,
      lines: [...(drift?.notes ?? [])],
    };
  }
  const astray = verdicts.filter((verdict) => !isAsStated(verdict));
  const differences = drift?.differences ?? [];
  const told = [
    ...(astray.length > 0 ? [`${astray.length} of ${expectations} not as stated`] : []),
    ...(unjudged.length > 0 ? [`${unjudged.length} of ${expectations} not judged`] : []),
    ...(missing === undefined ? [] : ['no baseline']),
    ...(differences.length > 0 ? [`${differences.length} difference${differences.length === 1 ? '' : 's'}`] : []),
  ];
  const rest = differences.length - MOST;
  return {
    standing,
    head: `${name}: ${told.join(', ')}`,
    lines: [
      ...astray.flatMap((verdict) => [
        verdictLine(verdict),
        ...(verdict.place ? [`  at ${verdict.place.file}:${verdict.place.line}`] : []),
      ]),
      ...unjudged.map(
        ({ remedy, place }) => `NOT JUDGED    ${place?.file}:${place?.line}: it needs an ensemble. ${remedy}`,
      ),
      ...(missing === undefined ? [] : [`No baseline: ${missing}. chokepoint check --update writes it.`]),
      ...(drift ? originLines(drift) : []),
      ...differences.slice(0, MOST).map(differenceLine),
      ...(rest > 0 ? [`… and ${rest} more; --json tells all.`] : []),
    ],
  };
}

/** Of an expectation that is not as stated: what it is, why, and what both sides came to. */
function verdictLine(verdict: Verdict): string {
  const { that, because, reason, isContradicted } = verdict;
  const ground = because === undefined ? '' : ` (${because})`;
  const standing = isContradicted ? 'BORNE OUT   ' : 'NOT MET     ';
  return `${standing}  ${that}${ground}: ${howFarOff(verdict)}${reason === undefined ? '' : `. ${reason}`}`;
}

/** The last line: how many scenarios stand how. */
export function countLine(all: readonly Checked[]): string {
  const standings = all.map(standingOf);
  const count = (standing: CheckStanding) => standings.filter((one) => one === standing).length;
  const parts = [`${all.length} scenario${all.length === 1 ? '' : 's'}: ${count('same')} as they should be`];
  if (count('differs') > 0) parts.push(`${count('differs')} not`);
  if (count('unsound') > 0) parts.push(`${count('unsound')} not sound`);
  return `${parts.join(', ')}.`;
}
