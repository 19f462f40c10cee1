/** Numbers of a scenario that a fit may move: assumptions, each with a range that the file gives. */
import { type Issue, type IssueCode, quote, suggestion } from '../../issue.ts';
import type { Scenario } from '../scenario.ts';
import { measureOf } from './question.ts';
import { variedAt } from './vary.ts';

export interface FreeNumber {
  readonly id: string;
  readonly position: number;
  /** Written after each value; 1 of it is `unitSize` tonnes, days or pieces. */
  readonly unit: string;
  readonly unitSize: number;
}

/** Reads names such as `review_time` or `assumptions.review_time`; every fault at once, at --vary. */
export function readFreeNumbers(
  scenario: Scenario,
  names: readonly string[],
  most: number,
): { readonly numbers: readonly FreeNumber[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const fault = (code: IssueCode, expected: string, found: string, remedy: string) => {
    issues.push({
      ...{ severity: 'error', code, path: [], expected, found, remedy },
      place: { file: '--vary', line: 1, column: 1 },
    });
    return [];
  };
  const { assumptions } = scenario;
  const ids = names.map((name) => name.replace(/^assumptions\./, ''));
  if (ids.length > most) {
    const remedy =
      'With more, a few dozen months are met by any model, and say nothing of the next: fix those that move little.';
    fault('too-large', `at most ${most} free numbers`, String(ids.length), remedy);
  }
  const numbers = ids.flatMap((id, n): FreeNumber[] => {
    const position = assumptions.findIndex((one) => one.id === id);
    const assumption = assumptions[position];
    if (assumption === undefined) {
      const otherwise = 'Write the number as an assumption, with its range and where that is from.';
      const known = assumptions.map((one) => one.id);
      return fault('unknown-reference', 'an assumption of the scenario', quote(id), suggestion(id, known, otherwise));
    }
    if (ids.indexOf(id) !== n) return fault('name-taken', 'each number once', quote(id), 'Name it once.');
    const { kind } = assumption.distribution;
    if (assumption.between === undefined && kind !== 'uniform' && kind !== 'triangular') {
      const remedy =
        'Give it `between: [low, high]`, a range that a source bears, or a uniform or triangular distribution.';
      return fault('missing-key', 'a number with a range', `${id}, which has none`, remedy);
    }
    const varied = variedAt(scenario, `assumptions.${id}`, assumption.title);
    if ('severity' in varied) throw new Error(`${id} is no number`);
    return [{ id, position, unit: varied.unit, unitSize: measureOf(varied.unit, scenario).unitSize }];
  });
  if (scenario.observations.length === 0) {
    fault('missing-key', 'a scenario with observations', 'none', 'Give what was observed under `observations`.');
  }
  return { numbers, issues };
}
