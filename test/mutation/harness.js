/** As much of vitest as the tests of the model use, in one process: tests are gathered first, then run one by one. */
import { format as worded } from 'node:util';
import { format } from '@vitest/pretty-format';
import { chai, expect } from 'vitest';

const indented = (text) => text.replace(/^\s+|\s+$/gm, '');
chai.util.overwriteMethod(
  chai.Assertion.prototype,
  'toMatchInlineSnapshot',
  () =>
    function (snapshot) {
      const found = format(chai.util.flag(this, 'object'), { escapeString: false, printBasicPrototype: false });
      this.assert(
        indented(found) === indented(snapshot),
        'differs from its snapshot',
        'is its snapshot',
        snapshot,
        found,
      );
    },
);
// Snapshots in files of their own are words of messages, which the suite itself holds.
chai.util.overwriteMethod(chai.Assertion.prototype, 'toMatchSnapshot', () => () => undefined);

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
    describe(file, evaluate);
    return tests;
  };
  describe.each = each(describe);
  test.each = each(test);
  test.skipIf = (isSkipped) => (isSkipped ? () => undefined : test);
  return { gathered, vitest: { describe, test, it: test, expect } };
}
