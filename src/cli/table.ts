/** Tables on a terminal: columns shown by their gaps, without rules. */
import Table, { type TableConstructorOptions } from 'cli-table3';
import { shown } from '../index.ts';
import { bold, type Line } from './print.ts';

const GAPS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
};

/** The lines of a table, its head in bold; a cell is a text or several lines, `widths` wraps the columns it gives one. */
export function tableText(
  head: readonly string[],
  rows: readonly (readonly (string | readonly string[])[])[],
  widths?: TableConstructorOptions['colWidths'],
): Line[] {
  const table = new Table({
    ...{ head: [...head], style: { head: [], border: [] }, chars: GAPS },
    ...(widths && { wordWrap: true, colWidths: widths }),
  });
  for (const cells of rows) table.push(cells.map((cell) => [cell].flat().map(shown).join('\n')));
  const [first = '', ...others] = table.toString().split('\n');
  return [bold(first), ...others];
}
