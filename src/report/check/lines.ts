/** `check` on a terminal: a line for what is as it should be, and for the rest what differs. */
import { pathText } from '../../issue.ts';
import { checkWords } from '../text/apart.ts';
import { EN, type Words } from '../text/en.ts';
import { type Language, wordsOf } from '../text/languages.ts';
import { astrayLine, astrayOf, isAstray } from './astray.ts';
import { type Checked, type CheckStanding, standingOf } from './checked.ts';
import { differenceLine, originLines } from './difference-lines.ts';
import { inputLine } from './input-lines.ts';
import { outcomeLine } from './outcome-lines.ts';

/** So many changed inputs and differences are shown of a scenario. */
const MOST = 12;

/** What changed in the inputs, what that does to whom the scenario is about, where it began, and the rest. */
export function driftLines({ drift, outcomes }: Checked, most = MOST, words: Words = EN): string[] {
  if (drift === undefined) return [];
  const { inputs, differences } = drift;
  const { lines } = checkWords(words);
  const [numbers, texts] = [inputs.filter(({ isText }) => !isText), inputs.filter(({ isText }) => isText)];
  const more = (count: number, tell: (count: number) => string) => (count > most ? [tell(count - most)] : []);
  return [
    ...numbers.slice(0, most).map((one) => lines.changed(inputLine(one, words))),
    ...more(numbers.length, lines.moreInputs),
    ...(texts.length > 0 ? [lines.textsAlone(texts.map(({ path }) => pathText(path)))] : []),
    ...(differences.length > 0 ? outcomes.map((one) => lines.outcome(outcomeLine(one, words))) : []),
    ...originLines(drift, words),
    ...differences.slice(0, most).map((one) => differenceLine(one, words)),
    ...more(differences.length, lines.moreDifferences),
  ];
}

/** The lines of one scenario, the first of which says how it stands; issues are not in them. */
export function checkLines(
  checked: Checked,
  language: Language = 'en',
): { standing: CheckStanding; head: string; lines: string[] } {
  const { name, verdicts, unjudged, drift, missing } = checked;
  const words = wordsOf(language);
  const { lines } = checkWords(words);
  const standing = standingOf(checked);
  if (standing === 'unsound') return { standing, head: lines.head(name, lines.unsound), lines: [] };
  const all = verdicts.length + unjudged.length;
  if (standing === 'same')
    return { standing, head: lines.head(name, lines.same(all)), lines: driftLines(checked, MOST, words) };
  const astray = verdicts.filter(isAstray);
  const differences = drift?.differences ?? [];
  const told = [
    ...(astray.length > 0 ? [lines.astray(astray.length, all)] : []),
    ...(unjudged.length > 0 ? [lines.unjudged(unjudged.length, all)] : []),
    ...(missing === undefined ? [] : [lines.noBaseline]),
    ...(differences.length > 0 ? [lines.differences(differences.length)] : []),
  ];
  return {
    standing,
    head: lines.head(name, told.join(', ')),
    lines: [
      ...astray.flatMap((verdict) => {
        const { reason, place } = verdict;
        const isNotMet = astrayOf(verdict, words)?.what === undefined;
        return [
          lines.verdict(isNotMet, astrayLine(verdict, words), reason),
          ...(place ? [lines.at(`${place.file}:${place.line}`)] : []),
        ];
      }),
      ...unjudged.map(({ remedy, place }) => lines.notJudged(`${place?.file}:${place?.line}`, remedy)),
      ...(missing === undefined ? [] : [lines.missing(missing)]),
      ...driftLines(checked, MOST, words),
    ],
  };
}

/** The last line: how many scenarios stand how. */
export function countLine(all: readonly Checked[], language: Language = 'en'): string {
  const standings = all.map(standingOf);
  const count = (standing: CheckStanding) => standings.filter((one) => one === standing).length;
  return checkWords({ language }).lines.count(all.length, count('same'), count('differs'), count('unsound'));
}
