/** The currency of a file: all its amounts of money are in one, or all are plain numbers. */
import { type Path, pathText, quote } from '../../issue.ts';
import type { Dimension } from '../../quantity/dimension.ts';
import { currenciesIn } from '../../quantity/units.ts';
import type { Faults } from './faults.ts';

/** Where currencies are named, and where a plain number stands that might have been money. */
export class Money {
  private readonly named = new Map<string, Path>();
  private readonly plain: { readonly path: Path; readonly written: unknown }[] = [];

  /** Takes note of the currencies that a text names. */
  name(path: Path, text: string): void {
    for (const currency of currenciesIn(text)) if (!this.named.has(currency)) this.named.set(currency, path);
  }

  /** Takes note of a number that is plain where money is wanted as well; a 0 (of no dimension) is either. */
  number(path: Path, written: unknown, dimension: Dimension | undefined, wanted: readonly Dimension[]): void {
    const mayBeMoney = wanted.some((one) => one.has('money')) && wanted.some(({ size }) => size === 0);
    if (mayBeMoney && dimension?.size === 0) this.plain.push({ path, written });
  }

  /** The currency of the file, undefined where it names none; every further one, and what is plain beside it, is a fault. */
  check(faults: Faults): string | undefined {
    const [first, ...others] = this.named;
    if (first === undefined) return undefined;
    const [currency, at] = first;
    const fault = (path: Path, found: string, remedy: string) => {
      const expected = `an amount in ${currency}, as at ${pathText(at)}`;
      faults.add({ severity: 'error', code: 'conflict', path, expected, found, remedy });
    };
    const inOne = 'Write all amounts of money in one currency: none is converted into another.';
    for (const [other, path] of others) fault(path, other, inOne);
    const otherwise = `Write it in ${currency}, or all amounts of money as plain numbers.`;
    for (const { path, written } of this.plain) fault(path, quote(written), otherwise);
    return currency;
  }
}
