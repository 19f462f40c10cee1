/** How the claims of a scenario file are put to the test: read again under their rivals, and with what they depend on varied. */
import { type ClaimReader, type Reader, readQuestion, type Setting, scenarioReader } from '../index.ts';

export function claimReader(named: string, settings: readonly Setting[], source: Reader): ClaimReader {
  const file = named.replaceAll('\\', '/');
  const reading = scenarioReader(file, source);
  return {
    open: (own) => reading([...settings, ...own]),
    problem: (vary) => readQuestion(file, { vary, settings }, source),
  };
}
