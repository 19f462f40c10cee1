/** What the editor offers at a cursor: `|` in a text. */
import { expect, test } from 'vitest';
import { completionsAt, placeAt } from '../../src/explore/complete.ts';
import { strictSchema } from '../../src/scenario/schema/json-schema.ts';

const names = { stockpiles: ['mine', 'magnets'], assumptions: ['stock', 'need'], licences: ['export'] };
const vocabulary = { schema: strictSchema(), names };

const at = (text: string) => {
  const offset = text.indexOf('|');
  const { path, isKey } = placeAt(text.replace('|', ''), offset);
  return `${path.join('.')} ${isKey ? 'key' : 'value'}`;
};
const offered = (text: string) =>
  completionsAt(text.replace('|', ''), text.indexOf('|'), vocabulary).options.map(({ label }) => label);

test('a place is known by indents and by brackets, over lines', () => {
  const whole = 'title: t\nflows:\n  a: {to: magnets, lead: 5 weeks}\n';
  expect(
    [
      'ti|',
      `${whole}dem|`,
      `${whole}  b: {t|}`,
      `${whole}  b: {to: mag|}`,
      `${whole}  b:\n    cap|`,
      `${whole}  b:\n    capacity: st|`,
      `${whole}  b: {to: magnets,\n    lead: 5|}`,
      'licences:\n  e:\n    phases:\n      - {from: 2025-06-06, al|}',
      'licences:\n  e:\n    phases:\n      - from: 2025-06-06\n        al|',
      'events:\n- {date: 2025-06-06, set: {flows.a.lead: 2|}}',
      'assumptions:\n  x: {title: {en: "a, b: {c", zh: 甲}, un|}',
    ].map(at),
  ).toEqual([
    ' key',
    ' key',
    'flows.b key',
    'flows.b.to value',
    'flows.b key',
    'flows.b.capacity value',
    'flows.b.lead value',
    'licences.e.phases.0 key',
    'licences.e.phases.0 key',
    'events.0.set.flows.a.lead value',
    'assumptions.x key',
  ]);
});

test('keys are those of the schema, values what it allows and what the file names', () => {
  expect(offered('dem|')).toEqual(expect.arrayContaining(['demands: ', 'flows: ', 'licences: ']));
  expect(offered('flows:\n  a: {|}')).toEqual(expect.arrayContaining(['to: ', 'from: ', 'lead: ', 'licence: ']));
  expect(offered('flows:\n  a: {to: m|}')).toEqual(['mine', 'magnets']);
  expect(offered('flows:\n  a: {licence: |}')).toEqual(['export']);
  expect(offered('demands:\n  c:\n    rate: |')).toEqual(['stock', 'need']);
  expect(offered('licences:\n  e:\n    phases:\n      - {|}')).toEqual(expect.arrayContaining(['allow: ', 'review: ']));
  expect(offered('title: |')).toEqual([]);
});
