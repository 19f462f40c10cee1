/** The numbers of a scenario: assumptions by name, and values that change over time. */
import type { Distribution } from '../chance/distribution.ts';
import type { Path } from '../issue.ts';
import type { Day } from '../quantity/calendar.ts';
import type { Dimension } from '../quantity/dimension.ts';
import type { Expression } from '../quantity/expression.ts';
import type { Wording } from '../wording.ts';

/** A claim of the ledger that an assumption rests on. */
export interface Figure {
  readonly id: string;
  readonly value: string | number | readonly (string | number)[];
  readonly what: Wording;
  readonly document: string;
  readonly line: number;
  readonly as_of?: string | undefined;
  readonly role?: string | undefined;
  readonly rivals: readonly string[];
}

/** A named number, sure or uncertain. */
export interface Assumption {
  readonly id: string;
  readonly title: string;
  /** What its two branches are called, of a chance: that it comes true, and that it does not. */
  readonly branches: { readonly yes: string | undefined; readonly no: string | undefined } | undefined;
  /** Undefined for a plain 0, which fits anywhere. */
  readonly dimension: Dimension | undefined;
  readonly distribution: Distribution<Expression>;
  /** Where it may lie, as the file says beside its value or distribution: numbers in its unit of computation. */
  readonly between?: { readonly low: number; readonly high: number };
  /** As written in the file, for reports. */
  readonly written: unknown;
  readonly figure?: Figure;
  readonly source?: string;
  readonly why?: string;
}

/** From `from` on the schedule has `value`; undefined stands for the default of the field. */
export interface Change {
  readonly from: Day;
  readonly by: 'plan' | 'event';
  readonly value: Expression | undefined;
  readonly path: Path;
}

/** Changes in the order in which they take effect; the first is from the beginning of time. */
export type Schedule = readonly Change[];

/**
 * From `from` until `until` (undefined: for ever) what the schedule at `of` (such as flows.lane.capacity) says is
 * multiplied by `by`, which may change by time and by the states of processes, before any rounding; several multiply
 * together. Of a schedule that has numbers on some dates alone it is checked when these are tabulated.
 */
export interface Scale {
  readonly of: string;
  readonly from: Day;
  readonly until: Day | undefined;
  readonly by: Expression;
  readonly path: Path;
}
