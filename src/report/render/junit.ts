/**
 * `check` as JUnit XML, which CI services read: a testsuite a scenario, a testcase an expectation and one its baseline.
 * The elements and attributes are those of junit-10.xsd, by which Jenkins' xUnit plugin reads such files.
 */

import { pathText } from '../../issue.ts';
import { whyAstray } from '../check/astray.ts';
import { type Checked, standingOf } from '../check/checked.ts';
import { differenceLine } from '../check/difference-lines.ts';
import { inputLine } from '../check/input-lines.ts';
import { driftLines } from '../check/lines.ts';
import { xmlText } from '../text/xml-text.ts';

interface Case {
  readonly name: string;
  readonly fault?: {
    readonly kind: 'failure' | 'error';
    /** What it is that fails. */
    readonly type: 'input' | 'expectation' | 'baseline';
    readonly message: string;
    readonly text: string;
  };
}

/** The file. No times and no host are in it, so that the same check writes the same bytes. */
export function junitXml(all: readonly Checked[]): string {
  const suites = all.map((checked) => ({ checked, cases: casesOf(checked) }));
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="chokepoint check" ${counts(cases)}>`,
    ...suites.flatMap(({ checked: { name, file, title }, cases: own }) => [
      `  <testsuite name="${escapeXml(name)}" ${counts(own)}>`,
      `    <properties><property name="file" value="${escapeXml(file)}"/><property name="title" value="${escapeXml(title)}"/></properties>`,
      ...own.flatMap((one) => caseLines(name, one)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf(checked: Checked): Case[] {
  const { issues, verdicts, unjudged } = checked;
  if (standingOf(checked) === 'unsound') {
    const errors = issues.filter(({ severity }) => severity === 'error');
    const text = errors
      .map(({ place, path, expected, found, remedy }) => {
        const where = place ? `${place.file}:${place.line}: ` : '';
        return `${where}${pathText(path)}: expected ${expected}, got ${found}. ${remedy}`;
      })
      .join('\n');
    const message = `${errors.length} error${errors.length === 1 ? '' : 's'} in the input`;
    return [{ name: 'sound', fault: { kind: 'error', type: 'input', message, text } }];
  }
  const expectations = verdicts.map((verdict): Case => {
    const { that, because, reason, place } = verdict;
    const message = whyAstray(verdict);
    if (message === undefined) return { name: that };
    const why = [because && `because: ${because}`, reason, place && `at ${place.file}:${place.line}`];
    return {
      name: that,
      fault: { kind: 'failure', type: 'expectation', message, text: why.filter(Boolean).join('\n') },
    };
  });
  const undecided = unjudged.map(({ path, remedy, expected }): Case => {
    return {
      name: pathText(path),
      fault: { kind: 'failure', type: 'expectation', message: `not judged: it needs ${expected}`, text: remedy },
    };
  });
  return [...expectations, ...undecided, baselineCase(checked)];
}

/** So many differences are told of a scenario: whoever reads a report of CI looks at the first. */
const MOST = 20;

function baselineCase(checked: Checked): Case {
  const { drift, missing, place } = checked;
  const name = 'baseline';
  if (missing !== undefined || drift === undefined) {
    return {
      name,
      fault: {
        ...{ kind: 'failure', type: 'baseline', message: `no baseline: ${missing}` },
        text: 'Make it with chokepoint check --update.',
      },
    };
  }
  const { differences } = drift;
  const [first] = differences;
  if (first === undefined) return { name };
  const [changed] = drift.inputs.filter(({ isText }) => !isText);
  const cause = changed === undefined ? `the largest: ${differenceLine(first)}` : `changed: ${inputLine(changed)}`;
  const message = `${differences.length} difference${differences.length === 1 ? '' : 's'}; ${cause}`;
  return {
    name,
    fault: {
      ...{ kind: 'failure', type: 'baseline', message },
      text: [`at ${place.file}:${place.line}`, ...driftLines(checked, MOST)].join('\n'),
    },
  };
}

function caseLines(suite: string, { name, fault }: Case): string[] {
  const open = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}"`;
  if (fault === undefined) return [`${open}/>`];
  const { kind, type, message, text } = fault;
  const told = `<${kind} type="${type}" message="${escapeXml(message)}">${escapeXml(text)}</${kind}>`;
  return [`${open}>`, `      ${told}`, '    </testcase>'];
}

function counts(cases: readonly Case[]): string {
  const count = (kind: 'failure' | 'error') => cases.filter(({ fault }) => fault?.kind === kind).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

function escapeXml(text: string): string {
  return xmlText(text).replace(/[&<>"\n]/g, (character) => NAMED[character] as string);
}
