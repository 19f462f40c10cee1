/** Tables on a terminal: columns shown by their gaps, without rules. */
import Table, { type TableConstructorOptions } from 'cli-table3';
import pc from 'picocolors';

const GAPS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
};

/** A table as text, its head in bold; `widths` wraps the columns that it gives a width. */
export function tableText(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths?: TableConstructorOptions['colWidths'],
): string {
  const table = new Table({
    ...{ head: head.map((word) => pc.bold(word)), style: { head: [], border: [] }, chars: GAPS },
    ...(widths && { wordWrap: true, colWidths: widths }),
  });
  table.push(...rows.map((cells) => [...cells]));
  return table.toString();
}
