/** `check` as plain data, for `--json`. */

import { pathText } from '../../issue.ts';
import { verdictUnit } from '../../metrics/expect.ts';
import { EN_CHECK } from '../text/en-check.ts';
import { whyAstray } from './astray.ts';
import { type Checked, standingOf } from './checked.ts';

/** Everything but the series of what moved; numbers that are not finite become null in JSON. */
export function checkToJson(checked: Checked): object {
  const { name, file, title, issues, verdicts, unjudged, drift, missing, place } = checked;
  return {
    ...{ name, file, title, standing: standingOf(checked), issues, unjudged },
    expectations: verdicts.map((verdict) => {
      const astray = whyAstray(verdict);
      const { position, that, because, met, stated, reason, ground, left, right } = verdict;
      return {
        ...{ position, that, because, met, as_stated: astray === undefined, stated, reason },
        ...(ground && { reason_that: ground.that, reason_met: ground.met }),
        ...(astray !== undefined && { astray }),
        ...{ left, right, unit: verdictUnit(verdict), place: verdict.place },
      };
    }),
    ...(missing !== undefined && { baseline: missing }),
    ...(drift && {
      ...{ place, first_to_move: drift.earliest, first_in_flow: drift.upstream },
      changed_inputs: drift.inputs.map(({ path, ...change }) => ({ path: pathText(path), ...change })),
      outcomes: checked.outcomes,
      notes: drift.notes.map(EN_CHECK.notes),
      differences: drift.differences,
    }),
  };
}
