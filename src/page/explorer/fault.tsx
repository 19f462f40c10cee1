/** One fault: where it is, what it is, and what to do, in the words of the command; their kind in the reader's language. */
import { type Issue, pathText } from '../../issue.ts';
import { t } from './store.ts';

/** The words of the command. */
function told({ expected, found, remedy }: Issue): string {
  return `expected ${expected}, got ${found}. ${remedy}`;
}

export function Fault({ issue }: { readonly issue: Issue }) {
  const { code, path, place } = issue;
  const isOfFile = place !== undefined && !place.file.startsWith('--set');
  const kind = t.value.kindOfFault?.[code];
  return (
    <>
      <code>{`${isOfFile ? `${place.file}:${place.line} ` : ''}${pathText(path)}`}</code>
      {kind === undefined ? ': ' : `：${kind}。${t.value.asTold}`}
      <span lang="en">{told(issue)}</span>
    </>
  );
}
