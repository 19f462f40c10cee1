/** `chokepoint validate`: every fault of every file, without writing anything. */
import pc from 'picocolors';
import type { Setting } from '../index.ts';
import { answerFile, scenariosAmong } from './answer.ts';
import { countIssues, showIssues } from './issues.ts';

/** Returns the exit code: 2 if any file has an error. A central run is made, as some faults show only then. */
export function validate(files: readonly string[], settings: readonly Setting[], quiet: boolean): number {
  let code = 0;
  for (const file of scenariosAmong(files)) {
    const { issues } = answerFile(file, settings);
    const isSound = !issues.some(({ severity }) => severity === 'error');
    if (!isSound) code = 2;
    if (issues.length > 0) console.error(showIssues(issues));
    if (!quiet)
      console.log(
        `${file}: ${isSound ? pc.green('sound') : pc.red('not sound')}${issues.length > 0 ? `, ${countIssues(issues)}` : ''}`,
      );
  }
  return code;
}
