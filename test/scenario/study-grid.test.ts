/** How the combinations of a grid are called. */
import { describe, expect, test } from 'vitest';
import { entityWords } from '../../src/scenario/study/study-grid.ts';
import { studyOf } from '../study.ts';

const named = (grid: string) =>
  studyOf({ 'study.yaml': `version: 2\ntitle: Grid\nbase: base.yaml\ngrid: ${grid}\n` })
    .variants.slice(1)
    .map(({ title }) => title);

describe('a combination', () => {
  test('has the name of each entity or assumption with its value as written, the last axis fastest', () => {
    expect(named('{assumptions.delay: [0 weeks, 4 weeks], stockpiles.magnets.initial: [0 t, 500 t]}')).toEqual([
      'delay 0 weeks, Magnets 0 t',
      'delay 0 weeks, Magnets 500 t',
      'delay 4 weeks, Magnets 0 t',
      'delay 4 weeks, Magnets 500 t',
    ]);
  });

  test('has the field named where it is not what the entity is known by', () => {
    expect(named('{flows.lane.lead: [2 weeks]}')).toEqual(['The lane lead 2 weeks']);
  });

  test('has fields named where two axes are of one entity', () => {
    expect(
      named('{stockpiles.magnets.initial: [1 t], flows.lane.capacity: [0], stockpiles.magnets.cover: [2 weeks]}'),
    ).toEqual(['Magnets initial 1 t, The lane 0, Magnets cover 2 weeks']);
  });

  test('says none for what is taken out', () => {
    expect(named('{stockpiles.spare: [null]}')).toEqual(['spare none']);
  });
});

test.each([
  ['us_reserve', 'US reserve'],
  ['renewal_delay', 'renewal delay'],
  ['cn_to_us', 'CN to us'],
  ['us', 'us'],
])('%s is %s in words', (id, words) => {
  expect(entityWords(id)).toBe(words);
});
