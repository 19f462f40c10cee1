/** `chokepoint schema`: the JSON Schema of a scenario file for editors, or the field guide. */
import { fieldGuide, jsonSchema } from '../index.ts';
import { writeText } from './files.ts';

/** Prints, or writes to `out`. Returns the exit code. */
export function schema(guide: boolean, out: string | undefined): number {
  const text = guide ? fieldGuide() : `${JSON.stringify(jsonSchema(), null, 2)}\n`;
  if (out === undefined) process.stdout.write(text);
  else writeText(out, text);
  return 0;
}
