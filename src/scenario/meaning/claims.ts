/** Expectations as written: what must stay true of the outputs, and the claims of documents that they test. */
import { type Path, parsePath, quote, suggestion } from '../../issue.ts';
import { whyNot } from '../files/settings.ts';
import type { Claim, Expectation } from '../scenario.ts';
import { isMap, valueAt } from '../schema/plain-data.ts';
import type { ScenarioFile } from '../schema/schema.ts';
import type { FieldReader } from './field-reader.ts';
import type { Ledgers } from './figures.ts';

type ExpectationFile = NonNullable<ScenarioFile['expect']>[number];

/** Where claims find what they name: the scenario as data, and the ledger nearest to a file. */
interface Named {
  readonly data: unknown;
  readonly ledgers: Ledgers;
  readonly fileOf: (path: Path) => string;
}

/** Reads every expectation; faults go to the desk. */
export function readExpectations(desk: FieldReader, file: ScenarioFile['expect'], named: Named): Expectation[] {
  return (file ?? []).map((written, position) => {
    const claim = readClaim(desk, ['expect', position], written, named);
    const { that, because, reason, verdict } = written;
    return {
      ...{ that, because, stated: verdict ?? (written.claim === CONTRADICTED ? CONTRADICTED : 'held') },
      reason: typeof reason === 'object' ? reason.text : reason,
      reasonThat: typeof reason === 'object' ? reason.that : undefined,
      ...(claim && { claim }),
    };
  });
}

/** What version 1 wrote of a claim that the model contradicts, without the figure. */
const CONTRADICTED = 'contradicted';

function readClaim(desk: FieldReader, path: Path, written: ExpectationFile, named: Named): Claim | undefined {
  const { claim, verdict, rival, depends } = written;
  const missing = (key: string, expected: string, remedy: string) =>
    desk.fault('missing-key', [...path, key], expected, 'nothing', remedy);
  if (claim === undefined) {
    const [key] = Object.entries({ verdict, rival, depends }).find(([, value]) => value !== undefined) ?? [];
    if (key !== undefined)
      missing('claim', `the figure whose claim the ${key} is of`, `Add claim, or take ${key} out.`);
    return undefined;
  }
  const isNameless = claim === CONTRADICTED && verdict === undefined;
  const at = [...path, 'claim'];
  const figure = isNameless ? undefined : named.ledgers.find(desk, at, claim, named.fileOf(at));
  if (verdict === undefined && !isNameless) {
    missing('verdict', 'held, contradicted or undecided', 'Add what is found of the claim.');
  }
  if (verdict === 'undecided' && depends === undefined) {
    missing('depends', 'the value on which an undecided claim turns', 'Add its path, such as assumptions.cover.');
  }
  if (verdict !== 'undecided' && depends !== undefined) {
    const remedy = 'Take depends out, or write verdict: undecided.';
    desk.fault('conflict', [...path, 'depends'], 'an undecided claim', verdict ?? CONTRADICTED, remedy);
  }
  checkPaths(desk, path, written, named.data);
  return figure && { figure, rival: rival?.set, depends };
}

/** What a rival sets, and what a claim turns on, is in the scenario. */
function checkPaths(desk: FieldReader, path: Path, { rival, depends }: ExpectationFile, data: unknown): void {
  for (const [setting, value] of Object.entries(rival?.set ?? {})) {
    const fault = whyNot(data, parsePath(setting), value);
    const at = [...path, 'rival', 'set', setting];
    if (fault !== undefined) desk.fault(fault.code, at, fault.expected, quote(setting), fault.remedy);
  }
  const parts = parsePath(depends ?? '');
  if (depends === undefined || valueAt(data, parts) !== undefined) return;
  const owner = valueAt(data, parts.slice(0, -1));
  const otherwise = 'Write it in the scenario, so that it can be varied.';
  const remedy = isMap(owner)
    ? suggestion(String(parts.at(-1)), Object.keys(owner), otherwise)
    : (whyNot(data, parts, depends)?.remedy ?? otherwise);
  desk.fault('unknown-reference', [...path, 'depends'], 'a path of the scenario', quote(depends), remedy);
}
