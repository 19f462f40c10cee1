/** As much of vitest as the tests of the model use, in one process: tests are gathered first, then run one by one. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { format as worded } from 'node:util';
import { format } from '@vitest/pretty-format';
import { chai, expect } from 'vitest';

const indented = (text) => text.replace(/^\s+|\s+$/gm, '');
const shown = (value) => indented(format(value, { escapeString: false, printBasicPrototype: false }));
/** Snapshots that stand in a file of their own beside the tests being gathered. */
let kept = [];

function matches(name, holds) {
  const assertion = function (...given) {
    const found = shown(chai.util.flag(this, 'object'));
    this.assert(holds(found, ...given), `${found} differs from its snapshot`, `${found} is its snapshot`);
  };
  chai.util.overwriteMethod(chai.Assertion.prototype, name, () => assertion);
}
matches('toMatchInlineSnapshot', (found, snapshot) => found === indented(snapshot));
matches('toMatchSnapshot', (found) => kept.includes(found));

function snapshotsBeside(file) {
  const path = join(dirname(file), '__snapshots__', `${basename(file)}.snap`);
  if (!existsSync(path)) return [];
  const exports = {};
  new Function('exports', readFileSync(path, 'utf8'))(exports);
  return Object.values(exports).map(indented);
}

/** What stands for `import … from 'vitest'`, and the tests that evaluating a file gathers, under the name of the file. */
export function harness() {
  let tests = [];
  let path = [];
  const each = (add) => (table) => (title, body) => {
    for (const [n, row] of [...table].entries()) {
      const values = Array.isArray(row) ? row : [row];
      const words = worded(title, ...values.slice(0, title.match(/%/g)?.length ?? 0));
      add(`${words} #${n}`, () => body(...values));
    }
  };
  // Options such as a time limit may stand before the body.
  const bodyOf = (rest) => rest.find((one) => typeof one === 'function');
  const describe = (title, ...rest) => {
    const outer = path;
    path = [...outer, title];
    bodyOf(rest)();
    path = outer;
  };
  const test = (title, ...rest) => tests.push({ id: [...path, title].join(' > '), body: bodyOf(rest) });
  const gathered = (file, evaluate) => {
    tests = [];
    kept = snapshotsBeside(file);
    describe(file, evaluate);
    return tests;
  };
  describe.each = each(describe);
  test.each = each(test);
  test.skipIf = (isSkipped) => (isSkipped ? () => undefined : test);
  return { gathered, vitest: { describe, test, it: test, expect } };
}
