/** What a page asks of the engine, and what it answers: plain data, which goes from one thread to another. */
import type { User } from '../findings/users.ts';
import type { Issue } from '../issue.ts';
import type { Metric } from '../metrics/measures.ts';
import type { JsonSchema } from '../scenario/schema/json-schema.ts';
import type { Book } from './book.ts';
import type { Against, Fan, Share } from './gather.ts';
import type { Named } from './named.ts';
import type { Choice, Side } from './state.ts';
import type { Where } from './where.ts';

export type { User } from '../findings/users.ts';

/** What is asked of the engine. Answers bear the `seq` of what asked. */
export type Question =
  | {
      readonly kind: 'open';
      readonly seq: number;
      readonly file: string;
      readonly texts: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'run';
      readonly seq: number;
      readonly side: Side;
      readonly choices: readonly Choice[];
      /** The path of one more series to be shown. */
      readonly series: string | undefined;
      /** Whether a hand is at it: the file is read with what it has moved once it lets go. */
      readonly isMoving?: boolean;
    }
  | { readonly kind: 'swing'; readonly seq: number; readonly path: string; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'part';
      readonly seq: number;
      readonly side: Side;
      readonly choices: readonly Choice[];
      readonly first: number;
      readonly count: number;
    }
  | {
      readonly kind: 'gather';
      readonly seq: number;
      readonly round: number;
      readonly side: Side;
      readonly shares: readonly Share[];
      /** Whether no more will come: what the answer hangs on is found then. */
      readonly isLast: boolean;
    }
  | { readonly kind: 'why'; readonly seq: number; readonly side: Side; readonly choices: readonly Choice[] }
  | { readonly kind: 'vocabulary'; readonly seq: number }
  | {
      readonly kind: 'save';
      readonly seq: number;
      readonly what: Saving;
      readonly side: Side;
      readonly a: readonly Choice[];
      readonly b: readonly Choice[];
    };

/** What can be saved: of one side, and of both the study. */
export type Saving = 'scenario' | 'flattened' | 'series' | 'bands' | 'study';

/** What becomes of a user: as reports tell it, and by step. */
export interface Shown {
  readonly users: readonly User[];
  /** The answer in one sentence, and who else is short. */
  readonly answer: Named;
}

export type Reply =
  | { readonly kind: 'opened'; readonly seq: number; readonly book: Book; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'faults';
      readonly seq: number;
      readonly side: Side | undefined;
      readonly issues: readonly Issue[];
    }
  | ({
      readonly kind: 'ran';
      readonly seq: number;
      readonly side: Side;
      readonly metrics: readonly Metric[];
      /** Of demands, by position: the share short by step; of stockpiles: see Where. */
      readonly short: readonly Float64Array[];
      /** Of flows: what arrives by step, that of flow f at step t at `t · flows + f`; of stockpiles: what is on hand. */
      readonly received: Float64Array;
      readonly onHand: Float64Array;
      /** The series that was named, if there is such a one. */
      readonly chosen: Float64Array | undefined;
      readonly where: Where;
      /** Replicates that an ensemble is asked to have. */
      readonly runs: number;
      /** When the phases of licences begin, by licence. */
      readonly phases: readonly (readonly number[])[];
    } & Shown)
  | {
      readonly kind: 'swung';
      readonly seq: number;
      readonly path: string;
      readonly low: number;
      readonly high: number;
      readonly wants: readonly Float64Array[];
    }
  | { readonly kind: 'part'; readonly seq: number; readonly side: Side; readonly share: Share }
  | ({
      readonly kind: 'gathered';
      readonly seq: number;
      readonly side: Side;
      readonly runs: number;
      /** Of demands by position, then of the stockpiles that they draw from, by id of these. */
      readonly fans: readonly { readonly id: string; readonly variable: string; readonly fan: Fan }[];
      readonly against: readonly Against[] | undefined;
    } & Shown)
  | {
      readonly kind: 'saved';
      readonly seq: number;
      readonly what: Saving;
      readonly text: string;
    }
  | {
      readonly kind: 'explained';
      readonly seq: number;
      readonly side: Side;
      /** Of demands, by position: why they lack what they do; undefined where that takes too long to say in passing. */
      readonly sentences: readonly Named[] | undefined;
    }
  | {
      readonly kind: 'vocabulary';
      readonly seq: number;
      /** The JSON Schema of a file, and what else may stand in one: names by the section that they are of. */
      readonly schema: JsonSchema;
      readonly names: Readonly<Record<string, readonly string[]>>;
    };
