/** `check` as workflow commands of GitHub Actions, which it shows at the line of the scenario. */

import type { Place } from '../../issue.ts';
import { astrayLine, astrayOf } from '../check/astray.ts';
import type { Checked } from '../check/checked.ts';
import { driftLines } from '../check/lines.ts';

/** So many differences are told in one annotation. */
const MOST = 10;

/** One command a line: an expectation at its line, what differs from the baseline at the input that changed, else where what moved first is written. */
export function githubLines(all: readonly Checked[]): string[] {
  return all.flatMap((checked) => {
    const { name, file, issues, verdicts, unjudged, drift, missing, place } = checked;
    return [
      ...[...issues, ...unjudged].map((issue) => {
        const at = issue.place ?? { file, line: 1, column: 1 };
        const level = issue.severity === 'error' || issue.code === 'no-ensemble' ? 'error' : 'warning';
        return command(level, at, name, `expected ${issue.expected}, got ${issue.found}. ${issue.remedy}`);
      }),
      ...verdicts
        .filter(astrayOf)
        .map((verdict) => command('error', verdict.place ?? place, name, astrayLine(verdict))),
      ...(missing === undefined ? [] : [command('error', place, name, `No baseline: ${missing}.`)]),
      ...(drift === undefined || drift.differences.length === 0
        ? []
        : [command('error', place, name, driftLines(checked, MOST).join('\n'))]),
    ];
  });
}

function command(level: 'error' | 'warning', { file, line, column }: Place, title: string, message: string): string {
  const properties = { file, line, col: column, title: `chokepoint check: ${title}` };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${level} ${written.join(',')}::${escapeData(message)}`;
}

/** As the runner of Actions reads it back: % and the ends of lines in data, : and , in properties too. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
