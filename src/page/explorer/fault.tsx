/** One fault: where it is, what it is, and what to do; what has no words in the reader's language is told as the command does. */
import { type Issue, pathText } from '../../issue.ts';
import { faultInChinese } from '../../report/text/zh-faults.ts';
import { language, t } from './store.ts';

/** The words of the command. */
function told({ expected, found, remedy }: Issue): string {
  return `expected ${expected}, got ${found}. ${remedy}`;
}

export function Fault({ issue }: { readonly issue: Issue }) {
  const { code, path, place } = issue;
  const isOfFile = place !== undefined && !place.file.startsWith('--set');
  const kind = t.value.kindOfFault?.[code];
  const own = language.value === 'zh' ? faultInChinese(issue) : undefined;
  return (
    <>
      <code>{`${isOfFile ? `${place.file}:${place.line} ` : ''}${pathText(path)}`}</code>
      {kind === undefined ? ': ' : `：${kind}。`}
      {own ?? (
        <>
          {kind !== undefined && t.value.asTold}
          <span lang="en">{told(issue)}</span>
        </>
      )}
    </>
  );
}
