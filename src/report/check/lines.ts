/** `check` on a terminal: a line for what is as it should be, and for the rest what differs. */
import { pathText } from '../../issue.ts';
import { astrayLine, astrayOf, isNotMet } from './astray.ts';
import { type Checked, type CheckStanding, type PlacedVerdict, standingOf } from './checked.ts';
import { differenceLine, originLines } from './difference-lines.ts';
import { inputLine } from './input-lines.ts';
import { outcomeLine } from './outcome-lines.ts';

/** So many changed inputs and differences are shown of a scenario. */
const MOST = 12;

/** What changed in the inputs, what that does to whom the scenario is about, where it began, and the rest. */
export function driftLines({ drift, outcomes }: Checked, most = MOST): string[] {
  if (drift === undefined) return [];
  const { inputs, differences } = drift;
  const [numbers, texts] = [inputs.filter(({ isText }) => !isText), inputs.filter(({ isText }) => isText)];
  const more = (count: number, what: string) =>
    count > most ? [`… and ${count - most} more ${what}; --json tells all.`] : [];
  return [
    ...numbers.slice(0, most).map((one) => `changed    ${inputLine(one)}`),
    ...more(numbers.length, 'changed inputs'),
    ...(texts.length > 0 ? [`changed    texts alone: ${texts.map(({ path }) => pathText(path)).join(', ')}`] : []),
    ...(differences.length > 0 ? outcomes.map((one) => `comes to   ${outcomeLine(one)}`) : []),
    ...originLines(drift),
    ...differences.slice(0, most).map(differenceLine),
    ...more(differences.length, 'differences'),
  ];
}

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
      lines: driftLines(checked),
    };
  }
  const astray = verdicts.filter(astrayOf);
  const differences = drift?.differences ?? [];
  const told = [
    ...(astray.length > 0 ? [`${astray.length} of ${expectations} not as stated`] : []),
    ...(unjudged.length > 0 ? [`${unjudged.length} of ${expectations} not judged`] : []),
    ...(missing === undefined ? [] : ['no baseline']),
    ...(differences.length > 0 ? [`${differences.length} difference${differences.length === 1 ? '' : 's'}`] : []),
  ];
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
      ...driftLines(checked),
    ],
  };
}

/** Of an expectation that is not as stated: what it is, why, and what both sides came to. */
function verdictLine(verdict: PlacedVerdict): string {
  const { reason } = verdict;
  const mark = isNotMet(verdict) ? 'NOT MET' : 'NOT SO ';
  return `${mark}       ${astrayLine(verdict)}${reason === undefined ? '' : `. ${reason}`}`;
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
